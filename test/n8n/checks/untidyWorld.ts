import type { IDataObject } from 'n8n-workflow';

import type { StoredCredential } from '../../../scripts/engine/credentialStore';
import type { Edition } from '../../../scripts/realN8n/editions';
import type { Bystander } from '../bystander';
import { cancelAtFastPod, runPinned, type NodeSettings } from '../pinnedWorkflow';
import { demand } from '../report';
import type { Scene } from '../scene';

/** The credential of the sandbox for a service, with other values, stored in this n8n. */
async function storeLike(
	{ rest, stored }: Scene,
	id: string,
	name: string,
	data: IDataObject,
): Promise<Omit<StoredCredential, 'data'>> {
	const like = stored.find((candidate) => candidate.id === id);
	demand(like !== undefined, () => `there is no credential ${id}`);
	const { type } = like;
	const added = await rest.post('/rest/credentials', {
		name,
		type,
		data: { ...like.data, ...data },
	});
	return { id: (added as { id: string }).id, name, type };
}

function orders(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, order) => ({ id: `F237-120723-${300_000 + order}` }));
}

/** The results in items, whether they went well or not. */
function resultsOf(items: ReadonlyArray<{ json: IDataObject }>): IDataObject[] {
	return items.map(({ json }) =>
		typeof json.error === 'object' ? (json.error as IDataObject) : json,
	);
}

function told(results: readonly IDataObject[]): string {
	const [first] = results;
	return `${results.length} results, the first: ${JSON.stringify(first)}`;
}

const MANY = 200;
const HANDFUL = 12;

/** Few requests for many orders: those that were sent are unknown, the rest was not attempted, and it says what to check. */
function demandHandful(results: readonly IDataObject[], asked: readonly string[]): string {
	demand(results.length === MANY, () => told(results));
	const unknown = results.filter(({ outcome }) => outcome === 'unknown');
	const rest = results.filter(({ outcome }) => outcome === 'notAttempted');
	const all = () => `${unknown.length} unknown, ${rest.length} not attempted; ${told(results)}`;
	demand(unknown.length > 0 && unknown.length + rest.length === MANY, all);
	demand(
		unknown.every(({ stopped }) => stopped === null) &&
			rest.every(({ stopped }) => stopped === false),
		all,
	);
	for (const { nextStep } of unknown) {
		demand(
			/Base URL.*proxy/.test(String(nextStep)),
			() => `it says to do this: ${String(nextStep)}`,
		);
	}
	demand(asked.length <= HANDFUL, () => `${asked.length} requests: ${asked.join(', ')}`);
	return `${asked.length} requests for ${MANY} orders`;
}

/** No API answers: a website at a wrong address, a proxy that opens no connection. */
export async function checkNotTheApi(scene: Scene, bystander: Bystander): Promise<void> {
	const { report } = scene;
	const cases: Array<[string, string]> = [
		['a web page answers at a wrong Base URL', `${bystander.url}/not/the/api`],
		['a proxy answers CONNECT with 403', 'https://127.0.0.1:1'],
	];
	for (const [name, baseUrl] of cases) {
		await report.check(
			`${name}: unknown, "check Base URL", and a handful of requests`,
			async () => {
				const credential = await storeLike(scene, 'sandboxFastPod', name, { baseUrl });
				const before = bystander.asked.length;
				const items = await runPinned(scene, name, cancelAtFastPod(credential), orders(MANY));
				return demandHandful(resultsOf(items), bystander.asked.slice(before));
			},
		);
	}
}

/** An n8n without the protection just finds nobody at that address. */
const REASONS: Readonly<Record<Edition, RegExp>> = {
	oldest: /connection was refused \(ECONNREFUSED 127\.0\.0\.2:\d+\)/,
	newest: /SSRF protection: .*blocked .*restricted IP address/,
};

