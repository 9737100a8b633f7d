import type { ListPage, OrderList, PageAsk } from '../../../nodes/orders';
import type { Case } from './subjects';

/** The list of a service that has one. */
export function listOf({ subject }: Case): OrderList {
	if (subject.list === undefined) throw new Error('There is no list.');
	return subject.list;
}

/** The second page, of two orders. */
export function askPage(more: Partial<PageAsk> = {}): PageAsk {
	return { page: 2, skip: 2, size: 2, filters: {}, settings: {}, ...more };
}

export function interpretPage(
	entry: Case,
	body: unknown,
	more: Partial<PageAsk> = {},
): ListPage | null {
	return listOf(entry).interpretPage(body, askPage(more));
}

/** "42708 cancellable, 42709 tooLate; last: true". */
export function shown(page: ListPage | null): string {
	if (page === null) return 'not understood';
	const states = page.states.map(({ id, phase }) => `${id} ${phase}`);
	return `${states.join(', ')}; last: ${page.isLast}`;
}
