import type { IDataObject } from 'n8n-workflow';

import { SANDBOX_RECIPIENT } from '../../sandbox';
import type { GiftSeed } from '../../sandbox/vendors/snappy/gifts';
import { cancellationOf, operationOf, type Cancellation } from '../samples';
import { conversation, credentialFor, runAgainst, stopRequests } from '../support/againstSandbox';
import { openList, refusedList } from '../support/editorList';
import { outcomesOf, resultOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

/*
 * What is particular about gifts. That a gift can be expired, and its order cancelled, like everything else that can be
 * stopped, is tested wherever a suite runs over all cancellations.
 */

const CANCEL_ORDER = cancellationOf('snappy', 'gift', 'cancelOrder');
const EXPIRE = cancellationOf('snappy', 'gift', 'expire');
const GET = operationOf(EXPIRE.vendor, {
	resource: 'gift',
	operation: 'get',
	idParameter: 'giftId',
});

const ID = EXPIRE.idOf(0);
const OLD = { id: 'OrderOld01', status: 'cancelled' };
const NEW = { id: 'OrderNew02', status: 'active' };

const sandbox = useSandbox();

function seedGift(gift: Partial<GiftSeed> = {}): void {
	sandbox().seedGift({ id: ID, orders: [], ...gift });
}

/** Runs an operation on the one gift. */
async function run(operation: Cancellation, options: IDataObject = {}): Promise<IDataObject> {
	const { items } = await runAgainst(sandbox(), operation, [ID], { options });
	return resultOf(items[0]);
}

async function get(): Promise<IDataObject> {
	const { items } = await runAgainst(sandbox(), GET, [ID]);
	return resultOf(items[0]);
}

describe('Expire and Cancel Order', () => {
	it.each(['unopened', 'opened', 'unwrapped'])(
		'Expire: expires a gift that is %s',
		async (status) => {
			seedGift({ status });

			expect(await run(EXPIRE)).toMatchObject({ outcome: 'cancelled', status: 'expired' });
			expect((await get()).status).toBe('expired');
		},
	);

	it('Expire leaves the order of a claimed gift alone', async () => {
		seedGift({ orders: [NEW] });

		expect(await run(EXPIRE)).toMatchObject({ outcome: 'tooLate', status: 'claimed' });
		expect(sandbox().order('snappy', NEW.id)?.cancelled).toBe(false);
	});

	it('Cancel Order cancels the order of the gift, and names both', async () => {
		seedGift({ orders: [NEW] });

		expect(await run(CANCEL_ORDER)).toMatchObject({
			outcome: 'cancelled',
			orderId: NEW.id,
			message: expect.stringContaining(`order ${NEW.id} of gift ${ID} is cancelled`),
		});
		expect(stopRequests(sandbox(), EXPIRE)).toEqual([]);
	});

	it.each([{}, { dryRun: true }])(
		'Cancel Order does not expire a gift that nobody has claimed, and says what does (%j)',
		async (options) => {
			seedGift({ status: 'opened' });

			expect(await run(CANCEL_ORDER, options)).toMatchObject({
				outcome: 'rejected',
				stopped: false,
				retryable: false,
				status: 'opened',
				nextStep: "Use the operation 'Expire' to end the gift before it is claimed",
			});
			expect((await get()).status).toBe('opened');
		},
	);

	it('Cancel Order says of a gift that has expired that it has no order', async () => {
		seedGift({ status: 'expired' });

		expect(await run(CANCEL_ORDER, { dryRun: true })).toMatchObject({
			outcome: 'rejected',
			message: expect.stringContaining('the gift has expired without an order'),
			nextStep: '',
		});
	});

	it('Expire: a status that nobody explains is left to Snappy', async () => {
		seedGift({ status: 'onHold' });

		expect(await run(EXPIRE)).toMatchObject({
			outcome: 'unknown',
			stopped: null,
			status: 'onHold',
		});
		expect(stopRequests(sandbox(), EXPIRE)).toHaveLength(1);
	});

	it.each<unknown>([
		{ status: 'claimed' },
		{ status: 'locked' },
		{ status: 'cancelled' },
		{ status: null },
		{ status: true },
		{ status: 409, message: 5 },
	])('Expire: a 200 with %j is not taken for an expired gift', async (body) => {
		seedGift({ status: 'opened' });
		sandbox().addFault({ operation: 'expire', kind: 'statusBefore', status: 200, body });

		expect(await run(EXPIRE)).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
	});

	it('Expire speaks of a gift that is expired, never of something that is cancelled', async () => {
		const said: string[] = [];
		const note = ({ message }: IDataObject) => said.push(String(message));
		note(await run(EXPIRE));
		for (const status of ['opened', 'expired', 'claimed', 'onHold']) {
			seedGift({ status });
			note(await run(EXPIRE, { dryRun: true }));
			note(await run(EXPIRE));
		}
		seedGift({ status: 'opened' });
		note(await run(EXPIRE, { onlyIfStatus: ['unopened'] }));
		note(await run(EXPIRE, { maxAttempts: 0 }));
		for (const status of [422, 429, 401, 500]) {
			sandbox().addFault({ operation: 'expire', kind: 'statusBefore', status, times: 5 });
			note(await run(EXPIRE, { giveUpAfter: 0.002, maxAttempts: 1 }));
		}

		expect(said.filter((message) => /cancel/i.test(message))).toEqual([]);
		expect(said.join('\n')).toContain(`No request to expire it was sent for gift ${ID}: `);
	});

	it('sums up in the words of what was done', async () => {
		const ids = ['opened', 'claimed', 'expired', 'opened'].map((status, number) => {
			sandbox().seedGift({ id: EXPIRE.idOf(number), status, orders: [] });
			return EXPIRE.idOf(number);
		});

		const all = await runAgainst(sandbox(), EXPIRE, [...ids, ids[0]]);
		seedGift({ status: 'opened' });
		const one = await runAgainst(sandbox(), EXPIRE, [ID]);

		expect(all.hints).toEqual(['3 of 5 gifts expired, 1 too late, 1 already expired']);
		expect(one.hints).toEqual(['1 of 1 gift expired']);
	});

	it.each([CANCEL_ORDER, EXPIRE])(
		'$node.operation: the company goes into the query, the source into a header',
		async (operation) => {
			seedGift({ status: 'opened' });

			await run(operation, { companyId: 'company03', requestSource: 'api_native' });

			const [request] = sandbox().requests();
			expect(request?.path).toMatch(
				/^\/snappy\/public-api\/v2\/gifts\/\w+\/\w+\?companyId=company03$/,
			);
			expect(request?.headers['request-source']).toBe('api_native');
			expect(request?.bodyBytes).toBe(0);
		},
	);

	it('the source is not sent unless it is asked for', async () => {
		seedGift({ status: 'opened' });

		await run(EXPIRE);

		expect(sandbox().requests()[0]?.headers).not.toHaveProperty('request-source');
	});
});

describe('Cancel Order: Expected Order ID', () => {
	const expecting = async (expectedOrderId: string) => await run(CANCEL_ORDER, { expectedOrderId });

	it('cancels when it is the active order of the gift', async () => {
		seedGift({ orders: [NEW] });

		expect(await expecting(NEW.id)).toMatchObject({ outcome: 'cancelled', orderId: NEW.id });
		expect(
			sandbox()
				.requests()
				.map(({ operation }) => operation),
		).toEqual(['get', 'cancel']);
	});

	it('an old list does not cancel the newer order of a gift that was claimed again', async () => {
		seedGift({ orders: [{ ...OLD, cancelled: true }, NEW] });

		const result = await expecting(OLD.id);
		expect(result).toMatchObject({ outcome: 'rejected', stopped: false, orderId: OLD.id });
		expect(result.message).toContain(`the active order of the gift is ${NEW.id}, not ${OLD.id}`);
		expect(stopRequests(sandbox(), CANCEL_ORDER)).toEqual([]);
		expect(sandbox().order('snappy', NEW.id)?.cancelled).toBe(false);
	});

	it('refuses when the active order is another one, and names both', async () => {
		seedGift({ orders: [NEW] });

		const result = await expecting('SomeOther9');

		expect(result).toMatchObject({
			outcome: 'rejected',
			stopped: false,
			orderId: 'SomeOther9',
			attempts: 0,
		});
		expect(result.message).toContain(NEW.id);
		expect(stopRequests(sandbox(), CANCEL_ORDER)).toEqual([]);
	});

	it('blank for an item: nothing is sent', async () => {
		seedGift({ orders: [NEW] });

		expect(await expecting('')).toMatchObject({ outcome: 'notAttempted' });
		expect(sandbox().requests()).toEqual([]);
	});

	it('without it, a lost answer is not followed by a second request when the gift may have been claimed again', async () => {
		seedGift({ orders: [{ ...OLD, cancelled: true }, NEW] });
		sandbox().addFault({ operation: 'cancel', kind: 'cutBefore' });

		expect(await run(CANCEL_ORDER)).toMatchObject({
			outcome: 'unknown',
			stopped: null,
			attempts: 1,
		});
		expect(sandbox().order('snappy', NEW.id)?.cancelled).toBe(false);
	});
});

/** What a gift is, and what can be done about it. */
const GIFTS: Array<[string, Partial<GiftSeed>, object]> = [
	[
		'claimed: its order can be cancelled',
		{ orders: [NEW] },
		{ orderId: NEW.id, orderStatus: 'active', cancellable: true, canExpire: false },
	],
	[
		'claimed and in transit: nothing can be done',
		{ orders: [{ ...NEW, fulfillment: 'inTransit' }] },
		{ orderId: NEW.id, orderStatus: 'active', cancellable: false, canExpire: false },
	],
	[
		'claimed, and the status of its order is one that nobody explains',
		{ orders: [{ ...NEW, status: 'paused' }] },
		{ orderId: NEW.id, orderStatus: 'paused', cancellable: null, canExpire: false },
	],
	[
		'claimed again after a cancellation: it is about the newer order',
		{ orders: [OLD, NEW] },
		{ orderId: NEW.id, orderStatus: 'active', cancellable: true, canExpire: false },
	],
	[
		'claimed, its order cancelled',
		{ orders: [OLD] },
		{ orderId: OLD.id, orderStatus: 'cancelled', cancellable: false, canExpire: false },
	],
	[
		'open again after its order was cancelled: it can be expired',
		{ status: 'unwrapped', orders: [OLD] },
		{ orderId: OLD.id, orderStatus: 'cancelled', cancellable: false, canExpire: true },
	],
	[
		'not opened: it can be expired, and has no order',
		{ status: 'unopened' },
		{ orderId: null, orderStatus: null, cancellable: false, canExpire: true },
	],
	[
		'unwrapped but not claimed: it can be expired',
		{ status: 'unwrapped' },
		{ orderId: null, orderStatus: null, cancellable: false, canExpire: true },
	],
	[
		'expired: nothing can be done',
		{ status: 'expired' },
		{ orderId: null, orderStatus: null, cancellable: false, canExpire: false },
	],
	[
		'in a status that nobody explains',
		{ status: 'onHold' },
		{ orderId: null, orderStatus: null, cancellable: false, canExpire: null },
	],
];

describe('Get of a gift', () => {
	it('gives exactly the facts of an order and three more', async () => {
		const createdAt = '2026-06-01T12:00:00.000Z';
		seedGift({ createdAt, orders: [NEW] });

		expect(Object.entries(await get())).toEqual([
			['orderId', NEW.id],
			['service', 'Snappy'],
			['status', 'claimed'],
			['cancellable', true],
			['createdAt', createdAt],
			['updatedAt', null],
			['total', null],
			['currency', null],
			['recipient', SANDBOX_RECIPIENT.name],
			['giftId', ID],
			['orderStatus', 'active'],
			['canExpire', false],
		]);
		expect(conversation(sandbox(), GET.vendor)).toEqual([`GET /v2/gifts/${ID}?expand=orders`]);
	});

	it.each(GIFTS)('%s', async (_, gift, facts) => {
		seedGift(gift);

		expect(await get()).toMatchObject({ giftId: ID, status: gift.status ?? 'claimed', ...facts });
	});

	it('Simplify off: the gift as Snappy gives it, with its orders', async () => {
		seedGift({ orders: [OLD, NEW] });

		const { items } = await runAgainst(sandbox(), GET, [ID], { parameters: { simplify: false } });

		expect(items[0]?.json).toMatchObject({
			id: ID,
			campaignId: expect.any(String),
			orders: [OLD, NEW],
		});
	});

	it('the company of the options goes into the query, the source into a header', async () => {
		seedGift();

		await runAgainst(sandbox(), GET, [ID], {
			options: { companyId: 'company03', requestSource: 'api_native' },
		});

		expect(conversation(sandbox(), GET.vendor)).toEqual([
			`GET /v2/gifts/${ID}?expand=orders&companyId=company03`,
		]);
		expect(sandbox().requests()[0]?.headers['request-source']).toBe('api_native');
	});

	it('says which gifts are unknown, of another company, or no gifts, and reads a repeated one once', async () => {
		const [unknown, foreign = '', mine = ''] = [5, 6, 7].map(EXPIRE.idOf);
		sandbox().seedGift({ id: foreign, tenant: 'another', orders: [] });
		sandbox().seedGift({ id: mine, orders: [] });

		const ids = [unknown, foreign, 'short', '', mine, mine];
		const { items } = await runAgainst(sandbox(), GET, ids);

		expect(outcomesOf(items)).toEqual([
			'notFound',
			'notFound',
			'invalidOrderId',
			'invalidOrderId',
			undefined,
			undefined,
		]);
		expect(resultOf(items[0])).toMatchObject({
			message: `Snappy knows no such gift with this credential: gift ${unknown}`,
			nextStep: "Check 'Gift ID', and that the credential belongs to the account of the gift",
		});
		expect(resultOf(items[3]).message).toBe("'Gift ID' is blank, so nothing was sent");
		expect(sandbox().requests()).toHaveLength(3);
	});

	it('an answer about another gift is not taken for the one that was asked for', async () => {
		seedGift();
		sandbox().addFault({ operation: 'get', kind: 'otherOrder' });

		expect(await get()).toMatchObject({ outcome: 'unknown' });
	});

	it('a wrong key, On Error = Stop: one message', async () => {
		seedGift();

		const { thrown } = await runAgainst(sandbox(), GET, [ID], {
			credential: credentialFor(sandbox(), GET, 'wrongkey'),
			settings: {},
		});

		expect(thrown?.message).toBe(`Snappy refused the credential, so gift ${ID} was not read`);
	});
});

describe('From List of gifts', () => {
	async function open(operation: string, options: IDataObject = {}, token?: string) {
		const node = { ...GET.node, operation };
		const credential = credentialFor(sandbox(), GET);
		return await openList({ node, credential, options, paginationToken: token });
	}

	/** Gifts in every status, the oldest first as the sandbox gives them. */
	function seedGifts(): void {
		['unopened', 'claimed', 'expired', 'claimed'].forEach((status, number) => {
			const createdAt = new Date(Date.UTC(2026, 5, 1 + number, 9, 30)).toISOString();
			const orders = status === 'claimed' ? [{ id: `ORDER0000${number}`, status: 'active' }] : [];
			sandbox().seedGift({ id: EXPIRE.idOf(number), status, createdAt, orders });
		});
	}

	it('Cancel Order offers the claimed ones, newest first', async () => {
		seedGifts();

		expect((await open('cancelOrder')).results).toEqual([
			{ name: 'gift100003 - Claimed - 2026-06-04 09:30 UTC', value: 'gift100003' },
			{ name: 'gift100001 - Claimed - 2026-06-02 09:30 UTC', value: 'gift100001' },
		]);
		expect(conversation(sandbox(), GET.vendor)).toEqual([
			'GET /v2/gifts?fields=id,status,createdAt&statuses=claimed&skip=0&limit=50',
		]);
	});

	it.each(['expire', 'get'])('%s offers all of them, newest first', async (operation) => {
		seedGifts();

		const { results } = await open(operation);

		expect(results.map(({ value }) => value)).toEqual([3, 2, 1, 0].map(EXPIRE.idOf));
		expect(conversation(sandbox(), GET.vendor)).toEqual([
			'GET /v2/gifts?fields=id,status,createdAt&skip=0&limit=50',
		]);
	});

	it('goes on with the next fifty', async () => {
		for (let number = 0; number < 120; number++) {
			sandbox().seedGift({ id: EXPIRE.idOf(number), status: 'unopened', orders: [] });
		}

		const first = await open('expire');
		const second = await open('expire', {}, String(first.paginationToken));
		const third = await open('expire', {}, String(second.paginationToken));
		const end = await open('expire', {}, String(third.paginationToken));

		const values = [first, second, third].flatMap(({ results }) =>
			results.map(({ value }) => value),
		);
		expect(new Set(values).size).toBe(120);
		expect(end).toEqual({ results: [] });
		expect(conversation(sandbox(), GET.vendor)).toEqual(
			[0, 50, 100, 120].map(
				(skip) => `GET /v2/gifts?fields=id,status,createdAt&skip=${skip}&limit=50`,
			),
		);
	});

	it.each<unknown>([
		{},
		{ results: null },
		{ data: [{ id: 'gift0000', status: 'claimed' }] },
		{ results: [{ id: 'x' }] },
	])('says so when the answer is no list of gifts (%j)', async (body) => {
		sandbox().addFault({ operation: 'list', kind: 'statusBefore', status: 200, body });

		const credential = credentialFor(sandbox(), GET);
		const { message } = await refusedList({ node: GET.node, credential });

		expect(message).toContain('could not be understood');
	});

	it('asks for the company of the options, which goes before that of the credential', async () => {
		const credential = { ...credentialFor(sandbox(), GET), companyId: 'company01' };
		for (const options of [{ companyId: 'company02' }, { companyId: '={{ $json.company }}' }, {}]) {
			await openList({ node: GET.node, credential, options });
		}

		expect(
			conversation(sandbox(), GET.vendor).map((request) =>
				request.slice(request.indexOf('companyId')),
			),
		).toEqual(['companyId=company02', 'companyId=company01', 'companyId=company01']);
	});
});
