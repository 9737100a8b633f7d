import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Target } from '../../sandbox/routing';
import type { Account } from '../../sandbox/account';
import type { Reply } from '../../sandbox/vendor';
import { cancelItems } from '../../nodes/orders/cancel/cancelItems';
import { Memory } from '../../nodes/orders/cancel/memory';
import { Pace } from '../../nodes/orders/client/pace';
import type { CallEnd } from '../../nodes/orders/client/reply';
import { VendorClient, type ClientParts } from '../../nodes/orders/client/vendorClient';
import { NO_GUARDS } from '../../nodes/orders/form/guards';
import { OUTCOMES } from '../../nodes/orders/result/outcomes';
import type { Ending, Outcome } from '../../nodes/orders/result/verdict';
import type { RequestPlan } from '../../nodes/orders/vendor/vendor';
import { TEST } from '../unit/support/client';
import {
	answerOf,
	disturbancesOf,
	JOURNEY_MS,
	NO_ANSWER,
	REQUEST_TIMEOUT_MS,
	spoil,
	type Disturbance,
	type Kind,
} from './disturbances';
import { QuickClock } from './quickClock';
import { fingerprint, remembered, seen, truthIn } from './sameness';
import { callOf, freshAccount, targetOf } from './service';
import { AGE_MS, type Move, type Thing } from './things';

export type Mode = 'plain' | 'guarded' | 'dry';

/** What happens in a world, by where it does: `{ 'cancel 1': 'the connection is refused', 'before read 2': 'it is printed' }`. */
export type Story = Readonly<Record<string, string>>;

/** Something may happen here that has not been decided. */
export interface Fork {
	at: string;
	/** What may, with how many disturbances it counts for. */
	options: ReadonlyArray<[words: string, cost: 0 | 1]>;
}

/** How the worlds are played of which this is one. */
export interface Search {
	/** How many disturbances may still be added to it. */
	budget: number;
	/** Whether it has come to a point at which another one was with as large a budget: nothing new follows. */
	isKnown(point: string): boolean;
}

const NO_SEARCH: Search = { budget: 0, isKnown: () => false };

/** What came of a world. */
export interface Course {
	/** How the tries ended; null: from some point on as in another world. */
	outcomes: string | null;
	/** Where it could have gone another way after the last thing of its story. */
	forks: Fork[];
	violations: string[];
	/** Of its story, how much never happened. */
	unused: string[];
	tries: readonly Try[];
}

/** What one try of the node did in a world. */
export interface Try {
	/** When it began, in milliseconds of virtual time since 1970. */
	begin: number;
	/** What it asked the service, and when, in milliseconds since it began. */
	requests: string[];
	/** null: from some point on it went on as in another world. */
	ending: Ending | null;
}

const GIVE_UP_AFTER_MS = 15 * 60_000;

/** After the time is up, what is under way is waited for, and a pause that has begun. */
const MOST_LATE_MS = REQUEST_TIMEOUT_MS + 1_000 + 2_000;

const MAX_ATTEMPTS = 3;

const BETWEEN_TRIES_MS = 1_000;

/** n8n tries again whatever did not end well. */
const TRIES = 2;

/** Something the service will carry out, or not, if it comes to that. */
interface Late {
	target: Target | null;
	/** Try in which it was sent. */
	pass: number;
}

const LATE = 'what was sent before is carried out';

/** Whether an answer to a cancel says that nothing was carried out: it never left, or the API says no. */
function isProofOfNothing(end: CallEnd): boolean {
	if (end.end === 'notDelivered') return true;
	if (end.end !== 'answered' || typeof end.body === 'string') return false;
	return end.status >= 400 && end.status < 500 && end.status !== 408;
}

