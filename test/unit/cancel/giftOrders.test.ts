import type { CallEnd } from '../../../nodes/orders/client/reply';
import type { Ending } from '../../../nodes/orders/result/verdict';
import { answered, LOST } from '../support/client';
import { cancelOne } from '../support/oneOrder';
import { askFor, SNAPPY_GIFT } from '../support/subjects';

/** The gift as Snappy describes it, from "A cancelled, B active"; "-" has no ID. */
function giftWith(orders: string): CallEnd {
	const list = orders.split(', ').map((order) => {
		const [name = '', status] = order.split(' ');
		return { id: name === '-' ? null : name.repeat(8), status, orderedProducts: [] };
	});
	return answered(200, { id: SNAPPY_GIFT.id, orders: list });
}

interface Scene {
	/** Answers to the cancel, in order; without one left the test fails. */
	cancel?: CallEnd[];
	/** What every look-up finds. */
	gift: string;
	/** Name of the order that the user expects behind the gift. */
	expected?: string;
	dryRun?: boolean;
	before?: 'sent' | 'inDoubt';
}

/** Cancels the order of a gift in virtual time. */
async function run({ expected, gift, cancel = [], ...more }: Scene): Promise<Ending> {
	const expectedOrderId = expected === undefined ? null : expected.repeat(8);
	const ask = askFor(SNAPPY_GIFT, { expectedOrderId });
	const task = { ask, isOrderNamed: expected !== undefined, ...more };
	return await cancelOne(SNAPPY_GIFT, { cancel, lookUp: giftWith(gift) }, { task });
}

const CONFIRMED = answered(200, { orderId: 'BBBBBBBB', status: 'cancelled' });

describe('the order of a gift that was claimed again', () => {
	it('is left alone after a lost answer, if another order lives beside a cancelled one', async () => {
		const ending = await run({ cancel: [LOST], gift: 'A cancelled, B active' });
		expect(ending).toMatchObject({ attempts: 1, verdict: { outcome: 'unknown' } });
	});

	it.each(['- cancelled, B active', 'A cancelled, - active', '- active', '- cancelled'])(
		'is left alone after a lost answer, where an order has no ID (%s)',
		async (gift) => {
			const ending = await run({ cancel: [LOST], gift });
			expect(ending).toMatchObject({ attempts: 1, verdict: { outcome: 'unknown' } });
		},
	);

	it('is left alone in a try after that, if another order lives beside a cancelled one', async () => {
		const ending = await run({ before: 'inDoubt', gift: 'A cancelled, B active' });
		expect(ending).toMatchObject({ attempts: 0, verdict: { outcome: 'unknown' } });
	});

	it('is sent again after a lost answer, if its only order is still active', async () => {
		const ending = await run({ cancel: [LOST, CONFIRMED], gift: 'B active' });
		expect(ending).toMatchObject({
			attempts: 2,
			verdict: { outcome: 'cancelled', orderId: 'BBBBBBBB' },
		});
	});

	it('is reported as cancelled after a lost answer, if its only order is', async () => {
		const ending = await run({ cancel: [LOST], gift: 'B cancelled' });
		expect(ending).toMatchObject({ attempts: 1, verdict: { outcome: 'cancelled' } });
	});
});

describe('a refusal of the order of a gift that still reads as active', () => {
	const REFUSED = answered(409, { message: 'not now' });

	/** What comes of it, by what the gift looks like two seconds later. */
	async function refused(...later: string[]): Promise<Ending> {
		const lookUp = [giftWith('A active'), ...later.map(giftWith)] as const;
		return await cancelOne(SNAPPY_GIFT, { cancel: [REFUSED], lookUp });
	}

	it('is not what counts where it was cancelled all the same, and the gift was claimed again', async () => {
		const { verdict } = await refused('A cancelled, B active');
		expect(verdict).toMatchObject({ outcome: 'alreadyCancelled', orderId: 'AAAAAAAA' });
		expect(verdict.nextStep).toContain('another order, BBBBBBBB');
	});

	it('counts where it is still active beside another one', async () => {
		const { verdict } = await refused('A active, B active');
		expect(verdict).toMatchObject({ outcome: 'rejected', orderId: 'AAAAAAAA' });
	});

	it('tells nothing where it is not among the orders of the gift any more', async () => {
		const { verdict } = await refused('B active');
		expect(verdict).toMatchObject({ outcome: 'unknown' });
		expect(verdict.detail).toContain('BBBBBBBB');
	});
});

