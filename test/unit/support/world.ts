import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { cancelItems } from '../../../nodes/orders/cancel/cancelItems';
import { Memory } from '../../../nodes/orders/cancel/memory';
import type { Account } from '../../../nodes/orders/client/accounts';
import type { CallEnd } from '../../../nodes/orders/client/reply';
import type { ClientParts } from '../../../nodes/orders/client/vendorClient';
import type { CancelRequest } from '../../../nodes/orders/form/itemRequest';
import { NO_GUARDS, type Guards } from '../../../nodes/orders/form/guards';
import { Problem } from '../../../nodes/orders/problem';
import type { Ending } from '../../../nodes/orders/result/verdict';
import { answered, clientFor, LOST, TEST } from './client';
import { FakeClock } from './fakeClock';
import { THANKS_IO } from './subjects';

/** What becomes of a cancel: done and said so, refused, done without an answer, not even arrived, too many at once. */
export type CancelAnswer = 'confirms' | 'refuses' | 'doesSilently' | 'loses' | 'limits' | 'denies';

/** An item: what it asks for, or whose account cannot be told. */
export type Item = Partial<CancelRequest> & {
	/** Name of the account; a problem: it cannot be told. */
	account?: string | Problem;
};

/** How a run goes. */
export interface RunParts {
	/** Number of the run of the node in the execution; a retry repeats it. */
	run?: number;
	maxOrders?: number;
	maxAttempts?: number;
	/** Whether the raw data was asked for. */
	keepsOrder?: boolean;
	client?: Partial<ClientParts>;
}

/** thanks.io with orders that keep their state. Placed when the fake clock starts. */
export class World {
	readonly clock = new FakeClock();
	readonly createdAt = new Date(this.clock.now()).toISOString();
	/** "cancel 1", "read 1": what arrived, in order. */
	readonly log: string[] = [];
	/** Statuses that the next look-ups show, in order, before they show the true one. */
	stale: string[] = [];
	/** How often the list is answered 429 before it is given. */
	limitedLists = 0;
	/** What the customer calls the orders, by order ID: "ref=A". */
	references: Record<string, string> = {};
	/** What the node keeps in the execution: only what survives as JSON. */
	store: IDataObject = {};

	/**
	 * @param statuses by order ID
	 * @param answers to the cancels, in order; the last one holds for all that follow
	 */
	constructor(
		readonly statuses: Record<string, string>,
		public answers: CancelAnswer[] = ['confirms'],
	) {}

	/** Runs items as one try of an execution; another one of the same world is a try after it. */
	async run(items: readonly Item[], parts: RunParts = {}): Promise<Ending[]> {
		const { run = 0, maxOrders = 0, maxAttempts = 5, keepsOrder = false, client } = parts;
		this.store = JSON.parse(JSON.stringify(this.store)) as IDataObject;
		const context = Object.assign({} as IExecuteFunctions, { getContext: () => this.store });
		const { subject, vendor } = THANKS_IO;
		const ended = await this.clock.finish(
			cancelItems(this.requestsOf(items, { ...client, maxAttempts }), {
				vendor,
				subject,
				searchDepth: 1_000,
				memory: new Memory(context, 'order cancel', run),
				maxOrders,
				maxAttempts,
				keepsOrder,
			}),
			20 * 60_000,
		);
		return ended.map(({ ending }) => ending);
	}

	/** The cancels that arrived. */
	get cancels(): number {
		return this.log.filter((entry) => entry.startsWith('cancel')).length;
	}

	private requestsOf(
		items: readonly Item[],
		parts: Partial<ClientParts>,
	): Parameters<typeof cancelItems>[0] {
		const accounts = new Map<string, Account>();
		const accountOf = (name: string): Account => {
			const transmit = (plan: { method: string; path: string }) => this.answer(plan);
			const client = clientFor(this.clock, transmit, { account: name, test: TEST, ...parts });
			const account = accounts.get(name) ?? { client, settings: {} };
			accounts.set(name, account);
			return account;
		};
		return items.map(({ account = 'account', ...more }, item) => ({
			item,
			id: '1',
			settings: {},
			problem: null,
			dryRun: false,
			reportRefusal: false,
			expectedOrderId: null,
			guards: NO_GUARDS,
			...more,
			account: account instanceof Problem ? account : accountOf(account),
		}));
	}

	private answer({ method, path }: { method: string; path: string }): CallEnd {
		if (path === TEST.path) return answered(401);
		if (path === '/orders/list') return this.list();
		const id = path.split('/')[2] ?? '';
		this.log.push(`${method === 'GET' ? 'read' : 'cancel'} ${id}`);
		return method === 'GET' ? this.shown(id) : this.cancel(id);
	}

	private list(): CallEnd {
		this.log.push('list');
		if (this.limitedLists > 0) {
			this.limitedLists -= 1;
			return answered(429);
		}
		const data = Object.entries(this.statuses).map(([id, status]) => {
			const [key = '', value = ''] = this.references[id]?.split('=') ?? [];
			return { id: Number(id), status, metadata: { [key]: value } };
		});
		return answered(200, { data, meta: { current_page: 1, last_page: 1 } });
	}

	private shown(id: string): CallEnd {
		const status = this.stale.shift() ?? this.statuses[id];
		if (status === undefined) return answered(404);
		return answered(200, {
			data: { id: Number(id), order: { status, created_at: this.createdAt } },
		});
	}

	private cancel(id: string): CallEnd {
		const [answer = 'confirms'] = this.answers;
		if (this.answers.length > 1) this.answers.shift();
		if (answer === 'loses') return LOST;
		if (answer === 'limits') return answered(429);
		if (answer === 'denies') return answered(401);
		if (this.statuses[id] === undefined) return answered(404);
		if (answer === 'refuses') return answered(422, { message: 'Order is locked' });
		this.statuses[id] = 'Cancelled';
		const body = { order: { id: Number(id), status: 'cancelled', return_name: 'Renate Beispiel' } };
		return answer === 'doesSilently' ? LOST : answered(200, body);
	}
}

/** "rejected, cancelled". */
export function outcomesOf(endings: readonly Ending[]): string {
	return endings.map(({ verdict }) => verdict.outcome).join(', ');
}

export const REVIEWING: Guards = { statuses: ['reviewing'], youngerThanMs: null };
export const PRINTING: Guards = { statuses: ['printing'], youngerThanMs: null };
export const PAUSED: Guards = { statuses: ['paused'], youngerThanMs: null };
export const YOUNG: Guards = { statuses: null, youngerThanMs: 60_000 };

/** The same order, asked for once under each of these conditions. */
export function sameOrder(...guards: Guards[]): Item[] {
	return guards.map((entry) => ({ guards: entry }));
}
