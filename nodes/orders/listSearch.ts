import { DateTime } from 'luxon';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { Accounts } from './client/accounts';
import { isShownFor } from './form/optionValues';
import { SEARCH_METHOD } from './form/properties';
import { cancelOptions, parseRunSettings } from './form/runOptions';
import { trimInvisible } from './invisible';
import { Problem } from './problem';
import { fetchPage } from './read/fetchList';
import { judgeUnread } from './read/fetchOrder';
import { readFailure } from './result/readResult';
import { throwComplaint } from './result/summary';
import { withoutSecrets } from './result/verdict';
import { idOf } from './vendor/id';
import type { OrderState } from './vendor/order';
import { wordOf } from './vendor/parse';
import type {
	ListFilters,
	Operation,
	OrderList,
	Subject,
	Vendor,
	VendorSettings,
} from './vendor/vendor';
import { Redactor } from './wording/redact';
import { shortText } from './wording/text';

/** Entries that a person looks through at a time. */
const PAGE_SIZE = 50;
const LONGEST_LABEL = 140;

/** In place of an ID: the order is there, but cannot be named. */
const NO_ID = 'No exact ID';

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

function operationOf(
	context: ILoadOptionsFunctions,
	{ operations }: Vendor,
): Operation | undefined {
	const resource = context.getCurrentNodeParameter('resource');
	const name = context.getCurrentNodeParameter('operation');
	return operations.find((each) => each.resource === resource && each.operation === name);
}

/** The vendor's options as they stand in the editor; what is blank there will be filled in later. */
function settingsOf(
	options: IDataObject,
	{ optionFields }: Vendor,
	operation: Operation,
): VendorSettings {
	const settings: Record<string, string> = {};
	for (const field of optionFields.filter((each) => isShownFor(operation, each))) {
		const { name } = field;
		const value = idOf(options[name]);
		if (value !== null) settings[name] = value;
	}
	return settings;
}

/** As the filters call it; null if they do not know it. */
function statusName({ list, statuses }: Subject, status: string | null): string | null {
	const choices = list?.statuses ?? statuses;
	return choices.find(({ value }) => wordOf(String(value)) === wordOf(status))?.name ?? null;
}

/**
 * "42708 - Reviewing - 2026-11-21 16:05 UTC - Postcard-4x6": nothing about the recipient. The editor cuts what is longer
 * than the field, so what can grow comes last.
 */
function toEntry(subject: Subject, state: OrderState, redactor: Redactor): INodeListSearchItems {
	const { id, status, phase, order } = state;
	const { createdAt } = subject.details(order);
	const time =
		createdAt === null
			? null
			: DateTime.fromISO(createdAt, { zone: 'utc' }).toFormat("yyyy-MM-dd HH:mm 'UTC'");
	const word =
		statusName(subject, status) ??
		redactor
			.keep(id)
			.learnFrom(order)
			.status(status, phase !== 'unclear');
	const parts = [id ?? NO_ID, word, time, subject.describe(order)];
	const label = parts.filter((part) => part !== null && part !== '').join(' - ');
	const name = shortText(label, LONGEST_LABEL);
	// What is no ID is refused when it runs; a blank would only be called blank.
	return { name, value: id ?? name };
}

function newestFirst(subject: Subject, states: readonly OrderState[]): OrderState[] {
	const timeOf = ({ order }: OrderState) => subject.details(order).createdAt ?? '';
	return [...states].sort((a, b) => timeOf(b).localeCompare(timeOf(a)));
}

/** Where a list goes on. The editor keeps it as text between two pages, the only memory that there is. */
interface Place {
	page: number;
	skip: number;
	/** What the orders that were shown are known by. */
	seen: string[];
}

function placeOf(token: string | undefined): Place {
	return token === undefined ? { page: 1, skip: 0, seen: [] } : (JSON.parse(token) as Place);
}

function filtersFor({ searchFilter }: OrderList, text: string): ListFilters {
	return text === '' || searchFilter === undefined ? {} : { [searchFilter]: text };
}

/** @throws NodeOperationError saying what to do */
function refuse(context: ILoadOptionsFunctions, message: string, description: string): never {
	return throwComplaint(context, { message: `${message}. ${description}.`, description });
}

async function search(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	text: string,
	token: string | undefined,
): Promise<INodeListSearchResult> {
	const operation = operationOf(context, vendor);
	if (operation?.subject.list === undefined) return { results: [] };
	const { subject } = operation;
	const { list, noun, holder = noun } = operation.subject;
	const options = currentOptions(context);
	const runSettings = parseRunSettings(options, cancelOptions, vendor);
	const account =
		runSettings instanceof Problem
			? runSettings
			: await new Accounts(context, vendor, runSettings).open(
					undefined,
					settingsOf(options, vendor, operation),
				);
	if (account instanceof Problem) {
		const { reason, nextStep } = account;
		return refuse(context, `The list of ${holder}s cannot be read: ${reason}`, nextStep);
	}
	const { page, skip, seen } = placeOf(token);
	const known = new Set(seen);
	const ask = { list, filters: filtersFor(list, text), settings: account.settings };
	const size = Math.min(PAGE_SIZE, list.pageSize);
	const reading = await fetchPage(account.client, ask, { page, skip, size }, known);
	const redactor = () =>
		new Redactor(vendor, subject, (words) => account.client.hideSecrets(words));
	if ('found' in reading) {
		const verdict = withoutSecrets(judgeUnread(reading), redactor());
		const { message, nextStep } = readFailure(verdict, { vendor, subject, id: null }, 'list');
		return refuse(context, message, nextStep);
	}
	const results = newestFirst(subject, reading.states).map((state) =>
		toEntry(subject, state, redactor()),
	);
	const next: Place = { page: page + 1, skip: skip + reading.received, seen: [...known] };
	return { results, ...(reading.isLast ? {} : { paginationToken: JSON.stringify(next) }) };
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
			return await search(this, vendor, trimInvisible(filter ?? ''), paginationToken);
		},
	};
}
