/** How much of a limit is used up, by the vendor's own count. */
export interface Usage {
	/** Requests counted by the vendor in its present window; null: it does not say of how many. */
	used: number | null;
	/** The vendor's own limit; 0 if it does not say. */
	ofHowMany: number;
	isExhausted: boolean;
}

function count(value: string | undefined): number | null {
	return value !== undefined && /^\d{1,9}$/.test(value.trim()) ? Number(value) : null;
}

/**
 * Reads `x-ratelimit-remaining` and `x-ratelimit-limit`. None of the vendors documents them; thanks.io has been seen
 * to send both, and what is sent is worth more than what is documented.
 *
 * @param headers lower-case names
 * @returns null without a readable `x-ratelimit-remaining`
 */
export function usageOf(headers: Readonly<Record<string, string>>): Usage | null {
	const remaining = count(headers['x-ratelimit-remaining']);
	if (remaining === null) return null;
	const limit = count(headers['x-ratelimit-limit']);
	const used = limit === null ? null : Math.max(0, limit - remaining);
	return { used, ofHowMany: limit ?? 0, isExhausted: remaining === 0 };
}
