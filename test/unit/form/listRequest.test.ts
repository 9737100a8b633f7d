import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';

import { parseListItem } from '../../../nodes/orders/form/listRequest';
import { broken, contextWith, type Parameters } from '../support/context';
import { FAST_POD, operationIn, SNAPPY, THANKS_IO } from '../support/subjects';

// What a date means must not depend on where n8n runs, only on the workflow.
beforeAll(() => {
	Settings.defaultZone = 'America/New_York';
});
afterAll(() => {
	Settings.defaultZone = 'system';
});

function parse(parameters: Parameters, { vendor } = SNAPPY, zone = 'Asia/Tokyo') {
	const getAll = operationIn(vendor, 'order', 'getAll');
	return parseListItem(contextWith(parameters, zone), vendor, getAll, 0);
}

/** The filters, or what is wrong with them. */
function filtersOf(given: unknown, entry = SNAPPY, zone?: string) {
	const { filters, problem } = parse({ filters: given }, entry, zone);
	return problem === null ? filters : { reason: problem.reason, nextStep: problem.nextStep };
}

const createdAfter = (value: unknown, zone?: string) =>
	filtersOf({ createdAfter: value }, SNAPPY, zone);

describe('a date among the filters', () => {
	it.each<[string, unknown, string]>([
		[
			'as the form gives it, without a zone',
			'2026-01-01T10:30:00',
			'2026-01-01T10:30:00.000+09:00',
		],
		['that is only a day', '2026-01-01', '2026-01-01T00:00:00.000+09:00'],
		['with a blank in the middle', '2026-01-01 10:30:00', '2026-01-01T10:30:00.000+09:00'],
		['with blanks around it', ' 2026-01-01 ', '2026-01-01T00:00:00.000+09:00'],
		['in UTC', '2026-01-01T00:30:00.000Z', '2026-01-01T09:30:00.000+09:00'],
		['with an offset', '2026-01-01T00:30:00-05:00', '2026-01-01T14:30:00.000+09:00'],
		['as a JavaScript date', new Date('2026-01-01T00:30:00Z'), '2026-01-01T09:30:00.000+09:00'],
		[
			'as $now gives it',
			DateTime.fromISO('2026-01-01T10:30:00', { zone: 'Europe/Berlin' }),
			'2026-01-01T10:30:00.000+01:00',
		],
	])('%s is passed on with its offset, in the time zone of the workflow', (_case, given, told) => {
		expect(createdAfter(given)).toEqual({ createdAfter: told });
	});

	it('without a zone is another moment in another workflow', () => {
		expect(createdAfter('2026-07-01', 'Europe/Berlin')).toEqual({
			createdAfter: '2026-07-01T00:00:00.000+02:00',
		});
		expect(createdAfter('2026-01-01', 'Europe/Berlin')).toEqual({
			createdAfter: '2026-01-01T00:00:00.000+01:00',
		});
	});

	it.each([
		undefined,
		null,
		'',
		' ',
		'yesterday',
		'01/02/2026',
		'2026-02-30',
		'2026-01-01T25:00',
		'Invalid DateTime',
		true,
		{},
		[],
		NaN,
		new Date(NaN),
		DateTime.invalid('x'),
	])('is a problem if it is none (%j)', (given) => {
		expect(createdAfter(given)).toEqual({
			reason: "the filter 'Created After' is not a date for this item",
			nextStep: "Fill 'Created After' for every item, or remove the filter",
		});
	});

	it('is the same moment in every form that names it', () => {
		const noInvalidDate = true;
		const anyDate = fc.date({
			min: new Date('1970-01-02'),
			max: new Date('2100-01-01'),
			noInvalidDate,
		});
		const zone = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York', 'Europe/Berlin');
		fc.assert(
			fc.property(anyDate, zone, (date, where) => {
				const forms = [date, date.toISOString(), DateTime.fromJSDate(date, { zone: 'UTC' })];
				for (const form of forms) {
					const told = createdAfter(form, where);
					const text = 'createdAfter' in told ? told.createdAfter : undefined;
					expect(Date.parse(text ?? '')).toBe(date.getTime());
				}
			}),
		);
	});
});

