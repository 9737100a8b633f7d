import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { loadPackage } from '../../scripts/engine/nodeTypes';
import { VENDORS } from '../samples';
import { typeOf } from '../support/runNode';
import { PACKAGE } from './repoFiles';

/** `WRITE=yes npx jest test/package/forms` writes the books anew; what is different in them is what has changed for users. */
const isWriting = process.env.WRITE === 'yes';

const NODES = VENDORS.flatMap(({ name, trigger }) => [name, ...(trigger ? [trigger.name] : [])]);
const CREDENTIALS = VENDORS.flatMap(({ credential, oAuth2 }) => [
	credential.type,
	...(oAuth2 ? [oAuth2.type] : []),
]);

/** Compares, word by word, what n8n is told with the book of it. */
function expectToStandInItsBook(name: string, told: unknown): void {
	const book = resolve(__dirname, 'forms', `${name}.json`);
	const text = `${JSON.stringify(told, null, '\t')}\n`;
	if (isWriting) writeFileSync(book, text);
	else expect(text).toBe(readFileSync(book, 'utf8'));
}

/*
 * Each test loads the package anew, as n8n does when it starts: what n8n is told is made then.
 */

it.each(NODES)('%s: what its form shows, asks for and hides stands in its book', async (name) => {
	const { nodeTypes } = await loadPackage(PACKAGE);

	const { description, methods = {} } = nodeTypes.getByNameAndVersion(typeOf(name), 1);
	const lists = Object.keys(methods.listSearch ?? {});
	expectToStandInItsBook(name, { ...description, lists });
});

it.each(CREDENTIALS)(
	'%s: what it asks for, and how its test tells what is wrong, stands in its book',
	async (type) => {
		const { credentialTypes } = await loadPackage(PACKAGE);

		expectToStandInItsBook(type, credentialTypes.get(type));
	},
);
