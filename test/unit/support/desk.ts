import type { Answered, Lost } from '../../../nodes/orders/contract/reply';
import {
	cancelOrder,
	type OrderEnd,
	type OrderTask,
} from '../../../nodes/orders/order/cancelOrder';
import type { Desk } from '../../../nodes/orders/order/desk';
import { Pace } from '../../../nodes/orders/pace/pace';
import { FakeClock } from './fakeClock';
import type { Case } from './subjects';

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

function deskOf({ vendor, subject }: Case, script: Script, clock: FakeClock, left: Left): Desk {
	return {
		vendor,
		subject,
		clock,
		pace: new Pace(clock),
		limit: null,
		signal: new AbortController().signal,
		deadline: clock.now() + 15 * MINUTE_MS,
		maxAttempts: 5,
		secrets: script.secrets ?? [],
		send: async ({ method }) => {
			const answer = method === 'GET' ? script.lookUp : left.answers.shift();
			if (answer === undefined) left.tooMany += 1;
			return await Promise.resolve(answer ?? LOST);
		},
		whyStopped: () => 'stopped',
		probe: async () => await Promise.resolve('works'),
	};
}

/** One order from request to verdict, in virtual time and without a network. */
export async function runOrder(entry: Case, task: OrderTask, script: Script): Promise<OrderEnd> {
	const clock = new FakeClock();
	const left: Left = { answers: [...script.cancel], tooMany: 0 };
	const desk = deskOf(entry, script, clock, left);
	const end = await clock.finish(cancelOrder(desk, task), 10 * MINUTE_MS);
	if (left.tooMany > 0) throw new Error(`${left.tooMany} cancels too many were sent`);
	return end;
}
