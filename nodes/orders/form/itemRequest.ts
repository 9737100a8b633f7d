import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { Problem } from '../problem';
import type { Operation, Subject, Vendor, VendorSettings } from '../vendor/vendor';
import { showId } from '../wording/text';
import { NO_GUARDS, parseGuards, type Guards } from './guards';
import { booleanOption, optionsOf, textOption, vendorOptions } from './optionValues';
import { DRY_RUN } from './runOptions';

/** What one input item asks for. */
export interface ItemRequest {
	/** Position of the input item. */
	item: number;
	/** The id, checked and canonical; what was given in its place if it is none; '' for a list. */
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

/** Spreadsheets give numbers; anything else that is no text is no id. */
function asText(value: unknown): string {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	return typeof value === 'string' ? value.trim() : '';
}

/** Checks an id before anything is sent: a blank one would call `/orders//cancel`, a `../` another path. */
function idProblem(
	given: string,
	{ idLabel, idRule }: Subject,
	{ service }: Vendor,
): Problem | null {
	const invalid = (reason: string) =>
		new Problem(reason, `Correct '${idLabel}' of this item`, 'invalidOrderId');
	if (given === '') return invalid(`'${idLabel}' is blank`);
	if (idRule.pattern.test(given)) return null;
	return invalid(
		`'${idLabel}' "${showId(given)}" is not a ${service} ID (expected ${idRule.expected})`,
	);
}

function parseId(
	context: IExecuteFunctions,
	vendor: Vendor,
	subject: Subject,
	item: number,
): Pick<ItemRequest, 'id' | 'problem'> {
	const { idParameter, idLabel, idRule } = subject;
	try {
		const value = context.getNodeParameter(idParameter, item, undefined, { extractValue: true });
		const given = asText(value);
		const problem = idProblem(given, subject, vendor);
		return { id: problem === null ? (idRule.canonical?.(given) ?? given) : given, problem };
	} catch {
		const nextStep = `Correct '${idLabel}' of this item`;
		const problem = new Problem(`'${idLabel}' could not be read`, nextStep, 'invalidOrderId');
		return { id: '', problem };
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
	const expected = expectedOrderOption ? textOption(options, expectedOrderOption) : null;
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
