import type { Clock } from '../clock';
import type { RequestLimit, RequestPlan } from '../vendor/vendor';
import { hide } from '../wording/redact';
import type { RequestEnd } from './inFlightLimit';
import type { Pace } from './pace';
import { retryAfterMs, usageOf } from './rateLimitHeaders';
import type { Answered, CallEnd, Denied, NotSent, RateLimited, Reply } from './reply';

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
const SHORTEST_BACKOFF_MS = 50;

/**
 * Exponential backoff with full jitter, so that orders that met the same outage do not come back together.
 *
 * @param tries how many have gone before, from 1
 * @param random 0 to 1
 * @returns milliseconds from 50 to 30,000
 */
export function backoffMs(tries: number, random: number): number {
	const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(tries, 16));
	return Math.max(SHORTEST_BACKOFF_MS, Math.round(ceiling * random));
}

/** What a client is made of. */
export interface ClientParts {
	/** Fingerprint of the account: the same for every item that resolves to it, in every process, and not reversible. */
	account: string;
	clock: Clock;
	pace: Pace;
	/** Requests per window that the pace allows; null: it finds its own. */
	limit: RequestLimit | null;
	/** Milliseconds since the epoch; nothing is begun after it. */
	deadline: number;
	/** Sends of one request, 429 answers not counted. */
	maxAttempts: number;
	/** Values of the credential that must not get into anything that is shown or stored. */
	secrets: readonly string[];
	/** The credential's own test request; null: it has none. */
	test: RequestPlan | null;
	/** One HTTP call, never repeated. */
	transmit(plan: RequestPlan): Promise<CallEnd>;
}

/** Who sends a request, and wants to know of every call that it takes. */
export interface Watch {
	/** Whether it finishes something that was begun: it goes before what has not begun yet. */
	urgent: boolean;
	/** Called for every call, with how it ended. */
	onReply?(reply: CallEnd): void;
}

function isDenied({ status }: Answered): boolean {
	return status === 401 || status === 403;
}

function endOf(reply: CallEnd): RequestEnd {
	if (reply.end !== 'answered') return 'badly';
	if (reply.status === 429) return 'rateLimited';
	if (isDenied(reply)) return 'denied';
	return reply.status >= 500 ? 'badly' : 'well';
}

/** What may be better the next time, for a request that changes nothing. */
function mayPass(reply: CallEnd): boolean {
	if (reply.end === 'lost') return true;
	if (reply.end === 'notDelivered') return reply.temporary;
	return reply.status === 408 || reply.status >= 500;
}

/**
 * One account's way to its service. Whoever handles an order asks it and gets a reply; pace, 429, the end of the run, the
 * secrets and what a 401 means stay in here.
 */
export class VendorClient {
	readonly account: string;
	/** Aborted when nothing more may be sent: the run has ended, or the service has refused the credential. */
	private readonly over = new AbortController();
	private whyOver: 'stopped' | 'halted' = 'halted';
	private asked: Promise<Denied['credential']> | null = null;

	constructor(private readonly parts: ClientParts) {
		this.account = parts.account;
	}

	/** Ends the work of this client with the run: what has not been sent is not sent any more. */
	stop(): void {
		this.whyOver = 'stopped';
		this.over.abort();
	}

	/** Milliseconds since the epoch. */
	now(): number {
		return this.parts.clock.now();
	}

	/** Waits before another try, longer each time; ends early with the run. */
	async pause(tries: number): Promise<void> {
		const { clock } = this.parts;
		await clock.wait(backoffMs(tries, clock.random()), this.over.signal);
	}

	/** Takes the secrets of the credential out of a text. */
	hideSecrets(text: string): string {
		return hide(text, this.parts.secrets);
	}

	/**
	 * Sends a request when its turn has come, and again after every 429, which means that it was not carried out.
	 *
	 * @returns what came of it; never throws
	 */
	async send(plan: RequestPlan, watch: Watch): Promise<Reply> {
		const reply = await this.sendInTurn(plan, watch);
		if (reply.end !== 'answered' || !isDenied(reply)) return reply;
		const { status, body } = reply;
		return { end: 'denied', status, body, credential: await this.credentialState() };
	}

	/**
	 * Sends a request that changes nothing, and again as long as that may help and tries are left.
	 *
	 * @param plan a GET
	 * @returns the last reply; never throws
	 */
	async read(plan: RequestPlan, watch: Watch): Promise<Reply> {
		for (let tries = 1; ; tries++) {
			const reply = await this.send(plan, watch);
			const isFinal =
				reply.end === 'rateLimited' || reply.end === 'notSent' || reply.end === 'denied';
			if (isFinal || !mayPass(reply) || tries >= this.parts.maxAttempts) return reply;
			await this.pause(tries);
		}
	}

	/**
	 * A 429 cools the whole account down: for `Retry-After`, or a growing time if that is missing or keeps failing.
	 */
	private async sendInTurn(
		plan: RequestPlan,
		{ urgent, onReply }: Watch,
	): Promise<CallEnd | RateLimited | NotSent> {
		const { pace, limit, deadline, transmit } = this.parts;
		const { signal } = this.over;
		for (let limited = 0; ; limited++) {
			const turn = { limit, signal, deadline, urgent: urgent || limited > 0 };
			const permission = await pace.start(turn);
			if (permission === 'stopped') return { end: 'notSent', why: this.whyOver };
			if (permission === 'outOfTime') {
				return limited > 0 ? { end: 'rateLimited' } : { end: 'notSent', why: 'outOfTime' };
			}
			const reply = await transmit(plan);
			try {
				if (reply.end === 'answered') this.learnFrom(reply, limited, plan === this.parts.test);
			} finally {
				pace.end(endOf(reply), reply.end === 'lost' ? reply.unfinished : undefined);
			}
			onReply?.(reply);
			if (reply.end !== 'answered' || reply.status !== 429) return reply;
		}
	}

	/** What an answer says of the vendor's limit and of the key counts before its place is given to the next request. */
	private learnFrom(answer: Answered, limitedBefore: number, isTest: boolean): void {
		const { status, headers } = answer;
		const { clock, pace, limit } = this.parts;
		if (isDenied(answer) && !isTest) void this.credentialState();
		if (status === 429) {
			const limited = limitedBefore + 1;
			const asked = retryAfterMs(headers, clock.now());
			const own = backoffMs(limited, clock.random());
			pace.coolDown(limited > 1 ? Math.max(asked ?? 0, own) : (asked ?? own));
		}
		const usage = usageOf(headers);
		if (usage !== null) pace.adoptCount(usage, limit);
	}

	/**
	 * What the credential's own test request says of the credential, asked once however many orders want to know. An unclear
	 * answer is not kept, so that the next order may ask again. If the credential is refused, nothing more of it is sent.
	 */
	private async credentialState(): Promise<Denied['credential']> {
		const asked =
			this.asked ?? this.parts.pace.reserveFor(async () => await this.askForCredential());
		this.asked = asked;
		const state = await asked;
		if (state === 'unclear' && this.asked === asked) this.asked = null;
		return state;
	}

	private async askForCredential(): Promise<Denied['credential']> {
		const { test } = this.parts;
		if (test === null) return 'unclear';
		const reply = await this.sendInTurn(test, { urgent: true });
		if (reply.end !== 'answered') return 'unclear';
		if (isDenied(reply)) {
			this.over.abort();
			return 'refused';
		}
		return reply.status >= 200 && reply.status < 300 ? 'accepted' : 'unclear';
	}
}
