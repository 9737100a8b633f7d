import fc from 'fast-check';

import { hide, redact } from '../../../nodes/orders/wording/redact';
import { RECIPIENT } from '../../samples';
import { CASES, FAST_POD } from '../support/subjects';

const { personalFields } = FAST_POD.vendor;

const ORDER = {
	id: 'FAS105-111423-000006',
	order_status: 'in_production',
	quantity_total: 1,
	address: {
		name: 'Renate Beispielfrau',
		street1: '3431 Reeves Street',
		country: 'US',
		phone: 5555550123,
	},
	recipients: [{ firstName: 'Renate', zipCode: '90210', company: 'Muster GmbH' }],
	gift_message: 'Happy birthday',
};

describe("a vendor's words about an order", () => {
	it.each([
		['a name', 'Renate Beispielfrau moved', '[hidden] moved'],
		['part of a name', 'Renate moved', '[hidden] moved'],
		['a name in capitals', 'RENATE BEISPIELFRAU moved', '[hidden] moved'],
		['a street', 'No such house: 3431 Reeves Street', 'No such house: [hidden]'],
		['a postal code', 'ZIP 90210 is unknown', 'ZIP [hidden] is unknown'],
		['a company', 'Muster GmbH is closed', '[hidden] is closed'],
		['a number that was no text', 'Call 5555550123', 'Call [hidden]'],
		['an e-mail address', 'Write to a.b+c@sub.example.com!', 'Write to [hidden]!'],
		['a quoted e-mail address', 'User "a@example.com" left', 'User "[hidden]" left'],
		['an international number', 'Call +1 (555) 555-0123 now', 'Call [hidden] now'],
		['an American number', 'Call (555) 555-0123 or 555.555.0123', 'Call [hidden] or [hidden]'],
	])('do not show %s', (_what, words, shown) => {
		expect(redact(words, ORDER, personalFields)).toBe(shown);
	});

	it.each([
		'Order FAS105-111423-000006 is in_production',
		'Order 42708 of 2026-05-27 has 1 item',
		'The US do not ship this',
		'Version 1.2.3, HTTP 422, 12:30',
	])('keep what says nothing about a person: %s', (words) => {
		expect(redact(words, ORDER, personalFields)).toBe(words);
	});

	it('keep nothing of a longer value that begins with a shorter one', () => {
		const order = { name: 'Anna', company: 'Annabel Ltd' };
		expect(redact('Annabel Ltd', order, personalFields)).toBe('[hidden]');
	});

	it('are left alone if no order is known', () => {
		expect(redact('Order is locked', null, personalFields)).toBe('Order is locked');
		expect(redact('', null, personalFields)).toBe('');
	});

	it('never show a recipient, wherever the vendor puts the data', () => {
		const anyValue = fc.stringMatching(/^[A-Z0-9]{4,12}( [A-Z0-9]{4,12})?$/);
		const anyFiller = fc.stringMatching(/^[a-z .:]{0,20}$/);
		fc.assert(
			fc.property(
				fc.array(anyValue, { minLength: 1, maxLength: 5 }),
				fc.array(anyFiller, { minLength: 5, maxLength: 5 }),
				(values, filler) => {
					const order = { shippingAddress: { lines: values.map((line) => ({ line })) } };
					const words = values.map((value, i) => `${filler[i] ?? ''}${value}`).join('');
					const shown = redact(words, order, personalFields);
					for (const value of values) expect(shown).not.toContain(value);
				},
			),
		);
	});
});

describe.each(CASES)('$label: words that repeat a whole answer', ({ vendor, samples }) => {
	const { confirmed, found } = samples.wire;
	const answers = [confirmed, ...Object.values(found)];
	const personal = Object.values(RECIPIENT);

	it('show nothing of the recipient, and still the status', () => {
		const told = answers.filter((answer) =>
			personal.some((text) => JSON.stringify(answer).includes(text)),
		);
		for (const answer of told) {
			const shown = redact(JSON.stringify(answer), answer, vendor.personalFields);
			for (const text of personal) expect(shown).not.toContain(text);
			expect(shown).toContain('status":');
		}
		expect(told).not.toEqual([]);
	});
});

describe('a short name', () => {
	const order = { recipient: { firstName: 'Li', lastName: 'Ann' }, status: 'delivered' };

	it('is hidden where it stands as a word', () => {
		expect(redact('Li Ann moved', order, personalFields)).toBe('[hidden] [hidden] moved');
	});

	it('is not taken for part of another word', () => {
		const words = 'It was delivered to the annex';
		expect(redact(words, order, personalFields)).toBe(words);
	});
});

describe('the key of a credential', () => {
	it.each([
		['wherever it stands', 'Token s3cret-k3y is not valid', 'Token [hidden] is not valid'],
		['as often as it stands there', 's3cret-k3y, s3cret-k3y', '[hidden], [hidden]'],
		['in other letters', 'Token S3CRET-K3Y', 'Token [hidden]'],
		['inside other text', 'Bearers3cret-k3y.', 'Bearer[hidden].'],
	])('is hidden %s', (_case, words, shown) => {
		expect(hide(words, ['s3cret-k3y'])).toBe(shown);
	});

	it('hides nothing if it is blank', () => {
		expect(hide('Order is locked', [''])).toBe('Order is locked');
	});

	it('may have any characters, and is hidden whole even if it begins with another value', () => {
		const anyKey = fc.stringMatching(/^[!-~]{4,40}$/);
		fc.assert(
			fc.property(anyKey, fc.stringMatching(/^[a-z ]{0,20}$/), (key, around) => {
				expect(hide(`${around} ${key} ${around}`, ['zzzzzz', key.slice(0, 4), key])).not.toContain(
					` ${key} `,
				);
				expect(hide(key, [key.slice(0, 4), key])).toBe('[hidden]');
			}),
		);
	});
});
