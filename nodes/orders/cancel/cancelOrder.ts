import { DateTime } from 'luxon';

import { NOT_SENT, type CallEnd, type Reply } from '../client/reply';
import type { VendorClient } from '../client/vendorClient';
import { hasGuards, type Guards } from '../form/guards';
import { fetchOrder, type Reading } from '../read/fetchOrder';
import { OUTCOMES } from '../result/outcomes';
import { unproven, withoutSecrets, type Ending, type Verdict } from '../result/verdict';
import type { Ask, Subject } from '../vendor/vendor';
import type { Redactor } from '../wording/redact';
import { judgeAnswer, settle, type Evidence, type Settle } from './judgeAnswer';
import { guardObjection, isNamedStatus } from './judgeGuards';
import { judgeReading, type Question } from './judgeReading';

/** What is to be done about one order. */
export interface OrderTask {
	client: VendorClient;
	subject: Subject;
	ask: Ask;
	dryRun: boolean;
	/** What is known of this order from earlier in the execution: a cancel was sent, perhaps with unknown fate. */
	before: 'nothing' | 'sent' | 'inDoubt';
	/** It was found cancelled in an earlier run of the node. */
	wasStopped: boolean;
	/** The user named the order behind the id: look before sending. */
	isOrderNamed: boolean;
	/** What must hold of the order whenever a cancellation is about to be sent. */
	guards: Guards;
	/** Sends of one cancel, 429 answers not counted. */
	maxAttempts: number;
	/** Knows what must not be shown of it, from its answers as they come. */
	redactor: Redactor;
}

/**
 * Doubt lasts: after a cancel whose fate is unknown, "not stopped" and "no such order" may be untrue, whatever the vendor
 * says to a later request. Only what tells for certain ends it.
 */
function inDoubt({ verdict, endsDoubt }: Settle): Verdict {
	if (endsDoubt) {
		return verdict.outcome === 'alreadyCancelled' ? { ...verdict, outcome: 'cancelled' } : verdict;
	}
	if (OUTCOMES[verdict.outcome].stopped === null && verdict.outcome !== 'notFound') return verdict;
	const { detail, words, status, httpStatus } = verdict;
	const answer = words === undefined ? `HTTP ${httpStatus ?? ''}` : 'it was refused';
	const then = detail ?? (status === null ? answer : `status ${status}`);
	return {
		...verdict,
		outcome: 'unknown',
		detail: `an earlier request got no clear answer; afterwards: ${then}`,
		nextStep: undefined,
		retryable: undefined,
	};
}

/** A refusal contradicts an order that reads as open, for one: reading it again after this time tells what holds. */
const SECOND_LOOK_MS = 2_000;

/** One order on its way from task to ending. */
class OrderCase {
	private attempts = 0;
	private tries = 0;
	private isInDoubt: boolean;
	private checkedAt: string | null = null;

	constructor(private readonly task: OrderTask) {
		this.isInDoubt = task.before === 'inDoubt';
	}

	async run(): Promise<Ending> {
		const { redactor } = this.task;
		let verdict: Verdict;
		try {
			const settled = await this.decide();
			verdict = withoutSecrets(settled.verdict, redactor);
			if (this.isInDoubt) verdict = inDoubt({ ...settled, verdict });
			else if (verdict.outcome === 'notAttempted' && this.attempts > 0) {
				// What did reach the service was answered 429.
				verdict = { ...verdict, outcome: 'rateLimited', httpStatus: 429 };
			}
		} catch {
			verdict = unproven('unknown', null, { detail: 'the answer could not be dealt with' });
		}
		return { verdict, attempts: this.attempts, checkedAt: this.checkedAt };
	}