describe('the other filters', () => {
	it('are passed on as they were filled in', () => {
		const filters = { status: 'new_order', reference: ' 1001 ', orderType: '2' };
		expect(filtersOf(filters, FAST_POD)).toEqual({
			status: 'new_order',
			reference: '1001',
			orderType: '2',
		});
	});

	it('may come as numbers, as spreadsheets give them', () => {
		expect(filtersOf({ reference: 1001 }, FAST_POD)).toEqual({ reference: '1001' });
		expect(filtersOf({ subAccountId: 66 }, THANKS_IO)).toEqual({ subAccountId: '66' });
	});

	it.each([undefined, null, '', ' \n', '\u200b'])(
		'are a problem if they were added but are blank, which would give everything (%j)',
		(reference) => {
			expect(filtersOf({ status: 'draft', reference }, FAST_POD)).toEqual({
				reason: "the filter 'Reference' is blank for this item",
				nextStep: "Fill 'Reference' for every item, or remove the filter",
			});
		},
	);

	it.each<[unknown, string]>([
		[true, 'is true'],
		[{}, 'is an object'],
		[['1001'], 'is a list'],
		[9007199254740992, 'is a number too large to be exact'],
		[1001.5, 'is a number with decimals'],
		['10\u200b01', 'has an invisible character in the middle (U+200B)'],
	])('are named as what they are if they are no text: %j %s', (reference, is) => {
		expect(filtersOf({ reference }, FAST_POD)).toMatchObject({
			reason: `the filter 'Reference' ${is} for this item`,
		});
	});

	it('lose blanks and invisible characters at their ends', () => {
		const reference = '\ufeff 1001\u200b';
		expect(filtersOf({ reference }, FAST_POD)).toEqual({ reference: '1001' });
	});

	it('are none if none was added, and those of another service are left out', () => {
		expect(filtersOf({})).toEqual({});
		expect(filtersOf(undefined)).toEqual({});
		expect(filtersOf({ subAccountId: '66' }, SNAPPY)).toEqual({});
	});

	it.each([null, 'x', 5, [], ['status']])(
		'are a problem if something else stands in their place (%j)',
		(filters) => {
			expect(filtersOf(filters)).toMatchObject({
				reason: 'the filters of this item could not be read',
			});
		},
	);
});

describe('how many orders are returned', () => {
	const most = (parameters: Parameters) => {
		const request = parse(parameters);
		return request.problem === null ? request.most : { ...request.problem };
	};

	it('is fifty, unless something else is set', () => {
		expect(most({})).toBe(50);
		expect(most({ limit: 7 })).toBe(7);
		expect(most({ limit: '7' })).toBe(7);
		expect(most({ limit: 1 })).toBe(1);
	});

	it('is all, if all are to be returned, whatever the limit says', () => {
		expect(most({ returnAll: true, limit: 7 })).toBe(Infinity);
		expect(most({ returnAll: true, limit: 'x' })).toBe(Infinity);
	});

	it.each([0, -1, 1.5, '', 'x', null, NaN, Infinity])('is not %j', (limit) => {
		expect(parse({ limit }).problem?.reason).toBe("'Limit' must be a whole number from 1");
		expect(parse({ limit }).problem?.nextStep).toBe("Correct 'Limit' in the node");
	});
});

describe('the scope of a list', () => {
	it('is set item by item', () => {
		const options = { companyId: 'c1', accountId: 42 };
		expect(parse({ options }).settings).toEqual({ companyId: 'c1', accountId: '42' });
		expect(parse({}).settings).toEqual({});
	});

	it('is not taken for unset if it was added but is blank', () => {
		const { problem } = parse({ options: { companyId: '' } });
		expect(problem?.reason).toBe("the option 'Company ID' is blank for this item");
	});
});

describe('parsing what a list is asked for', () => {
	it('gives a list without an ID, of its item', () => {
		const { vendor } = THANKS_IO;
		const getAll = operationIn(vendor, 'order', 'getAll');
		const context = contextWith([{}, { limit: 7, filters: { status: 'paused' } }]);
		expect(parseListItem(context, vendor, getAll, 1)).toEqual({
			item: 1,
			id: '',
			most: 7,
			filters: { status: 'paused' },
			settings: {},
			problem: null,
		});
	});

	it('has no filters where there is no list, which is found out later', () => {
		const { vendor, operation, subject } = THANKS_IO;
		const withoutList = { ...operation, subject: { ...subject, list: undefined } };
		const context = contextWith({ filters: { status: 'paused' } });
		expect(parseListItem(context, vendor, withoutList, 0)).toMatchObject({
			filters: {},
			problem: null,
		});
	});

	it.each(['filters', 'limit', 'returnAll', 'options'])(
		'reads nothing for an item in which an expression breaks, and never throws (%s)',
		(name) => {
			expect(parse({ [name]: broken }).problem?.outcome).toBe('notAttempted');
		},
	);

	it('keeps every filter that was added or reads nothing, whatever expressions give', () => {
		const anyFilters = fc.record(
			{ createdAfter: fc.anything(), status: fc.anything(), idempotencyKey: fc.anything() },
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(anyFilters, (given) => {
				const { filters, problem } = parse({ filters: given });
				if (problem !== null) return;
				expect(Object.keys(filters).sort()).toEqual(Object.keys(given).sort());
				for (const text of Object.values(filters)) expect(text.trim()).not.toBe('');
			}),
			{ numRuns: 500 },
		);
	});
});
