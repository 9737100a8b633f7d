import type { Surface } from '../package/surface';
import type { OperationSurface } from './vendorSamples';

/*
 * What the forms of all nodes have in common in version 1. Saved workflows hold these names and values, and leave out
 * what is at its default.
 */

export const TEXT = { type: 'string', default: '' };
export const DATE = { type: 'dateTime', default: '' };
const ID = { type: 'resourceLocator', default: { mode: 'list', value: '' } };

export function choice(byDefault: string, values: string[]): Surface[string] {
	return { type: 'options', default: byDefault, values };
}

const READ_OPTIONS: Surface = {
	giveUpAfter: { type: 'number', default: 15 },
	requestTimeout: { type: 'number', default: 30000 },
	requestsPerMinute: { type: 'number', default: 0 },
};

const CANCEL_OPTIONS: Surface = {
	...READ_OPTIONS,
	dryRun: { type: 'boolean', default: false },
	maxAttempts: { type: 'number', default: 5 },
	maxOrders: { type: 'number', default: 0 },
	whenRefused: choice('fail', ['fail', 'report']),
};

function onlyIfStatus(values: string[]): Surface {
	return { onlyIfStatus: { type: 'multiOptions', default: [], values } };
}

export const ONLY_IF_YOUNGER: Surface = { onlyIfYoungerThan: { type: 'number', default: 60 } };

function form(options: Surface, more: Surface = {}): Surface {
	return {
		...more,
		simplify: { type: 'boolean', default: true },
		options: { type: 'collection', default: {}, fields: options },
	};
}

/** What is particular about an operation on one thing. */
interface SingleSurface {
	resource: string;
	operation: string;
	idParameter: string;
	/** Beside the options that all have. */
	options?: Surface;
}

/** An operation that stops something, with the statuses that Only If Status offers. */
export function cancelForm(
	statuses: string[],
	{ options = {}, idParameter, ...names }: SingleSurface,
): OperationSurface {
	const all = { ...CANCEL_OPTIONS, ...onlyIfStatus(statuses), ...options };
	return { ...names, idParameter, form: form(all, { [idParameter]: ID }) };
}

/** An operation that reads one thing. */
export function readForm({ options = {}, idParameter, ...names }: SingleSurface): OperationSurface {
	const all = { ...READ_OPTIONS, ...options };
	return { ...names, idParameter, form: form(all, { [idParameter]: ID }) };
}

/** Get Many. */
export function listForm(filters: Surface, options: Surface = {}): OperationSurface {
	return {
		resource: 'order',
		operation: 'getAll',
		idParameter: null,
		form: form(
			{ ...READ_OPTIONS, ...options },
			{
				returnAll: { type: 'boolean', default: false },
				limit: { type: 'number', default: 50 },
				filters: { type: 'collection', default: {}, fields: filters },
			},
		),
	};
}

/** Fictional recipient in the bodies on the wire; none of it may ever show up in a simplified result or a message. */
export const RECIPIENT = {
	name: 'Renate Beispielfrau',
	email: 'renate@example.com',
	phone: '+15555550123',
	street: '3431 Reeves Street',
};