/** One order, one vendor, one execution with a second try, and what the story says. */
export class World {
	private readonly clock = new QuickClock();
	private readonly account: Account;
	private readonly decided: Map<string, string>;
	private readonly forks: Fork[] = [];
	private readonly violations: string[] = [];
	private readonly counts: Record<Kind, number> = { cancel: 0, read: 0, test: 0 };
	private readonly createdAt = new Date(this.clock.now() - AGE_MS).toISOString();
	private store: IDataObject = {};
	private pass = 0;
	private deadline = 0;
	private client: VendorClient | null = null;
	private isRevoked = false;
	/** Passes in which a request left that cancelled it, then or later. */
	private readonly cancelledBy: number[] = [];
	private isStopped = false;
	/** Requests that the service has not carried out yet. */
	private pending: Late[] = [];
	/** What it will carry out a moment later, whatever happens, and when. */
	private readonly due = new Map<Late, number>();
	/** A cancel of this execution may have been carried out, and nothing has been read since. */
	private isUnread = false;
	/** What the last answer about the order showed, if that was a reading. */
	private lastShown: string | null = null;
	/** A refusal hides that it is being carried out. */
	private isHasty = false;
	/** The order that was refused so has been seen since. */
	private isReadSince = false;
	/** It went on in a way that agrees with a refusal. */
	private isMasked = false;
	private readonly tries: Try[] = [];
	/** Outcomes of the tries that have ended. */
	private readonly outcomes: Outcome[] = [];
	private begin = 0;
	/** Fingerprint of all that this try of the node has come to know. */
	private known = '';
	private isMerged = false;
	/** Requests that the node waits for. */
	private underWay = 0;
	private leave = (): void => undefined;
	private readonly left = new Promise<null>((resolve) => {
		this.leave = () => resolve(null);
	});

	/** @param story what happens in it; all else goes well */
	constructor(
		private readonly thing: Thing,
		private readonly mode: Mode,
		story: Story,
		private readonly search = NO_SEARCH,
	) {
		this.decided = new Map(Object.entries(story));
		this.account = freshAccount(thing, this.createdAt);
	}

	/** Plays it to its end. */
	async play(): Promise<Course> {
		const { now } = Date;
		Date.now = () => this.clock.now();
		try {
			await this.playPasses();
		} finally {
			Date.now = now;
		}
		const { forks, violations, tries } = this;
		const outcomes = this.isMerged ? null : this.outcomes.join(', ');
		return { outcomes, forks, violations, unused: [...this.decided.keys()], tries };
	}

	private async playPasses(): Promise<void> {
		for (this.pass = 0; this.pass < TRIES; this.pass++) {
			if (this.pass > 0) await this.clock.advance(BETWEEN_TRIES_MS);
			this.begin = this.clock.now();
			const played: Try = { begin: this.begin, requests: [], ending: null };
			this.tries.push(played);
			this.known = fingerprint(remembered(this.store), String(this.ageLeft()));
			if (this.pass > 0 && this.hasMerged()) return;
			const ending = await this.clock.finish(Promise.race([this.execute(), this.left]), 3_600_000);
			if (ending === null) return;
			played.ending = ending;
			this.outcomes.push(ending.verdict.outcome);
			this.checkStopped(ending);
			if (OUTCOMES[ending.verdict.outcome].kind === 'success') break;
		}
		for (const late of [...this.due.keys(), ...this.pending]) this.carryOut(late);
		this.outcomes.forEach((outcome, pass) => this.checkNotStopped(outcome, pass));
	}

	/** Milliseconds until it is too old for the user; null: it never is. */
	private ageLeft(): number | null {
		const { youngerThanMs } = this.mode === 'guarded' ? this.thing.guarded.guards : NO_GUARDS;
		if (youngerThanMs === null) return null;
		return Math.max(0, youngerThanMs - (this.begin - Date.parse(this.createdAt)));
	}

