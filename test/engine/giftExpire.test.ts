import type { IDataObject } from 'n8n-workflow';

import type { FaultKind } from '../../sandbox';
import type { GiftSeed } from '../../sandbox/vendors/snappy/gifts';
import { conversation, giftCase } from '../support/reads';
import { resultOf } from '../support/runNode';
import { runAgainst } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const EXPIRE = giftCase('expire');
const ID = EXPIRE.idOf(0);
const ORDER = { id: 'OrderNew02', status: 'active' };

/** The request was carried out, and its answer was lost or worthless. */
const PROCESSED: FaultKind[] = [
	'timeoutAfter',
	'cutAfter',
	'cutBody',
	'statusAfter',
	'emptyAfter',
	'htmlAfter',
	'malformedAfter',
];

/** It was not carried out; what the run says in the end, and how many requests it takes. */
const NOT_PROCESSED: Array<[FaultKind, string, number]> = [
	['timeoutBefore', 'cancelled', 2],
	['cutBefore', 'cancelled', 2],
	['statusBefore', 'cancelled', 2],
	['rateLimited', 'cancelled', 2],
	['otherState', 'unknown', 1],
	['emptyBefore', 'unknown', 1],
	['htmlBefore', 'unknown', 1],
	['redirect', 'unknown', 1],
];

const sandbox = useSandbox();

function seed(status: string, more: Partial<GiftSeed> = {}): void {
	sandbox().seedGift({ id: ID, status, orders: [], ...more });
}

async function expire(options: IDataObject = {}, operation = EXPIRE) {
	const { items } = await runAgainst(sandbox(), operation, [ID], {
		options: { requestTimeout: 400, ...options },
	});
	return resultOf(items[0]);
}

function expiries(): number {
	return sandbox().requests({ operation: 'expire' }).length;
}

async function statusNow(): Promise<unknown> {
	const { items } = await runAgainst(sandbox(), giftCase('get'), [ID]);
	return items[0]?.json.status;
}

describe('Snappy: Expire of a gift', () => {
	it.each(['unopened', 'opened', 'unwrapped'])('expires a gift that is %s', async (status) => {
		seed(status);

		expect(await expire()).toEqual({
			orderId: ID,
			service: 'Snappy',
			outcome: 'cancelled',
			stopped: true,
			retryable: false,
			status: 'expired',
			cancelledAt: null,
			message: `Snappy confirmed that gift ${ID} is expired`,
			nextStep: '',
			attempts: 1,
		});
		expect(conversation(sandbox(), EXPIRE)).toEqual([`POST /v2/gifts/${ID}/expire`]);
		expect(await statusNow()).toBe('expired');
	});

	it('a claimed gift is too late, and the message says which operation stops its order', async () => {
		seed('claimed', { orders: [ORDER] });

		const result = await expire();

		expect(result).toMatchObject({
			outcome: 'tooLate',
			stopped: false,
			status: 'claimed',
			message: `Gift ${ID} can no longer be expired (status claimed)`,
			nextStep: "It has been claimed: stop its order with the operation 'Cancel Order'",
		});
		expect(conversation(sandbox(), EXPIRE)).toEqual([
			`POST /v2/gifts/${ID}/expire`,
			`GET /v2/gifts/${ID}?expand=orders`,
		]);
		expect(sandbox().order('snappy', ORDER.id)?.cancelled).toBe(false);
	});

	it('is not Cancel Order: the same gift, whose order that one cancels', async () => {
		seed('claimed', { orders: [ORDER] });

		expect(await expire({}, giftCase('cancelOrder'))).toMatchObject({
			outcome: 'cancelled',
			orderId: ORDER.id,
			message: expect.stringContaining(`order ${ORDER.id} of gift ${ID} is cancelled`),
		});
		expect(expiries()).toBe(0);
	});

	it('and Cancel Order does not expire a gift that nobody has claimed', async () => {
		seed('opened');

		expect(await expire({}, giftCase('cancelOrder'))).toMatchObject({ stopped: null });
		expect(await statusNow()).toBe('opened');
	});

	it('a gift that has expired already is that', async () => {
		seed('expired');

		expect(await expire()).toMatchObject({
			outcome: 'alreadyCancelled',
			stopped: true,
			message: `Gift ${ID} was already expired before this run`,
		});
	});

	it("an unknown gift, and another company's, is not found", async () => {
		expect(await expire()).toMatchObject({
			outcome: 'notFound',
			message: `Snappy knows no such gift with this credential: gift ${ID}`,
		});

		seed('opened', { tenant: 'another' });
		expect(await expire()).toMatchObject({ outcome: 'notFound', stopped: null });
	});

	it('a status that nobody explains is left to Snappy', async () => {
		seed('onHold');

		expect(await expire()).toMatchObject({ outcome: 'unknown', stopped: null, status: 'onHold' });
		expect(expiries()).toBe(1);
	});

	it.each(PROCESSED)(
		'%s: it was carried out, so exactly one request is sent, and reading back tells',
		async (kind) => {
			seed('opened');
			sandbox().addFault({ operation: 'expire', kind });

			expect(await expire()).toMatchObject({
				outcome: 'cancelled',
				stopped: true,
				attempts: 1,
				message: `Snappy confirmed that gift ${ID} is expired`,
			});
			expect(expiries()).toBe(1);
		},
	);

	it.each(NOT_PROCESSED)('%s: it was not carried out: %s', async (kind, outcome, attempts) => {
		seed('opened');
		sandbox().addFault({ operation: 'expire', kind });

		expect(await expire()).toMatchObject({ outcome, attempts });
		expect(expiries()).toBe(attempts);
		expect(await statusNow()).toBe(outcome === 'cancelled' ? 'expired' : 'opened');
	});

	it('claimed while the answer was lost: too late, and not sent again', async () => {
		seed('opened');
		sandbox().addFault({ operation: 'expire', kind: 'statusBefore' });
		const body = { id: ID, status: 'claimed', orders: [ORDER] };
		sandbox().addFault({ operation: 'get', kind: 'statusBefore', status: 200, body });

		expect(await expire()).toMatchObject({ outcome: 'tooLate', stopped: false, attempts: 1 });
		expect(expiries()).toBe(1);
	});
});
