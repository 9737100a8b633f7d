import type { ListAsk, ListPage, OrderList } from '../../../nodes/orders/contract/orderList';
import type { Case } from './subjects';

/** The list of a service that has one. */
export function listOf({ subject }: Case): OrderList {
	if (subject.list === undefined) throw new Error('There is no list.');
	return subject.list;
}

/** The second page, of two orders. */
export function askPage(more: Partial<ListAsk> = {}): ListAsk {
	return { page: 2, size: 2, filters: {}, settings: {}, ...more };
}

export function readPage(entry: Case, body: unknown, more: Partial<ListAsk> = {}): ListPage | null {
	return listOf(entry).readPage(body, askPage(more));
}

/** "42708 cancellable, 42709 tooLate; last: true". */
export function shown(page: ListPage | null): string {
	if (page === null) return 'not understood';
	const states = page.states.map(({ orderId, phase }) => `${orderId} ${phase}`);
	return `${states.join(', ')}; last: ${page.isLast}`;
}
