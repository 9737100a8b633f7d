import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Verdict } from './contract/outcome';
import type { Operation, Subject, Vendor, VendorSettings } from './contract/vendor';
import { readOptions as readOptionFields } from './form/commonOptions';
import { OptionUnreadable } from './form/optionValues';
import { readListRequest } from './form/readFilters';
import { readId, readOptions } from './form/readItem';
import { unproven } from './judge/decision';
import type { Desk } from './order/desk';
import { factsOf } from './result/orderFacts';
import { readFailure } from './result/readFailure';
import { throwComplaint } from './result/throwComplaint';
import { readComplaint, toReadItems, type ReadItem } from './result/toReadItems';
import { openDesk } from './run/openDesk';
import { prepareRun } from './run/prepareRun';
import { readOneList, readOrders, type Fetched } from './run/readOrders';

interface Read {
	context: IExecuteFunctions;
	vendor: Vendor;
	subject: Subject;
	items: readonly number[];
}

interface Fetch extends Read {
	desk: Desk;
	settings: VendorSettings;
}

/** What one item asked for, for the message: the id, or null for a list. */
type Named = (item: number) => string | null;

function notAttempted({ obstacle }: Pick<OptionUnreadable, 'obstacle'>): Fetched {
	const verdict = unproven('notAttempted', null, { detail: obstacle.reason });
	return { ok: false, verdict: { ...verdict, nextStep: obstacle.nextStep } };
}

async function fetchOrders({
	context,
	vendor,
	subject,
	items,
	desk,
	settings,
}: Fetch): Promise<Fetched[]> {
	const ids = items.map((item) => readId(context, subject, vendor, item));
	return await readOrders(ids, desk, settings);
}

async function fetchLists({ context, subject, items, desk, settings }: Fetch): Promise<Fetched[]> {
	const fetched: Fetched[] = [];
	for (const item of items) {
		const wish = readListRequest(context, subject, item);
		fetched.push(
			wish instanceof OptionUnreadable
				? notAttempted(wish)
				: await readOneList(desk, { ...wish, settings }),
		);
	}
	return fetched;
}

async function fetchAll(read: Read, isList: boolean): Promise<Fetched[]> {
	const { context, vendor, subject, items } = read;
	const options = readOptions(context, 0);
	const preparation = await prepareRun(context, vendor, options, readOptionFields);
	if (!preparation.ready) return items.map(() => notAttempted(preparation));
	const { desk, close } = openDesk(context, vendor, subject, preparation);
	const fetch = { ...read, desk, settings: preparation.settings.vendor };
	const fetched = await (isList ? fetchLists(fetch) : fetchOrders(fetch));
	close();
	return fetched;
}

function toReadItem(read: Read, named: Named, simplify: boolean) {
	const { vendor, subject } = read;
	const failed = (verdict: Verdict, item: number) =>
		readFailure(verdict, { vendor, subject, id: named(item) });
	return (end: Fetched, item: number): ReadItem => {
		if (!end.ok) return { item, ok: false, failure: failed(end.verdict, item) };
		const orders = end.states.map((state): IDataObject =>
			simplify ? factsOf(vendor, subject, state) : state.order,
		);
		return { item, ok: true, orders };
	};
}

/**
 * Runs Get or Get Many for all input items; neither changes anything.
 *
 * @param context of n8n
 * @param vendor whose orders
 * @param operation what is read
 * @returns one output: one item per order read, and one with `error` per input item that could not be read
 * @throws NodeOperationError with the first reason, if On Error is to stop
 */
export async function executeRead(
	context: IExecuteFunctions,
	vendor: Vendor,
	{ does, subject }: Operation,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData().map((_, item) => item);
	const simplify = context.getNodeParameter('simplify', 0, true) !== false;
	const isList = does === 'getAll';
	const read = { context, vendor, subject, items };
	const fetched = await fetchAll(read, isList);
	const named: Named = (item) => {
		if (isList) return null;
		const id = readId(context, subject, vendor, item);
		return id.ok ? id.id : id.given;
	};
	const results = fetched.map(toReadItem(read, named, simplify));
	const complaint = readComplaint(results);
	if (complaint !== null && !context.continueOnFail()) throwComplaint(context, complaint);
	return [toReadItems(results)];
}
