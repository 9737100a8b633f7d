import { hasGuards, type Guards } from '../contract/guards';
import type { Outcome, Verdict } from '../contract/outcome';
import type { Reply } from '../contract/reply';
import type { Ask } from '../contract/vendor';
import {
	unproven,
	type Evidence,
	type Reading,
	type ReadingCause,
	type Send,
	type Settle,
} from '../judge/decision';
import { judgeCancel } from '../judge/judgeCancel';
import { guardObjection, isNamedStatus } from '../judge/judgeGuards';
import { judgeReading } from '../judge/judgeReading';
import { NOT_SENT } from '../judge/notSent';
import { backoffMs } from '../pace/backoff';
import { deniedVerdict } from './deniedVerdict';
import type { Desk } from './desk';
import { pacedCall, type RateLimited } from './pacedCall';
import { readOrder } from './readOrder';
import { withoutSecrets } from './withoutSecrets';

/** What is to be done about one order. */
export interface OrderTask {
	ask: Ask;
	dryRun: boolean;
	/** An earlier try of this execution sent a cancel and never learned what became of it. */
	readFirst: boolean;
	/** The order behind the id was named by the user: look before sending. */
	guarded: boolean;
	/** What must hold of the order whenever a cancellation is about to be sent. */
	guards: Guards;
}

export interface OrderEnd {
	verdict: Verdict;
	/** Cancel requests sent now. */
	attempts: number;
}

/** These say that nothing happened to the order, which a request of unknown fate contradicts. */
const NEEDS_CERTAINTY: ReadonlySet<Outcome> = new Set<Outcome>([
	'notAttempted',
	'rateLimited',
	'unauthorized',
	'forbidden',
	'notFound',
]);

/** One order on its way from request to verdict. */
class OrderCase {
	private attempts = 0;
	private tries = 0;
	/** A cancel of this execution may have been carried out without our knowing. */
	private doubtful: boolean;

	constructor(
		private readonly desk: Desk,
		private readonly task: OrderTask,
	) {
		this.doubtful = task.readFirst;
	}

	async run(): Promise<OrderEnd> {
		const verdict = this.withDoubt(await this.decideInAnyCase());
		return { verdict: withoutSecrets(verdict, this.desk.secrets), attempts: this.attempts };
	}

	/** An answer that our own code stumbles over must not cost the other orders their results. */
	private async decideInAnyCase(): Promise<Verdict> {
		try {
			return await this.decide();
		} catch {
			return unproven('unknown', null, { detail: 'the answer could not be dealt with' });
		}
	}

	private async decide(): Promise<Verdict> {
		const cause = this.causeToReadFirst();
		if (cause !== null) {
			const decision = await this.read(cause, null);
			if (decision.next === 'settle') return decision.verdict;
		}
		for (;;) {
			const reply = await this.sendCancel();
			const decision = await this.decideOn(reply);
			if (decision.next === 'settle') return decision.verdict;
			if (this.tries >= this.desk.maxAttempts) return decision.otherwise;
			// After a look-up the send follows at once, while what was read still holds.
			if (reply.end === 'notDelivered') await this.rest();
		}
	}

	private causeToReadFirst(): ReadingCause | null {
		if (this.task.dryRun) return 'dryRun';
		if (this.task.readFirst) return 'earlierTry';
		return this.task.guarded || hasGuards(this.task.guards) ? 'guard' : null;
	}

	private async sendCancel(): Promise<Reply | RateLimited> {
		const plan = this.desk.subject.cancel(this.task.ask);
		const reply = await pacedCall(this.desk, plan, {
			// What was read before it must not grow old while others begin.
			urgent: this.attempts > 0 || this.causeToReadFirst() !== null,
			onSend: () => {
				this.attempts += 1;
			},
		});
		this.tries += 1;
		return reply;
	}

	private async decideOn(reply: Reply | RateLimited): Promise<Settle | Send> {
		if (reply.end === 'rateLimited') return settle(unproven('rateLimited', 429));
		if (reply.end === 'notSent') {
			return settle(unproven('notAttempted', null, { detail: NOT_SENT[reply.why] }));
		}
		const decision = judgeCancel(reply, this.desk.subject, this.task.ask);
		if (decision.next === 'probe') return settle(await deniedVerdict(this.desk, decision));
		if (decision.next !== 'read') return decision;
		if (decision.cause !== 'refused') {
			this.doubtful = true;
			// Gives a slow vendor the time to finish what it may have begun.
			if (decision.cause === 'lost') await this.rest();
		}
		return await this.read(decision.cause, decision.evidence);
	}

	private async read(cause: ReadingCause, evidence: Evidence | null): Promise<Settle | Send> {
		const reading = await readOrder(this.desk, this.task.ask);
		const decision = judgeReading(reading, {
			cause,
			doubtful: this.doubtful,
			guarded: this.task.guarded,
			...this.guardsOn(reading),
			evidence,
		});
		return decision.next === 'probe' ? settle(await deniedVerdict(this.desk, decision)) : decision;
	}

	/** What the user's conditions say about an order as it was just read. */
	private guardsOn(reading: Reading): { objection: string | null; isNamedStatus: boolean } {
		if (reading.found !== 'order') return { objection: null, isNamedStatus: false };
		const { state } = reading;
		const { guards } = this.task;
		const { createdAt } = this.desk.subject.details(state.order);
		return {
			objection: guardObjection(state, createdAt, guards, this.desk.clock.now()),
			isNamedStatus: isNamedStatus(state, guards),
		};
	}

	private async rest(): Promise<void> {
		const { clock, signal } = this.desk;
		await clock.wait(backoffMs(this.tries, clock.random()), signal);
	}

	private withDoubt(verdict: Verdict): Verdict {
		if (!this.doubtful || !NEEDS_CERTAINTY.has(verdict.outcome)) return verdict;
		const then = `afterwards: ${verdict.detail ?? verdict.words ?? `HTTP ${verdict.httpStatus ?? ''}`}`;
		return {
			...verdict,
			outcome: 'unknown',
			detail: `an earlier request got no clear answer; ${then}`,
		};
	}
}

function settle(verdict: Verdict): Settle {
	return { next: 'settle', verdict };
}

/**
 * Cancels one order, or finds out why not: sends, judges by the body, reads the order back whenever the answer
 * leaves any doubt, and sends again only what is proven not to have been carried out.
 *
 * @returns a verdict for every order; never throws
 */
export async function cancelOrder(desk: Desk, task: OrderTask): Promise<OrderEnd> {
	return await new OrderCase(desk, task).run();
}