	private async decide(): Promise<Settle> {
		const cause = this.causeToReadFirst();
		if (cause !== null) {
			const decision = await this.look(cause, null);
			if (decision.next === 'settle') return decision;
		}
		for (let inTheWay = ''; ;) {
			const reply = await this.sendCancel();
			if (reply.end === 'notSent' && inTheWay !== '') {
				const detail = `${inTheWay}, and ${NOT_SENT[reply.why]}`;
				return settle(unproven('notAttempted', null, { detail }));
			}
			const decision = await this.judge(reply);
			if (decision.next === 'settle') return decision;
			if (this.tries >= this.task.maxAttempts) return settle(decision.otherwise);
			if (reply.end !== 'notDelivered') continue; // The send follows what was read at once, while it still holds.
			inTheWay = reply.cause;
			await this.task.client.pause(this.tries);
		}
	}

	private causeToReadFirst(): Question['cause'] | null {
		const { dryRun, before, wasStopped, isOrderNamed, guards } = this.task;
		if (dryRun) return 'dryRun';
		if (before === 'inDoubt') return 'earlierTry';
		const isKnown = before === 'sent' || wasStopped;
		return isKnown || isOrderNamed || hasGuards(guards) ? 'guard' : null;
	}

	private async sendCancel(): Promise<Reply> {
		const { client, subject, ask } = this.task;
		// What was read before it must not grow old while others begin.
		const urgent = this.attempts > 0 || this.causeToReadFirst() !== null;
		const reply = await client.send(subject.cancel(ask), {
			urgent,
			onReply: (call) => {
				if (call.end !== 'notDelivered') this.attempts += 1;
				this.learnFrom(call);
			},
		});
		this.tries += 1;
		this.noteTime(reply.end !== 'notSent' && reply.end !== 'notDelivered');
		return reply;
	}

	private async judge(reply: Reply): Promise<ReturnType<typeof judgeReading>> {
		const { client, subject, ask } = this.task;
		const decision = judgeAnswer(reply, subject, ask);
		if (decision.next !== 'read') return decision;
		if (decision.cause !== 'refused') this.isInDoubt = true;
		// Gives a slow vendor the time to finish what it may have begun.
		if (decision.cause === 'lost') await client.pause(this.tries);
		return await this.look(decision.cause, decision.evidence);
	}

	/** Reads the order, and once more if what it reads as contradicts what is known otherwise. */
	private async look(
		...question: Parameters<OrderCase['read']>
	): Promise<ReturnType<typeof judgeReading>> {
		const first = await this.read(...question);
		if (first.next !== 'settle' || !first.isContradiction) return first;
		await this.task.client.wait(SECOND_LOOK_MS);
		return await this.read(...question);
	}

	private async read(
		cause: Question['cause'],
		evidence: Evidence | null,
	): Promise<ReturnType<typeof judgeReading>> {
		const { client, subject, ask, wasStopped, isOrderNamed } = this.task;
		const reading = await fetchOrder(client, subject, ask, {
			urgent: true,
			onReply: (call) => this.learnFrom(call),
		});
		this.noteTime(reading.found !== 'notSent');
		return judgeReading(reading, {
			cause,
			inDoubt: this.isInDoubt,
			wasStopped,
			isOrderNamed,
			...this.guardsOn(reading),
			evidence,
		});
	}

	/** What the user's conditions say about an order as it was just read. */
	private guardsOn(reading: Reading): { objection: string | null; isStatusNamed: boolean } {
		if (reading.found !== 'order') return { objection: null, isStatusNamed: false };
		const { client, subject, guards } = this.task;
		const { state } = reading;
		const { createdAt } = subject.details(state.order);
		const objection = guardObjection(state, createdAt, guards, client.now());
		return { objection, isStatusNamed: isNamedStatus(state, guards) };
	}

	private learnFrom(call: CallEnd): void {
		if (call.end === 'answered') this.task.redactor.learnFrom(call.body);
	}

	private noteTime(wasAsked: boolean): void {
		const now = this.task.client.now();
		if (wasAsked) this.checkedAt = DateTime.fromMillis(now, { zone: 'utc' }).toISO();
	}
}

/**
 * Cancels one order, or finds out why not: sends, judges by the body, reads the order back whenever the answer
 * leaves any doubt, and sends again only what is proven not to have been carried out.
 *
 * @returns an ending for every order; never throws
 */
export async function cancelOrder(task: OrderTask): Promise<Ending> {
	return await new OrderCase(task).run();
}
