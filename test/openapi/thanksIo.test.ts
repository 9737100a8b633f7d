import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { cancellationOf } from '../samples';
import { ActiveTrigger } from '../support/activeTrigger';
import { getMany, idsOf, reading, runAgainst, seedOpen } from '../support/againstSandbox';
import { testCredential } from '../support/credentialTester';
import { openList } from '../support/editorList';
import { resultOf } from '../support/runNode';
import { keepWaitsShort } from '../support/shortWaits';
import { useSandbox } from '../support/useSandbox';
import { Description, type Answer } from './description';
import { DescribedService, type Answers } from './describedService';
import { anyOf, type Held } from './generate';

keepWaitsShort();

const sandbox = useSandbox();
const ORDER = cancellationOf('thanksIo');
const { vendor } = ORDER;
const EVENTS = ['order.status_update', 'order_item.delivered'];
const FAST = { requestsPerMinute: 100_000 };

let description: Description;
const opened: Array<{ close: () => Promise<void> }> = [];

beforeAll(async () => {
	description = await Description.open();
});
afterEach(async () => {
	for (const each of opened.splice(0)) await each.close();
});

async function serve(answers: Answers): Promise<DescribedService> {
	const service = await DescribedService.open(description, answers);
	opened.push(service);
	return service;
}

