import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';

import { OptionUnreadable } from '../../../nodes/orders/form/optionValues';
import { readListRequest } from '../../../nodes/orders/form/readFilters';
import { broken, contextWith, type Parameters } from '../support/context';
import { FAST_POD, SNAPPY, THANKS_IO, type Case } from '../support/subjects';

// What a date means must not depend on where n8n runs, only on the workflow.
beforeAll(() => {
	Settings.defaultZone = 'America/New_York';
});
afterAll(() => {
	Settings.defaultZone = 'system';
});

function read(parameters: Parameters, { subject }: Case = SNAPPY, zone = 'Asia/Tokyo') {
	return readListRequest(contextWith(parameters, zone), subject, 0);
}

function filtersOf(filters: unknown, entry: Case = SNAPPY, zone?: string) {
	const request = read({ filters }, entry, zone);
	return request instanceof OptionUnreadable ? request.obstacle : request.filters;
}

const createdAfter = (value: unknown, zone?: string) =>
	filtersOf({ createdAfter: value }, SNAPPY, zone);

describe('a date among the filters', () => {
	it.each<[string, unknown, string]>([
		['the form gives, without a zone', '2026-01-01T10:30:00', '2026-01-01T10:30:00.000+09:00'],
		['is only a day', '2026-01-01', '2026-01-01T00:00:00.000+09:00'],
		['has a blank in the middle', '2026-01-01 10:30:00', '2026-01-01T10:30:00.000+09:00'],
		['has blanks around it', ' 2026-01-01 ', '2026-01-01T00:00:00.000+09:00'],
		['is UTC', '2026-01-01T00:30:00.000Z', '2026-01-01T09:30:00.000+09:00'],
		['has an offset', '2026-01-01T00:30:00-05:00', '2026-01-01T14:30:00.000+09:00'],
		['is a JavaScript date', new Date('2026-01-01T00:30:00Z'), '2026-01-01T09:30:00.000+09:00'],
		[
			'is what $now gives',
			DateTime.fromISO('2026-01-01T10:30:00', { zone: 'Europe/Berlin' }),
			'2026-01-01T10:30:00.000+01:00',
		],
	])('that %s is told with its offset, in the time zone of the workflow', (_case, given, told) => {
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
	])('that is none is told so, and nothing is read (%j)', (given) => {
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
	it('are told as they were filled in', () => {
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

	it.each([undefined, null, '', ' \n', true, {}, []])(
		'that were added but are blank would give everything, so nothing is read (%j)',
		(reference) => {
			expect(filtersOf({ status: 'draft', reference }, FAST_POD)).toEqual({
				reason: "the filter 'Reference' is blank for this item",
				nextStep: "Fill 'Reference' for every item, or remove the filter",
			});
		},
	);

	it('are none if none was added, and those of another service are left out', () => {
		expect(filtersOf({})).toEqual({});
		expect(filtersOf(undefined)).toEqual({});
		expect(filtersOf({ subAccountId: '66' }, SNAPPY)).toEqual({});
	});

	it.each([null, 'x', 5, [], ['status']])(
		'in whose place something else stands (%j)',
		(filters) => {
			expect(filtersOf(filters)).toMatchObject({
				reason: 'the filters of this item could not be read',
			});
		},
	);
});

describe('how many orders are read', () => {
	const most = (parameters: Parameters) => {
		const request = read(parameters);
		return request instanceof OptionUnreadable ? request.obstacle.reason : request.most;
	};

	it('is fifty, unless something else is set', () => {
		expect(most({})).toBe(50);
		expect(most({ limit: 7 })).toBe(7);
		expect(most({ limit: '7' })).toBe(7);
	});

	it('is all, if all are to be returned, whatever the limit says', () => {
		expect(most({ returnAll: true, limit: 7 })).toBe(Infinity);
		expect(most({ returnAll: true, limit: 'x' })).toBe(Infinity);
	});

	it.each([0, -1, 1.5, '', 'x', null, NaN, Infinity])('is not %j', (limit) => {
		expect(most({ limit })).toBe("'Limit' must be a whole number from 1");
	});
});

describe('an expression that breaks', () => {
	it.each(['filters', 'limit', 'returnAll'])(
		'is told, and costs no other item its result (%s)',
		(name) => {
			expect(read({ [name]: broken })).toBeInstanceOf(OptionUnreadable);
		},
	);

	it('whatever it gives, a list is read only with what was really filled in', () => {
		const anyFilters = fc.record(
			{ createdAfter: fc.anything(), status: fc.anything(), idempotencyKey: fc.anything() },
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(anyFilters, (filters) => {
				const request = read({ filters });
				if (request instanceof OptionUnreadable) return;
				expect(Object.keys(request.filters).sort()).toEqual(Object.keys(filters).sort());
				for (const text of Object.values(request.filters)) expect(text.trim()).not.toBe('');
			}),
			{ numRuns: 500 },
		);
	});
});
