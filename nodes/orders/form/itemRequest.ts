import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { Problem } from '../problem';
import { flawOf, givenId, NotAnId, shownAsId } from '../vendor/id';
import { isRecord } from '../vendor/parse';
import type { Operation, Subject, Vendor, VendorSettings } from '../vendor/vendor';
import { showId } from '../wording/text';
import { NO_GUARDS, parseGuards, type Guards } from './guards';
import { booleanOption, optionsOf, idOption, vendorOptions } from './optionValues';
import { BY_REFERENCE } from './properties';
import { DRY_RUN } from './runOptions';

/** A text longer than this is no list of IDs but a page or a file. */
const LONGEST_LIST = 10_000;

/** What one input item asks for. */
export interface ItemRequest {
	/** Position of the input item. */
	item: number;
	/**
	 * The id, checked and canonical; what was given in its place if it is none and can be shown; '' for a list, and for an
	 * order that is given by reference, until it has been found.
	 */
	id: string;
	/** What its customer calls the order; left out: it is given by its id. */
	reference?: string;
	/** The vendor's options that are set for this item. */
	settings: VendorSettings;
	/** What keeps this item from being acted upon; null: nothing. */
	problem: Problem | null;
}

/** An order to be cancelled. */
export interface CancelRequest extends ItemRequest {
	dryRun: boolean;
	/** Whether a refusal is an ordinary output item. */
	reportRefusal: boolean;
	/** Order that must be behind the id, named by the user; null: none was named. */
	expectedOrderId: string | null;
	/** What must hold of the order before a cancellation may be sent. */
	guards: Guards;
}

/** Several IDs in one text, as a spreadsheet cell or an older export holds them. */
function holdsSeveral(text: string, { idRule }: Subject): boolean {
	if (text.length > LONGEST_LIST) return false;
	const parts = text.split(/[ \t\r\n,;|]/).filter((part) => part !== '');
	return parts.length > 1 && parts.every((part) => idRule.pattern.test(part));
}

/** Checks an id before anything is sent: a blank one would call `/orders//cancel`, a `../` another path. */
function checkId(text: string, subject: Subject, { service }: Vendor): NotAnId | null {
	const { idRule } = subject;
	if (idRule.pattern.test(text)) return null;
	if (holdsSeveral(text, subject)) {
		const shown = shownAsId(text);
		const step = 'Turn it into one item per ID, for example with the Split Out node';
		return new NotAnId(`"${showId(shown)}" looks like several IDs in one`, step, shown);
	}
	return noneOf(text, `is not a ${service} ID (expected ${idRule.expected})`, subject);
}

/** Checks a reference before anything is asked: some cannot be asked for without meaning something else. */
function checkReference(text: string, subject: Subject, { service }: Vendor): NotAnId | null {
	const { rule } = subject.list?.references ?? {};
	if (rule?.pattern.test(text) === true && flawOf(text) === null) return null;
	const expected = rule?.expected ?? 'an ID';
	const is = `is not a reference by which ${service} finds orders (expected ${expected})`;
	return noneOf(text, is, subject);
}

/** What was given and is no id, or no reference: what is seen to be wrong with it, or else that it is none. */
function noneOf(text: string, is: string, { idLabel }: Subject): NotAnId {
	const shown = shownAsId(text);
	const quoted = `"${showId(shown)}"`;
	const flaw = flawOf(text);
	if (flaw !== null) return new NotAnId(`${quoted} ${flaw.is}`, flaw.nextStep, shown);
	return new NotAnId(`${quoted} ${is}`, `Correct '${idLabel}' of this item`, shown);
}

function parseId(
	context: IExecuteFunctions,
	vendor: Vendor,
	subject: Subject,
	item: number,
): Pick<ItemRequest, 'id' | 'reference' | 'problem'> {
	const { idParameter, idLabel, idRule } = subject;
	const correct = `Correct '${idLabel}' of this item`;
	const refused = ({ is, nextStep, shown }: NotAnId) => ({
		id: shown,
		problem: new Problem(`'${idLabel}' ${is}`, nextStep, 'invalidOrderId'),
	});
	try {
		const given: unknown = context.getNodeParameter(idParameter, item, undefined);
		const isReference = isRecord(given) && given.__rl === true && given.mode === BY_REFERENCE;
		const text = givenId(given);
		if (text instanceof NotAnId) return refused(text);
		if (text === '') return refused(new NotAnId('is blank', correct));
		const flaw = (isReference ? checkReference : checkId)(text, subject, vendor);
		if (flaw !== null) return refused(flaw);
		if (isReference) return { id: '', reference: text, problem: null };
		return { id: idRule.canonical?.(text) ?? text, problem: null };
	} catch {
		return refused(new NotAnId('could not be read', correct));
	}
}

/**
 * Parses one item of an operation that reads a single order. Never throws: an expression that breaks for one item must
 * not cost the others their results.
 */
export function parseItem(
	context: IExecuteFunctions,
	vendor: Vendor,
	operation: Operation,
	item: number,
): ItemRequest {
	const { problem, ...asked } = parseId(context, vendor, operation.subject, item);
	const options = optionsOf(context, item);
	const settings =
		options instanceof Problem ? options : vendorOptions(options, operation, vendor.optionFields);
	return settings instanceof Problem
		? { item, ...asked, settings: {}, problem: problem ?? settings }
		: { item, ...asked, settings, problem };
}

/** What is known is kept even if one option is broken: it decides how the item is reported. */
function parseOptions(
	options: IDataObject,
	operation: Operation,
	{ optionFields, cancelOptionFields }: Vendor,
): Omit<CancelRequest, 'item' | 'id' | 'reference'> {
	const { subject } = operation;
	const { expectedOrderOption } = subject;
	const dryRun = booleanOption(options, DRY_RUN);
	const expected = expectedOrderOption ? idOption(options, expectedOrderOption) : null;
	const guards = parseGuards(options, subject);
	const ownFields = cancelOptionFields.filter((field) => field !== expectedOrderOption);
	const settings = vendorOptions(options, operation, [...optionFields, ...ownFields]);
	const problems = [dryRun, expected, guards, settings].filter((value) => value instanceof Problem);
	return {
		dryRun: dryRun === true,
		reportRefusal: options.whenRefused === 'report',
		expectedOrderId: expected instanceof Problem ? null : expected,
		guards: guards instanceof Problem ? NO_GUARDS : guards,
		settings: settings instanceof Problem ? {} : settings,
		problem: problems[0] ?? null,
	};
}

/** Parses one item of a cancel operation. Never throws. */
export function parseCancelItem(
	context: IExecuteFunctions,
	vendor: Vendor,
	operation: Operation,
	item: number,
): CancelRequest {
	const { problem, ...asked } = parseId(context, vendor, operation.subject, item);
	const options = optionsOf(context, item);
	const isBroken = options instanceof Problem;
	const parsed = parseOptions(isBroken ? {} : options, operation, vendor);
	const ownProblem = isBroken ? options : parsed.problem;
	return { item, ...asked, ...parsed, problem: problem ?? ownProblem };
}
