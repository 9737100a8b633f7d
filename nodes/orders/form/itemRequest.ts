import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { Problem } from '../problem';
import { flawOf, givenId, NotAnId, shownAsId } from '../vendor/id';
import type { Operation, Subject, Vendor, VendorSettings } from '../vendor/vendor';
import { showId } from '../wording/text';
import { NO_GUARDS, parseGuards, type Guards } from './guards';
import { booleanOption, optionsOf, idOption, vendorOptions } from './optionValues';
import { DRY_RUN } from './runOptions';

/** A text longer than this is no list of IDs but a page or a file. */
const LONGEST_LIST = 10_000;

/** What one input item asks for. */
export interface ItemRequest {
	/** Position of the input item. */
	item: number;
	/** The id, checked and canonical; what was given in its place if it is none and can be shown; '' for a list. */
	id: string;
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
	const { idLabel, idRule } = subject;
	const correct = `Correct '${idLabel}' of this item`;
	if (text === '') return new NotAnId('is blank', correct);
	if (idRule.pattern.test(text)) return null;
	const shown = shownAsId(text);
	const quoted = `"${showId(shown)}"`;
	if (holdsSeveral(text, subject)) {
		const step = 'Turn it into one item per ID, for example with the Split Out node';
		return new NotAnId(`${quoted} looks like several IDs in one`, step, shown);
	}
	const flaw = flawOf(text);
	if (flaw !== null) return new NotAnId(`${quoted} ${flaw.is}`, flaw.nextStep, shown);
	return new NotAnId(
		`${quoted} is not a ${service} ID (expected ${idRule.expected})`,
		correct,
		shown,
	);
}

function parseId(
	context: IExecuteFunctions,
	vendor: Vendor,
	subject: Subject,
	item: number,
): Pick<ItemRequest, 'id' | 'problem'> {
	const { idParameter, idLabel, idRule } = subject;
	const refused = ({ is, nextStep, shown }: NotAnId) => ({
		id: shown,
		problem: new Problem(`'${idLabel}' ${is}`, nextStep, 'invalidOrderId'),
	});
	try {
		const text = givenId(
			context.getNodeParameter(idParameter, item, undefined, { extractValue: true }),
		);
		if (text instanceof NotAnId) return refused(text);
		const flaw = checkId(text, subject, vendor);
		return flaw === null ? { id: idRule.canonical?.(text) ?? text, problem: null } : refused(flaw);
	} catch {
		return refused(new NotAnId('could not be read', `Correct '${idLabel}' of this item`));
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
	const { id, problem } = parseId(context, vendor, operation.subject, item);
	const options = optionsOf(context, item);
	if (options instanceof Problem) return { item, id, settings: {}, problem: problem ?? options };
	const settings = vendorOptions(options, operation, vendor.optionFields);
	return settings instanceof Problem
		? { item, id, settings: {}, problem: problem ?? settings }
		: { item, id, settings, problem };
}

/** What is known is kept even if one option is broken: it decides how the item is reported. */
function parseOptions(
	options: IDataObject,
	operation: Operation,
	{ optionFields, cancelOptionFields }: Vendor,
): Omit<CancelRequest, 'item' | 'id'> {
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
	const { id, problem } = parseId(context, vendor, operation.subject, item);
	const options = optionsOf(context, item);
	const isBroken = options instanceof Problem;
	const parsed = parseOptions(isBroken ? {} : options, operation, vendor);
	const ownProblem = isBroken ? options : parsed.problem;
	return { item, id, ...parsed, problem: problem ?? ownProblem };
}
