import type { ICredentialType, INodeType } from 'n8n-workflow';

import { builtPackage } from '../support/runNode';
import { fieldsOf, formOf, type Surface } from './surface';

/*
 * Saved workflows and credentials hold these names and values, and leave out what is at its default. Whatever is
 * renamed, retyped or given another default changes workflows that people have running: that is for a version 2.
 * A new option breaks nothing; add it to the list. Other resources and operations are not looked at here.
 */

const COMMON_OPTIONS: Surface = {
	dryRun: { type: 'boolean', default: false },
	giveUpAfter: { type: 'number', default: 15 },
	maxAttempts: { type: 'number', default: 5 },
	maxOrders: { type: 'number', default: 0 },
	requestTimeout: { type: 'number', default: 30000 },
	requestsPerMinute: { type: 'number', default: 0 },
	whenRefused: { type: 'options', default: 'fail', values: ['fail', 'report'] },
};

const REQUEST_SOURCES = ['api_native', 'api_ftp', 'api_make', '', 'api_salesforce', 'api_zapier'];

interface Operation {
	node: string;
	resource: string;
	operation: string;
	idParameter: string;
	options: Surface;
}

const OPERATIONS: Operation[] = [
	{
		node: 'thanksIo',
		resource: 'order',
		operation: 'cancel',
		idParameter: 'orderId',
		options: { legacyPath: { type: 'boolean', default: false } },
	},
	{
		node: 'snappy',
		resource: 'order',
		operation: 'cancel',
		idParameter: 'orderId',
		options: {
			accountId: { type: 'string', default: '' },
			companyId: { type: 'string', default: '' },
		},
	},
	{
		node: 'snappy',
		resource: 'gift',
		operation: 'cancelOrder',
		idParameter: 'giftId',
		options: {
			companyId: { type: 'string', default: '' },
			expectedOrderId: { type: 'string', default: '' },
			requestSource: { type: 'options', default: '', values: REQUEST_SOURCES },
		},
	},
	{ node: 'fastPod', resource: 'order', operation: 'cancel', idParameter: 'orderId', options: {} },
];

async function nodeOf(name: string): Promise<INodeType> {
	const { nodeTypes } = await builtPackage();
	return nodeTypes.getByNameAndVersion(`n8n-nodes-cancel-order.${name}`, 1);
}

describe.each(OPERATIONS)(
	'version 1 of $node: $resource, $operation',
	({ node, resource, operation, idParameter, options }) => {
		it('can be chosen, and is what a node without these two parameters means', async () => {
			const { description } = await nodeOf(node);
			const byDefault = formOf(description, { resource });

			expect([description.version].flat()).toContain(1);
			expect(formOf(description, {}).resource).toMatchObject({ type: 'options', default: 'order' });
			expect(byDefault.resource?.values).toContain(resource);
			expect(byDefault.operation).toMatchObject({ type: 'options', default: operation });
			expect(byDefault.operation?.values).toContain(operation);
		});

		it('has these parameters and options', async () => {
			const { description } = await nodeOf(node);
			expect(formOf(description, { resource, operation })).toEqual({
				resource: expect.anything(),
				operation: expect.anything(),
				[idParameter]: { type: 'resourceLocator', default: { mode: 'id', value: '' } },
				simplify: { type: 'boolean', default: true },
				options: { type: 'collection', default: {}, fields: { ...COMMON_OPTIONS, ...options } },
			});
		});

		it('takes the ID as such', async () => {
			const { description } = await nodeOf(node);
			const field = description.properties.find(({ name }) => name === idParameter);

			expect(field?.modes?.map(({ name }) => name)).toContain('id');
		});
	},
);

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
