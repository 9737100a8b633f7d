import type { Answered, Lost } from '../../../nodes/orders/contract/reply';
import type { OrderEnd } from '../../../nodes/orders/order/cancelOrder';
import { answered, LOST, runOrder, taskFor } from '../support/desk';
import { askFor, SNAPPY_GIFT } from '../support/subjects';

/** The gift as Snappy describes it, from "A cancelled, B active". */
function giftWith(orders: string): Answered {
	const list = orders.split(', ').map((order) => {
		const [name = '', status] = order.split(' ');
		return { id: name.repeat(8), status, orderedProducts: [] };
	});
	return answered(200, { id: SNAPPY_GIFT.id, orders: list });
}

interface Scene {
	/** Answers to the cancel, in order; without one left the test fails. */
	cancel?: Array<Answered | Lost>;
	/** What every look-up finds. */
	gift: string;
	/** Name of the order that the user expects behind the gift. */
	expected?: string;
	dryRun?: boolean;
	readFirst?: boolean;
}

/** Cancels the order of a gift in virtual time. */
async function run(scene: Scene): Promise<OrderEnd> {
	const { expected, dryRun = false, readFirst = false, gift, cancel = [] } = scene;
	const expectedOrderId = expected === undefined ? null : expected.repeat(8);
	const ask = askFor(SNAPPY_GIFT, { expectedOrderId });
	const guarded = expected !== undefined;
	const task = taskFor(SNAPPY_GIFT, { ask, dryRun, readFirst, guarded });
	return await runOrder(SNAPPY_GIFT, task, { cancel, lookUp: giftWith(gift) });
}

const CONFIRMED = answered(200, { orderId: 'BBBBBBBB', status: 'cancelled' });

describe('a gift that was claimed again', () => {
	it('after a lost answer, a living order beside a cancelled one is not cancelled too', async () => {
		const end = await run({ cancel: [LOST], gift: 'A cancelled, B active' });
		expect(end).toMatchObject({ attempts: 1, verdict: { outcome: 'unknown' } });
	});

	it('on Retry On Fail, a living order beside a cancelled one is not cancelled at all', async () => {
		const end = await run({ readFirst: true, gift: 'A cancelled, B active' });
		expect(end).toMatchObject({ attempts: 0, verdict: { outcome: 'unknown' } });
	});

	it('after a lost answer, the only order is cancelled again while it is still active', async () => {
		const end = await run({ cancel: [LOST, CONFIRMED], gift: 'B active' });
		expect(end).toMatchObject({
			attempts: 2,
			verdict: { outcome: 'cancelled', orderId: 'BBBBBBBB' },
		});
	});

	it('after a lost answer, the only order is reported as cancelled when it is', async () => {
		const end = await run({ cancel: [LOST], gift: 'B cancelled' });
		expect(end).toMatchObject({ attempts: 1, verdict: { outcome: 'cancelled' } });
	});
});

describe('the guard Expected Order ID', () => {
	it('is passed when the expected order is the active one', async () => {
		const end = await run({ cancel: [CONFIRMED], gift: 'A cancelled, B active', expected: 'B' });
		expect(end).toMatchObject({ attempts: 1, verdict: { outcome: 'cancelled' } });
	});

	it.each([
		['another order is active', 'A active', 'B', 'rejected'],
		['the expected one is cancelled', 'B cancelled', 'B', 'alreadyCancelled'],
		[
			'the expected one is cancelled and a newer one lives',
			'B cancelled, A active',
			'B',
			'alreadyCancelled',
		],
		['the expected one lives beside another one', 'A active, B active', 'B', 'rejected'],
		['the expected one is past cancelling', 'B completed', 'B', 'tooLate'],
		['the expected one was never there', 'A cancelled', 'B', 'rejected'],
	])('stops the cancel when %s', async (_case, gift, expected, outcome) => {
		const end = await run({ gift, expected });
		expect(end).toMatchObject({ attempts: 0, verdict: { outcome } });
	});

	it('tells which order is in the way', async () => {
		const { verdict } = await run({ gift: 'A active', expected: 'B' });
		expect(verdict.detail).toBe('the active order is AAAAAAAA');
	});

	it.each([
		'A active',
		'B cancelled',
		'B cancelled, A active',
		'A active, B active',
		'B completed',
	])('gives a dry run the answer that the real run would get (%s)', async (gift) => {
		const real = await run({ gift, expected: 'B' });
		const dry = await run({ gift, expected: 'B', dryRun: true });
		expect(dry.verdict.outcome).toBe(real.verdict.outcome);
	});
});
