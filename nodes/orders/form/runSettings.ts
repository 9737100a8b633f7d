import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { RequestLimit, Vendor, VendorSettings } from '../contract/vendor';
import { commonOptions } from './commonOptions';
import { numberOption, OptionUnreadable } from './optionValues';

const MINUTE_MS = 60_000;

/** What holds for the whole run, read from the first item. */
export interface RunSettings {
	giveUpAfterMs: number;
	maxAttempts: number;
	/** 0: no limit. */
	maxOrders: number;
	requestTimeoutMs: number;
	limit: RequestLimit | null;
	vendor: VendorSettings;
}

function vendorSettings(
	vendor: Vendor,
	options: IDataObject,
	credential: IDataObject,
): VendorSettings {
	const usable = (value: unknown) =>
		typeof value === 'boolean' ? value : typeof value === 'string' ? value.trim() : undefined;
	return Object.fromEntries(
		[...vendor.optionFields, ...vendor.cancelOptionFields].map(({ name }) => {
			const chosen = usable(options[name]);
			return [name, chosen === undefined || chosen === '' ? usable(credential[name]) : chosen];
		}),
	);
}

/** By the vendor's own window: 3,000 a minute are 50 in any second, where that is how the vendor counts. */
function limitFor({ limit }: Vendor, requestsPerMinute: number): RequestLimit | null {
	if (requestsPerMinute <= 0) return limit;
	const windowMs = limit?.windowMs ?? MINUTE_MS;
	const requests = Math.floor((requestsPerMinute * windowMs) / MINUTE_MS);
	return requests >= 1
		? { requests, windowMs }
		: { requests: requestsPerMinute, windowMs: MINUTE_MS };
}

/**
 * Reads the options that hold for the run.
 *
 * @param options of the first item
 * @param fields the number options that the operation has
 * @param credential decrypted; its fields of the same name stand in for vendor options that are not set
 * @returns the settings, or what is wrong with one of them
 */
export function readRunSettings(
	options: IDataObject,
	fields: readonly INodeProperties[],
	vendor: Vendor,
	credential: IDataObject,
): RunSettings | OptionUnreadable {
	const numbers: Record<string, number> = {};
	for (const field of commonOptions.filter(({ type }) => type === 'number')) {
		const value = numberOption(fields.includes(field) ? options : {}, field);
		if (value instanceof OptionUnreadable) return value;
		numbers[field.name] = value;
	}
	const { giveUpAfter = 0, maxAttempts = 0, maxOrders = 0, requestTimeout = 0 } = numbers;
	const { requestsPerMinute = 0 } = numbers;
	return {
		giveUpAfterMs: giveUpAfter * MINUTE_MS,
		maxAttempts,
		maxOrders,
		requestTimeoutMs: requestTimeout,
		limit: limitFor(vendor, requestsPerMinute),
		vendor: vendorSettings(vendor, options, credential),
	};
}
