import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { hasGuards, NO_GUARDS } from '../../../nodes/orders/contract/guards';
import { OptionUnreadable } from '../../../nodes/orders/form/optionValues';
import { readGuards } from '../../../nodes/orders/form/readGuards';
import { CASES, GIFT_EXPIRY, SNAPPY_GIFT, THANKS_IO } from '../support/subjects';

const ORDER = THANKS_IO.subject;

function read(options: object, subject = ORDER) {
	return readGuards(options as IDataObject, subject);
}

function wordsOf(options: object, subject = ORDER): string {
	const guards = read(options, subject);
	return guards instanceof OptionUnreadable
		? `${guards.obstacle.reason} / ${guards.obstacle.nextStep}`
		: '';
}

describe.each(CASES)('$label: the conditions of an item', ({ subject }) => {
	it('are none if none was added', () => {
		expect(read({}, subject)).toEqual(NO_GUARDS);
		expect(read({ dryRun: true, maxOrders: 5 }, subject)).toEqual(NO_GUARDS);
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
		const guards = read({ onlyIfStatus });
		expect(guards).toEqual({ statuses, youngerThanMs: null });
		expect(guards instanceof OptionUnreadable || hasGuards(guards)).toBe(true);
	});

	it.each([undefined, null, '', ' ', ',', ' , ', [], [''], [null], [5], 5, {}])(
		'added but blank (%j) guards nothing, so it is refused: the order is left alone',
		(onlyIfStatus) => {
			expect(wordsOf({ onlyIfStatus })).toBe(
				"the option 'Only If Status' is blank for this item / " +
					"Choose a status under 'Only If Status', or remove the option",
			);
		},
	);

	it('that is an object with an odd toString is refused, and does not end the run for all items', () => {
		expect(wordsOf({ onlyIfStatus: { toString: 1 } })).toContain("'Only If Status' is blank");
	});

	it('is refused or a condition, never nothing, whatever an expression gives', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: false }), (onlyIfStatus) => {
				const guards = read({ onlyIfStatus });
				if (guards instanceof OptionUnreadable) return;
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
	])('%j minutes are %d ms', (onlyIfYoungerThan, youngerThanMs) => {
		expect(read({ onlyIfYoungerThan })).toEqual({ statuses: null, youngerThanMs });
	});

	it.each([undefined, null, '', ' ', 0, -1, 'an hour', NaN, Infinity, true, [60], 5_256_001])(
		'%j is refused, with the range in words',
		(onlyIfYoungerThan) => {
			expect(wordsOf({ onlyIfYoungerThan })).toContain(
				"the option 'Only If Younger Than (Minutes)' must be a number from 0.001 to 5256000",
			);
		},
	);

	it.each([SNAPPY_GIFT, GIFT_EXPIRY])(
		'is not asked of a gift, which has no such option ($label)',
		({ subject }) => {
			expect(read({ onlyIfYoungerThan: 60 }, subject)).toEqual(NO_GUARDS);
			expect(read({ onlyIfYoungerThan: '' }, subject)).toEqual(NO_GUARDS);
		},
	);
});

describe('both conditions', () => {
	it('hold together', () => {
		expect(read({ onlyIfStatus: ['reviewing'], onlyIfYoungerThan: 1 })).toEqual({
			statuses: ['reviewing'],
			youngerThanMs: 60_000,
		});
	});

	it.each([
		[{ onlyIfStatus: [], onlyIfYoungerThan: 60 }, 'Only If Status'],
		[{ onlyIfStatus: ['reviewing'], onlyIfYoungerThan: '' }, 'Only If Younger Than'],
	])('are both refused if one of them is unreadable (%j)', (options, name) => {
		expect(wordsOf(options)).toContain(name);
	});
});