/** Passes every request on to the sandbox. */
const fromSandbox: Answers = async ({ method, path, query, headers, body }) => {
	const url = new URL(sandbox().baseUrlOf('thanksIo') + path.slice('/api/v2'.length));
	url.search = new URLSearchParams(query as Record<string, string>).toString();
	const response = await fetch(url, {
		method,
		headers: { authorization: String(headers.authorization), 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: response.status, body: await response.json() };
};

const credentialAt = (baseUrl: string) => ({ apiToken: sandbox().keyOf('thanksIo'), baseUrl });

async function triggerAt(baseUrl: string): Promise<ActiveTrigger> {
	const trigger = await ActiveTrigger.open({
		nodeType: 'thanksIoTrigger',
		credential: { type: 'thanksIoOrdersApi', data: credentialAt(baseUrl) },
		parameters: { events: EVENTS },
	});
	opened.push(trigger);
	return trigger;
}

/** Every operation of the two nodes, and all else that asks thanks.io anything. */
async function useEverything(baseUrl: string): Promise<void> {
	const credential = credentialAt(baseUrl);
	const more = { credential, options: FAST };
	const ids = seedOpen(sandbox(), ORDER, 120);
	const statuses = ['processing', 'printed', 'shipped', 'delivered', 'error', 'paused'];
	const odd = statuses.map((status, number) => ({ id: String(50_000 + number), status }));
	const oddIds = odd.map(({ id }) => id);
	sandbox().seed(odd.map((seed) => ({ service: 'thanksIo', ...seed, subAccountId: 66 })));
	sandbox().seed([{ service: 'thanksIo', id: '60000', status: 'reviewing', reference: 'r-1' }]);
	const guarded = { ...FAST, onlyIfStatus: ['reviewing'] };
	const known = { node: ORDER.node, credential };
	const byReference = { orderId: { __rl: true, mode: 'reference', value: 'reference=r-1' } };

	await runAgainst(sandbox(), ORDER, [...ids.slice(0, 3), ...oddIds, '1'], more);
	await runAgainst(sandbox(), ORDER, [ids[3]], { ...more, options: guarded });
	await runAgainst(sandbox(), ORDER, [ids[4]], { ...more, options: { ...FAST, dryRun: true } });
	await runAgainst(sandbox(), ORDER, [ids[5]], { ...more, options: { ...FAST, legacyPath: true } });
	await runAgainst(sandbox(), ORDER, [''], { ...more, parameters: byReference });
	await runAgainst(sandbox(), reading(ORDER), [ids[0], ids[6], ...oddIds, '1'], more);
	await getMany(sandbox(), vendor, { returnAll: true }, { credential });
	await getMany(sandbox(), vendor, { filters: { subAccountId: '66' } }, { credential });
	await getMany(sandbox(), vendor, {}, { credential: { ...credential, apiToken: 'wrong' } });
	await openList(known);
	await testCredential('thanksIoOrdersApi', credential);
	const trigger = await triggerAt(baseUrl);
	await trigger.activate();
	await trigger.activate();
	await trigger.deactivate();
	const unpaid = await triggerAt(baseUrl);
	sandbox().setPlan({ paid: false });
	await expect(unpaid.activate()).rejects.toThrow(/subscription/);
}

describe("thanks.io's own description of its API", () => {
	it('allows every request of the nodes, but for what it does not name', async () => {
		const service = await serve(fromSandbox);

		await useEverything(service.baseUrl);

		const seen = new Set(service.exchanges.map(({ operation }) => operation));
		expect(description.operations.filter((operation) => !seen.has(operation))).toEqual([]);
		expect(service.faultsOfRequests).toEqual([
			// Legacy Path: in the older documentation only.
			'PUT /api/v2/order/#/cancel: is not described',
			// Pages are in the links of its samples, but nowhere among the parameters.
			'listOrders: /query/page is not described',
			'listWebhooks: /query/page is not described',
		]);
	});

	it('allows every answer of the sandbox, but for what it contradicts or leaves out itself', async () => {
		const service = await serve(fromSandbox);

		await useEverything(service.baseUrl);

		expect(service.faultsOfAnswers).toEqual([
			// Its newer file of all operations has the metadata of an order, the page of the cancel has not.
			'cancelOrder: 200 /order/metadata is not described',
			// It names no answer for a cancel that is refused, or for an order that is not there.
			'cancelOrder: 404 is not described',
			'cancelOrder: 422 is not described',
			'listOrders: 200 /data/metadata is not described',
			// In its own sample the size of a page is text.
			'listOrders: 200 /meta/per_page must be integer',
			// It says 403 for a wrong token; those who tried saw 401.
			'listOrders: 401 is not described',
			// In its own sample the times of this answer have a blank in the middle and no zone.
			'trackOrder: 200 /data/order/created_at must match format "date-time"',
			'trackOrder: 200 /data/order/metadata is not described',
			'trackOrder: 200 /data/order/updated_at must match format "date-time"',
			'trackOrder: 404 is not described',
		]);
	});
});

/** Answers of the description's own making, as many as asked for and always the same. */
function generated(count: number, operation: string, held: Held, status = 200): unknown[] {
	const schema = description.contentOf(operation, status)?.schema ?? {};
	const bodies = fc.sample(anyOf(schema, held), { numRuns: count, seed: 20_261_126 });
	// Whatever is made up has to be what the description allows.
	const faults = bodies.flatMap((body) => description.faultsOfAnswer(operation, { status, body }));
	expect([...new Set(faults)]).toEqual([]);
	return bodies;
}

const at = (body: unknown, ...path: string[]): unknown =>
	path.reduce<unknown>((inner, key) => (inner as IDataObject | undefined)?.[key], body);
const lower = (word: unknown) => String(word).toLowerCase();

/** What an answer says of an order: a status, if it is about this order at all. */
function saidOf(orderId: string, operation: string | undefined, { body }: Answer): string | null {
	const isCancel = operation === 'cancelOrder';
	const id = isCancel ? at(body, 'order', 'id') : at(body, 'data', 'id');
	const status = isCancel ? at(body, 'order', 'status') : at(body, 'data', 'order', 'status');
	return String(id) === orderId && status !== undefined ? lower(status) : null;
}

const PAST_CANCELLING = ['printing', 'printed', 'fulfilled', 'shipped', 'delivered'];
const WORDS = ['Reviewing', 'reviewing', 'cancelled', 'Cancelled', 'Printing', 'Fulfilled'];
const ODD_WORDS = ['Paused', 'Error', 'Shipped', '', 'not cancelled', 'Cancelled?'];

describe("answers that thanks.io's description allows", () => {
	it('the sample of its page, a 200 that says fulfilled, is not taken for a cancellation', async () => {
		const sample = description.contentOf('cancelOrder', 200)?.example;
		const found = { data: { id: 42708, order: { status: 'Fulfilled' } } };
		const service = await serve((_, operation) => ({
			status: 200,
			body: operation === 'cancelOrder' ? sample : found,
		}));

		const { items } = await runAgainst(sandbox(), ORDER, ['42708'], {
			credential: credentialAt(service.baseUrl),
		});

		expect(at(sample, 'order', 'status')).toBe('fulfilled');
		expect(items.map(resultOf)).toMatchObject([{ outcome: 'tooLate', stopped: false }]);
		expect(service.exchanges.map(({ operation }) => operation)).toEqual([
			'cancelOrder',
			'trackOrder',
		]);
	});

	it('whatever they hold, an order counts as stopped if and only if an answer about it says so', async () => {
		const ids = Array.from({ length: 150 }, (_, number) => String(70_000 + number));
		const held = {
			id: fc.constantFrom(...Array<string>(6).fill('asked'), 'other'),
			status: fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom(...ODD_WORDS)),
		};
		// "asked" becomes the id of the order that is asked for; the schema is checked with a number in its place.
		const numbered = { ...held, id: held.id.map((which) => (which === 'asked' ? 1 : 2)) };
		const bodies = Object.fromEntries(
			['cancelOrder', 'trackOrder'].map((name) => [name, generated(ids.length, name, numbered)]),
		);
		const service = await serve(({ path }, operation = '') => {
			const id = /\d{5}/.exec(path)?.[0] ?? '';
			const text = JSON.stringify(bodies[operation]?.[ids.indexOf(id)] ?? {});
			const body = JSON.parse(text.replace(/"id":1(?=[,}])/, `"id":${id}`)) as unknown;
			return { status: 200, body };
		});

		const { items } = await runAgainst(sandbox(), ORDER, ids, {
			credential: credentialAt(service.baseUrl),
			options: { ...FAST, maxAttempts: 2 },
		});

		const outcomes = new Map<unknown, number>();
		const untruths = items.filter((item, index) => {
			const id = ids[index] ?? '';
			const answers = service.exchanges.filter(({ request }) => request.path.includes(`/${id}/`));
			const said = answers.map(({ operation, answer }) => saidOf(id, operation, answer));
			const readings = answers.filter(({ operation }) => operation === 'trackOrder');
			const last = readings.at(-1)?.answer;
			const isLate = PAST_CANCELLING.includes(last ? (saidOf(id, 'trackOrder', last) ?? '') : '');
			const { outcome, stopped } = resultOf(item);
			outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
			return stopped !== (said.includes('cancelled') ? true : isLate ? false : null);
		});
		expect(untruths.map(resultOf)).toEqual([]);
		expect([...outcomes.keys()].sort()).toEqual(['cancelled', 'tooLate', 'unknown']);
	});

	it('a list gives the orders that are in it, or says that it cannot be read', async () => {
		const one = fc.constant(1);
		const held = { current_page: one, last_page: one, next: fc.constant(null) };
		for (const body of generated(25, 'listOrders', { ...held, id: fc.nat({ max: 99 }) })) {
			const service = await serve(() => ({ status: 200, body }));
			const credential = credentialAt(service.baseUrl);
			const { items, thrown } = await getMany(sandbox(), vendor, { limit: 50 }, { credential });
			const ids = ((at(body, 'data') ?? [{}]) as IDataObject[]).map(({ id }) => id);

			expect(thrown).toBeUndefined();
			if (ids.includes(undefined)) expect(items.map(({ json }) => 'error' in json)).toEqual([true]);
			else expect(idsOf(items)).toEqual(ids.map(String));
		}
	});

	it('webhooks are there if the list has them for every event, and are created otherwise', async () => {
		const held = {
			id: fc.nat(),
			current_page: fc.constant(1),
			last_page: fc.constant(1),
			next: fc.constant(null),
			url: fc.constantFrom('https://own.example', 'https://other.example'),
			type: fc.constantFrom(...EVENTS),
			can_manage_webhooks: fc.constant(true),
		};
		const lists = generated(20, 'listWebhooks', held);
		const created = generated(20, 'createWebhook', {}, 201);
		let round = 0;
		let own = '';
		const service = await serve((_, operation) => {
			if (operation === 'createWebhook') return { status: 201, body: created[round] };
			if (operation === 'deleteWebhook') return { status: 200, body: { status: 'success' } };
			const body = JSON.stringify(lists[round]).replaceAll('https://own.example', own);
			return { status: 200, body: JSON.parse(body) as unknown };
		});
		const answers: boolean[] = [];
		for (; round < lists.length; round++) {
			const trigger = await triggerAt(service.baseUrl);
			own = trigger.url ?? '';
			const listed = (at(lists[round], 'data') ?? []) as IDataObject[];
			const have = listed.filter(
				({ id, url }) => id !== undefined && url === 'https://own.example',
			);
			const hasAll = EVENTS.every((event) => have.some(({ type }) => type === event));

			const exists = await trigger.activate().catch(() => null);

			answers.push(hasAll);
			if ('data' in (lists[round] as object)) expect(exists).toBe(hasAll);
			else expect(exists).toBeNull();
		}
		expect(new Set(answers)).toEqual(new Set([true, false]));
	});
});
