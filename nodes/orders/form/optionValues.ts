import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Obstacle } from '../credential/credentialObstacle';

/**
 * Reads the `options` collection. A value that is neither clearly yes nor clearly no (an expression that found
 * nothing) must not be taken for "no": behind `dryRun` stands a cancellation that cannot be undone.
 */
export class OptionUnreadable {
	constructor(
		private readonly reason: string,
		private readonly nextStep: string,
	) {}

	/** In words for people. */
	get obstacle(): Obstacle {
		return { reason: this.reason, nextStep: this.nextStep };
	}
}

/** @returns the switch, its default if it is not set, or why it cannot be read */
export function booleanOption(
	options: IDataObject,
	name: string,
	label: string,
	fallback: boolean,
): boolean | OptionUnreadable {
	if (!(name in options)) return fallback;
	const value = options[name];
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	return new OptionUnreadable(
		`the option '${label}' is neither true nor false for this item`,
		`Let '${label}' give true or false for every item`,
	);
}

/**
 * Reads a number option. Default and range come from its field in the form.
 *
 * @returns the number, its default if it is not set, or why it cannot be used
 */
export function numberOption(
	options: IDataObject,
	field: INodeProperties,
): number | OptionUnreadable {
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
	return new OptionUnreadable(
		`the option '${displayName}' must be ${kind} from ${minValue} to ${maxValue}`,
		`Correct '${displayName}' in the options of the node`,
	);
}
