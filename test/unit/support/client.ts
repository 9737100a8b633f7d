import { Pace } from '../../../nodes/orders/client/pace';
import type { Answered, CallEnd, Lost } from '../../../nodes/orders/client/reply';
import { VendorClient, type ClientParts } from '../../../nodes/orders/client/vendorClient';
import type { RequestPlan } from '../../../nodes/orders/vendor/vendor';
import type { FakeClock } from './fakeClock';

const MINUTE_MS = 60_000;

export const LOST: Lost = { end: 'lost', cause: 'no answer came in time' };

export function answered(status: number, body: unknown = {}): Answered {
	return { end: 'answered', status, headers: {}, body };
}

/** The credential's own test request; a client has one only where a test asks for it. */
export const TEST: RequestPlan = { method: 'GET', path: '/me' };

/** An account with all the time it needs and without limits, whose requests a function answers. */
export function clientFor(
	clock: FakeClock,
	transmit: (plan: RequestPlan) => CallEnd | Promise<CallEnd>,
	more: Partial<ClientParts> = {},
): VendorClient {
	return new VendorClient({
		account: 'account',
		clock,
		pace: new Pace(clock),
		limit: null,
		deadline: clock.now() + 15 * MINUTE_MS,
		maxAttempts: 5,
		secrets: [],
		test: null,
		expires: false,
		transmit: async (plan) => await transmit(plan),
		...more,
	});
}
