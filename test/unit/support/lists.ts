import type { ListFilters, OrderList } from '../../../nodes/orders/contract/orderList';
import type { Answered, Lost, RequestPlan } from '../../../nodes/orders/contract/reply';
import type { Desk } from '../../../nodes/orders/order/desk';
import { readList, type ListReading } from '../../../nodes/orders/order/readList';
import { answered, deskFor } from './desk';
import { FakeClock } from './fakeClock';
import { THANKS_IO, type Case } from './subjects';

const HOUR_MS = 3_600_000;

/** What one page of a list is asked for. */
export interface Asked {
	page: number;
	size: number;
}

function numberIn(value: unknown): number {
	return Number(value);
}

/** The page and its size, in any of the three services' words. */
function askedIn({ qs = {} }: RequestPlan): Asked {
	const page = numberIn(qs.page ?? qs['page[number]']);
	return { page, size: numberIn(qs.items_per_page ?? qs['page[size]'] ?? qs.limit) };
}

export interface Wish {
	entry?: Case;
	filters?: ListFilters;
	most?: number;
	list?: OrderList;
	desk?: Partial<Desk>;
}

export interface Result {
	reading: ListReading;
	ids: string;
	asked: Asked[];
}

/** Reads a list in virtual time; the answer to each page comes from a function. */
export async function readPages(
	answer: (asked: Asked) => Answered | Lost,
	wish: Wish = {},
): Promise<Result> {
	const { entry = THANKS_IO, filters = {}, most = Infinity } = wish;
	const list = wish.list ?? entry.subject.list;
	if (list === undefined) throw new Error('This service has no list.');
	const clock = new FakeClock();
	const asked: Asked[] = [];
	const send: Desk['send'] = async (plan) => {
		asked.push(askedIn(plan));
		if (asked.length > 1_000) throw new Error('The list is read without end.');
		return await Promise.resolve(answer(askedIn(plan)));
	};
	const desk = deskFor(entry, clock, send, { deadline: clock.now() + HOUR_MS, ...wish.desk });
	const reading = await clock.finish(
		readList(desk, list, { filters, settings: {}, most }),
		HOUR_MS,
	);
	const states = reading.found === 'orders' ? reading.states : [];
	return { reading, ids: states.map(({ orderId }) => orderId).join(' '), asked };
}

function orders(...ids: number[]) {
	return ids.map((id) => ({ id, status: 'Reviewing' }));
}

export function thanksIoPage(ids: number[], meta: object = {}, links: object = {}): Answered {
	return answered(200, { data: orders(...ids), links, meta });
}

/** So many orders, cut into pages as thanks.io does. */
export function pagesOf(count: number) {
	return ({ page, size }: Asked): Answered => {
		const all = Array.from({ length: count }, (_, n) => n + 1);
		const last = Math.max(1, Math.ceil(count / size));
		return thanksIoPage(all.slice((page - 1) * size, page * size), {
			current_page: page,
			last_page: last,
		});
	};
}
