import type { Verdict } from '../contract/outcome';
import type { OrderState } from '../contract/orderState';
import type { VendorSettings } from '../contract/vendor';
import type { CheckedId } from '../form/checkId';
import { unproven, type Unread } from '../judge/decision';
import type { Desk } from '../order/desk';
import { readList, type ListWish } from '../order/readList';
import { readOrder } from '../order/readOrder';
import { readVerdict } from '../order/readVerdict';
import { MAX_IN_FLIGHT } from '../pace/inFlightLimit';
import { inParallel } from './inParallel';

/** What was read for one item, or why nothing could be. */
export type Fetched = { ok: true; states: OrderState[] } | { ok: false; verdict: Verdict };

async function fetchOne(desk: Desk, id: string, settings: VendorSettings): Promise<Fetched> {
	const ask = { id, expectedOrderId: id, settings };
	const reading = await readOrder(desk, ask, false);
	if (reading.found === 'order') return { ok: true, states: [reading.state] };
	const unread: Unread =
		reading.found === 'otherOrder'
			? {
					found: 'unreadable',
					httpStatus: reading.httpStatus,
					detail: 'the answer was about another one',
				}
			: reading;
	return { ok: false, verdict: await readVerdict(desk, unread) };
}

/**
 * Reads orders by their ids, each once.
 *
 * @returns one end per id, in their order
 */
export async function readOrders(
	ids: readonly CheckedId[],
	desk: Desk,
	settings: VendorSettings,
): Promise<Fetched[]> {
	const fetched = new Map<string, Fetched>();
	const wanted = new Set(ids.flatMap((id) => (id.ok ? [id.id] : [])));
	await inParallel(wanted, MAX_IN_FLIGHT, async (id) => {
		fetched.set(id, await fetchOne(desk, id, settings));
	});
	return ids.map((id) => {
		const end = id.ok ? fetched.get(id.id) : undefined;
		const why = id.ok ? 'it was not read' : id.why;
		return end ?? { ok: false, verdict: unproven('invalidOrderId', null, { detail: why }) };
	});
}

/** Reads one list. */
export async function readOneList(desk: Desk, wish: ListWish): Promise<Fetched> {
	const { list } = desk.subject;
	if (list === undefined) {
		const detail = `${desk.vendor.service} has no such list`;
		return { ok: false, verdict: unproven('notAttempted', null, { detail }) };
	}
	const reading = await readList(desk, list, wish);
	if (reading.found === 'orders') return { ok: true, states: reading.states };
	return { ok: false, verdict: await readVerdict(desk, reading) };
}