	/**
	 * Whether another world was at the point at which this one is now, when nothing of its story is left. What comes after a
	 * point is decided by it alone, so that all that could follow is found in the other world, which had as large a budget:
	 *
	 * - the node works without chance, and has no other source than the memory that it began this try with, the age of the order,
	 *   and what its requests met and when (`known`); everything else of it, its pace too, is new in every try;
	 * - the service answers by what its account has, and had a moment ago (`truthIn`);
	 * - what may still happen, and what is a violation, depends on the fields of this world below.
	 *
	 * While another request is under way it has more on its mind than that, and no point is looked for.
	 */
	private hasMerged(): boolean {
		if (this.decided.size > 0 || this.underWay > 0) return false;
		const now = this.clock.now();
		const late = ({ target, pass }: Late) => `${target?.path ?? ''} ${pass}`;
		const world = JSON.stringify([
			this.pass,
			this.outcomes,
			this.isRevoked,
			this.isStopped,
			Math.min(...this.cancelledBy),
			this.pending.map(late),
			[...this.due].map(([each, at]) => `${late(each)} ${at - now}`),
			this.isUnread,
			this.lastShown,
			this.isHasty,
			this.isReadSince,
			this.isMasked,
		]);
		this.isMerged = this.search.isKnown(fingerprint(this.known, truthIn(this.account, now), world));
		return this.isMerged;
	}

	private async execute(): Promise<Ending> {
		const { clock, thing, mode } = this;
		const { vendor, subject, id } = thing;
		const isGuarded = mode === 'guarded';
		const { guards, expectedOrderId } = isGuarded
			? thing.guarded
			: { guards: NO_GUARDS, expectedOrderId: null };
		this.deadline = this.begin + GIVE_UP_AFTER_MS;
		this.client = this.makeClient();
		this.lastShown = null;
		this.store = JSON.parse(JSON.stringify(this.store)) as IDataObject;
		const context = Object.assign({} as IExecuteFunctions, { getContext: () => this.store });
		const [ended] = await cancelItems(
			[
				{
					item: 0,
					id,
					settings: {},
					problem: null,
					dryRun: mode === 'dry',
					reportRefusal: false,
					expectedOrderId,
					guards,
					account: { client: this.client, settings: {} },
				},
			],
			{
				vendor,
				subject,
				searchDepth: 0,
				memory: new Memory(context, 'order cancel', 0),
				maxOrders: 0,
				maxAttempts: MAX_ATTEMPTS,
				keepsOrder: false,
			},
		);
		this.client.stop();
		const late = clock.now() - this.deadline;
		if (late > MOST_LATE_MS) this.object(`it ends ${late} ms after its time is up`);
		if (ended === undefined) throw new Error('No ending');
		return ended.ending;
	}

	private makeClient(): VendorClient {
		const deadline = () => this.deadline;
		const parts: ClientParts = {
			account: 'account',
			clock: this.clock,
			// Anew in every try, as n8n may try again in another process: it decides when something leaves, and not what is said.
			pace: new Pace(this.clock),
			limit: this.thing.vendor.limit,
			/** Moves when the time is up: as if this had been the time that was given. */
			get deadline() {
				return deadline();
			},
			maxAttempts: MAX_ATTEMPTS,
			secrets: [],
			test: TEST,
			expires: false,
			transmit: async (plan) => await this.transmit(plan),
		};
		return new VendorClient(parts);
	}

	private async transmit(plan: RequestPlan): Promise<CallEnd> {
		const target = plan === TEST ? null : targetOf(this.thing.service, plan);
		const kind = target === null ? 'test' : target.route?.method === 'GET' ? 'read' : 'cancel';
		this.counts[kind] += 1;
		const name = `${kind} ${this.counts[kind]}`;
		this.tries.at(-1)?.requests.push(`${name} at ${this.clock.now() - this.begin}`);
		if (kind === 'cancel') this.checkBeforeCancel(name);
		const shownBefore = this.lastShown;
		if (kind !== 'test') this.lastShown = null;
		this.underWay += 1;
		await this.clock.wait(JOURNEY_MS);
		this.decideLate(name);
		if (kind !== 'test') this.decideMove(name);
		const disturbance = this.decideEnding(name, kind);
		const end = await this.undergo(disturbance ?? { words: '' }, target);
		await this.clock.wait(JOURNEY_MS);
		this.note(kind, end, shownBefore);
		if (disturbance?.run === 'stopped') this.client?.stop();
		if (disturbance?.run === 'outOfTime') this.deadline = this.clock.now() - 1;
		this.underWay -= 1;
		const afterMs = this.clock.now() - this.begin;
		this.known = fingerprint(this.known, seen(end, afterMs, disturbance?.run ?? ''));
		if (!this.hasMerged()) return end;
		this.leave();
		return await new Promise<never>(() => undefined);
	}

