import { Problem } from '../../../nodes/orders/problem';
import type { CallEnd } from '../../../nodes/orders/client/reply';
import { VendorClient, type ClientParts } from '../../../nodes/orders/client/vendorClient';
import type { ItemRequest } from '../../../nodes/orders/form/itemRequest';
import { fetchLists, fetchOrders, type Fetched } from '../../../nodes/orders/read/fetchItems';
import type { RequestPlan, Subject } from '../../../nodes/orders/vendor/vendor';
import { answered, clientFor, LOST, TEST } from '../support/client';
import { FakeClock } from '../support/fakeClock';
import { THANKS_IO } from '../support/subjects';

const NO_ACCOUNT = new Problem('the credential could not be opened', 'Choose one');
const OTHER = { outcome: 'unknown', detail: 'the answer was about another one' };
const KEY = 'k3yThatNobodyMaySee000001';

function track(id: string, status = 'Reviewing'): CallEnd {
	return answered(200, { data: { id: Number(id), order: { status } } });
}

/** An item with an ID, why it cannot be read, or whatever else it is. */
type Given = string | Problem | Partial<ItemRequest>;

function itemOf(given: Given, item: number): ItemRequest {
	if (typeof given === 'object' && !(given instanceof Problem)) {
		return { item, id: '', settings: {}, problem: null, ...given };
	}
	const isGood = typeof given === 'string';
	return { item, id: isGood ? given : '', settings: {}, problem: isGood ? null : given };
}

/** Reads orders of thanks.io in virtual time. */
async function read(
	given: Given[],
	answer: (id: string) => CallEnd,
	more: Partial<ClientParts> & { testStatus?: number } = {},
	accountOfAll?: Problem,
) {
	const clock = new FakeClock();
	const asked: string[] = [];
	const { testStatus = 200, ...parts } = more;
	const transmit = ({ path }: RequestPlan) => {
		if (path === TEST.path) return answered(testStatus);
		const id = path.split('/')[2] ?? '';
		asked.push(id);
		return answer(id);
	};
	const client = clientFor(clock, transmit, { test: TEST, secrets: [KEY], ...parts });
	const account = { client, settings: {} };
	const requests = given.map((each, item) => ({
		...itemOf(each, item),
		account: each === NO_ACCOUNT ? NO_ACCOUNT : (accountOfAll ?? account),
	}));
	const { subject, vendor } = THANKS_IO;
	const run = { subject, vendor, searchDepth: 1_000 };
	const fetched = await clock.finish(fetchOrders(requests, run), 20 * 60_000);
	return {
		found: fetched.map((each) => each.found),
		names: fetched.map(({ request }) => request.knownAs),
		asked,
	};
}

/** "Reviewing", or the outcome. */
function short(found: Fetched['found'] | undefined): string {
	if (found === undefined) return 'missing';
	return 'orders' in found ? found.orders.map(({ status }) => status).join() : found.outcome;
}

describe('an order given by reference', () => {
	const list = (id: string) => {
		const data = [{ id: 7, status: 'Reviewing', metadata: { ref: 'A' } }];
		return id === 'list' ? answered(200, { data, meta: { last_page: 1 } }) : track(id, 'Reviewing');
	};

	it('is looked up, and read by its ID', async () => {
		const { found, asked } = await read(['7', { reference: 'ref=A' }], list);
		expect(found.map(short)).toEqual(['Reviewing', 'Reviewing']);
		expect(asked).toEqual(['list', '7']);
	});

	it('is not read where none has it', async () => {
		const { found, asked } = await read([{ reference: 'ref=B' }], list);
		expect(found).toMatchObject([{ outcome: 'notFound', knownAs: 'reference "ref=B"' }]);
		expect(asked).toEqual(['list']);
	});

	it('is not looked up if it is not to be read', async () => {
		const problem = new Problem('an option is blank', 'Fill it');
		const { found, names, asked } = await read(['7', { reference: 'ref=A', problem }], list);
		expect(found.map(short)).toEqual(['Reviewing', 'notAttempted']);
		expect(names).toEqual([undefined, 'reference "ref=A"']);
		expect(asked).toEqual(['7']);
	});

	it('that no order has is not read', async () => {
		const { found, names, asked } = await read([{ reference: 'ref=B' }], list);
		expect(found).toMatchObject([{ outcome: 'notFound', knownAs: 'reference "ref=B"' }]);
		expect(names).toEqual(['reference "ref=B"']);
		expect(asked).toEqual(['list']);
	});
});

