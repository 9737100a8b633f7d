import type { Clock } from '../clock';
import type { RequestLimit, RequestPlan } from '../vendor/vendor';
import { hide } from '../wording/redact';
import { CredentialProbe } from './credentialProbe';
import type { Pace } from './pace';
import { retryAfterMs, usageOf } from './rateLimitHeaders';
import {
	endOf,
	hasOldKey,
	isRateLimited,
	KEY_HAD_EXPIRED,
	mayBeElsewhere,
	meaningOf,
	needsProbe,
	probeOf,
	type Answered,
	type CallEnd,
	type NotSent,
	type Probe,
	type RateLimited,
	type Reply,
} from './reply';
import { backoffMs, mayPass, overtaken } from './tryAgain';
import { Pair, type Permission, type Watch } from './turnQueue';

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
	/** Whether the key expires; the test request renews it then. */
	expires: boolean;
	/** One HTTP call, never repeated. */
	transmit(plan: RequestPlan): Promise<CallEnd>;
}

/**
 * One account's way to its service. Whoever handles an order asks it and gets a reply; pace, 429, the end of the run, the
 * secrets and what a 401 means stay in here.
 */
export class VendorClient {
	readonly account: string;
	/** Aborted when nothing more may be sent: the run has ended, or the service is not to be had. */
	private readonly over = new AbortController();
	private whyOver: NotSent['why'] = 'stopped';
	private readonly probe: CredentialProbe;
	/** Whether an order got an answer that need not be the API's. */
	private metElsewhere = false;

	constructor(private readonly parts: ClientParts) {
		this.account = parts.account;
		// While the key is in doubt, nothing new is begun.
		const ask = async () => await parts.pace.reserveFor(async () => await this.sendProbe());
		this.probe = new CredentialProbe(ask, !parts.expires);
	}

	/** Ends the work of this client with the run: what has not been sent is not sent any more. */
	stop(): void {
		this.end('stopped');
	}

	/** Milliseconds since the epoch. */
	now(): number {
		return this.parts.clock.now();
	}

	/** Waits before another try, longer each time; ends early with the run. */
	async pause(tries: number): Promise<void> {
		await this.wait(backoffMs(tries, this.parts.clock.random()));
	}

	/** Waits `ms` milliseconds; ends early with the run. */
	async wait(ms: number): Promise<void> {
		await this.parts.clock.wait(ms, this.over.signal);
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
		if (reply.end !== 'answered' || !needsProbe(reply)) return reply;
		watch.pair?.giveBack();
		if (hasOldKey(reply)) return KEY_HAD_EXPIRED;
		const probe = await this.probe.result();
		if (hasOldKey(reply)) return KEY_HAD_EXPIRED;
		if (probe === 'elsewhere' && mayBeElsewhere(reply)) this.end('elsewhere');
		return meaningOf(reply, probe);
	}

	/**
	 * Sends a request that changes nothing, and again as long as that may help and tries are left.
	 *
	 * @param plan a GET
	 * @returns the last reply; never throws
	 */
	async read(plan: RequestPlan, watch: Watch): Promise<Reply> {
		let reply = await this.send(plan, watch);
		for (let tries = 1; mayPass(reply) && tries < this.parts.maxAttempts; tries++) {
			watch.pair?.giveBack();
			await this.pause(tries);
			const next = await this.send(plan, watch);
			if (next.end === 'notSent') return overtaken(reply, next);
			reply = next;
		}
		return reply;
	}

	/** A 429 cools the whole account down: for `Retry-After`, or as long as the pace finds right. */
	private async sendInTurn(
		plan: RequestPlan,
		watch: Watch,
	): Promise<CallEnd | RateLimited | NotSent> {
		for (let limited = 0; ; limited++) {
			const isOver = this.over.signal.aborted || this.now() > this.parts.deadline;
			if (isOver) watch.pair?.giveBack();
			const kept = watch.pair?.take() ?? null;
			const place = kept ?? (await this.placeFor(watch, limited > 0));
			if (typeof place === 'string') {
				const why = place === 'stopped' ? this.whyOver : place;
				return limited > 0 ? { end: 'rateLimited', until: why } : { end: 'notSent', why };
			}
			const reply = await this.parts.transmit(plan);
			try {
				if (reply.end === 'answered') this.learnFrom(reply, plan === this.parts.test);
			} finally {
				place.end(endOf(reply), reply.end === 'lost' ? reply.unfinished : undefined);
			}
			watch.onReply?.(reply);
			if (!isRateLimited(reply) && kept === null) watch.pair?.keep(place);
			if (!isRateLimited(reply) || kept !== null) return reply;
			place.giveBack();
		}
	}

	/** Once the run has ended, what follows in a turn that has come asks for a turn too, and is told why there is none. */
	private async placeFor({ urgent, pair }: Watch, isAgain: boolean): Promise<Permission> {
		const { pace, limit, deadline } = this.parts;
		const { signal } = this.over;
		const requests = pair === undefined ? 1 : 2;
		return await pace.start({ limit, signal, deadline, urgent: urgent || isAgain, requests });
	}

	/** What an answer says of the vendor's limit and of the key counts before its place is given to the next request. */
	private learnFrom(answer: Answered, isTest: boolean): void {
		const { clock, pace, limit } = this.parts;
		if (mayBeElsewhere(answer) && !isTest) this.metElsewhere = true;
		if (needsProbe(answer) && !hasOldKey(answer) && !isTest) void this.probe.result();
		const asked = isRateLimited(answer) ? retryAfterMs(answer.headers, clock.now()) : null;
		if (asked !== null) pace.coolDown(asked);
		const usage = usageOf(answer.headers);
		if (usage !== null) pace.adoptCount(usage, limit);
	}

	/** If the credential is refused, or orders and test both miss the API, nothing more is sent. */
	private async sendProbe(): Promise<Probe> {
		const { test, expires } = this.parts;
		if (test === null) return 'unclear';
		// n8n sends it a second time when it has renewed the key.
		const pair = expires ? new Pair() : undefined;
		const reply = await this.sendInTurn(test, { urgent: true, pair });
		if (reply.end === 'answered' && reply.isKeyRenewed?.() === true)
			pair?.take()?.end(endOf(reply));
		pair?.giveBack();
		const probe = reply.end === 'answered' ? probeOf(reply) : 'unclear';
		if (probe === 'refused') this.end('halted');
		if (probe === 'refused' && expires) return 'expired';
		if (probe === 'elsewhere' && this.metElsewhere) this.end('elsewhere');
		return probe;
	}

	private end(why: NotSent['why']): void {
		if (why === 'stopped' || !this.over.signal.aborted) this.whyOver = why;
		this.over.abort();
	}
}