	/** Lets the service do and answer what the disturbance says. */
	private async undergo(
		{ neverLeft, fault, isCarriedOutLate, slowMs = 0, run, revokes }: Disturbance,
		target: Target | null,
	): Promise<CallEnd> {
		if (neverLeft !== undefined) return neverLeft;
		if (revokes === true) this.isRevoked = true;
		const late = { target, pass: this.pass };
		let isCarriedOut = false;
		const process = (): Reply => {
			isCarriedOut = true;
			return this.carryOut(late);
		};
		let end: CallEnd | null;
		if (fault === undefined) end = answerOf(process());
		else {
			const { account } = this;
			const call = target === null ? null : callOf(account, target);
			const processAsOf = (time: number) => account.asOf(time, process);
			const namedOrder = () =>
				call === null ? undefined : (target?.route?.orderOf?.(call) ?? account.find(call.id));
			const of = target ?? targetOf(this.thing.service, TEST);
			const scene = { target: of, process, processAsOf, namedOrder };
			end = spoil(fault, scene);
			if (fault.delayMs !== undefined) void this.carryOutAfter(fault.delayMs, late);
		}
		if (isCarriedOutLate === true && !isCarriedOut) this.pending.push(late);
		if (run === 'stoppedUnderWay') {
			this.client?.stop();
			return { end: 'lost', cause: 'the request was interrupted (ERR_CANCELED)' };
		}
		await this.clock.wait(end === null ? REQUEST_TIMEOUT_MS + 1_000 : slowMs);
		return end ?? NO_ANSWER;
	}

	/** A refusal was none. */
	private async carryOutAfter(ms: number, late: Late): Promise<void> {
		this.isHasty = true;
		this.isReadSince = false;
		this.due.set(late, this.clock.now() + ms);
		await this.clock.wait(ms);
		this.due.delete(late);
		this.carryOut(late);
	}

	/** The honest answer, and what it does. */
	private carryOut({ target, pass }: Late): Reply {
		const { vendor } = targetOf(this.thing.service, TEST);
		if (this.isRevoked) return { status: 401, body: vendor.error(401, target?.path ?? '') };
		if (target === null) return { status: 200, body: {} };
		const reply = target.route?.handle(callOf(this.account, target));
		if (reply === undefined) throw new Error(`The sandbox has no ${target.path}.`);
		if (reply.processed === true) {
			this.cancelledBy.push(pass);
			this.isStopped = true;
		}
		return reply;
	}

	/** Its status as the vendor would show it now. */
	private status(): string {
		const { subject, id, shown } = this.thing;
		const ask = { id, expectedOrderId: null, settings: {} };
		const target = targetOf(this.thing.service, subject.lookUp(ask));
		return shown(target.route?.handle(callOf(this.account, target)).body) ?? '';
	}

	private decideLate(name: string): void {
		if (this.pending.length === 0) return;
		if (this.decide(`late, before ${name}`, [[LATE, 0]]) === LATE) {
			const late = this.pending.shift();
			if (late !== undefined) this.carryOut(late);
		}
	}

	private decideMove(name: string): void {
		const at = `before ${name}`;
		if (!this.mayDecide(at)) return;
		const status = this.status().toLowerCase();
		const moves = [...this.thing.moves, this.byOthers()].filter(
			({ from, agreesWithRefusal }) => from.includes(status) && !this.isHidden(agreesWithRefusal),
		);
		const decided = this.decide(
			at,
			moves.map(({ words }) => [words, 1]),
		);
		const move = moves.find(({ words }) => words === decided);
		this.isMasked ||= move?.agreesWithRefusal === 'always';
		move?.happen(this.account);
	}

	/** Whether what would be read after a move hides from everybody that a refusal was none. */
	private isHidden(agreesWithRefusal: Move['agreesWithRefusal']): boolean {
		if (!this.isHasty || agreesWithRefusal === undefined) return false;
		return agreesWithRefusal === 'always' || !this.isReadSince;
	}

