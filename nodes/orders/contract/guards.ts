/** What must hold of an order, as read, before a cancellation may be sent for it; null: no such condition. */
export interface Guards {
	/** Status words, of which it must have one. */
	statuses: readonly string[] | null;
	/** Milliseconds since it was placed. */
	youngerThanMs: number | null;
}

export const NO_GUARDS: Guards = { statuses: null, youngerThanMs: null };

/** Whether anything must be read before a cancellation may be sent. */
export function hasGuards({ statuses, youngerThanMs }: Guards): boolean {
	return statuses !== null || youngerThanMs !== null;
}
