import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { hasGuards, NO_GUARDS, parseGuards } from '../../../nodes/orders/form/guards';
import { Problem } from '../../../nodes/orders/problem';
import { CASES, GIFT_EXPIRY, SNAPPY_GIFT, THANKS_IO } from '../support/subjects';

function parse(options: object, { subject } = THANKS_IO) {
	return parseGuards(options as IDataObject, subject);
}

/** What is told about conditions that cannot be used; nothing about others. */
function wordsOf(options: object): string {
	const guards = parse(options);
	return guards instanceof Problem ? `${guards.reason} / ${guards.nextStep}` : '';
}

describe.each(CASES)('$label: the conditions of an item', (entry) => {
	it('are none if none was added', () => {
		expect(parse({}, entry)).toEqual(NO_GUARDS);
		expect(parse({ dryRun: true, maxOrders: 5 }, entry)).toEqual(NO_GUARDS);
		expect(hasGuards(NO_GUARDS)).toBe(false);
	});
});

describe('Only If Status', () => {
	it.each<[unknown, string[]]>([
		[['reviewing'], ['reviewing']],
		[
			['reviewing', 'paused'],
			['reviewing', 'paused'],
		],
		['reviewing', ['reviewing']],
		[' Reviewing , paused ', ['Reviewing', 'paused']],
		['reviewing,', ['reviewing']],
		[[' reviewing ', ''], ['reviewing']],
		[['reviewing', null, 5], ['reviewing']],
	])('%j means %j', (onlyIfStatus, statuses) => {
		const guards = parse({ onlyIfStatus });
		expect(guards).toEqual({ statuses, youngerThanMs: null });
		expect(guards instanceof Problem || hasGuards(guards)).toBe(true);
	});

	it.each<unknown>([
		undefined,
		null,
		'',
		' ',
		',',
		' , ',
		[],
		[''],
		[null],
		[5],
		5,
		{},
		{ toString: 1 },
	])(
		'that was added but is blank (%j) guards nothing, so the order is left alone',
		(onlyIfStatus) => {
			expect(wordsOf({ onlyIfStatus })).toBe(
				"the option 'Only If Status' is blank for this item / " +
					"Choose a status under 'Only If Status', or remove the option",
			);
		},
	);

	it('is a condition or a problem, never nothing, whatever an expression gives', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: false }), (onlyIfStatus) => {
				const guards = parse({ onlyIfStatus });
				if (guards instanceof Problem) return;
				expect(guards.statuses?.length).toBeGreaterThan(0);
			}),
		);
	});
});

describe('Only If Younger Than', () => {
	it.each([
		[60, 3_600_000],
		['60', 3_600_000],
		[0.5, 30_000],
		[0.001, 60],
		[5_256_000, 315_360_000_000],
	])('counts %j minutes as %d ms', (onlyIfYoungerThan, youngerThanMs) => {
		const guards = parse({ onlyIfYoungerThan });
		expect(guards).toEqual({ statuses: null, youngerThanMs });
		expect(guards instanceof Problem || hasGuards(guards)).toBe(true);
	});

	it.each([undefined, null, '', ' ', 0, -1, 'an hour', NaN, Infinity, true, [60], 5_256_001])(
		'refuses %j, with the range in words',
		(onlyIfYoungerThan) => {
			expect(wordsOf({ onlyIfYoungerThan })).toContain(
				"the option 'Only If Younger Than (Minutes)' must be a number from 0.001 to 5256000",
			);
		},
	);

	it.each([SNAPPY_GIFT, GIFT_EXPIRY])(
		'is not asked of what does not say when it was placed ($label)',
		(entry) => {
			expect(parse({ onlyIfYoungerThan: 60 }, entry)).toEqual(NO_GUARDS);
			expect(parse({ onlyIfYoungerThan: '' }, entry)).toEqual(NO_GUARDS);
		},
	);
});

describe('both conditions', () => {
	it('hold together', () => {
		expect(parse({ onlyIfStatus: ['reviewing'], onlyIfYoungerThan: 1 })).toEqual({
			statuses: ['reviewing'],
			youngerThanMs: 60_000,
		});
	});

	it.each([
		[{ onlyIfStatus: [], onlyIfYoungerThan: 60 }, 'Only If Status'],
		[{ onlyIfStatus: ['reviewing'], onlyIfYoungerThan: '' }, 'Only If Younger Than'],
	])('are no condition at all if one of them is unusable (%j)', (options, name) => {
		expect(wordsOf(options)).toContain(name);
	});
});
