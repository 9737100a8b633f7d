import { taskOf } from '../../../nodes/orders/cancel/jobs';
import { NO_GUARDS } from '../../../nodes/orders/form/guards';
import { clientFor, LOST } from '../support/client';
import { FakeClock } from '../support/fakeClock';
import { SNAPPY_GIFT, THANKS_IO, type Case } from '../support/subjects';

/** What is to be done about an item without conditions that names this order behind its ID, or none. */
function taskFor({ subject }: Case, expectedOrderId: string | null) {
	const account = { client: clientFor(new FakeClock(), () => LOST), settings: {} };
	const request = {
		item: 0,
		id: 'asked',
		settings: {},
		problem: null,
		dryRun: false,
		reportRefusal: false,
		expectedOrderId,
		guards: NO_GUARDS,
	};
	const order = { account: 'account', id: 'asked', expectedOrderId };
	const job = { order, account, request, items: [0], references: [], isCancelled: false };
	return taskOf(job, { subject, maxAttempts: 5, keepsOrder: false });
}

it.each<[string, Case, string | null, string | null, boolean]>([
	['its own ID', THANKS_IO, null, 'asked', false],
	["no order: its gift's ID is not its own", SNAPPY_GIFT, null, null, false],
	[
		'the order that the user names, which is looked at before anything is sent',
		SNAPPY_GIFT,
		'9',
		'9',
		true,
	],
])('an order is expected to have %s', (_what, entry, named, expected, isOrderNamed) => {
	const task = taskFor(entry, named);
	expect(task.ask.expectedOrderId).toBe(expected);
	expect(task.isOrderNamed).toBe(isOrderNamed);
});
