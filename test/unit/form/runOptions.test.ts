import type { IDataObject } from 'n8n-workflow';

import {
	operationOf,
	parameterOf,
	settingsOf,
	type RunSettings,
} from '../../../nodes/orders/form/runOptions';
import { Problem } from '../../../nodes/orders/problem';
import { broken, contextWith } from '../support/context';
import {
	FAST_POD,
	GIFT_EXPIRY,
	operationIn,
	SNAPPY,
	THANKS_IO,
	VENDORS,
} from '../support/subjects';

const MINUTE_MS = 60_000;
const NO_LIST = { ...SNAPPY.subject, list: undefined };

/** What the options of the first item come to in a run of the operation. */
function parse(options: unknown, { vendor } = THANKS_IO, name = 'cancel') {
	const items = [{ options }, { options: { maxOrders: 999 } }];
	return settingsOf(contextWith(items), vendor, operationIn(vendor, 'order', name));
}

function settings(options: IDataObject, entry = THANKS_IO, name = 'cancel'): RunSettings {
	const parsed = parse(options, entry, name);
	if (parsed instanceof Problem) throw new Error(parsed.reason);
	return parsed;
}

describe('what holds for a whole run', () => {
	it.each([
		[THANKS_IO, { requests: 60, windowMs: MINUTE_MS }, 1_000],
		[SNAPPY, { requests: 100, windowMs: 1_000 }, Infinity],
		[FAST_POD, null, Infinity],
	])(
		'is what the form shows, and the published limit, if nothing is set',
		(entry, limit, searchDepth) => {
			expect(settings({}, entry)).toEqual({
				giveUpAfterMs: 15 * MINUTE_MS,
				maxAttempts: 5,
				maxOrders: 0,
				requestTimeoutMs: 30_000,
				limit,
				searchDepth,
			});
		},
	);

	it('does not depend on how many recent orders are searched where no order is searched for', () => {
		expect(settings({ recentOrdersToSearch: 300 }, THANKS_IO, 'getAll').searchDepth).toBe(Infinity);
		expect(parse({ recentOrdersToSearch: 'many' }, THANKS_IO, 'getAll')).not.toBeInstanceOf(
			Problem,
		);
	});

	it('is not known if how many recent orders are searched is no number', () => {
		expect(parse({ recentOrdersToSearch: 'many' })).toMatchObject({
			reason: expect.stringContaining("'Recent Orders to Search' must be a whole number"),
		});
	});

	it('is what is set in the first item', () => {
		const options = {
			giveUpAfter: 0.5,
			maxAttempts: 2,
			maxOrders: 10,
			requestTimeout: 500,
			requestsPerMinute: 7,
			recentOrdersToSearch: 300,
		};
		expect(settings(options)).toEqual({
			giveUpAfterMs: 30_000,
			maxAttempts: 2,
			maxOrders: 10,
			requestTimeoutMs: 500,
			limit: { requests: 7, windowMs: MINUTE_MS },
			searchDepth: 300,
		});
	});

	it.each([
		[SNAPPY, 3000, { requests: 50, windowMs: 1_000 }],
		[SNAPPY, 60, { requests: 1, windowMs: 1_000 }],
		[SNAPPY, 30, { requests: 30, windowMs: MINUTE_MS }],
		[THANKS_IO, 20, { requests: 20, windowMs: MINUTE_MS }],
		[FAST_POD, 120, { requests: 120, windowMs: MINUTE_MS, isSpread: true }],
	])(
		'spreads Requests per Minute as the service counts, so that a share keeps out of its way',
		(entry, requestsPerMinute, limit) => {
			expect(settings({ requestsPerMinute }, entry).limit).toEqual(limit);
		},
	);

	it.each(['giveUpAfter', 'maxAttempts', 'maxOrders', 'requestTimeout', 'requestsPerMinute'])(
		'is a problem if one of its numbers is blank (%s)',
		(name) => {
			expect(() => settings({ [name]: '' })).toThrow(/must be/);
		},
	);

	it('is a problem if how far a list is to be searched is blank', () => {
		expect(() => settings({ recentOrdersToSearch: '' })).toThrow(
			"the option 'Recent Orders to Search' must be a whole number from 1 to",
		);
	});

	it.each([
		['orders that are found by their references wherever they are', SNAPPY],
		['gifts, which have no references', GIFT_EXPIRY],
		['what has no list', { ...SNAPPY, operation: { ...SNAPPY.operation, subject: NO_LIST } }],
	])('has no bound for a search for %s', (_what, { vendor, operation }) => {
		const left = { recentOrdersToSearch: '' };
		const context = contextWith({ options: left });
		expect(settingsOf(context, vendor, operation)).toMatchObject({ searchDepth: Infinity });
	});

	it.each([broken, null, 'x', []])(
		'is a problem, and no limit is forgotten, if the options are %p',
		(options) => {
			expect(parse(options)).toBeInstanceOf(Problem);
			expect(parse(options, THANKS_IO, 'get')).toBeInstanceOf(Problem);
		},
	);
});

