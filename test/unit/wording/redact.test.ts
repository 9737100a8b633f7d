import fc from 'fast-check';

import { hide } from '../../../nodes/orders/wording/redact';
import { RECIPIENT } from '../../samples';
import { redactorFor } from '../support/redactor';
import { CASES, FAST_POD, SNAPPY_GIFT, THANKS_IO } from '../support/subjects';

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
	recipients: [
		{
			id: 90021,
			firstName: 'Li',
			zipCode: '90210',
			company: 'Muster GmbH',
			mobile_phone: '+49 (30) 5550-1234',
		},
	],
	gift_message: 'Happy birthday',
};

/** What is shown of a text of FastPOD's about an order. */
function shown(words: string, order: object = ORDER): string {
	return redactorFor(FAST_POD).keep(ORDER.id).learnFrom(order).text(words);
}

describe("a vendor's words about an order", () => {
	it.each([
		['a name', 'Renate Beispielfrau moved', '[hidden] moved'],
		['a surname alone', 'Ms. Beispielfrau moved', 'Ms. [hidden] moved'],
		['a name in capitals', 'RENATE  BEISPIELFRAU moved', '[hidden] moved'],
		['a name with other punctuation', 'Beispielfrau, Renate', '[hidden], [hidden]'],
		['a name that is written together', 'user RenateBeispielfrau', 'user [hidden]'],
		['the name of a name', "Renate's card, to_Beispielfrau", "[hidden]'s card, to_[hidden]"],
		['a short name', 'Li moved', '[hidden] moved'],
		['a street', 'No such house: 3431 Reeves\nStreet', 'No such house: [hidden]'],
		['part of a street', 'Reeves is closed', '[hidden] is closed'],
		['a postal code', 'ZIP 90210 is unknown', 'ZIP [hidden] is unknown'],
		['a company', 'Muster GmbH is closed', '[hidden] is closed'],
		['a number that was no text', 'Call 5555550123', 'Call [hidden]'],
		['a number with blanks', 'Call 555 555 0123 now', 'Call [hidden] now'],
		['a number with the code of its country', 'Call 001.555.555.0123', 'Call [hidden]'],
		['a number without the code of its country', 'Call 030/55501234', 'Call [hidden]'],
		['a number without the code of its area', 'Call 5550-1234', 'Call [hidden]'],
		['an e-mail address', 'Write to a.b+c@sub.example.com!', 'Write to [hidden]!'],
		['a quoted e-mail address', 'User "a@example.com" left', 'User "[hidden]" left'],
		['an e-mail address in a link', 'See /users?q=a%40example.com', 'See [hidden]'],
		['an international number', 'Call +1 (555) 555-0123 now', 'Call [hidden] now'],
		['an American number', 'Call (555) 555-0188 or 555.555.0188', 'Call [hidden] or [hidden]'],
	])('do not show %s', (_what, words, expected) => {
		expect(shown(words)).toBe(expected);
	});

	it.each([
		'Order FAS105-111423-000006 is in_production',
		'Order 42708 of 2026-05-27 has 1 item',
		'The US do not ship this',
		'Version 1.2.3, HTTP 422, 12:30',
		'It was delivered to the reevesiana of 90021',
		'Call 422 or 911',
	])('keep what says nothing about a person: %s', (words) => {
		expect(shown(words)).toBe(words);
	});

	it('keep nothing of a longer value that begins with a shorter one', () => {
		expect(shown('Annabel Ltd', { name: 'Anna', company: 'Annabel Ltd' })).toBe('[hidden]');
	});

	it('keep the small words that a name may have in it', () => {
		const order = { name: 'Lord of the Rings', address: 'the end of the road' };
		expect(shown('The end of the lord', order)).toBe('The end of the [hidden]');
		expect(shown('Ask li or wu', { name: 'li wu' })).toBe('Ask [hidden] or [hidden]');
	});

	it.each([
		['José Ñandú', 'JOSE NANDU is away', '[hidden] is away'],
		['Jose Nandu', 'Jose\u0301 is away', '[hidden] is away'],
		['Hans Groß', 'Herr GROSS is away', 'Herr [hidden] is away'],
		['王小明', '订单属于王小明先生', '订单属于[hidden]先生'],
		['김민수', '김민수님의 주문', '[hidden]님의 주문'],
		['Анна Петрова', 'заказ ПЕТРОВА', 'заказ [hidden]'],
		['Νίκος Παππά', 'ΝΙΚΟΣΠΑΠΠΑ moved', '[hidden] moved'],
	])('are compared as people read them: %s', (name, words, expected) => {
		expect(shown(words, { name })).toBe(expected);
	});

	it('are known from every answer, also one to an earlier request', () => {
		const redactor = redactorFor(FAST_POD).learnFrom({ message: 'x' }).learnFrom(ORDER);
		expect(redactor.text('Li moved')).toBe('[hidden] moved');
		redactor
			.learnFrom({ errors: { name: 'Wu' } })
			.learnFrom('Wu')
			.learnFrom(null);
		expect(redactor.text('Li and Wu moved')).toBe('[hidden] and [hidden] moved');
	});

	it('are left alone if no order is known', () => {
		expect(shown('Order is locked', {})).toBe('Order is locked');
		expect(shown('', {})).toBe('');
	});

	it('never show a recipient, wherever the vendor puts the data', () => {
		const anyValue = fc.stringMatching(/^[A-Z0-9]{4,12}( [A-Z0-9]{4,12})?$/);
		const anyFiller = fc.stringMatching(/^[a-z .:]{0,20}[ .:]$/);
		fc.assert(
			fc.property(
				fc.array(anyValue, { minLength: 1, maxLength: 5 }),
				fc.array(anyFiller, { minLength: 5, maxLength: 5 }),
				(values, filler) => {
					const order = { shippingAddress: { lines: values.map((line) => ({ line })) } };
					const words = values.map((value, i) => `${filler[i] ?? ''}${value} `).join('');
					for (const value of values) {
						expect(` ${shown(words, order)} `).not.toMatch(new RegExp(`[ .:]${value}[ .:]`));
					}
				},
			),
		);
	});

	it('never lose a word that is not in any answer', () => {
		const anyWord = fc.stringMatching(/^[a-m]{1,12}$/);
		const anyName = fc.stringMatching(/^[N-Z]{4,12}( [N-Z]{4,12})?$/);
		fc.assert(
			fc.property(fc.array(anyWord, { maxLength: 20 }), fc.array(anyName), (words, names) => {
				expect(shown(words.join(' '), { recipients: names })).toBe(words.join(' '));
			}),
		);
	});
});

