import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { loadPackage } from '../../scripts/engine/nodeTypes';
import { VENDORS } from '../samples';
import { typeOf } from '../support/runNode';
import { PACKAGE } from '../package/repoFiles';

/** `WRITE=yes npx jest test/forms` writes the books anew; what is different in them is what has changed for users. */
const isWriting = process.env.WRITE === 'yes';

const NODES = VENDORS.flatMap(({ name, trigger }) => [name, ...(trigger ? [trigger.name] : [])]);
const CREDENTIALS = VENDORS.flatMap(({ credential, oAuth2 }) => [
	credential.type,
	...(oAuth2 ? [oAuth2.type] : []),
]);

function bookOf(name: string): string {
	return resolve(__dirname, `${name}.json`);
}

/** What n8n is told of each node and credential, as it stands in its book. */
async function toldOfAll(): Promise<Record<string, string>> {
	const { nodeTypes, credentialTypes } = await loadPackage(PACKAGE);
	const nodes = NODES.map((name): [string, unknown] => {
		const { description, methods = {} } = nodeTypes.getByNameAndVersion(typeOf(name), 1);
		return [name, { ...description, lists: Object.keys(methods.listSearch ?? {}) }];
	});
	const credentials = CREDENTIALS.map((type): [string, unknown] => [
		type,
		credentialTypes.get(type),
	]);
	return Object.fromEntries(
		[...nodes, ...credentials].map(([name, told]) => [
			name,
			`${JSON.stringify(told, null, '\t')}\n`,
		]),
	);
}

// One test, which loads the package: what n8n is told is made then.
it('what forms show, ask for and hide, and how credentials are tested, stands in their books', async () => {
	const told = await toldOfAll();
	if (isWriting) for (const [name, text] of Object.entries(told)) writeFileSync(bookOf(name), text);

	const books = Object.keys(told).map((name) => [name, readFileSync(bookOf(name), 'utf8')]);
	expect(told).toEqual(Object.fromEntries(books));
});
