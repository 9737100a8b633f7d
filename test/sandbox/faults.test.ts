import type { Answer } from './helpers';
import type { FaultKind } from '../../sandbox';
import { vendorOf } from '../../sandbox/routing';
import {
	call,
	cancel,
	cancelledIn,
	errorOf,
	get,
	idOf,
	list,
	seedOpen,
	SERVICES,
	useSandbox,
} from './helpers';

const sandbox = useSandbox();

const HANG_MS = 250;

const HANGING = new Set<FaultKind>(['timeoutBefore', 'timeoutAfter', 'slowBody']);

/** Cancels under a fault: the answer, or why there was none. */
async function spoilt(
	service: string,
	kind: FaultKind,
	more: object = {},
): Promise<Answer | string> {
	seedOpen(sandbox(), service);
	sandbox().addFault({ kind, ...more });
	try {
		const timeoutMs = HANGING.has(kind) ? HANG_MS : 5000;
		return await cancel(sandbox(), service, idOf(service), { timeoutMs });
	} catch (error) {
		return nameOf(error);
	}
}

/** Not by instanceof: errors of fetch come from outside jest's realm. */
function nameOf(error: unknown): string {
	const named = typeof error === 'object' && error !== null && 'name' in error;
	return named ? String(error.name) : 'unknown';
}

function truth(service: string) {
	return sandbox().order(service, idOf(service))?.cancelled;
}

function lastEntry() {
	return sandbox().requests().at(-1);
}

