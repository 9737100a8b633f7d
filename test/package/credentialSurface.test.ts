import type { ICredentialType } from 'n8n-workflow';

import { builtPackage } from '../support/runNode';
import { fieldsOf, type Surface } from './surface';

/*
 * Saved credentials hold these names and values, and leave out what is at its default: see surface.test.ts.
 */

const KEY = { type: 'string', default: '' };

const CREDENTIALS: Array<[type: string, fields: Surface, secrets: string[]]> = [
	[
		'thanksIoOrdersApi',
		{ apiToken: KEY, baseUrl: { type: 'string', default: 'https://api.thanks.io/api/v2' } },
		['apiToken'],
	],
	[
		'snappyOrdersApi',
		{
			apiKey: KEY,
			baseUrl: { type: 'string', default: 'https://api.snappy.com/public-api' },
			companyId: { type: 'string', default: '' },
			accountId: { type: 'string', default: '' },
			mutualTls: { type: 'boolean', default: false },
			clientCertificate: { type: 'string', default: '' },
			clientPrivateKey: { type: 'string', default: '' },
			clientKeyPassphrase: { type: 'string', default: '' },
		},
		['apiKey', 'clientCertificate', 'clientKeyPassphrase', 'clientPrivateKey'],
	],
	[
		'fastPodOrdersApi',
		{ apiToken: KEY, baseUrl: { type: 'string', default: 'https://api-v2.fastpod.net' } },
		['apiToken'],
	],
];

describe.each(CREDENTIALS)('the credential %s', (type, fields, secrets) => {
	async function load(): Promise<ICredentialType> {
		const found = (await builtPackage()).credentialTypes.get(type);
		if (found === undefined) throw new Error(`There is no ${type}.`);
		return found;
	}

	it('has these fields', async () => {
		expect(fieldsOf((await load()).properties)).toEqual(fields);
	});

	it('asks for its key, and hides what is secret', async () => {
		const { properties } = await load();
		const names = (chosen: typeof properties) => chosen.map(({ name }) => name).sort();

		expect(names(properties.filter(({ required }) => required))).toEqual(secrets.slice(0, 1));
		expect(names(properties.filter(({ typeOptions }) => typeOptions?.password))).toEqual(secrets);
	});

	it('shows the fields of a client certificate only if mutual TLS is on', async () => {
		const { properties } = await load();
		const hidden = properties.filter(({ name }) => name.startsWith('client'));

		expect(hidden).toHaveLength(type === 'snappyOrdersApi' ? 3 : 0);
		for (const { displayOptions } of hidden) {
			expect(displayOptions).toEqual({ show: { mutualTls: [true] } });
		}
	});
});
