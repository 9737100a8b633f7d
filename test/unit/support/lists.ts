import type { CallEnd } from '../../../nodes/orders/client/reply';
import type { ClientParts } from '../../../nodes/orders/client/vendorClient';
import { fetchList } from '../../../nodes/orders/read/fetchList';
import type { ListFilters, OrderList, RequestPlan } from '../../../nodes/orders/vendor/vendor';
import { answered, clientFor } from './client';
import { FakeClock } from './fakeClock';
import { THANKS_IO, type Case } from './subjects';

const HOUR_MS = 3_600_000;

/** What one page of a list is asked for. */
export interface Asked {
	page: number;
	size: number;
	/** For a service that counts entries and not pages. */
	skip?: number;
}

/** The page and its size, in any of the three services' words. */
function askedIn({ qs = {} }: RequestPlan): Asked {
	const page = Number(qs.page ?? qs['page[number]']);
	const size = Number(qs.items_per_page ?? qs['page[size]'] ?? qs.limit);
	return { page, size, ...(qs.skip === undefined ? {} : { skip: Number(qs.skip) }) };
}

export interface Wish {
	entry?: Case;
	filters?: ListFilters;
	most?: number;
	list?: OrderList;
	client?: Partial<ClientParts>;
}

export interface Result {
	reading: Awaited<ReturnType<typeof fetchList>>;
	ids: string;
	asked: Asked[];
}

/** Reads a list in virtual time; the answer to each page comes from a function. */
export async function readPages(
	answer: (asked: Asked) => CallEnd,
	wish: Wish = {},
): Promise<Result> {
	const { entry = THANKS_IO, filters = {}, most = Infinity, list = entry.subject.list } = wish;
	if (list === undefined) throw new Error('This service has no list.');
	const clock = new FakeClock();
	const asked: Asked[] = [];
	const transmit = (plan: RequestPlan) => {
		asked.push(askedIn(plan));
		if (asked.length > 1_000) throw new Error('The list is read without end.');
		return answer(askedIn(plan));
	};
	const deadline = clock.now() + HOUR_MS;
	const client = clientFor(clock, transmit, { deadline, ...wish.client });
	const ask = { list, filters, settings: {}, most };
	const reading = await clock.finish(fetchList(client, ask), HOUR_MS);
	const states = Array.isArray(reading) ? reading : [];
	return { reading, ids: states.map(({ id }) => id).join(' '), asked };
}

function orders(...ids: number[]) {
	return ids.map((id) => ({ id, status: 'Reviewing' }));
}

export function thanksIoPage(ids: number[], meta: object = {}, links: object = {}): CallEnd {
	return answered(200, { data: orders(...ids), links, meta });
}

/** So many orders, cut into pages as thanks.io does. */
export function pagesOf(count: number) {
	return ({ page, size }: Asked): CallEnd => {
		const all = Array.from({ length: count }, (_, n) => n + 1);
		const last = Math.max(1, Math.ceil(count / size));
		return thanksIoPage(all.slice((page - 1) * size, page * size), {
			current_page: page,
			last_page: last,
		});
	};
}
