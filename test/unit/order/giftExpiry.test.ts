import { NO_GUARDS } from '../../../nodes/orders/contract/guards';
import type { Answered, Lost } from '../../../nodes/orders/contract/reply';
import type { OrderTask } from '../../../nodes/orders/order/cancelOrder';
import { answered, LOST, runOrder, taskFor } from '../support/desk';
import { GIFT_EXPIRY } from '../support/subjects';

const EXPIRED = answered(200, { status: 'expired' });
const CLAIMED = answered(409, { errorCode: '409_PBLC_001', message: 'The gift is claimed' });

function giftIn(status: string): Answered {
	return answered(200, { id: GIFT_EXPIRY.id, status, orders: [] });
}

/** Expires a gift: what is answered to it, and how every look-up finds the gift. */
async function expire(
	cancel: Array<Answered | Lost>,
	status = 'opened',
	task: Partial<OrderTask> = {},
) {
	return await runOrder(GIFT_EXPIRY, taskFor(GIFT_EXPIRY, task), {
		cancel,
		lookUp: giftIn(status),
	});
}

describe('expiring a gift', () => {
	it('is believed when Snappy says so, though its answer names no gift', async () => {
		expect(await expire([EXPIRED])).toMatchObject({
			attempts: 1,
			verdict: { outcome: 'cancelled', status: 'expired', orderId: 'abc123de' },
		});
	});

	it.each([
		['claimed', 'tooLate'],
		['expired', 'alreadyCancelled'],
		['opened', 'rejected'],
	])('that is refused is judged by reading the gift: %s is %s', async (status, outcome) => {
		const end = await expire([CLAIMED], status);
		expect(end).toMatchObject({ attempts: 1, verdict: { outcome, status } });
	});

	it('is sent again after a lost answer only if the gift is read and still open', async () => {
		expect(await expire([LOST, EXPIRED])).toMatchObject({
			attempts: 2,
			verdict: { outcome: 'cancelled' },
		});
		expect(await expire([LOST], 'expired')).toMatchObject({
			attempts: 1,
			verdict: { outcome: 'cancelled' },
		});
		expect(await expire([LOST], 'claimed')).toMatchObject({
			attempts: 1,
			verdict: { outcome: 'tooLate' },
		});
	});

	it.each([{}, { status: 'opened' }, { id: 'zzz98765', status: 'expired' }])(
		'is not believed because of a 200 with %j',
		async (body) => {
			const end = await expire([answered(200, body)]);
			expect(end).toMatchObject({ attempts: 1, verdict: { outcome: 'unknown' } });
		},
	);

	it('leaves a gift alone that is in no status that was named', async () => {
		const guards = { ...NO_GUARDS, statuses: ['unopened'] };
		const end = await expire([], 'opened', { guards });
		expect(end).toMatchObject({ attempts: 0, verdict: { outcome: 'rejected', status: 'opened' } });
	});

	it.each([
		['opened', 'cancellable'],
		['claimed', 'tooLate'],
		['expired', 'alreadyCancelled'],
	])('only reads in a dry run (%s: %s)', async (status, outcome) => {
		const end = await expire([], status, { dryRun: true });
		expect(end).toMatchObject({ attempts: 0, verdict: { outcome } });
	});
});
