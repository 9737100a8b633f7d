import { resolve } from 'node:path';

import type { IDataObject, IExecuteFunctions, INode, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { CredentialStore } from '../../scripts/engine/credentialStore';
import { loadPackage } from '../../scripts/engine/nodeTypes';
import { lastRunOf, outputOf, runWorkflow } from '../../scripts/engine/runWorkflow';
import { ORDERS } from '../samples';
import { credentialFor, seedOpen } from '../support/againstSandbox';
import { useSandbox } from '../support/useSandbox';

const TYPE = 'n8n-nodes-base.httpRequest';

/** As n8n's HTTP Request node sends a request with a predefined credential: the older form, with `uri`. */
const httpRequest: INodeType = {
	description: {
		displayName: 'HTTP Request',
		name: TYPE,
		group: ['output'],
		version: 4,
		description: '',
		defaults: { name: 'HTTP Request' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Type', name: 'nodeCredentialType', type: 'string', default: '' },
		],
	},
	async execute(this: IExecuteFunctions) {
		const uri = this.getNodeParameter('url', 0);
		const type = this.getNodeParameter('nodeCredentialType', 0) as string;
		const request = { method: 'GET' as const, uri: uri as string, json: true };
		const json: unknown = await this.helpers.requestWithAuthentication.call(this, type, request);
		return [[{ json: json as IDataObject }]];
	},
};

describe.each(ORDERS)("$label: the credential in n8n's HTTP Request node", (order) => {
	const { node, vendor, wire } = order;
	const sandbox = useSandbox();

	async function call(url: string) {
		const { credentialType } = node;
		const loaded = await loadPackage(resolve(__dirname, '../..'), new Map([[TYPE, httpRequest]]));
		const stored = {
			id: '7',
			name: 'Shop',
			type: credentialType,
			data: credentialFor(sandbox(), order),
		};
		const caller: INode = {
			id: '1',
			name: 'Call',
			type: TYPE,
			typeVersion: 4,
			position: [0, 0],
			parameters: { url, nodeCredentialType: credentialType },
			credentials: { [credentialType]: { id: '7', name: 'Shop' } },
		};
		const credentials = new CredentialStore(loaded.credentialTypes, [stored]);
		const run = await runWorkflow({ loaded, credentials }, { nodes: [caller], connections: {} });
		const { error } = lastRunOf(run, 'Call') ?? {};
		return { items: outputOf(run, 'Call'), error: error ?? run.data.resultData.error };
	}

	it('reads an order on the host of its Base URL', async () => {
		seedOpen(sandbox(), order, 1);
		const path = wire.lookUp.path.replace(wire.id, order.idOf(0));

		const { items, error } = await call(
			`${String(credentialFor(sandbox(), order).baseUrl)}${path}`,
		);

		expect(error).toBeUndefined();
		expect(JSON.stringify(items)).toContain(order.idOf(0));
		expect(sandbox().requests()).toHaveLength(1);
	});

	it('sends nothing to another host, and says so', async () => {
		const { port } = new URL(String(credentialFor(sandbox(), order).baseUrl));

		const { items, error } = await call(`http://localhost:${port}/${vendor.name}`);

		expect(items).toEqual([]);
		expect(error?.message).toContain(
			"Nothing was sent: this credential is only sent to the host of its 'Base URL'",
		);
		expect(sandbox().requests()).toEqual([]);
	});
});
