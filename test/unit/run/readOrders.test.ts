import type { Answered, Lost, RequestPlan } from '../../../nodes/orders/contract/reply';
import type { CheckedId } from '../../../nodes/orders/form/checkId';
import type { Desk } from '../../../nodes/orders/order/desk';
import { readOneList, readOrders, type Fetched } from '../../../nodes/orders/run/readOrders';
import { answered, deskFor, LOST } from '../support/desk';
import { FakeClock } from '../support/fakeClock';
import { GIFT_EXPIRY, THANKS_IO, type Case } from '../support/subjects';

function track(id: string, status = 'Reviewing'): Answered {
	return answered(200, { data: { id: Number(id), order: { status } } });
}

function idIn({ path }: RequestPlan): string {
	return path.split('/')[2] ?? '';
}

/** Reads orders of thanks.io in virtual time. */
async function read(
	ids: CheckedId[],
	answer: (id: string) => Answered | Lost,
	more: Partial<Desk> = {},
): Promise<{ ends: Fetched[]; asked: string[]; methods: string[] }> {
	const clock = new FakeClock();
	const asked: string[] = [];
	const methods: string[] = [];
	const send: Desk['send'] = async (plan) => {
		asked.push(idIn(plan));
		methods.push(plan.method);
		return await Promise.resolve(answer(idIn(plan)));
	};
	const desk = deskFor(THANKS_IO, clock, send, more);
	const ends = await clock.finish(readOrders(ids, desk, {}), 20 * 60_000);
	return { ends, asked, methods };
}

const good = (id: string): CheckedId => ({ ok: true, id });

function outcomeOf(end: Fetched | undefined): string {
	if (end === undefined) return 'missing';
	return end.ok ? end.states.map(({ status }) => status).join() : end.verdict.outcome;
}

describe('orders read by their IDs', () => {
	it('come back in the order of the input, one end per item', async () => {
		const statuses: Record<string, string> = { 1: 'Reviewing', 2: 'Printing', 3: 'Cancelled' };
		const { ends, methods } = await read([good('3'), good('1'), good('2')], (id) =>
			track(id, statuses[id]),
		);
		expect(ends.map(outcomeOf)).toEqual(['Cancelled', 'Reviewing', 'Printing']);
		expect(new Set(methods)).toEqual(new Set(['GET']));
	});

	it('are each asked for once, however often they come in', async () => {
		const { ends, asked } = await read([good('1'), good('2'), good('1')], track);
		expect(asked.sort()).toEqual(['1', '2']);
		expect(ends[0]).toEqual(ends[2]);
	});

	it('are all asked for, also if they are many more than may be under way', async () => {
		const ids = Array.from({ length: 300 }, (_, n) => good(String(n + 1)));
		const { ends, asked } = await read(ids, track);
		expect(new Set(asked).size).toBe(300);
		expect(ends.every(({ ok }) => ok)).toBe(true);
	});

	it('are not asked for with an ID that is none, and that costs the others nothing', async () => {
		const bad: CheckedId = { ok: false, given: '', why: "'Order ID' is blank" };
		const { ends, asked } = await read([bad, good('1')], track);
		expect(asked).toEqual(['1']);
		expect(ends.map(outcomeOf)).toEqual(['invalidOrderId', 'Reviewing']);
		expect(ends[0]).toMatchObject({ verdict: { detail: "'Order ID' is blank" } });
	});

	it.each<[string, Answered | Lost, object]>([
		['is not there', answered(404, {}), { outcome: 'notFound', httpStatus: 404 }],
		['cannot be understood', answered(200, '<html>'), { outcome: 'unknown' }],
		['is another one', track('9'), { detail: 'the answer was about another one' }],
		['never comes', LOST, { outcome: 'unknown', detail: 'no answer came in time' }],
		['is an HTTP 500', answered(500, ''), { detail: 'it was answered with HTTP 500' }],
		['is an HTTP 418', answered(418, ''), { outcome: 'unknown', httpStatus: 418 }],
	])('are told one by one: the answer to one %s', async (_case, answer, verdict) => {
		const { ends } = await read([good('1'), good('2')], (id) => (id === '1' ? answer : track(id)));
		expect(ends[0]).toMatchObject({ ok: false, verdict });
		expect(outcomeOf(ends[1])).toBe('Reviewing');
	});

	it.each<[number, 'works' | 'refused', string]>([
		[401, 'refused', 'unauthorized'],
		[401, 'works', 'forbidden'],
		[403, 'refused', 'unauthorized'],
		[403, 'works', 'forbidden'],
	])('that are answered %d, with a credential that %s: %s', async (status, probe, outcome) => {
		const { ends } = await read([good('1')], () => answered(status, {}), {
			probe: async () => await Promise.resolve(probe),
		});
		expect(ends.map(outcomeOf)).toEqual([outcome]);
	});

	it('are asked for again after what may pass: reading changes nothing', async () => {
		const answers = [LOST, answered(503, ''), answered(429, '')];
		const { ends, asked } = await read([good('1')], (id) => answers.shift() ?? track(id));
		expect(asked).toHaveLength(4);
		expect(ends.map(outcomeOf)).toEqual(['Reviewing']);
	});

	it('are not asked for once the run is stopped', async () => {
		const { ends, asked } = await read([good('1')], track, { signal: AbortSignal.abort() });
		expect(asked).toEqual([]);
		expect(ends).toMatchObject([{ ok: false, verdict: { outcome: 'notAttempted' } }]);
	});
});

/** Reads one list in virtual time. */
async function list(entry: Case, answer: Answered): Promise<Fetched> {
	const clock = new FakeClock();
	const desk = deskFor(entry, clock, async () => await Promise.resolve(answer));
	return await clock.finish(readOneList(desk, { filters: {}, settings: {}, most: 5 }), 60_000);
}

describe('a list that is read', () => {
	it('is its orders', async () => {
		const body = { data: [{ id: 1, status: 'Paused' }], meta: { last_page: 1 } };
		const end = await list(THANKS_IO, answered(200, body));
		expect(outcomeOf(end)).toBe('Paused');
	});

	it('may be empty', async () => {
		expect(await list(THANKS_IO, answered(200, { data: [] }))).toEqual({ ok: true, states: [] });
	});

	it('is not "no such order" where it is not there: the address is wrong', async () => {
		const end = await list(THANKS_IO, answered(404, {}));
		expect(end).toMatchObject({
			verdict: { outcome: 'unknown', httpStatus: 404, detail: 'it was answered with HTTP 404' },
		});
	});

	it('is not attempted where the service has none', async () => {
		const subject = { ...GIFT_EXPIRY.subject, list: undefined };
		const end = await list({ ...GIFT_EXPIRY, subject }, answered(200, { results: [] }));
		expect(end).toMatchObject({
			verdict: { outcome: 'notAttempted', detail: 'Snappy has no such list' },
		});
	});
});
