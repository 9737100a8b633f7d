import { isRateLimited, NOT_SENT, type CallEnd, type NotSent, type Reply } from '../client/reply';
import { Pair } from '../client/turnQueue';
import { hasGuards } from '../form/guards';
import { fetchOrder, judgeRateLimited } from '../read/fetchOrder';
import { unproven, withoutSecrets, type Ending, type Verdict } from '../result/verdict';
import type { Ask } from '../vendor/vendor';
import type { OrderTask } from './jobs';
import { judgeAnswer, settle, type Evidence, type Settle } from './judgeAnswer';
import { inDoubt } from './judgeDoubt';
import { guardsOn } from './judgeGuards';
import { judgeReading, type Question } from './judgeReading';

/** A refusal contradicts an order that reads as open, for one: reading it again after this time tells what holds. */
const SECOND_LOOK_MS = 2_000;

/** One order on its way from task to ending. */
class OrderCase {
	private attempts = 0;
	private wasRateLimited = false;
	private tries = 0;
	private isInDoubt: boolean;
	/** A reading that lets the order through and its cancel: nothing of the account comes between. */
	private readonly pair = new Pair();
	/** What was last read before sending, to be read again before anything more is sent; null: nothing. */
	private lastRead: { cause: Question['cause']; evidence: Evidence | null } | null = null;
	/** What it means that the run ended before another try; null: nothing stood in the way so far. */
	private overtaken: ((why: NotSent['why']) => Verdict) | null = null;
	private checkedAt: string | null = null;
	private ask: Ask;
	/** Requests that were refused: what stops it may be another one by now. */
	private readonly refused = new Set<string>();

	constructor(private readonly task: OrderTask) {
		this.isInDoubt = task.before === 'inDoubt';
		this.ask = task.ask;
	}

	async run(): Promise<Ending> {
		const { redactor, keepsOrder } = this.task;
		let verdict: Verdict;
		try {
			const settled = await this.decide();
			const found = keepsOrder ? settled.verdict : { ...settled.verdict, response: null };
			verdict = withoutSecrets(found, redactor);
			if (this.isInDoubt) verdict = inDoubt({ ...settled, verdict });
			else if (verdict.outcome === 'notAttempted' && this.wasRateLimited)
				verdict = { ...verdict, outcome: 'rateLimited', httpStatus: 429 };
		} catch {
			verdict = unproven('unknown', null, { detail: 'the answer could not be dealt with' });
		} finally {
			this.pair.giveBack();
		}
		return { verdict, attempts: this.attempts, checkedAt: this.checkedAt };
	}

	private async decide(): Promise<Settle> {
		const cause = this.causeToReadFirst();
		if (cause !== null) {
			const decision = await this.look(cause, null);
			if (decision.next === 'settle') return decision;
		}
		for (;;) {
			const reply = await this.sendCancel();
			if (reply.end === 'notSent' && this.overtaken) return settle(this.overtaken(reply.why));
			// The send follows what was read at once, while it still holds; after anything else it is read again.
			if (!isRateLimited(reply)) {
				const decision = await this.judge(reply);
				if (decision.next === 'settle') return decision;
				if (this.tries >= this.task.maxAttempts) return settle(decision.otherwise);
				if (reply.end !== 'notDelivered') continue;
			}
			await this.makeWay(reply);
			if (this.lastRead === null) continue;
			const again = await this.look(this.lastRead.cause, this.lastRead.evidence);
			if (again.next === 'settle') return again;
		}
	}

	/** Waits until what stood in the way may have gone; after a 429 the account's pace sees to that. */
	private async makeWay(reply: Reply): Promise<void> {
		this.overtaken = judgeRateLimited;
		if (reply.end !== 'notDelivered') return;
		const detail = (why: NotSent['why']) => `${reply.cause}, and ${NOT_SENT[why]}`;
		this.overtaken = (why) => unproven('notAttempted', null, { detail: detail(why) });
		await this.task.client.pause(this.tries);
	}

	private causeToReadFirst(): Question['cause'] | null {
		const { subject, dryRun, before, wasStopped, isOrderNamed, guards } = this.task;
		if (dryRun) return 'dryRun';
		if (before === 'inDoubt') return 'earlierTry';
		const isKnown = before === 'sent' || wasStopped;
		const isConditional = subject.readsFirst === true || isOrderNamed || hasGuards(guards);
		return isKnown || isConditional ? 'guard' : null;
	}

	private async sendCancel(): Promise<Reply> {
		const { client, subject } = this.task;
		const reply = await client.send(subject.cancel(this.ask), {
			urgent: this.tries > 0,
			pair: this.lastRead === null ? undefined : this.pair,
			onReply: (call) => {
				if (call.end !== 'notDelivered') this.attempts += 1;
				this.wasRateLimited ||= isRateLimited(call);
				this.learnFrom(call);
			},
		});
		if (!isRateLimited(reply)) this.tries += 1;
		this.noteTime(reply.end !== 'notSent' && reply.end !== 'notDelivered');
		return reply;
	}

	private async judge(reply: Reply): Promise<ReturnType<typeof judgeReading>> {
		const { client, subject } = this.task;
		this.overtaken = null;
		const decision = judgeAnswer(reply, subject, this.ask);
		if (decision.next !== 'read') return decision;
		if (decision.cause === 'refused') this.refused.add(JSON.stringify(subject.cancel(this.ask)));
		else this.isInDoubt = true;
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
		this.stayWith(first.verdict);
		await this.task.client.wait(SECOND_LOOK_MS);
		return await this.read(...question);
	}

	/** A gift that is claimed again meanwhile has another order then: the one that was read is looked at again. */
	private stayWith({ orderId, as }: Verdict): void {
		const { holder } = as ?? this.task.subject;
		if (holder === undefined || orderId === undefined) return;
		this.ask = { ...this.ask, expectedOrderId: orderId };
	}

	private async read(
		cause: Question['cause'],
		evidence: Evidence | null,
	): Promise<ReturnType<typeof judgeReading>> {
		const { client, subject, guards, wasStopped, isOrderNamed } = this.task;
		const isRefused = cause === 'refused';
		const mayLeadToSending =
			cause !== 'dryRun' && cause !== 'otherState' && (!isRefused || subject.readsFirst === true);
		const isFirst = this.tries === 0 && this.lastRead === null;
		this.lastRead = { cause, evidence };
		const reading = await fetchOrder(client, subject, this.ask, {
			urgent: !isFirst,
			pair: mayLeadToSending ? this.pair : undefined,
			onReply: (call) => this.learnFrom(call),
		});
		this.noteTime(reading.found !== 'notSent');
		if (reading.found === 'order') this.ask = { ...this.ask, read: reading.state };
		if (reading.found === 'notSent' && this.overtaken) return settle(this.overtaken(reading.why));
		const isOther = isRefused && !this.refused.has(JSON.stringify(subject.cancel(this.ask)));
		const known = { inDoubt: this.isInDoubt, wasStopped, isOrderNamed, isOther, evidence };
		const conditions = guardsOn(reading, subject, guards, client.now());
		const decision = judgeReading(reading, { cause, ...known, ...conditions });
		if (decision.next !== 'send') this.pair.giveBack();
		return decision;
	}

	private learnFrom(call: CallEnd): void {
		if (call.end === 'answered') this.task.redactor.learnFrom(call.body);
	}

	private noteTime(wasAsked: boolean): void {
		if (wasAsked) this.checkedAt = new Date(this.task.client.now()).toISOString();
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