describe('orders read by their IDs', () => {
	it('come back in the order of the input', async () => {
		const statuses: Record<string, string> = { 1: 'Reviewing', 2: 'Printing', 3: 'Cancelled' };
		const { found } = await read(['3', '1', '2'], (id) => track(id, statuses[id]));
		expect(found.map(short)).toEqual(['Cancelled', 'Reviewing', 'Printing']);
	});

	it('are each asked for once, however often they come in', async () => {
		const { found, asked } = await read(['1', '2', '1'], track);
		expect(asked.sort()).toEqual(['1', '2']);
		expect(found[0]).toEqual(found[2]);
	});

	it('are all read, also if they are many more than may be under way', async () => {
		const { found, asked } = await read(
			Array.from({ length: 300 }, (_, n) => String(n + 1)),
			track,
		);
		expect(new Set(asked).size).toBe(300);
		expect(new Set(found.map(short))).toEqual(new Set(['Reviewing']));
	});

	it('are not asked for where the ID or the account cannot be used, which costs the others nothing', async () => {
		const blank = new Problem("'Order ID' is blank", 'Correct it', 'invalidOrderId');
		const { found, asked } = await read([blank, '1', NO_ACCOUNT], track);
		expect(asked).toEqual(['1']);
		expect(found.map(short)).toEqual(['invalidOrderId', 'Reviewing', 'notAttempted']);
		expect(found[0]).toMatchObject({ detail: "'Order ID' is blank", nextStep: 'Correct it' });
	});

	it.each<[string, CallEnd, object]>([
		['is not there', answered(404, {}), { outcome: 'notFound', httpStatus: 404 }],
		['cannot be understood', answered(200, '<html>'), { outcome: 'unknown' }],
		['is about another one', track('9'), OTHER],
		['never comes', LOST, { outcome: 'unknown', detail: 'no answer came in time' }],
		['is an HTTP 500', answered(500), { detail: 'it was answered with HTTP 500' }],
		['is an HTTP 418', answered(418), { outcome: 'unknown', httpStatus: 418 }],
	])('are told one by one, if the answer to one %s', async (_case, answer, verdict) => {
		const { found } = await read(['1', '2'], (id) => (id === '1' ? answer : track(id)));
		expect(found[0]).toMatchObject(verdict);
		expect(short(found[1])).toBe('Reviewing');
	});

	it.each([
		[401, 401, 'unauthorized'],
		[401, 200, 'forbidden'],
		[403, 401, 'unauthorized'],
		[403, 200, 'forbidden'],
		[401, 500, 'forbidden'],
	])('answered %d, with a credential test of %d, are %s', async (status, testStatus, outcome) => {
		const { found } = await read(['1'], () => answered(status, {}), { testStatus });
		expect(found.map(short)).toEqual([outcome]);
	});

	it('are asked for again after what may pass: reading changes nothing', async () => {
		const answers = [LOST, answered(503), answered(429)];
		const { found, asked } = await read(['1'], (id) => answers.shift() ?? track(id));
		expect(asked).toHaveLength(4);
		expect(found.map(short)).toEqual(['Reviewing']);
	});

	it('are not begun while the key of one is in doubt', async () => {
		const limit = { requests: 1, windowMs: 1_000 };
		const more = { testStatus: 401, limit };
		const { found, asked } = await read(['1', '2', '3'], () => answered(401), more);
		expect(asked).toEqual(['1']);
		expect(found.map(short)).toEqual(['unauthorized', 'notAttempted', 'notAttempted']);
	});

	it('are not asked for once time is over', async () => {
		const { found, asked } = await read(['1'], track, { deadline: 0 });
		expect(asked).toEqual([]);
		expect(found.map(short)).toEqual(['notAttempted']);
	});

	it('are told one by one if our own code stumbles over the answer to one', async () => {
		const { found } = await read(['1', '2'], (id) => {
			if (id === '1') throw new TypeError('Cannot read properties of undefined');
			return track(id);
		});
		expect(found[0]).toMatchObject({
			outcome: 'unknown',
			detail: 'the answer could not be dealt with',
		});
		expect(short(found[1])).toBe('Reviewing');
	});

	it('are not asked for where only the account or only an option cannot be used', async () => {
		const problem = new Problem('an option is blank', 'Fill it');
		const { found, asked } = await read([{ id: '1', problem }, { id: '2' }], track, {}, NO_ACCOUNT);
		expect(asked).toEqual([]);
		expect(found).toMatchObject([
			{ outcome: 'notAttempted', detail: 'an option is blank' },
			{ outcome: 'notAttempted', detail: NO_ACCOUNT.reason },
		]);
	});

	it('hide the people that they name wherever their words are shown', async () => {
		const order = { status: 'Reviewing', return_name: 'Renate Beispiel' };
		const { found } = await read(['1'], () => answered(200, { data: { id: 1, order } }));
		const [read1] = found;
		if (read1 === undefined || !('orders' in read1)) throw new Error('It was not read.');
		const [state] = read1.orders;
		if (state === undefined) throw new Error('There is no order.');
		expect(read1.redactorOf(state).text('Held for Renate Beispiel', 100)).toBe('Held for [hidden]');
	});

	it('hide the key where what stood in the way repeats it', async () => {
		const { found } = await read(['1'], () => ({ ...LOST, cause: `cut at ${KEY}` }));
		expect(found[0]).toMatchObject({ detail: 'cut at [hidden]' });
	});
});

