import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { NO_GUARDS, type Guards } from '../../../nodes/orders/contract/guards';
import type { Answered, Lost, RequestPlan } from '../../../nodes/orders/contract/reply';
import type { ItemRequest } from '../../../nodes/orders/form/readItem';
import type { Desk } from '../../../nodes/orders/order/desk';
import { cancelOrders, type ItemEnd } from '../../../nodes/orders/run/cancelOrders';
import { SettledOrders } from '../../../nodes/orders/run/settledOrders';
import { answered, deskFor, LOST } from './desk';
import { FakeClock } from './fakeClock';
import { THANKS_IO } from './subjects';

/** What becomes of a cancel: done and said so, refused, done without an answer, not even arrived, too many at once. */
export type CancelAnswer = 'confirms' | 'refuses' | 'doesSilently' | 'loses' | 'limits';

/** thanks.io with orders that keep their state. Placed when the fake clock starts. */
export class World {
	readonly clock = new FakeClock();
	readonly createdAt = new Date(this.clock.now()).toISOString();
	/** "cancel 1", "read 1": what arrived, in order. */
	readonly log: string[] = [];
	/** What the node keeps in the execution. */
	private readonly store: IDataObject = {};

	/**
	 * @param statuses by order ID
	 * @param answers to the cancels, in order; the last one holds for all that follow
	 */
	constructor(
		readonly statuses: Record<string, string>,
		public answers: CancelAnswer[] = ['confirms'],
	) {}

	/** Runs items as one try of an execution; another one of the same world is a try after it. */
	async run(requests: readonly ItemRequest[], more: Partial<Desk> = {}): Promise<ItemEnd[]> {
		const desk = deskFor(THANKS_IO, this.clock, async (plan) => await this.answer(plan), more);
		const context = Object.assign({} as IExecuteFunctions, { getContext: () => this.store });
		const memory = new SettledOrders(context, 'scope', false);
		const run = { maxOrders: 0, settings: {} };
		return await this.clock.finish(cancelOrders(requests, desk, memory, run), 10 * 60_000);
	}

	/** The cancels that arrived. */
	get cancels(): number {
		return this.log.filter((entry) => entry.startsWith('cancel')).length;
	}

	private async answer({ method, path }: RequestPlan): Promise<Answered | Lost> {
		const id = path.split('/')[2] ?? '';
		this.log.push(`${method === 'GET' ? 'read' : 'cancel'} ${id}`);
		return await Promise.resolve(method === 'GET' ? this.shown(id) : this.cancel(id));
	}

	private shown(id: string): Answered {
		const order = { status: this.statuses[id], created_at: this.createdAt };
		return answered(200, { data: { id: Number(id), order } });
	}

	private cancel(id: string): Answered | Lost {
		const [answer = 'confirms'] = this.answers;
		if (this.answers.length > 1) this.answers.shift();
		if (answer === 'loses') return LOST;
		if (answer === 'limits') return answered(429, '');
		if (answer === 'refuses') return answered(422, { message: 'Order is locked' });
		this.statuses[id] = 'Cancelled';
		return answer === 'doesSilently'
			? LOST
			: answered(200, { order: { id: Number(id), status: 'cancelled' } });
	}
}

/** An item as it comes without any option. */
export function request(id: string, more: Partial<ItemRequest> = {}): ItemRequest {
	return {
		item: 0,
		id: { ok: true, id },
		dryRun: false,
		reportRefusal: false,
		expectedOrderId: null,
		guards: NO_GUARDS,
		obstacle: null,
		...more,
	};
}

/** "rejected, cancelled". */
export function outcomesOf(ends: readonly ItemEnd[]): string {
	return ends.map(({ verdict }) => verdict.outcome).join(', ');
}

export const REVIEWING: Guards = { statuses: ['reviewing'], youngerThanMs: null };
export const PRINTING: Guards = { statuses: ['printing'], youngerThanMs: null };
export const PAUSED: Guards = { statuses: ['paused'], youngerThanMs: null };
export const YOUNG: Guards = { statuses: null, youngerThanMs: 60_000 };

/** The same order, asked for once under each of these conditions. */
export function sameOrder(...guards: Guards[]) {
	return guards.map((entry, item) => request('1', { item, guards: entry }));
}
