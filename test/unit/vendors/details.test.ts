import type { IDataObject } from 'n8n-workflow';

import { BODIES, giftBody } from '../support/bodies';
import {
	FAST_POD,
	GIFT_EXPIRY,
	SNAPPY,
	SNAPPY_GIFT,
	THANKS_IO,
	type Case,
} from '../support/subjects';

function bodyOf(label: string): IDataObject {
	const [, , order] = BODIES.find(([known]) => known === label) ?? [];
	if (order === undefined) throw new Error(`There is no ${label}.`);
	return order;
}

function details({ subject }: Case, order: object) {
	return subject.details(order as IDataObject);
}

const CREATED = '2026-01-01T10:00:00.123Z';

describe('what thanks.io says about an order', () => {
	it('has, in a list, its own word on cancelling, cents, and dates with microseconds', () => {
		expect(details(THANKS_IO, bodyOf('thanks.io list'))).toEqual({
			createdAt: CREATED,
			updatedAt: '2026-01-02T11:00:00.456Z',
			total: 0.73,
			currency: null,
			recipient: null,
			cancellable: true,
		});
	});

	it('has, when one is read, no such word, and dates without a zone, which are UTC', () => {
		expect(details(THANKS_IO, bodyOf('thanks.io track'))).toEqual({
			createdAt: '2026-01-01T10:00:00.000Z',
			updatedAt: '2026-01-02T11:00:00.000Z',
			total: 0.73,
			currency: null,
			recipient: null,
		});
	});

	it.each<[string, unknown, string]>([
		['with microseconds', '2025-09-08T16:05:12.000000Z', '2025-09-08T16:05:12.000Z'],
		['in plain', '2025-09-08 16:05:12', '2025-09-08T16:05:12.000Z'],
		[
			'as an object',
			{ date: '2020-04-06 00:20:31.000000', timezone_type: 3, timezone: 'UTC' },
			'2020-04-06T00:20:31.000Z',
		],
	])('has its date in one of three forms: %s', (_form, created_at, expected) => {
		expect(details(THANKS_IO, { created_at }).createdAt).toBe(expected);
	});

	it.each<[object, number | null]>([
		[{ order_total: 73 }, 0.73],
		[{ order_total: '73' }, 0.73],
		[{ order_total: 73, grand_total: 0 }, 0.73],
		[{ grand_total: 267 }, 2.67],
		[{ order_total: 0 }, 0],
		[{ order_total: null, grand_total: null }, null],
		[{ order_total: '$0.73' }, null],
		[{}, null],
	])('has its amount in cents: %j is %j', (order, total) => {
		expect(details(THANKS_IO, order).total).toBe(total);
	});

	it.each([null, 1, 'true', undefined])(
		'has no word on cancelling if that is neither yes nor no (%j)',
		(given) => {
			expect(details(THANKS_IO, { cancellable: given })).not.toHaveProperty('cancellable');
		},
	);
});

describe('what Snappy says about an order', () => {
	it('tells when it was made and for whom', () => {
		expect(details(SNAPPY, bodyOf('Snappy order'))).toEqual({
			createdAt: CREATED,
			updatedAt: null,
			total: null,
			currency: null,
			recipient: 'Renate Beispiel',
		});
	});

	it.each<[unknown, string | null]>([
		[{ firstName: 'R****', lastName: 'B****' }, 'R**** B****'],
		[{ firstName: 'Renate' }, 'Renate'],
		[{ firstName: null, lastName: ' Beispiel ' }, 'Beispiel'],
		[{ firstName: '', lastName: '' }, null],
		[null, null],
		['Renate', null],
	])('names the recipient as far as the key may see it: %j', (recipient, expected) => {
		expect(details(SNAPPY, { recipient }).recipient).toBe(expected);
	});
});

describe('what Snappy says about a gift', () => {
	it('tells when it was made, and who claimed it', () => {
		for (const entry of [GIFT_EXPIRY, SNAPPY_GIFT]) {
			expect(details(entry, bodyOf('Snappy gift'))).toEqual({
				createdAt: CREATED,
				updatedAt: null,
				total: null,
				currency: null,
				recipient: 'Renate Beispiel',
			});
		}
	});

	it('names nobody as long as nobody has claimed it, though it is meant for somebody', () => {
		expect(details(GIFT_EXPIRY, giftBody('opened', [])).recipient).toBeNull();
	});

	it('names who claimed it last, if it was claimed again', () => {
		const orders = ['First', 'Second'].map((firstName, n) => ({
			id: `A000000${n}`,
			status: n === 0 ? 'cancelled' : 'active',
			orderRecipient: { firstName },
		}));
		expect(details(GIFT_EXPIRY, { orders }).recipient).toBe('Second');
	});
});

describe('what FastPOD says about an order', () => {
	it('tells everything but the currency, with amounts in whole units', () => {
		expect(details(FAST_POD, bodyOf('FastPOD order'))).toEqual({
			createdAt: CREATED,
			updatedAt: '2026-01-02T11:00:00.456Z',
			total: 38.4,
			currency: null,
			recipient: 'Renate Beispiel',
		});
	});

	it('does not take points for an amount', () => {
		expect(details(FAST_POD, { point_used: 3840 }).total).toBeNull();
	});
});
