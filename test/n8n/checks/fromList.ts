import type { INodeListSearchResult, INodePropertyMode, INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_TENANT } from '../../../sandbox';
import type { StoredCredential } from '../../../scripts/engine/credentialStore';
import type { N8nRest } from '../../../scripts/realN8n/n8nRest';
import { packageManifest, typeName } from '../../../scripts/realN8n/packPackage';
import { demand, demandNone } from '../report';
import type { Scene } from '../scene';

const PARAMETER = 'orderId';

/** What a service does with the text of the editor's search field; thanks.io has no search. */
const SERVICES: ReadonlyArray<{ node: string; finds?: string }> = [
	{ node: 'thanksIo' },
	{ node: 'snappy' },
	{ node: 'fastPod', finds: 'F237-120723-000021' },
];

function listModeOf({ properties }: INodeTypeDescription): INodePropertyMode | undefined {
	const named = properties.filter(({ name }) => name === PARAMETER);
	return named.flatMap(({ modes = [] }) => modes).find(({ name }) => name === 'list');
}

/** Asks n8n for a list as the editor does. */
async function readList(
	rest: N8nRest,
	type: INodeTypeDescription,
	credential: StoredCredential,
	filter?: string,
): Promise<INodeListSearchResult['results']> {
	// The editor fills in what is at its default.
	const authentication = type.properties.find(({ name }) => name === 'authentication')?.default;
	const answer = await rest.post('/rest/dynamic-node-parameters/resource-locator-results', {
		path: `parameters.${PARAMETER}`,
		methodName: listModeOf(type)?.typeOptions?.searchListMethod,
		nodeTypeAndVersion: { name: type.name, version: 1 },
		currentNodeParameters: { authentication, resource: 'order', operation: 'get', options: {} },
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		filter,
	});
	return (answer as INodeListSearchResult).results;
}

/** The type of a node of this package, as n8n offers it, and the credentials of the sandbox for it. */
async function offered(
	rest: N8nRest,
	node: string,
	stored: readonly StoredCredential[],
): Promise<{ type: INodeTypeDescription; right: StoredCredential; revoked?: StoredCredential }> {
	const types = (await rest.get('/types/nodes.json')) as INodeTypeDescription[];
	const type = types.find(({ name }) => name === `${packageManifest().name}.${node}`);
	demand(type !== undefined, () => `n8n does not offer ${node}`);
	const [right, ...others] = stored.filter((credential) => credential.type === `${node}OrdersApi`);
	demand(right !== undefined, () => 'the sandbox has no credential for it');
	return { type, right, revoked: others.find(({ id }) => id.endsWith('Revoked')) };
}

/** For every node: "From List" shows the orders of the account, and only those. */
export async function checkFromList({ report, rest, sandbox, stored }: Scene): Promise<void> {
	await report.check('From List is checked for every node', () => {
		const known = SERVICES.map(({ node }) => node);
		demandNone(
			packageManifest()
				.n8n.nodes.map(typeName)
				.filter((name) => !known.includes(name) && !name.endsWith('Trigger')),
		);
		return undefined;
	});
	for (const { node, finds } of SERVICES) {
		await report.check(`From List of ${node} shows the orders of the account`, async () => {
			const { type, right } = await offered(rest, node, stored);
			const orders = sandbox
				.orders()
				.filter(({ service, tenant }) => service === node && tenant === DEFAULT_TENANT);
			const shown = await readList(rest, type, right);
			const there = shown.map(({ value }) => String(value)).sort();
			const wanted = orders.map(({ id }) => id).sort();
			demand(there.join() === wanted.join(), () => `${there.join()} instead of ${wanted.join()}`);
			return `${there.length} orders, such as "${shown[0]?.name ?? ''}"`;
		});
		if (finds === undefined) continue;
		await report.check(`From List of ${node} finds ${finds}`, async () => {
			const { type, right } = await offered(rest, node, stored);
			const found = (await readList(rest, type, right, finds)).map(({ value }) => value).join();
			demand(found === finds, () => `found: ${found}`);
			return undefined;
		});
	}
}

/** A list that the service refuses says what to do. n8n puts that down in its log, too. */
export async function checkRefusedList({ report, rest, stored }: Scene): Promise<void> {
	await report.check('From List says what to do about a revoked key', async () => {
		const { type, revoked } = await offered(rest, 'thanksIo', stored);
		demand(revoked !== undefined, () => 'the sandbox has no revoked key');
		const said = await readList(rest, type, revoked).then(
			(list) => `a list of ${list.length}`,
			(thrown: unknown) => (thrown instanceof Error ? thrown.message : ''),
		);
		const [, message = ''] = /"message":"([^"]*)"/.exec(said) ?? [];
		demand(/refused the credential.*Renew the key/.test(message), () => `it says: ${said}`);
		return message;
	});
}