describe('what nobody may be called like', () => {
	it.each([
		['the ID', { name: 'FAS105', address: '111423', phone: '000006' }],
		['the noun', { name: 'Order', company: 'Order Street' }],
		['a status', { name: 'In Production', company: 'production' }],
		['the service', { company: 'FastPOD' }],
	])('%s is shown', (_what, order) => {
		const words = 'FastPOD: order FAS105-111423-000006 is in_production';
		expect(shown(words, order)).toBe(words);
	});

	it('an ID is no phone number, and is hidden only where it is more than the ID', () => {
		const redactor = redactorFor(THANKS_IO).keep('5555550123').keep('12');
		redactor.learnFrom({ phone: '5555550123', street: '12 Order Lane', name: 'Order' });
		expect(redactor.text('Order 5555550123 at 12 Order Lane')).toBe(
			'Order 5555550123 at 12 Order [hidden]',
		);
		expect(redactor.text('Order 128')).toBe('Order 128');
	});

	it('what is kept is a word, not a page: of more than 2,000 characters the first', () => {
		const redactor = redactorFor(FAST_POD).learnFrom({ name: 'Renate', company: 'Muster' });
		redactor.keep(`Muster ${'x '.repeat(1_007)} Renate`);
		redactor
			.keep(`Muster${' '.repeat(1_000)}`)
			.keep(null)
			.keep(undefined);
		expect(redactor.text('Renate of Muster')).toBe('[hidden] of Muster');
	});

	it('an order ID that stands inside a recipient is no name', () => {
		const body = { recipient: { orderId: 'A9bY2kQ7vW', order_id: 4270811, firstName: 'Renate' } };
		const redactor = redactorFor(SNAPPY_GIFT).learnFrom(body);
		const words = 'The gift has order A9bY2kQ7vW, not 4270811';
		expect(redactor.text(`${words} Renate`)).toBe(`${words} [hidden]`);
	});
});

