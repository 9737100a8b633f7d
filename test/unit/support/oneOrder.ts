import { cancelOrder } from '../../../nodes/orders/cancel/cancelOrder';
import type { OrderTask } from '../../../nodes/orders/cancel/jobs';
import type { CallEnd } from '../../../nodes/orders/client/reply';
import type { ClientParts } from '../../../nodes/orders/client/vendorClient';
import { NO_GUARDS } from '../../../nodes/orders/form/guards';
import type { Ending } from '../../../nodes/orders/result/verdict';
import { answered, clientFor, LOST, TEST } from './client';
import { FakeClock } from './fakeClock';
import { redactorFor } from './redactor';
import { askFor, type Case } from './subjects';

const MINUTE_MS = 60_000;

/** What a vendor answers. */
export interface Script {
	/** To the cancels, in order; a cancel beyond them fails the test. */
	cancel: readonly CallEnd[];
	/** To the look-ups, in order; the last one holds for all that follow. */
	lookUp: CallEnd | readonly [CallEnd, ...CallEnd[]];
	/** To the credential's own test request; left out: the credential has none. */
	test?: number;
}

/** What is special about an order, and about the account that it belongs to. */
export interface Special {
	task?: Partial<OrderTask>;
	client?: Partial<ClientParts>;
}

/** A cancellation without conditions. */
export function taskFor(
	entry: Case,
	client: OrderTask['client'],
	secrets?: readonly string[],
): OrderTask {
	return {
		client,
		subject: entry.subject,
		ask: askFor(entry),
		dryRun: false,
		before: 'nothing',
		wasStopped: false,
		isOrderNamed: false,
		guards: NO_GUARDS,
		maxAttempts: 5,
		keepsOrder: true,
		redactor: redactorFor(entry, secrets).keep(entry.id),
	};
}

/** One order from its task to its ending, in virtual time and without a network. */
export async function cancelOne(
	entry: Case,
	script: Script,
	{ task = {}, client: parts = {} }: Special = {},
): Promise<Ending> {
	const clock = new FakeClock();
	const cancels = [...script.cancel];
	const lookUps = [script.lookUp].flat();
	let tooMany = 0;
	const transmit = ({ method, path }: { method: string; path: string }): CallEnd => {
		if (path === TEST.path) return answered(script.test ?? 500);
		if (method === 'GET') return (lookUps.length > 1 ? lookUps.shift() : lookUps[0]) ?? LOST;
		const answer = cancels.shift();
		if (answer === undefined) tooMany += 1;
		return answer ?? LOST;
	};
	const test = script.test === undefined ? null : TEST;
	const ending = await clock.finish(
		cancelOrder({
			...taskFor(entry, clientFor(clock, transmit, { test, ...parts }), parts.secrets),
			...task,
		}),
		20 * MINUTE_MS,
	);
	if (tooMany > 0) throw new Error(`${tooMany} cancels too many were sent`);
	return ending;
}