describe.each(['get', 'getAll'])('what holds for a whole run of %s', (name) => {
	it('does not depend on what was left in options that reading does not have', () => {
		const left = { maxOrders: '', maxAttempts: 'x', giveUpAfter: 1 };
		expect(settings(left, THANKS_IO, name)).toMatchObject({
			giveUpAfterMs: MINUTE_MS,
			maxAttempts: 5,
			maxOrders: 0,
		});
	});

	it.each(['giveUpAfter', 'requestTimeout', 'requestsPerMinute'])(
		'is a problem if one of its own numbers is blank (%s)',
		(option) => {
			expect(() => settings({ [option]: '' }, THANKS_IO, name)).toThrow(/must be/);
		},
	);
});

describe('what holds for a whole run of getAll', () => {
	it('does not depend on how far a list is searched for a reference', () => {
		const left = { recentOrdersToSearch: '' };
		expect(settings(left, THANKS_IO, 'getAll').searchDepth).toBe(Infinity);
		expect(() => settings(left, THANKS_IO, 'get')).toThrow(/must be/);
	});
});

describe('the operation that the node is set to', () => {
	it.each(VENDORS)('is any of those of $service', (vendor) => {
		for (const known of vendor.operations) {
			const { resource, operation } = known;
			expect(operationOf(contextWith({ resource, operation }), vendor)).toBe(known);
		}
	});

	it.each([
		['order', 'delete'],
		['gift', 'cancel'],
		['', ''],
		['order', 'constructor'],
	])('is not known if the service has no such thing (%s, %s)', (resource, operation) => {
		expect(operationOf(contextWith({ resource, operation }), THANKS_IO.vendor)).toEqual(
			new Problem(
				`the operation '${operation}' is not known for the resource '${resource}'`,
				'Choose both in the node',
			),
		);
	});

	it.each([
		['Resource', { resource: broken, operation: 'cancel' }],
		['Operation', { resource: 'order', operation: broken }],
	])('cannot be told if the expression in %s breaks', (label, parameters) => {
		expect(operationOf(contextWith(parameters), THANKS_IO.vendor)).toEqual(
			new Problem(`'${label}' could not be read`, `Correct '${label}' in the node`),
		);
	});
});

describe('a parameter of the node', () => {
	it('is what is set, or blank', () => {
		const context = contextWith([{ simplify: false }, { simplify: true }]);
		expect(parameterOf(context, 'simplify', 'Simplify')).toBe(false);
		expect(parameterOf(context, 'other', 'Other')).toBe('');
	});

	it('is a problem, named with its label, if its expression breaks', () => {
		expect(parameterOf(contextWith({ simplify: broken }), 'simplify', 'Simplify')).toEqual(
			new Problem("'Simplify' could not be read", "Correct 'Simplify' in the node"),
		);
	});
});
