import { NO_GUARDS } from '../../../nodes/orders/contract/guards';
import type { Answered, Lost } from '../../../nodes/orders/contract/reply';
import {
	cancelOrder,
	type OrderEnd,
	type OrderTask,
} from '../../../nodes/orders/order/cancelOrder';
import type { Desk } from '../../../nodes/orders/order/desk';
import { Pace } from '../../../nodes/orders/pace/pace';
import { FakeClock } from './fakeClock';
import { askFor, type Case } from './subjects';

const MINUTE_MS = 60_000;

export const LOST: Lost = { end: 'lost', cause: 'no answer came in time' };

export function answered(status: number, body: unknown): Answered {
	return { end: 'answered', status, headers: {}, body };
}

/** What a vendor answers. */
export interface Script {
	/** To the cancels, in order; a cancel beyond them fails the test. */
	cancel: ReadonlyArray<Answered | Lost>;
	/** To every look-up. */
	lookUp: Answered | Lost;
	/** Values of the credential that must not be shown. */
	secrets?: readonly string[];
}

/** What is left of the script. */
interface Left {
	answers: Array<Answered | Lost>;
	tooMany: number;
}

/** A run with all the time it needs, without limits, whose requests a function answers. */
export function deskFor(
	{ vendor, subject }: Case,
	clock: FakeClock,
	send: Desk['send'],
	more: Partial<Desk> = {},
): Desk {
	return {
		vendor,
		subject,
		clock,
		pace: new Pace(clock),
		limit: null,
		signal: new AbortController().signal,
		deadline: clock.now() + 15 * MINUTE_MS,
		maxAttempts: 5,
		secrets: [],
		send,
		whyStopped: () => 'stopped',
		probe: async () => await Promise.resolve('works'),
		...more,
	};
}

function sender(script: Script, left: Left): Desk['send'] {
	return async ({ method }) => {
		const answer = method === 'GET' ? script.lookUp : left.answers.shift();
		if (answer === undefined) left.tooMany += 1;
		return await Promise.resolve(answer ?? LOST);
	};
}

/** An order as a plain item asks for it: no dry run, no conditions, nothing sent before. */
export function taskFor(entry: Case, more: Partial<OrderTask> = {}): OrderTask {
	return {
		ask: askFor(entry),
		dryRun: false,
		readFirst: false,
		guarded: false,
		guards: NO_GUARDS,
		...more,
	};
}

/** One order from request to verdict, in virtual time and without a network. */
export async function runOrder(entry: Case, task: OrderTask, script: Script): Promise<OrderEnd> {
	const clock = new FakeClock();
	const left: Left = { answers: [...script.cancel], tooMany: 0 };
	const { secrets = [] } = script;
	const desk = deskFor(entry, clock, sender(script, left), { secrets });
	const end = await clock.finish(cancelOrder(desk, task), 10 * MINUTE_MS);
	if (left.tooMany > 0) throw new Error(`${left.tooMany} cancels too many were sent`);
	return end;
}