/** n8n itself refuses to send. */
export async function checkSsrfProtection(scene: Scene, edition: Edition): Promise<void> {
	const name = "n8n's SSRF protection";
	await scene.report.check(`${name}: not attempted, not stopped, and n8n's reason`, async () => {
		const baseUrl = scene.sandbox.baseUrlOf('fastPod').replace('127.0.0.1', '127.0.0.2');
		const credential = await storeLike(scene, 'sandboxFastPod', name, { baseUrl });
		const node = cancelAtFastPod(credential);
		const parameters = { ...node.parameters, options: { maxAttempts: 1 } };
		const results = resultsOf(await runPinned(scene, name, { ...node, parameters }, orders(2)));
		demand(
			results.length === 2 &&
				results.every(
					({ outcome, stopped, attempts, message }) =>
						outcome === 'notAttempted' &&
						stopped === false &&
						attempts === 0 &&
						REASONS[edition].test(String(message)),
				),
			() => told(results),
		);
		return String(results[0]?.message);
	});
}

/** n8n's HTTP Request node, with a credential of ours. */
function httpRequest(credential: Omit<StoredCredential, 'data'>, url: string): NodeSettings {
	const { id, name, type } = credential;
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			options: {},
		},
		credentials: { [type]: { id, name } },
	};
}

/** The key goes to the host of the Base URL, and to no other. */
export async function checkHttpRequestNode(scene: Scene, bystander: Bystander): Promise<void> {
	const { report, sandbox } = scene;
	const name = "n8n's HTTP Request node with a credential of thanks.io";
	await report.check(`${name} reaches the host of its Base URL`, async () => {
		const credential = await storeLike(scene, 'sandboxThanksIo', name, {});
		const before = sandbox.requests().length;
		const url = `${sandbox.baseUrlOf('thanksIo')}/orders/list`;
		const items = await runPinned(scene, name, httpRequest(credential, url), [{}]);
		const [request, ...others] = sandbox.requests().slice(before);
		demand(
			request?.status === 200 && request.headers.authorization === 'valid' && others.length === 0,
			() => `${JSON.stringify(request)}: ${JSON.stringify(items[0]?.json)}`,
		);
		return `${request?.method} ${request?.path}`;
	});
	await report.check(`${name} sends nothing to another host, and says so`, async () => {
		const credential = await storeLike(scene, 'sandboxThanksIo', name, {});
		const before = bystander.asked.length;
		const node = httpRequest(credential, `${bystander.url}/orders/list`);
		const [item] = await runPinned(scene, `${name} elsewhere`, node, [{}]);
		const asked = bystander.asked.slice(before);
		demand(asked.length === 0, () => `it was asked: ${asked.join(', ')}`);
		const said = JSON.stringify(item?.json ?? {});
		demand(/only sent to the host of its 'Base URL'/.test(said), () => said);
		return undefined;
	});
}

const SHOPS = ['north', 'south'] as const;
const SAME = 'F237-120723-000500';

/** One credential for two shops: its key is an expression that looks at the item. */
export async function checkTwoShops(scene: Scene): Promise<void> {
	const name = 'Two shops with the same order number in one run';
	await scene.report.check(`${name}: to each its own`, async () => {
		const { sandbox } = scene;
		for (const shop of SHOPS)
			sandbox.addKey('fastPod', `key0of0the0${shop}0shop`, ['cancel', 'read'], shop);
		const order = { service: 'fastPod', id: SAME };
		sandbox.seed([
			{ ...order, tenant: 'north', status: 'new_order' },
			{ ...order, tenant: 'south', status: 'shipped' },
		]);
		const apiToken = "={{ 'key0of0the0' + $json.shop + '0shop' }}";
		const credential = await storeLike(scene, 'sandboxFastPod', name, { apiToken });
		const items = [...SHOPS, ...SHOPS].map((shop) => ({ id: SAME, shop }));
		const results = resultsOf(await runPinned(scene, name, cancelAtFastPod(credential), items));
		const outcomes = results.map(({ outcome }) => outcome).join(', ');
		demand(outcomes === 'cancelled, tooLate, cancelled, tooLate', () => told(results));
		const truth = SHOPS.map((shop) => sandbox.order('fastPod', SAME, shop)?.cancelCount);
		demand(truth.join() === '1,0', () => `cancelled ${truth.join(' and ')} times`);
		return outcomes;
	});
}
