import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Problem } from '../problem';
import { NotAnId, plainId } from '../vendor/id';
import { isRecord } from '../vendor/parse';
import type { Operation, VendorSettings } from '../vendor/vendor';

/*
 * Values of the `options` collection. One that is not clearly what it should be (an expression that found nothing) must
 * not be taken for "not set": behind `dryRun` stands a cancellation that cannot be undone.
 */

const NO_OPTIONS = new Problem(
	'the options of this item could not be read',
	'Correct the expressions in the options of the node',
);

/** The options of an item; never throws. An expression in their place that found nothing is not "no options". */
export function optionsOf(context: IExecuteFunctions, item: number): IDataObject | Problem {
	try {
		const options: unknown = context.getNodeParameter('options', item, {});
		return isRecord(options) ? options : NO_OPTIONS;
	} catch {
		return NO_OPTIONS;
	}
}

function blank({ displayName }: INodeProperties): Problem {
	return new Problem(
		`the option '${displayName}' is blank for this item`,
		`Fill '${displayName}' for every item, or remove the option`,
	);
}

/** @returns the switch, its default if it is not set, or why it cannot be used */
export function booleanOption(options: IDataObject, field: INodeProperties): boolean | Problem {
	const { name, displayName } = field;
	const value = name in options ? options[name] : field.default;
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	return new Problem(
		`the option '${displayName}' is neither true nor false for this item`,
		`Let '${displayName}' give true or false for every item`,
	);
}

/**
 * A number option. Default and range come from its field in the form.
 *
 * @returns the number, its default if it is not set, or why it cannot be used
 */
export function numberOption(options: IDataObject, field: INodeProperties): number | Problem {
	const { name, displayName, typeOptions } = field;
	const value = name in options ? options[name] : field.default;
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision = 0 } = typeOptions ?? {};
	const isUsable =
		typeof number === 'number' &&
		number >= minValue &&
		number <= maxValue &&
		(numberPrecision > 0 || Number.isInteger(number));
	if (isUsable) return number;
	const kind = numberPrecision > 0 ? 'a number' : 'a whole number';
	return new Problem(
		`the option '${displayName}' must be ${kind} from ${minValue} to ${maxValue}`,
		`Correct '${displayName}' in the options of the node`,
	);
}

/** @returns the ID as text, null if the option is not set, or why it cannot be used */
export function idOption(options: IDataObject, field: INodeProperties): string | null | Problem {
	if (!(field.name in options)) return null;
	const id = plainId(options[field.name]);
	if (id === '') return blank(field);
	if (!(id instanceof NotAnId)) return id;
	return new Problem(`the option '${field.displayName}' ${id.is} for this item`, id.nextStep);
}

/** @returns one of the values that the form offers, null if the option is not set, or why it cannot be used */
function choiceOption(options: IDataObject, field: INodeProperties): string | null | Problem {
	if (!(field.name in options)) return null;
	const choices = (field.options ?? []).flatMap((choice) =>
		'value' in choice ? [choice.value] : [],
	);
	const value = options[field.name];
	if (typeof value === 'string' && choices.includes(value)) return value;
	const offered = choices.filter((choice) => choice !== '').join(', ');
	return new Problem(
		`the option '${field.displayName}' must be one of ${offered}`,
		`Correct '${field.displayName}' in the options of the node`,
	);
}

/** Whether the form shows an option for an operation; n8n keeps the values of options that it no longer shows. */
export function isShownFor(
	{ resource, operation }: Operation,
	{ displayOptions }: INodeProperties,
): boolean {
	const { '/resource': resources = [resource], '/operation': operations = [operation] } =
		displayOptions?.show ?? {};
	return resources.includes(resource) && operations.includes(operation);
}

function vendorOption(options: IDataObject, field: INodeProperties) {
	if (field.type === 'boolean') return booleanOption(options, field);
	return field.type === 'options' ? choiceOption(options, field) : idOption(options, field);
}

/**
 * The vendor's own options of one item.
 *
 * @param fields of the vendor
 * @returns the values of those that are set, or what is wrong with one of them
 */
export function vendorOptions(
	options: IDataObject,
	operation: Operation,
	fields: readonly INodeProperties[],
): VendorSettings | Problem {
	const settings: Record<string, string | boolean> = {};
	for (const field of fields.filter((each) => isShownFor(operation, each))) {
		const value = vendorOption(options, field);
		if (value instanceof Problem) return value;
		if (value !== null) settings[field.name] = value;
	}
	return settings;
}