describe('the guard Expected Order ID', () => {
	it('lets the cancel through when the expected order is the active one', async () => {
		const ending = await run({ cancel: [CONFIRMED], gift: 'A cancelled, B active', expected: 'B' });
		expect(ending).toMatchObject({ attempts: 1, verdict: { outcome: 'cancelled' } });
	});

	it.each([
		['another order is active', 'A active', 'B', 'rejected'],
		['the expected one is cancelled', 'B cancelled', 'B', 'alreadyCancelled'],
		[
			'the expected one is cancelled and a newer one lives',
			'B cancelled, A active',
			'B',
			'rejected',
		],
		['the expected one lives beside another one', 'A active, B active', 'B', 'rejected'],
		['the expected one is past cancelling', 'B completed', 'B', 'tooLate'],
		[
			'another one is active beside the expected one, which is past',
			'B completed, A active',
			'B',
			'rejected',
		],
		['the expected one was never there', 'A cancelled', 'B', 'rejected'],
	])('stops the cancel when %s', async (_case, gift, expected, outcome) => {
		const ending = await run({ gift, expected });
		expect(ending).toMatchObject({ attempts: 0, verdict: { outcome } });
	});

	it.each([
		['A active', 'the active order is AAAAAAAA'],
		['A cancelled', 'there is no such order; the one that is there is AAAAAAAA'],
		['B cancelled, A active', 'the active order of the gift is AAAAAAAA, not BBBBBBBB'],
		['A active, B cancelled', 'the active order of the gift is AAAAAAAA, not BBBBBBBB'],
	])('tells which order is in the way (%s)', async (gift, detail) => {
		expect((await run({ gift, expected: 'B' })).verdict.detail).toBe(detail);
	});

	it.each(['B active, A completed', 'A refunded, B active', 'A cancelled, B active'])(
		'lets the cancel through beside orders that are past (%s)',
		async (gift) => {
			const ending = await run({ cancel: [CONFIRMED], gift, expected: 'B' });
			expect(ending).toMatchObject({ attempts: 1, verdict: { outcome: 'cancelled' } });
		},
	);

	it.each(['B active, A active', 'A active'])(
		'stops the cancel also where one was sent for it earlier in the execution (%s)',
		async (gift) => {
			const ending = await run({ gift, expected: 'B', before: 'sent' });
			expect(ending).toMatchObject({ attempts: 0, verdict: { outcome: 'rejected' } });
			expect(ending.verdict.detail).toContain('AAAAAAAA');
		},
	);

	it('says that the expected order is cancelled where that is found out after a lost answer', async () => {
		const gifts = [giftWith('B active'), giftWith('B cancelled, A active')] as const;
		const ask = askFor(SNAPPY_GIFT, { expectedOrderId: 'BBBBBBBB' });
		const script = { cancel: [LOST], lookUp: gifts };
		const ending = await cancelOne(SNAPPY_GIFT, script, { task: { ask, isOrderNamed: true } });
		expect(ending).toMatchObject({ attempts: 1, verdict: { outcome: 'cancelled' } });
	});

	it.each([
		'A active',
		'B cancelled',
		'B cancelled, A active',
		'A active, B active',
		'B completed',
		'B completed, A active',
	])('gives a dry run the answer that the real run would get (%s)', async (gift) => {
		const real = await run({ gift, expected: 'B' });
		const dry = await run({ gift, expected: 'B', dryRun: true });
		expect(dry.verdict.outcome).toBe(real.verdict.outcome);
	});
});
