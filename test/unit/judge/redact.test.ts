import fc from 'fast-check';

import { redact } from '../../../nodes/orders/judge/redact';

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
	recipients: [{ firstName: 'Renate', postalCode: '90210', company: 'Muster GmbH' }],
	gift_message: 'Happy birthday',
};

describe('words that reach a message', () => {
	it.each([
		['the key', 'Token s3cret-k3y is not valid', 'Token [hidden] is not valid'],
		['the key, twice', 's3cret-k3y, s3cret-k3y', '[hidden], [hidden]'],
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
		expect(redact(words, ['s3cret-k3y'], ORDER)).toBe(shown);
	});

	it.each([
		'Order FAS105-111423-000006 is in_production',
		'Order 42708 of 2026-05-27 has 1 item',
		'The US do not ship this',
		'Version 1.2.3, HTTP 422, 12:30',
	])('keep what is no secret: %s', (words) => {
		expect(redact(words, ['s3cret-k3y'], ORDER)).toBe(words);
	});

	it('keep nothing of a longer value that begins with a shorter one', () => {
		const order = { name: 'Anna', company: 'Annabel Ltd' };
		expect(redact('Annabel Ltd', [], order)).toBe('[hidden]');
	});

	it('are left alone when there is nothing to hide (a blank key hides nothing)', () => {
		expect(redact('Order is locked', [''], null)).toBe('Order is locked');
		expect(redact('', ['s3cret-k3y'], null)).toBe('');
	});

	it('never show a key or a recipient, wherever the vendor puts them', () => {
		const anyValue = fc.stringMatching(/^[A-Z0-9]{4,12}( [A-Z0-9]{4,12})?$/);
		const anyFiller = fc.stringMatching(/^[a-z .:]{0,20}$/);
		fc.assert(
			fc.property(
				fc.array(anyValue, { minLength: 1, maxLength: 5 }),
				anyValue,
				fc.array(anyFiller, { minLength: 6, maxLength: 6 }),
				(values, key, filler) => {
					const order = { shippingAddress: { lines: values.map((line) => ({ line })) } };
					const words = [key, ...values].map((value, i) => `${filler[i] ?? ''}${value}`).join('');
					const shown = redact(words, [key], order);
					for (const value of [key, ...values]) expect(shown).not.toContain(value);
				},
			),
		);
	});
});

describe('a short name', () => {
	const order = { recipient: { firstName: 'Li', lastName: 'Ann' }, status: 'delivered' };

	it('is hidden where it stands as a word', () => {
		expect(redact('Li Ann moved', [], order)).toBe('[hidden] [hidden] moved');
	});

	it('is not taken for part of another word', () => {
		expect(redact('It was delivered to the annex', [], order)).toBe(
			'It was delivered to the annex',
		);
	});
});
