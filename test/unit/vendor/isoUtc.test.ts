import fc from 'fast-check';
import { Settings } from 'luxon';

import { isoUtc } from '../../../nodes/orders';

// The vendors' times must not depend on where n8n runs.
beforeAll(() => {
	Settings.defaultZone = 'Asia/Tokyo';
});
afterAll(() => {
	Settings.defaultZone = 'system';
});

/** The longest date and the longest zone that there are; with 27 decimals they have a hundred characters. */
function withTwoZones(decimals: number) {
	const zone = 'America/Argentina/ComodRivadavia';
	const date = `2020-04-06T00:20:31.${'0'.repeat(decimals)}-03:00[${zone}]`;
	return { date, timezone: 'Europe/Berlin' };
}

describe('a time in an answer', () => {
	it.each<[string, unknown, string]>([
		['ISO with milliseconds', '2026-05-27T15:57:00.123Z', '2026-05-27T15:57:00.123Z'],
		['ISO with microseconds', '2023-12-07T08:29:50.123456Z', '2023-12-07T08:29:50.123Z'],
		['ISO with an offset', '2026-05-27T17:57:00+02:00', '2026-05-27T15:57:00.000Z'],
		['without a zone: UTC', '2020-04-06 00:20:31', '2020-04-06T00:20:31.000Z'],
		['with the word UTC', '2020-04-06 00:20:31 UTC', '2020-04-06T00:20:31.000Z'],
		['a day', '2020-04-06', '2020-04-06T00:00:00.000Z'],
		['with blanks around it', ' 2020-04-06 00:20:31 ', '2020-04-06T00:20:31.000Z'],
		[
			'PHP style, summer time in New York',
			{ date: '2020-04-06 00:20:31.000000', timezone_type: 3, timezone: 'America/New_York' },
			'2020-04-06T04:20:31.000Z',
		],
		[
			'PHP style, winter time in New York',
			{ date: '2020-01-06 00:20:31.000000', timezone_type: 3, timezone: 'America/New_York' },
			'2020-01-06T05:20:31.000Z',
		],
		[
			'PHP style, UTC',
			{ date: '2020-04-06 00:20:31.000000', timezone_type: 3, timezone: 'UTC' },
			'2020-04-06T00:20:31.000Z',
		],
		[
			'PHP style without a zone: UTC',
			{ date: '2020-04-06 00:20:31.000000' },
			'2020-04-06T00:20:31.000Z',
		],
		[
			'with as many decimals as it can have',
			`2020-04-06T00:20:31.${'0'.repeat(79)}Z`,
			'2020-04-06T00:20:31.000Z',
		],
		['PHP style, as long as it can be', withTwoZones(27), '2020-04-06T03:20:31.000Z'],
		[
			'PHP style with an offset from UTC for a zone',
			{ date: '2020-04-06 00:20:31.000000', timezone: 'UTC+02:00' },
			'2020-04-05T22:20:31.000Z',
		],
		[
			'PHP style with an offset for a zone',
			{ date: '2020-04-06 00:20:31.000000', timezone_type: 1, timezone: '+02:00' },
			'2020-04-05T22:20:31.000Z',
		],
	])('is read as UTC: %s', (_form, given, expected) => {
		expect(isoUtc(given)).toBe(expected);
	});

	it.each([
		null,
		undefined,
		'',
		'   ',
		'yesterday',
		'0000-00-00 00:00:00',
		'2020-13-01',
		'2020-02-30',
		'12:30',
		'12',
		'2020-04-06 25:00:00',
		'2020-04-06 UTC 00:20:31',
		'+002020-04-06T00:20:31Z',
		`2020-04-06T00:20:31.${'0'.repeat(80)}Z`,
		{ date: `2020-04-06T00:20:31.${'0'.repeat(80)}Z` },
		`2020-04-06T00:20:31.${'0'.repeat(76)}Z UTC`,
		withTwoZones(28),
		{ date: '2020-04-06 00:20:31', timezone: '+02:00[Europe/Berlin]' },
		true,
		NaN,
		73,
		2020,
		1586132431,
		[],
		['2020-04-06'],
		{},
		{ date: null },
		{ date: {} },
		{ date: '2020-04-06 00:20:31', timezone: 'Nowhere/City' },
		{ timezone: 'UTC' },
	])('is not read from what is no time (%p)', (given) => {
		expect(isoUtc(given)).toBeNull();
	});

	it('is the same with its zone and without, which means UTC', () => {
		const anyDate = fc.date({
			min: new Date('1970-01-01'),
			max: new Date('2199-12-31'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(anyDate, (date) => {
				const iso = date.toISOString();
				expect(isoUtc(iso)).toBe(iso);
				expect(isoUtc(iso.replace('T', ' ').replace('Z', ''))).toBe(iso);
			}),
		);
	});

	it.each([
		`2020-04-06T00:20:31${'0'.repeat(3_000_000)}`,
		`2020-04-06${' '.repeat(3_000_000)}UTC`,
		{ date: '2020-04-06 00:20:31', timezone: 'Europe/'.repeat(100_000) },
	])('is nothing if it is as long as no date is (%#)', (given) => {
		expect(isoUtc(given)).toBeNull();
	});

	it('never makes reading throw, and comes as UTC with milliseconds or not at all', () => {
		fc.assert(
			fc.property(fc.anything(), (given) => {
				expect(isoUtc(given) ?? '2020-04-06T00:20:31.000Z').toMatch(
					/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
				);
			}),
		);
	});
});
