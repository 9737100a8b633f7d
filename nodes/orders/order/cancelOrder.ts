import type { Outcome, Verdict } from '../contract/outcome';
import { shortText } from '../contract/shortText';
import type { Reply } from '../contract/reply';
import type { Ask } from '../contract/vendor';
import {
	unproven,
	type Evidence,
	type Probe,
	type ReadingCause,
	type Send,
	type Settle,
} from '../judge/decision';
import { judgeCancel } from '../judge/judgeCancel';
import { judgeReading } from '../judge/judgeReading';
import { NOT_SENT } from '../judge/notSent';
import { redact } from '../judge/redact';
import { backoffMs } from '../pace/backoff';
import type { Desk } from './desk';
import { pacedCall, type RateLimited } from './pacedCall';
import { readOrder } from './readOrder';

/** What is to be done about one order. */
export interface OrderTask {
	ask: Ask;
	dryRun: boolean;
	/** An earlier try of this execution sent a cancel and never learned what became of it. */
	readFirst: boolean;
	/** The order behind the id was named by the user: look before sending. */
	guarded: boolean;
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

/** A sentence or two of the vendor's. */
const LONGEST_TEXT = 300;

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
		return { verdict: this.withoutSecrets(verdict), attempts: this.attempts };
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
		return this.task.guarded ? 'guard' : null;
	}

	private async sendCancel(): Promise<Reply | RateLimited> {
		const plan = this.desk.subject.cancel(this.task.ask);
		const reply = await pacedCall(this.desk, plan, {
			urgent: this.attempts > 0,
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
		if (decision.next === 'probe') return settle(await this.probe(decision));
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
			evidence,
		});
		return decision.next === 'probe' ? settle(await this.probe(decision)) : decision;
	}

	/** 401 and 403 may mean the key or just this order: the credential's own test request tells which. */
	private async probe({ httpStatus, words }: Probe): Promise<Verdict> {
		const answer = await this.desk.probe();
		const more = words === null ? {} : { words };
		return unproven(answer === 'refused' ? 'unauthorized' : 'forbidden', httpStatus, more);
	}

	private async rest(): Promise<void> {
		const { clock, signal } = this.desk;
		await clock.wait(backoffMs(this.tries, clock.random()), signal);
	}

	/** Before anything is kept: the vendor's words may repeat the key or the recipient. */
	private withoutSecrets(verdict: Verdict): Verdict {
		const safe = (text: string | undefined) =>
			text === undefined
				? undefined
				: shortText(redact(text, this.desk.secrets, verdict.response), LONGEST_TEXT);
		return { ...verdict, words: safe(verdict.words), detail: safe(verdict.detail) };
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