	/** Another program of the same customer stops it. */
	private byOthers(): Move {
		const { subject, id } = this.thing;
		const happen = () => {
			const { read } = this.readForCancel();
			const plan = subject.cancel({ id, expectedOrderId: null, settings: {}, read });
			const target = targetOf(this.thing.service, plan);
			if (target.route?.handle(callOf(this.account, target)).processed === true)
				this.isStopped = true;
		};
		const from = ['reviewing', 'active', 'new_order', 'opened', 'in_production'];
		return { words: 'somebody else stops it', from, happen };
	}

	/** What stops a gift depends on what is read. */
	private readForCancel() {
		const { subject, id } = this.thing;
		const ask = { id, expectedOrderId: null, settings: {} };
		const target = targetOf(this.thing.service, subject.lookUp(ask));
		const body = target.route?.handle(callOf(this.account, target)).body;
		return { read: subject.interpretLookUp(body, ask) ?? undefined };
	}

	private decideEnding(name: string, kind: Kind): Disturbance | undefined {
		if (!this.mayDecide(name)) return undefined;
		const { guarded, plain } = this.thing.answerNamesIt;
		const named = disturbancesOf(kind, this.mode === 'guarded' ? guarded : plain);
		const all = named.filter(({ fault }) => fault?.delayMs === undefined || !this.isMasked);
		const decided = this.decide(
			name,
			all.map(({ words }) => [words, 1]),
		);
		return all.find(({ words }) => words === decided);
	}

	private mayDecide(at: string): boolean {
		return this.decided.has(at) || (this.decided.size === 0 && this.search.budget > 0);
	}

	/** What the story says of this place; undefined: nothing, and what could be is noted. */
	private decide(at: string, options: Fork['options']): string | undefined {
		const decided = this.decided.get(at);
		if (decided !== undefined) {
			if (!options.some(([words]) => words === decided)) {
				throw new Error(`"${decided}" cannot happen at "${at}".`);
			}
			this.decided.delete(at);
			return decided;
		}
		const affordable = options.filter(([, cost]) => cost <= this.search.budget);
		if (this.decided.size === 0 && affordable.length > 0)
			this.forks.push({ at, options: affordable });
		return undefined;
	}

	/** Keeps what the node has seen of the order. */
	private note(kind: Kind, end: CallEnd, shownBefore: string | null): void {
		if (kind === 'read' && end.end === 'answered' && end.status === 200) {
			this.lastShown = this.thing.shown(end.body);
			if (this.lastShown !== null) this.isUnread = false;
			if (this.lastShown === 'active') this.isReadSince = true;
		}
		// A cancel that is answered 429 was not carried out, but what was read before it holds no more.
		if (kind === 'cancel' && !isProofOfNothing(end)) this.isUnread = true;
		if (kind === 'test') this.lastShown = shownBefore;
	}

	private object(violation: string): void {
		this.violations.push(violation);
	}

	private checkBeforeCancel(name: string): void {
		if (this.mode === 'dry') this.object(`${name} is sent in a dry run`);
		if (this.isUnread) {
			this.object(`${name} is sent although an earlier one may have been carried out, unread`);
		}
		if (this.mode !== 'guarded') return;
		const { statuses, youngerThanMs } = this.thing.guarded.guards;
		if (!statuses?.includes(String(this.lastShown).toLowerCase())) {
			this.object(`${name} is sent although ${String(this.lastShown)} was read last`);
		}
		const ageMs = this.clock.now() - Date.parse(this.createdAt);
		if (youngerThanMs !== null && ageMs >= youngerThanMs) {
			this.object(`${name} is sent although the order is too old`);
		}
	}

	private checkStopped({ verdict: { outcome } }: Ending): void {
		if (OUTCOMES[outcome].stopped === true && !this.isStopped) {
			this.object(`it is called ${outcome}, and is not stopped`);
		}
	}

	private checkNotStopped(outcome: Outcome, pass: number): void {
		const isDenied = OUTCOMES[outcome].stopped === false || outcome === 'notFound';
		if (isDenied && this.cancelledBy.some((by) => by <= pass)) {
			this.object(`it is called ${outcome} by try ${pass + 1}, and was stopped by this execution`);
		}
	}
}
