import { contactsIn, PhoneBook, phoneNumbersIn } from '../../../nodes/orders/wording/contacts';

function bookOf(value: string): PhoneBook {
	const book = new PhoneBook();
	for (const each of phoneNumbersIn(value)) book.add(each);
	return book;
}

/** What is found of a known number in a text. */
function found(number: string, text: string): string[] {
	return bookOf(number)
		.spansIn(text)
		.map(({ start, end }) => text.slice(start, end));
}

describe('the phone numbers in a value', () => {
	it.each([
		['a number', '5555550123', ['5555550123']],
		['one with the code of its country', '+49 (30) 5550-1234', ['493055501234']],
		['one with the code as it is dialled', '0049 30 5550 1234', ['493055501234']],
		['the shortest', '555-0123', ['5550123']],
		['two', '555-0123, 555-0188', ['5550123', '5550188']],
	])('are its digits, without the noughts that it begins with: %s', (_what, value, numbers) => {
		expect(phoneNumbersIn(value)).toEqual(numbers);
	});

	it.each([
		['a house number', '3431 Reeves Street'],
		['six digits', '55-0123'],
		['a number of nothing but noughts', '000-000-0000'],
		['no digits', 'Renate'],
		['nothing', ''],
	])('are none in %s', (_what, value) => {
		expect(phoneNumbersIn(value)).toEqual([]);
	});
});

describe('a known phone number', () => {
	it.each([
		['as it is', '5555550123', 'Call 5555550123', '5555550123'],
		['without all of its codes', '5555550123', 'Call 5550123', '5550123'],
		['without some of them', '+1 212 5550123', 'Call 2125550123', '2125550123'],
		['after codes of which nothing is known', '555-0123', 'Call 2125550123', '2125550123'],
		['after fifteen other digits', '555-0123', '9999999999999995550123', '9999999999999995550123'],
		['in more groups from the second on', '5555550123', '5 5 5 5 5 5 0 1 23', '5 5 5 5 5 0 1 23'],
		['in eight groups', '5555550123', 'Call 5 5 5 5 5 5 01 23', '5 5 5 5 5 5 01 23'],
		['between dashes of any kind', '5555550123', 'Call 555–555—0123', '555–555—0123'],
		['with the other beginning', '30 5550 1234', 'Call 030/5550 1234', '030/5550 1234'],
	])('is found %s', (_how, number, text, expected) => {
		expect(found(number, text)).toContain(expected);
	});

	it.each([
		['in numbers with words between them', '5555550123', '555 cards, 555 stamps, 0123'],
		['in numbers with much between them', '5555550123', '555     555     0123'],
		['after more digits than any number has', '555-0123', '99999999999999995550123'],
		['in its last six digits', '5555550123', 'Call 550123'],
		['in another number', '5555550123', 'Call 5555550188'],
		['in noughts', '000 000 0000', 'Code 00000000'],
	])('is not found %s', (_where, number, text) => {
		expect(found(number, text)).toEqual([]);
	});
});

describe('the beginning of a known phone number that is left at the end of a text', () => {
	/** What is found of it. */
	function left(number: string, text: string): string[] {
		return bookOf(number)
			.beginningsIn(text)
			.map(({ start, end }) => text.slice(start, end));
	}

	it.each([
		['as it is', '5555550123', 'Call 55555501', '55555501'],
		['from its first four digits on', '5555550123', 'Call 555 5', '555 5'],
		['whole', '5555550123', 'Call 555 555 0123', '555 555 0123'],
		['before a blank', '5555550123', 'Call 555 555 ', '555 555'],
		['without some of its codes', '+1 212 5550123', 'Call 2125', '2125'],
		['with another beginning', '+49 30 5550 1234', 'Call 030 5550 12', '030 5550 12'],
		['with the beginning as it is dialled', '+49 30 5550 1234', '0049 30 5', '0049 30 5'],
		['after codes of which nothing is known', '555-0123', 'Call 2125550', '2125550'],
		['after fifteen other digits', '555-0123', '9999999999999995550', '9999999999999995550'],
		['in eight groups', '5555550123', 'Call 5 5 5 5 5 5 0 1', '5 5 5 5 5 5 0 1'],
	])('is found %s', (_how, number, text, expected) => {
		expect(left(number, text)).toContain(expected);
	});

	it.each([
		['in three digits', '5555550123', 'Call 555'],
		['in three digits after noughts', '5555550123', 'Call 000555'],
		['in three digits after other ones', '5555550123', 'Call 4444555'],
		['in the last six digits', '5555550123', 'Call 550123'],
		['before other words', '5555550123', 'Call 555555 now'],
		['before other digits', '5555550123', 'Call 55555509'],
		['after more digits than any number has', '555-0123', '99999999999999995550'],
		['in numbers with words between them', '5555550123', '555 cards, 5'],
		['of a number without the first of its codes, after others', '+1 212 5550123', 'Call 42125'],
	])('is not found %s', (_where, number, text) => {
		expect(left(number, text)).toEqual([]);
	});
});

describe("whatever looks like somebody's address or number", () => {
	/** What is found in a text. */
	function contacts(text: string): string[] {
		return contactsIn(text).map(({ start, end }) => text.slice(start, end));
	}

	it.each([
		['Write to a@example.com.', ['a@example.com']],
		['a@example.com, b@example.com!?', ['a@example.com', 'b@example.com']],
		['See user/a%40example.com/', ['user/a%40example.com']],
		['+49 30 5550-1234', ['+49 30 5550-1234']],
		['(555) 555-0123 or 555.555.0123', ['(555) 555-0123', '555.555.0123']],
	])('is found whole, without the full stop after it (%j)', (text, expected) => {
		expect(contacts(text)).toEqual(expected);
	});

	it.each(['2 @ 3 dollars', '@ 5 pm', 'user@', '@user', '+49 30', '2026-05-27', '1555.555.01234'])(
		'is not found in %j',
		(text) => {
			expect(contacts(text)).toEqual([]);
		},
	);
});
