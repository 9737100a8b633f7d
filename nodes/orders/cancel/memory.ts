import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Guards } from '../form/guards';
import type { Ending } from '../result/verdict';
import { isRecord } from '../vendor/parse';
import {
	endingOf,
	holdsUnder,
	isEntry,
	isInDoubt,
	isSettled,
	mayBeStopped,
	wasStoppedBefore,
	type Entry,
} from './memoryEntry';

/** Which order an ending is about. */
export interface OrderKey {
	/** Fingerprint of the account. */
	account: string;
	id: string;
	/** Order that the user expects behind the id, or null. */
	expectedOrderId: string | null;
	/** What its customer calls it, as long as the id is '': no order was found by that yet. */
	reference?: string;
}

/** What is known of an order when its turn comes. */
export interface Known {
	/** How it ended in this run of the node; null: it has not yet. */
	ending: Ending | null;
	/** Cancel requests sent for it in this run of the node. */
	attempts: number;
	/** Whether a cancel of unknown fate was sent for it in this execution, or any in an earlier run of the node. */
	before: 'nothing' | 'sent' | 'inDoubt';
	/** Whether an earlier run of the node found it cancelled, which no order ceases to be. */
	wasStopped: boolean;
}

const UNKNOWN_ORDER: Known = { ending: null, attempts: 0, before: 'nothing', wasStopped: false };

const KEY = 'orders';

/** Whether an order may have been sent earlier in the execution. A memory that cannot be opened may hold anything. */
export function mayHoldOrders(context: IExecuteFunctions): boolean {
	try {
		return Object.keys(context.getContext('node')[KEY] ?? {}).length > 0;
	} catch {
		return true;
	}
}

/**
 * The memory of an execution, in the node's context: n8n keeps it over Retry On Fail, "Retry execution" and loops. Within
 * one run of the node a settled order is never asked again; in a later one nothing old is an answer, but an order that was
 * sent before is read first.
 */
export class Memory {
	private readonly kept: IDataObject;
	private byItem: Map<number, Entry[]> | null = null;

	/**
	 * @param scope sets apart what must not be mixed up: another node type, resource or operation
	 * @param run number of this run of the node in the execution
	 */
	constructor(
		context: IExecuteFunctions,
		private readonly scope: string,
		private readonly run: number,
	) {
		const store = context.getContext('node');
		const known: unknown = store[KEY];
		this.kept = isRecord(known) ? known : {};
		store[KEY] = this.kept;
	}

	/** What is known of an order for somebody with these conditions. */
	recall(order: OrderKey, guards: Guards): Known {
		const entry = this.find(order);
		if (entry === null) return UNKNOWN_ORDER;
		const isOfThisRun = entry.run === this.run;
		const attempts = isOfThisRun ? entry.attempts : 0;
		const sentBefore = entry.sentBefore + entry.attempts - attempts;
		return {
			ending: isOfThisRun && holdsUnder(entry, guards) ? endingOf(entry) : null,
			attempts,
			before: isInDoubt(entry) ? 'inDoubt' : sentBefore > 0 ? 'sent' : 'nothing',
			wasStopped: wasStoppedBefore(entry, this.run),
		};
	}

	/** How an order ended in this run that may be stopped by now; null: nothing says that it may be. */
	recallStopped(order: OrderKey): Ending | null {
		const entry = this.find(order);
		return entry?.run === this.run && mayBeStopped(entry) ? endingOf(entry) : null;
	}

	/** Which order a reference was last found to stand for, and whether that order is settled or in doubt in this run. */
	recallFound(order: OrderKey): { id: string; isFinal: boolean } | null {
		const entry = this.find(order);
		if (entry === null || entry.id === '') return null;
		const { id, run } = entry;
		return { id, isFinal: run === this.run && (isSettled(entry) || isInDoubt(entry)) };
	}

	/** Keeps which order a reference stands for, once anything is kept of that order. */
	rememberFound(order: OrderKey, reference: string): void {
		if (this.find(order) === null) return;
		this.kept[this.keyOf({ ...order, id: '', reference })] = order.id;
	}

	/**
	 * How the order of an item ended in an earlier try of this run, if that is settled or in doubt, for an item whose account
	 * cannot be told, and perhaps not its id either ('').
	 */
	recallItem(item: number, id: string): Ending | null {
		this.byItem ??= this.entriesByItem();
		const entries = this.byItem.get(item) ?? [];
		const entry = entries.find((each) => id === '' || each.id === id);
		return entry === undefined ? null : endingOf(entry);
	}

	/**
	 * Whether an earlier run of the node cancelled an order with this id, of whatever account, or may have.
	 *
	 * @param id '' if it cannot be told: then any order counts
	 */
	mayHaveStopped(id: string): boolean {
		return Object.entries(this.kept).some(([key, entry]) => {
			if (!key.startsWith(`${this.scope} `) || !isEntry(entry)) return false;
			const isMeant = id === '' || entry.id === id;
			return isMeant && (wasStoppedBefore(entry, this.run) || isInDoubt(entry));
		});
	}

	/** Accounts of which an order was cancelled in this execution, or may have been, that was not given by reference. */
	accountsStoppedById(): Set<string> {
		const kept = Object.entries(this.kept).filter(([key]) => key.startsWith(`${this.scope} `));
		const begin = this.scope.length + 1;
		const accountIn = (key: string) => key.slice(begin, key.indexOf(' ', begin));
		const found = new Set(kept.map(([key, value]) => `${accountIn(key)} ${String(value)}`));
		const stopped = kept.filter(([key, entry]) => {
			return isEntry(entry) && mayBeStopped(entry) && !found.has(`${accountIn(key)} ${entry.id}`);
		});
		return new Set(stopped.map(([key]) => accountIn(key)));
	}

	/** Keeps how an order ended for these items of this run, and under which conditions (see `Entry`). */
	remember(order: OrderKey, ending: Ending, items: readonly number[], guards: Guards | null): void {
		const known = this.kept[this.keyOf(order)];
		const earlier = isEntry(known) ? known : null;
		const isOfThisRun = earlier?.run === this.run;
		const sentBefore = (earlier?.sentBefore ?? 0) + (isOfThisRun ? 0 : (earlier?.attempts ?? 0));
		if (ending.attempts + sentBefore === 0 && !isSettled(ending)) return;
		this.kept[this.keyOf(order)] = {
			...ending,
			id: order.id,
			run: this.run,
			items: [...new Set(isOfThisRun ? [...earlier.items, ...items] : items)],
			guards: guards && { ...guards },
			sentBefore,
			wasStopped: earlier !== null && wasStoppedBefore(earlier, this.run),
		};
	}

	private entriesByItem(): Map<number, Entry[]> {
		const byItem = new Map<number, Entry[]>();
		for (const [key, entry] of Object.entries(this.kept)) {
			if (!key.startsWith(`${this.scope} `) || !isEntry(entry) || entry.run !== this.run) continue;
			if (!isSettled(entry) && !isInDoubt(entry)) continue;
			for (const item of entry.items) byItem.set(item, [...(byItem.get(item) ?? []), entry]);
		}
		return byItem;
	}

	private find(order: OrderKey): Entry | null {
		const found = this.kept[this.keyOf(order)];
		// Of a reference only the id is kept for which it stands.
		if (typeof found === 'string') return this.find({ ...order, id: found, reference: undefined });
		return isEntry(found) ? found : null;
	}

	private keyOf({ account, id, expectedOrderId, reference }: OrderKey): string {
		const key = [id, expectedOrderId, ...(reference === undefined ? [] : [reference])];
		return `${this.scope} ${account} ${JSON.stringify(key)}`;
	}
}
