import { DateTime } from 'luxon';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { OrderList } from './contract/orderList';
import type { OrderState } from './contract/orderState';
import { wordOf } from './contract/reading';
import { shortText } from './contract/shortText';
import type { Subject, Vendor, VendorSettings } from './contract/vendor';
import { commonOptions } from './form/commonOptions';
import { SEARCH_METHOD } from './form/idProperty';
import type { Desk } from './order/desk';
import { readPage, type PageReading } from './order/readList';
import { readVerdict } from './order/readVerdict';
import { readFailure } from './result/readFailure';
import { throwComplaint } from './result/throwComplaint';
import { openDesk } from './run/openDesk';
import { prepareRun } from './run/prepareRun';

/** Entries that a person looks through at a time. */
const PAGE_SIZE = 50;
const LONGEST_LABEL = 140;

/** A person waits: what takes longer than this is told instead. */
const PATIENCE: IDataObject = { giveUpAfter: 0.5, requestTimeout: 15000 };

/** Options of the node as they stand in the editor; what an expression will give is not known there. */
function currentOptions(context: ILoadOptionsFunctions): IDataObject {
	const options: unknown = context.getCurrentNodeParameter('options');
	if (typeof options !== 'object' || options === null) return PATIENCE;
	const plain = Object.entries(options as IDataObject).filter(
		([, value]) => typeof value !== 'string' || !value.startsWith('='),
	);
	return { ...Object.fromEntries(plain), ...PATIENCE };
}

function subjectOf(context: ILoadOptionsFunctions, vendor: Vendor): Subject | undefined {
	const resource = context.getCurrentNodeParameter('resource');
	const name = context.getCurrentNodeParameter('operation');
	return vendor.operations.find((known) => known.resource === resource && known.operation === name)
		?.subject;
}

/** As the filters call it; the vendor's own word if they do not know it. */
function statusName({ list, statuses }: Subject, status: string | null): string | null {
	const choices = list?.statuses ?? statuses;
	return choices.find(({ value }) => wordOf(value) === wordOf(status))?.name ?? status;
}

/**
 * "42708 - Reviewing - 2026-11-21 16:05 UTC - Postcard-4x6": nothing about the recipient. The editor cuts what is longer
 * than the field, so what can grow comes last.
 */
function toEntry(subject: Subject, { orderId, status, order }: OrderState): INodeListSearchItems {
	const { createdAt } = subject.details(order);
	const time =
		createdAt === null
			? null
			: DateTime.fromISO(createdAt, { zone: 'utc' }).toFormat("yyyy-MM-dd HH:mm 'UTC'");
	const parts = [orderId, statusName(subject, status), time, subject.describe(order)];
	const name = parts.filter((part) => part !== null && part !== '').join(' - ');
	return { name: shortText(name, LONGEST_LABEL), value: orderId ?? '' };
}

function newestFirst(subject: Subject, states: readonly OrderState[]): OrderState[] {
	const timeOf = ({ order }: OrderState) => subject.details(order).createdAt ?? '';
	return [...states].sort((a, b) => timeOf(b).localeCompare(timeOf(a)));
}

async function readRecent(
	desk: Desk,
	list: OrderList,
	settings: VendorSettings,
	page: number,
	text: string | undefined,
): Promise<PageReading> {
	const { searchFilter } = list;
	const filters = text === undefined || searchFilter === undefined ? {} : { [searchFilter]: text };
	const size = Math.min(PAGE_SIZE, list.pageSize);
	return await readPage(desk, list, { filters, settings }, { page, size });
}

/** @throws NodeOperationError saying what to do */
function refuse(context: ILoadOptionsFunctions, message: string, description: string): never {
	return throwComplaint(context, { message: `${message}. ${description}.`, description });
}

async function search(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	text: string | undefined,
	token: string | undefined,
): Promise<INodeListSearchResult> {
	const subject = subjectOf(context, vendor);
	const { list } = subject ?? {};
	if (subject === undefined || list === undefined) return { results: [] };
	const preparation = await prepareRun(context, vendor, currentOptions(context), commonOptions);
	if (!preparation.ready) {
		const { reason, nextStep } = preparation.obstacle;
		return refuse(context, `The list of ${subject.noun}s cannot be read: ${reason}`, nextStep);
	}
	const { desk } = openDesk(context, vendor, subject, preparation);
	const page = Number(token ?? 1);
	const reading = await readRecent(desk, list, preparation.settings.vendor, page, text);
	if (reading.found !== 'page') {
		const verdict = await readVerdict(desk, reading);
		const { message, nextStep } = readFailure(verdict, {
			vendor,
			subject,
			id: null,
			inEditor: true,
		});
		return refuse(context, message, nextStep);
	}
	const results = newestFirst(subject, reading.states).map((state) => toEntry(subject, state));
	return { results, ...(reading.isLast ? {} : { paginationToken: String(page + 1) }) };
}

/**
 * The recent orders that the editor offers for the field of an id; for the `methods` of a node.
 *
 * @param vendor whose orders
 */
export function listSearch(vendor: Vendor) {
	return {
		async [SEARCH_METHOD](
			this: ILoadOptionsFunctions,
			filter?: string,
			paginationToken?: string,
		): Promise<INodeListSearchResult> {
			const text = filter?.trim();
			return await search(this, vendor, text === '' ? undefined : text, paginationToken);
		},
	};
}
