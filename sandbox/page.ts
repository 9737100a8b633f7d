export interface Page<T> {
	items: T[];
	number: number;
	size: number;
	total: number;
	last: number;
	/** 1-based position of the first and last item shown; null on an empty page. */
	from: number | null;
	to: number | null;
}

/** Cuts one page out of a list; page numbers start at 1. */
export function cutPage<T>(list: T[], number: number, size: number): Page<T> {
	const start = (number - 1) * size;
	const items = list.slice(start, start + size);
	const shown = items.length > 0;
	return {
		items,
		number,
		size,
		total: list.length,
		last: Math.max(1, Math.ceil(list.length / size)),
		from: shown ? start + 1 : null,
		to: shown ? start + items.length : null,
	};
}

/** A whole number of at least 1 from a query, or the fallback when it is anything else. */
export function positive(text: string | null, fallback: number): number {
	return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : fallback;
}

/** A whole number from a query, the fallback when there is none; -1 for anything else. */
export function wholeNumber(text: string | null, fallback: number): number {
	if (text === null) return fallback;
	return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}

/** A query parameter; an empty one counts as absent. */
export function filled(query: URLSearchParams, name: string): string | null {
	const value = query.get(name);
	return value === null || value === '' ? null : value;
}

/** `2025-09-08T16:05:12.345Z` as `2025-09-08T16:05:12.345000Z`, the style of Laravel. */
export function microseconds(iso: string): string {
	return new Date(iso).toISOString().replace('Z', '000Z');
}
