import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { BODIES, PERSONAL } from '../support/bodies';
import { CASES, FAST_POD, SNAPPY, type Case } from '../support/subjects';

/** Where services keep what is about the recipient or was written to them. */
const PERSONAL_KEYS =
	/^(recipient|shippingAddress|address|orderRecipient|message|tyn|gift_message|email_cc|return_.*|metadata|link|trackingInfo)$/;

/** The same order for somebody else. */
function forSomebodyElse(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(forSomebodyElse);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key,
			PERSONAL_KEYS.test(key) ? { name: 'SOMEBODY', title: 'ELSE' } : forSomebodyElse(inner),
		]),
	);
}

describe.each(BODIES)(
	'%s: the description in the list to choose from',
	(_label, { subject }, order) => {
		it('tells nothing about the recipient', () => {
			expect(PERSONAL.length).toBeGreaterThan(5);
			for (const text of PERSONAL) expect(subject.describe(order)).not.toContain(text);
			expect(subject.describe(forSomebodyElse(order) as IDataObject)).toBe(subject.describe(order));
		});

		it('is one line', () => {
			expect(subject.describe(order)).not.toMatch(/\n|undefined|null|\[object/);
		});
	},
);

describe('the description in the list to choose from', () => {
	it.each([
		['thanks.io list', 'Postcard-4x6'],
		['thanks.io track', 'postcard 4x6'],
		['thanks.io cancel', 'Postcard-4x6'],
		['Snappy order', '1 x Premium Gift Card'],
		['Snappy gift', 'campaign cmp123456'],
		['Snappy gift in a list', ''],
		['FastPOD order', 'reference ref-FAS105-111423-000006, 1 x UABSTAQUBXL3'],
	])('of a %s: %s', (label, text) => {
		const [, entry, order = {}] = BODIES.find(([known]) => known === label) ?? [];
		expect(entry?.subject.describe(order)).toBe(text);
	});
});

describe('the description of an order whose items say little', () => {
	it.each<[string, Case, IDataObject, string]>([
		['Snappy', SNAPPY, { lineItems: [{ title: 'Mug' }, { quantity: 2 }] }, '? x Mug, 2 x item'],
		['FastPOD', FAST_POD, { line_items: [{ sku: 'TEE' }, { quantity: 2 }] }, '? x TEE, 2 x item'],
	])('of %s still counts them', (_name, { subject }, order, text) => {
		expect(subject.describe(order)).toBe(text);
	});
});

describe.each(CASES)('$label: an order with nothing in it', ({ subject }) => {
	it('has no description and no facts', () => {
		expect(subject.describe({})).toBe('');
		expect(subject.details({})).toEqual({
			createdAt: null,
			updatedAt: null,
			total: null,
			currency: null,
			recipient: null,
		});
	});

	it('never throws, whatever it is filled with, and gives text, and numbers or nothing', () => {
		const keys = [
			'type',
			'size',
			'display_type',
			'order_total',
			'grand_total',
			'cancellable',
			'created_at',
			'createdAt',
			'lineItems',
			'line_items',
			'recipient',
			'address',
			'orders',
			'campaignId',
			'reference_id',
		];
		const part = fc.oneof(fc.anything(), fc.array(fc.object(), { maxLength: 3 }));
		const anyOrder = fc.dictionary(fc.constantFrom(...keys), part);
		fc.assert(
			fc.property(anyOrder, (given) => {
				const order = given as IDataObject;
				const { total, createdAt, cancellable } = subject.details(order);
				expect(typeof subject.describe(order)).toBe('string');
				expect(Number.isFinite(total ?? 0)).toBe(true);
				expect(Number.isNaN(Date.parse(createdAt ?? '2026-01-01'))).toBe(false);
				expect(['boolean', 'undefined']).toContain(typeof cancellable);
			}),
			{ numRuns: 500 },
		);
	});
});