describe('a status', () => {
	const redactor = redactorFor(FAST_POD).learnFrom(ORDER);

	it('that the vendor documents is shown as it is, whoever is called like it', () => {
		redactor.learnFrom({ name: 'On Hold' });
		expect(redactor.status('on_hold', false)).toBe('on_hold');
		expect(redactor.status('li', true)).toBe('li');
		expect(redactor.status(null, true)).toBeNull();
	});

	it.each(['On Hold', 'ON-HOLD', 'onhold', 'on_hold', 'Canceled', 'Cancelled'])(
		'that the vendor documents is known however it is written (%s)',
		(status) => {
			const people = redactorFor(FAST_POD).learnFrom({ recipients: ['On Hold', 'Canceled'] });
			expect(people.status(status, false)).toBe(status);
		},
	);

	it('is known also where the service has no lists', () => {
		const { vendor } = FAST_POD;
		const operations = vendor.operations.map((operation) => ({
			...operation,
			subject: { ...operation.subject, list: undefined },
		}));
		const people = redactorFor({ ...FAST_POD, vendor: { ...vendor, operations } });
		people.learnFrom({ name: 'Packed', company: 'On Hold' });
		expect(people.status('on_hold', false)).toBe('on_hold');
		expect(people.text('packed')).toBe('[hidden]');
	});

	it('that was shown as it is stands in later texts, too', () => {
		const people = redactorFor(FAST_POD).learnFrom({ name: 'Wu Packed' });
		expect(people.text('It is packed')).toBe('It is [hidden]');
		expect(people.status('packed', true)).toBe('packed');
		expect(people.text('It is packed by Wu')).toBe('It is packed by [hidden]');
	});

	it('that it does not document is a text like any other, of 60 characters at most', () => {
		expect(redactor.status('waiting for Renate Beispielfrau', false)).toBe('waiting for [hidden]');
		expect(redactor.status('x'.repeat(200_000), false)).toBe(`${'x'.repeat(59)}…`);
		expect(redactor.status('x'.repeat(200_000), true)).toBe(`${'x'.repeat(59)}…`);
	});
});

