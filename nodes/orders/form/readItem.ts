import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { NO_GUARDS, type Guards } from '../contract/guards';
import { isRecord } from '../contract/reading';
import type { Subject, Vendor } from '../contract/vendor';
import type { Obstacle } from '../credential/credentialObstacle';
import { booleanOption, OptionUnreadable } from './optionValues';
import { checkId, type CheckedId } from './checkId';
import { readGuards } from './readGuards';

/** What one input item asks for. */
export interface ItemRequest {
	/** Position of the input item. */
	item: number;
	id: CheckedId;
	dryRun: boolean;
	/** Whether a refusal is an ordinary output item. */
	reportRefusal: boolean;
	/** Order that must be behind the id, named by the user; null: none was named. */
	expectedOrderId: string | null;
	/** What must hold of the order before a cancellation may be sent. */
	guards: Guards;
	/** Why this item cannot be acted on, although its id may be good; null: nothing. */
	obstacle: Obstacle | null;
}

/** Reads and checks the id of an item; never throws. */
export function readId(
	context: IExecuteFunctions,
	subject: Subject,
	vendor: Vendor,
	item: number,
): CheckedId {
	try {
		const value = context.getNodeParameter(subject.idParameter, item, undefined, {
			extractValue: true,
		});
		return checkId(value, subject, vendor);
	} catch {
		return { ok: false, given: '', why: `'${subject.idLabel}' could not be read` };
	}
}

const NO_OPTIONS = new OptionUnreadable(
	'the options of this item could not be read',
	'Correct the expressions in the options of the node',
);

/** Reads the options of an item; never throws. An expression in their place that found nothing is not "no options". */
export function readOptions(
	context: IExecuteFunctions,
	item: number,
): IDataObject | OptionUnreadable {
	try {
		const options: unknown = context.getNodeParameter('options', item, {});
		return isRecord(options) ? options : NO_OPTIONS;
	} catch {
		return NO_OPTIONS;
	}
}

/** A guard that was asked for but is blank guards nothing, so the order is left alone. */
function readExpectedOrder(
	options: IDataObject,
	subject: Subject,
): string | null | OptionUnreadable {
	const name = subject.expectedOrderIdOption;
	if (name === undefined || !(name in options)) return null;
	const value = options[name];
	if (typeof value === 'string' && value.trim() !== '') return value.trim();
	return new OptionUnreadable(
		"the option 'Expected Order ID' is blank for this item",
		"Fill 'Expected Order ID' for every item, or remove the option",
	);
}

/**
 * Reads one item. Never throws: an expression that breaks for one item must not cost the others their results.
 */
export function readItem(
	context: IExecuteFunctions,
	vendor: Vendor,
	subject: Subject,
	item: number,
): ItemRequest {
	const request: ItemRequest = {
		item,
		id: readId(context, subject, vendor, item),
		dryRun: false,
		reportRefusal: false,
		expectedOrderId: null,
		guards: NO_GUARDS,
		obstacle: null,
	};
	const options = readOptions(context, item);
	if (options instanceof OptionUnreadable) return { ...request, obstacle: options.obstacle };
	const dryRun = booleanOption(options, 'dryRun', 'Dry Run', false);
	const expectedOrderId = readExpectedOrder(options, subject);
	const guards = readGuards(options, subject);
	const reportRefusal = options.whenRefused === 'report';
	const known = { ...request, reportRefusal, dryRun: dryRun === true };
	const leaveAlone = ({ obstacle }: OptionUnreadable) => ({ ...known, obstacle });
	if (dryRun instanceof OptionUnreadable) return leaveAlone(dryRun);
	if (expectedOrderId instanceof OptionUnreadable) return leaveAlone(expectedOrderId);
	if (guards instanceof OptionUnreadable) return leaveAlone(guards);
	return { ...known, expectedOrderId, guards };
}