describe('a list that is read for an item', () => {
	/** Reads a list of thanks.io for each of some items; the answer to each comes in order. */
	async function lists(
		answers: CallEnd[],
		more: Partial<Subject> = {},
		broken: { account?: Problem; problem?: Problem } = {},
	) {
		const clock = new FakeClock();
		const client = clientFor(clock, () => answers.shift() ?? LOST);
		const account = { client, settings: {} };
		const requests = answers.map((_, item) => ({
			...itemOf('', item),
			filters: {},
			most: 5,
			account,
			...broken,
		}));
		const subject = { ...THANKS_IO.subject, ...more };
		const run = { ...THANKS_IO, subject, searchDepth: 1_000 };
		const fetched = await clock.finish(fetchLists(requests, run), 20 * 60_000);
		return fetched.map(({ found }) => found);
	}

	const onePaused = answered(200, { data: [{ id: 1, status: 'Paused' }], meta: { last_page: 1 } });

	it('gives its orders', async () => {
		expect((await lists([onePaused])).map(short)).toEqual(['Paused']);
	});

	it('gives with each order what hides the people that it names', async () => {
		const data = [{ id: 1, status: 'Renate Beispiel', return_name: 'Renate Beispiel' }];
		const [found] = await lists([answered(200, { data, meta: { last_page: 1 } })]);
		const [state] = found !== undefined && 'orders' in found ? found.orders : [];
		if (found === undefined || !('orders' in found) || state === undefined)
			throw new Error('None.');
		expect(found.redactorOf(state).status(state.status, false)).toBe('[hidden]');
	});

	it('comes after what finishes something that was begun, as does an order that is read', async () => {
		const reading = jest.spyOn(VendorClient.prototype, 'read');
		await lists([onePaused]);
		await read(['7'], (id) => track(id, 'Reviewing'));
		expect(reading.mock.calls.map(([, { urgent }]) => urgent)).toEqual([false, false]);
		reading.mockRestore();
	});

	it.each<[string, { account?: Problem; problem?: Problem }]>([
		['its account', { account: NO_ACCOUNT }],
		['an option', { problem: NO_ACCOUNT }],
	])('is not asked for where %s cannot be used', async (_what, broken) => {
		expect(await lists([onePaused], {}, broken)).toMatchObject([
			{ outcome: 'notAttempted', detail: NO_ACCOUNT.reason, nextStep: NO_ACCOUNT.nextStep },
		]);
	});

	it('hides the people that each of its orders names, and never its ID', async () => {
		const order = (id: number, return_name: string) => ({ id, status: 'Paused', return_name });
		const data = [order(42708, 'Renate Beispiel'), order(42709, 'Order 42709')];
		const [list] = await lists([answered(200, { data, meta: { last_page: 1 } })]);
		if (list === undefined || !('orders' in list)) throw new Error('It was not read.');
		const texts = list.orders.map((state) =>
			list.redactorOf(state).text('42709 is held for Renate Beispiel', 100),
		);
		expect(texts).toEqual(['42709 is held for [hidden]', '42709 is held for Renate Beispiel']);
	});

	it('may be empty', async () => {
		expect(await lists([answered(200, { data: [] })])).toMatchObject([{ orders: [] }]);
	});

	it('is not "no such order" where it is not there: the address is wrong', async () => {
		expect(await lists([answered(404, {})])).toMatchObject([
			{ outcome: 'unknown', httpStatus: 404, detail: 'it was answered with HTTP 404' },
		]);
	});

	it('is not attempted where the service has none', async () => {
		expect(await lists([onePaused], { list: undefined })).toMatchObject([
			{ outcome: 'notAttempted', detail: 'there is no such list' },
		]);
	});

	it('costs the other items nothing if our own code stumbles over its answer', async () => {
		const { list } = THANKS_IO.subject;
		if (list === undefined) throw new Error('thanks.io has a list.');
		let pages = 0;
		const interpretPage: typeof list.interpretPage = (...given) => {
			pages += 1;
			if (pages === 1) throw new TypeError('Cannot read properties of undefined');
			return list.interpretPage(...given);
		};
		const found = await lists([onePaused, onePaused], { list: { ...list, interpretPage } });
		expect(found[0]).toMatchObject({
			outcome: 'unknown',
			detail: 'the answer could not be dealt with',
		});
		expect(short(found[1])).toBe('Paused');
	});
});