describe('answers and words of any size', () => {
	/** `{ inner: { inner: ... } }` */
	function nested(depth: number, innermost: object): object {
		let body = innermost;
		for (let level = 0; level < depth; level++) body = { inner: body };
		return body;
	}

	it('an order may be nested as deep as it likes', () => {
		expect(shown('Li moved', nested(20_000, { name: 'Li' }))).toBe('[hidden] moved');
		expect(shown('Li moved', { address: nested(20_000, { line: 'Moved' }) })).toBe('Li [hidden]');
	});

	it('a name of 13,000 letters is hidden, also where only its beginning is left', () => {
		const name = 'Beispielfrau'.repeat(1_100);
		const words = shown(`No such person: ${name}`, { name });
		expect(words).toBe('No such person: [hidden]…');
		expect(shown(`${'[ ] '.repeat(499)}Renate`, { name: 'Renate' })).not.toMatch(/Ren/);
	});

	it('an order with very many line items is looked through', () => {
		const line_items = Array.from({ length: 10_000 }, (_, n) => ({ sku: `S${n}`, name: 'Shirt' }));
		expect(shown('Li has no shirt', { ...ORDER, line_items })).toBe('[hidden] has no [hidden]');
	});

	it.each([
		['people', Array.from({ length: 100_000 }, (_, n) => ({ name: `Renate ${n}` }))],
		['values', Array.from({ length: 600_000 }, () => 1)],
	])('where there are too many %s to look for, nothing of the words is shown', (_what, list) => {
		expect(shown('Renate 5 moved', { list })).toBe('[hidden]');
	});

	/** Texts on which a pattern that goes back and forth would not end before the test does. */
	it.each([
		'a',
		'1',
		'@',
		'+1 ',
		'(555) ',
		'1-',
		'a@',
		'. ',
		' ',
		'\u0007',
		'<',
		'%40',
		'😀',
		'王',
	])('are read to their end once, whatever they are full of (%j)', (filling) => {
		const text = filling.repeat(3_000_000 / filling.length);
		expect(shown(text).length).toBeLessThanOrEqual(300);
		expect(shown('Li', { name: `x${text}x` })).toBe('[hidden]');
		expect(hide(text, ['k3y', text.slice(0, 4_000)]).length).toBeLessThan(20_000);
	});
});

describe.each(CASES)('$label: words that repeat a whole answer', (entry) => {
	const { confirmed, found } = entry.samples.wire;
	const answers = [confirmed, ...Object.values(found)];
	const personal = Object.values(RECIPIENT);

	it('show nothing of the recipient, and still the status', () => {
		const told = answers.filter((answer) =>
			personal.some((text) => JSON.stringify(answer).includes(text)),
		);
		for (const answer of told) {
			const words = redactorFor(entry).learnFrom(answer).text(JSON.stringify(answer), 2_000);
			for (const text of personal) expect(words).not.toContain(text);
			expect(words).toContain('status":');
		}
		expect(told).not.toEqual([]);
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

	it.each([
		['at the end of a text that was cut', `${'x'.repeat(1_990)} s3cret-k3y`, 's3cr'],
		['where the vendor has cut it', 'Token s3cret…', 's3cr'],
	])('is not shown by half %s', (_case, words, half) => {
		expect(hide(words, ['s3cret-k3y'])).not.toContain(half);
		expect(hide(words, ['s3cret-k3y'])).toMatch(/\[hidden\]…$/);
	});

	it.each([
		['four letters of it', 'Token s3cr…', 'Token [hidden]…'],
		['all but one', 'Token s3cret-k3…', 'Token [hidden]…'],
		['nothing else', 's3cret…', '[hidden]…'],
		['other letters', 'Token S3CRet…', 'Token [hidden]…'],
		['a key as a whole before', 's3cret-k3y, s3cret…', '[hidden], [hidden]…'],
	])('is hidden by half where the vendor has left %s', (_what, words, shown) => {
		expect(hide(words, ['s3cret-k3y'])).toBe(shown);
	});

	it.each([
		['three letters are no half', 'Token s3c…'],
		['the end of a key is no half', 'Token k3y…'],
		['a text that was not cut has none', 'Token s3cret'],
		['nor has one that goes on behind it', 'Token s3crets'],
		['nor has one with the letters at another place', 'Token s3cret is wrong…'],
		['nor has one of nothing', '…'],
	])('leaves the text as it is: %s', (_why, words) => {
		expect(hide(words, ['s3cret-k3y'])).toBe(words);
	});

	it('is hidden before the text is cut, so that no half of it is left', () => {
		const redactor = redactorFor(FAST_POD, ['s3cret-k3y-of-forty-characters-000000001']);
		for (let before = 200; before < 300; before++) {
			const words = `${'x '.repeat(before / 2)}s3cret-k3y-of-forty-characters-000000001`;
			expect(redactor.text(words)).not.toContain('s3c');
		}
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
