import type { IWebhookFunctions } from 'n8n-workflow';

/** A vendor repeats a call within minutes, and not behind hundreds of others. */
const MOST_EVENTS = 500;

/**
 * What this process knows, by node. n8n reads the static data of a workflow when a call comes and writes it when the call
 * is dealt with, so calls that come together would not know of each other, and one would write over the other.
 */
const known = new Map<string, Set<string>>();

/** Which events a node has passed on. They are kept in the static data of the workflow, which outlives n8n. */
export class EventMemory {
	private readonly events: Set<string>;
	private readonly stored: ReturnType<IWebhookFunctions['getWorkflowStaticData']>;

	constructor(context: IWebhookFunctions) {
		this.stored = context.getWorkflowStaticData('node');
		const { events: before } = this.stored;
		const node = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
		this.events = known.get(node) ?? new Set();
		known.set(node, this.events);
		const texts: unknown[] = Array.isArray(before) ? before : [];
		for (const id of texts) if (typeof id === 'string') this.events.add(id);
	}

	/** @returns whether nobody has claimed it before */
	claim(id: string): boolean {
		if (this.events.has(id)) return false;
		this.events.add(id);
		this.store();
		return true;
	}

	/** It could not be dealt with: when it is repeated, that is not a repetition. */
	release(id: string): void {
		this.events.delete(id);
		this.store();
	}

	private store(): void {
		for (const oldest of this.events) {
			if (this.events.size <= MOST_EVENTS) break;
			this.events.delete(oldest);
		}
		this.stored.events = [...this.events];
	}
}