describe.each(SERVICES)('%s', (service) => {
	test.each<[FaultKind, boolean]>([
		['timeoutBefore', false],
		['timeoutAfter', true],
	])('%s never answers', async (kind, processed) => {
		expect(await spoilt(service, kind)).toBe('TimeoutError');
		expect(truth(service)).toBe(processed);
		expect(lastEntry()).toMatchObject({ fault: kind, status: null, processed });
	});

	test.each<[FaultKind, object, Answer['status'] | string]>([
		['timeoutBefore', {}, 'TimeoutError'],
		['cutBefore', {}, 'TypeError'],
		['statusBefore', { status: 202, body: 'Accepted' }, 202],
		['statusBefore', { status: 409, body: { message: 'Already being processed' } }, 409],
		['sameState', {}, 200],
		['htmlBefore', { status: 403 }, 403],
	])('%s %j: with a delay, the cancel is carried out later', async (kind, more, ending) => {
		const delayMs = HANGING.has(kind) ? HANG_MS + 50 : 50;
		const answer = await spoilt(service, kind, { ...more, delayMs });

		expect(typeof answer === 'string' ? answer : answer.status).toBe(ending);
		expect(truth(service)).toBe(false);
		expect(lastEntry()).toMatchObject({ processed: false });
		await sandbox().settled();
		expect(truth(service)).toBe(true);
		expect(lastEntry()).toMatchObject({ processed: true });
	});

	test('what a fault has carried out is not carried out once more after the delay', async () => {
		await spoilt(service, 'statusAfter', { delayMs: 20 });
		await sandbox().settled();

		expect(sandbox().order(service, idOf(service))?.cancelCount).toBe(1);
		expect(lastEntry()).toMatchObject({ processed: true });
	});

	test('stale shows an order as it was before it was cancelled, as often as told', async () => {
		seedOpen(sandbox(), service);
		sandbox().addFault({ kind: 'stale', operation: 'get', times: 2 });
		const before = (await get(sandbox(), service)).json;
		await cancel(sandbox(), service);

		expect((await get(sandbox(), service)).json).toEqual(before);
		expect((await get(sandbox(), service)).text).toMatch(cancelledIn(service));
		expect(truth(service)).toBe(true);
	});

	test('stale shows the state of some time ago, to reads alone', async () => {
		seedOpen(sandbox(), service);
		sandbox().addFault({ kind: 'stale', times: Infinity, lagMs: 60_000 });
		expect((await cancel(sandbox(), service)).text).toMatch(cancelledIn(service));

		expect((await get(sandbox(), service)).text).not.toMatch(cancelledIn(service));
		expect((await list(sandbox(), service)).text).not.toMatch(cancelledIn(service));
		const aMinuteLater = Date.now() + 60_000;
		const clock = jest.spyOn(Date, 'now').mockReturnValue(aMinuteLater);
		try {
			expect((await get(sandbox(), service)).text).toMatch(cancelledIn(service));
		} finally {
			clock.mockRestore();
		}
	});

	test('hugeText is the honest answer with very long texts, nested very deep', async () => {
		seedOpen(sandbox(), service);
		sandbox().addFault({ kind: 'hugeText', operation: 'get' });
		const small = await get(sandbox(), service);
		const huge = await spoilt(service, 'hugeText');

		expect(small).toMatchObject({ status: 200, text: expect.stringContaining(idOf(service)) });
		expect(small.text).toContain('{"inner":'.repeat(1_499));
		expect(small.text).toMatch(/"[^"]{13000,14000}"/);
		expect(huge).toMatchObject({ status: 200, text: expect.stringMatching(cancelledIn(service)) });
		expect(truth(service)).toBe(true);
	});

	test('hugeId is the honest answer with an id of 200,000 letters', async () => {
		seedOpen(sandbox(), service);
		sandbox().addFault({ kind: 'hugeId', operation: 'get' });
		const { status, text } = await get(sandbox(), service);

		expect(status).toBe(200);
		expect(text).toContain(idOf(service).repeat(1_000));
		expect(text.length).toBeGreaterThan(200_000);
	});

	test.each<[FaultKind, boolean, number | null]>([
		['cutBefore', false, null],
		['cutAfter', true, null],
		['cutBody', true, 200],
	])('%s breaks the connection', async (kind, processed, status) => {
		expect(await spoilt(service, kind)).toBe('TypeError');
		expect(truth(service)).toBe(processed);
		expect(lastEntry()).toMatchObject({ status, processed });
	});

	test('slowBody answers at once but never finishes', async () => {
		const started = Date.now();
		expect(await spoilt(service, 'slowBody')).toBe('TimeoutError');
		expect(Date.now() - started).toBeGreaterThanOrEqual(HANG_MS - 10);
		expect(truth(service)).toBe(true);
		expect(lastEntry()).toMatchObject({ status: 200 });
	});

	test.each<[FaultKind, boolean]>([
		['statusBefore', false],
		['statusAfter', true],
	])('%s answers 503 in the shape of the vendor', async (kind, processed) => {
		const answer = await spoilt(service, kind);
		expect(answer).toMatchObject({ status: 503, json: errorOf(service, 503) });
		expect(truth(service)).toBe(processed);
	});

	test('status faults take a status, a body and Retry-After, and need no valid key', async () => {
		sandbox().addFault({ kind: 'statusBefore', status: 408, body: 'gone', retryAfter: '7' });
		const answer = await cancel(sandbox(), service, idOf(service), { key: 'wrong' });
		expect(answer).toMatchObject({ status: 408, text: 'gone' });
		expect(answer.headers.get('retry-after')).toBe('7');
		expect(lastEntry()).toMatchObject({ tenant: null, status: 408 });
	});

	test('sameState, otherState, statusFalse and otherOrder are 200s that change nothing', async () => {
		const same = await spoilt(service, 'sameState');
		expect(same).toMatchObject({ status: 200, text: expect.stringContaining(idOf(service)) });
		expect(same).toMatchObject({ text: expect.not.stringMatching(cancelledIn(service)) });
		const other = await spoilt(service, 'otherState');
		const { otherState } = vendorOf(service);
		expect(other).toMatchObject({ status: 200, text: expect.stringContaining(`"${otherState}"`) });
		expect(other).toMatchObject({ text: expect.not.stringMatching(cancelledIn(service)) });
		const nothing = await spoilt(service, 'statusFalse');
		expect(nothing).toMatchObject({
			status: 200,
			text: expect.not.stringContaining(idOf(service)),
		});
		const stranger = await spoilt(service, 'otherOrder');
		expect(stranger).toMatchObject({
			status: 200,
			text: expect.stringMatching(cancelledIn(service)),
		});
		expect(stranger).toMatchObject({ text: expect.not.stringContaining(idOf(service)) });
		expect(truth(service)).toBe(false);
	});

	test('a read can lie as well', async () => {
		sandbox().seed([{ service, id: idOf(service), status: 'cancelled' }]);
		sandbox().addFault({ kind: 'otherState', operation: 'get' });
		expect((await get(sandbox(), service)).text).not.toMatch(cancelledIn(service));
		expect((await get(sandbox(), service)).text).toMatch(cancelledIn(service));
	});

	test.each<[FaultKind, boolean]>([
		['emptyBefore', false],
		['emptyAfter', true],
	])('%s is a 200 without a body', async (kind, processed) => {
		expect(await spoilt(service, kind)).toMatchObject({ status: 200, text: '' });
		expect(truth(service)).toBe(processed);
	});

	test.each<[FaultKind, boolean]>([
		['htmlBefore', false],
		['htmlAfter', true],
	])('%s is a login page', async (kind, processed) => {
		const answer = await spoilt(service, kind);
		expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('<html>') });
		expect(typeof answer === 'string' || answer.headers.get('content-type')).toContain('text/html');
		expect(truth(service)).toBe(processed);
	});

	test('web pages take a status and a body of their own, as proxies and firewalls send them', async () => {
		const page = await spoilt(service, 'htmlBefore', { status: 404, body: '<h1>Not Found</h1>' });
		expect(page).toMatchObject({ status: 404, text: '<h1>Not Found</h1>' });
		const empty = await spoilt(service, 'htmlBefore', { status: 403, body: '' });
		expect(empty).toMatchObject({ status: 403, text: '' });
		expect(typeof empty === 'string' || empty.headers.get('content-type')).toContain('text/html');
		expect(truth(service)).toBe(false);
	});

	test.each<[FaultKind, boolean]>([
		['malformedBefore', false],
		['malformedAfter', true],
	])('%s is half a JSON document in a whole message', async (kind, processed) => {
		const answer = await spoilt(service, kind);
		expect(answer).toMatchObject({ status: 200, json: undefined });
		expect(answer).toMatchObject({ text: expect.stringMatching(/^\{"/) });
		expect(truth(service)).toBe(processed);
	});

	test('redirect points elsewhere', async () => {
		const answer = await spoilt(service, 'redirect', {
			status: 307,
			location: 'https://a.example/',
		});
		expect(answer).toMatchObject({ status: 307 });
		expect(typeof answer === 'string' || answer.headers.get('location')).toBe('https://a.example/');
		expect(truth(service)).toBe(false);
	});

	test('rateLimited is a 429 with the given Retry-After', async () => {
		const date = 'Wed, 21 Oct 2026 07:28:00 GMT';
		const answer = await spoilt(service, 'rateLimited', { retryAfter: date });
		expect(answer).toMatchObject({ status: 429, json: errorOf(service, 429) });
		expect(typeof answer === 'string' || answer.headers.get('retry-after')).toBe(date);
	});
});

test('a fault hits the matching request only, as often as told, after those it lets pass', async () => {
	const base = { kind: 'statusBefore', service: 'fastPod', operation: 'get' } as const;
	sandbox().addFault({ ...base, orderId: idOf('fastPod'), skip: 1, times: 2 });
	seedOpen(sandbox(), 'fastPod');
	seedOpen(sandbox(), 'snappy');
	const statuses: number[] = [(await get(sandbox(), 'snappy')).status];
	for (let round = 0; round < 4; round += 1)
		statuses.push((await get(sandbox(), 'fastPod')).status);
	statuses.push((await get(sandbox(), 'fastPod', 'F1-1-1')).status);
	expect(statuses).toEqual([200, 200, 503, 503, 200, 404]);
});

test('faults queue up, and an endless one stays', async () => {
	sandbox().addFault({ kind: 'statusBefore', status: 500 });
	sandbox().addFault({ kind: 'statusBefore', status: 502, times: Infinity });
	const statuses: number[] = [];
	for (let round = 0; round < 4; round += 1) statuses.push((await get(sandbox(), 'snappy')).status);
	expect(statuses).toEqual([500, 502, 502, 502]);
});

test('stale shows a gift as it was before it was expired', async () => {
	const giftId = 'GIFT123456';
	sandbox().seedGift({ id: giftId, status: 'opened', orders: [] });
	await call(sandbox(), 'snappy', `/v2/gifts/${giftId}/expire`, { method: 'POST' });
	sandbox().addFault({ kind: 'stale' });
	const status = async () => (await call(sandbox(), 'snappy', `/v2/gifts/${giftId}`)).json;
	expect(await status()).toMatchObject({ status: 'opened' });
	expect(await status()).toMatchObject({ status: 'expired' });
});

test('a gift cancel under otherOrder names another order, under otherState an active one', async () => {
	const giftId = 'GIFT123456';
	sandbox().seedGift({ id: giftId, orders: [{ id: idOf('snappy'), status: 'active' }] });
	const post = async () =>
		(await call(sandbox(), 'snappy', `/v2/gifts/${giftId}/cancel`, { method: 'POST' })).json;
	sandbox().addFault({ kind: 'otherOrder' });
	expect(await post()).toEqual({ orderId: 'OTHERORDER1', status: 'cancelled' });
	sandbox().addFault({ kind: 'otherState', orderId: giftId });
	expect(await post()).toEqual({ orderId: idOf('snappy'), status: 'active' });
	sandbox().addFault({ kind: 'statusFalse' });
	expect(await post()).toEqual({ orderId: null, status: null });
	expect(truth('snappy')).toBe(false);
});
