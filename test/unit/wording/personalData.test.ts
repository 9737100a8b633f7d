import fc from 'fast-check';

import { PersonalData } from '../../../nodes/orders/wording/personalData';
import { redactorFor } from '../support/redactor';
import { FAST_POD } from '../support/subjects';

/** What is shown of a text of FastPOD's if its answers were these. */
function shown(words: string, ...answers: object[]): string {
	const redactor = redactorFor(FAST_POD);
	for (const answer of answers) redactor.learnFrom(answer);
	return redactor.text(words);
}

describe('a value of a personal field', () => {
	it.each([
		['a name of two letters', { name: 'Wu' }, 'Wu moved', '[hidden] moved'],
		['a name of one letter that says as much', { name: '明' }, '明先生', '[hidden]先生'],
		['a whole name of small words', { name: 'Will May' }, 'Will May moved', '[hidden] moved'],
		['a postal code', { zip: '9021' }, 'ZIP 9021 is unknown', 'ZIP [hidden] is unknown'],
		['a number', { zip: 9021 }, 'ZIP 9021 is unknown', 'ZIP [hidden] is unknown'],
		['a short name inside one', { name: 'Wu Anders' }, 'Wu moved', '[hidden] moved'],
		['a number in text', { address: 'Call 5550123' }, 'Call 5 550 123', '[hidden]'],
		['blanks around it', { zip: ' 9021 ' }, 'ZIP 9021', 'ZIP [hidden]'],
		['a field in capitals', { ADDRESS: 'Reeves' }, 'Reeves is closed', '[hidden] is closed'],
		['a list', { address: [['Reeves'], 9021] }, 'Reeves, 9021', '[hidden], [hidden]'],
		['an answer that is a list', [{ name: 'Wu' }], 'Wu moved', '[hidden] moved'],
	])('is not shown: %s', (_what, answer, words, expected) => {
		expect(shown(words, answer)).toBe(expected);
	});

	it.each([
		['a company of two letters', { company: 'Wu' }, 'Wu moved'],
		['a postal code of three digits', { zip: '902' }, 'ZIP 902'],
		['a name of one letter', { name: 'W' }, 'W moved'],
		['a name that is a small word', { name: 'Can' }, 'The order Can not be found'],
		['the small words of a name', { name: 'Will Anders' }, 'This will be printed'],
		['the van of a name', { name: 'Jan van Anders' }, 'The van has left'],
		['the number of a house', { address: '3431 Reeves' }, 'Order 3431'],
		['the beginning of a name', { name: 'Renate' }, 'Moved by Ren'],
		[
			'what is neither text nor number',
			{ address: { po_box: true, unit: null } },
			'true null object',
		],
		['an id', { recipient: { id: 90210 } }, 'No order 90210'],
		['the ID of its order', { recipient: { orderId: 90210, order_id: 90211 } }, '90210 or 90211'],
	])('is too little to be hidden, or says nothing: %s', (_what, answer, words) => {
		expect(shown(words, answer)).toBe(words);
	});

	it('is hidden from two letters on if it is a name anywhere', () => {
		expect(shown('Wu moved', { name: 'Wu', company: 'Wu' })).toBe('[hidden] moved');
		expect(shown('Wu moved', { company: 'Wu', name: 'Wu' })).toBe('[hidden] moved');
		expect(shown('Wu moved', { company: 'Wu' }, { name: 'Wu' })).toBe('[hidden] moved');
	});

	it('is hidden in parts that are not written like a name from four letters on', () => {
		expect(shown('No dela, no van', { name: 'Ana dela Cruz van Berg' })).toBe(
			'No [hidden], no van',
		);
	});
});

describe('the beginning of a personal value that is left where a text was cut', () => {
	it.each([
		['a name', { name: 'Renate' }, 'Moved by Ren…', 'Moved by [hidden]…'],
		['two letters of a name', { name: 'Renate' }, 'Moved by Re…', 'Moved by [hidden]…'],
		['a name of several words', { name: 'Li Wu Berg' }, 'To li wu b…', 'To [hidden]…'],
		['a name between two words', { name: 'Li Wu' }, 'To Li …', 'To [hidden] …'],
		['a name by its second word', { name: 'Li Beispiel' }, 'To Ms. Beis…', 'To Ms. [hidden]…'],
		['a name without blanks', { name: '王小明' }, '订单属于王小…', '订单属于[hidden]…'],
		['one letter of it that says as much', { name: '王小明' }, '订单属于王…', '订单属于[hidden]…'],
		['a name that is written together', { name: 'Li Berg' }, 'user LiBe…', 'user [hidden]…'],
		['a name in other letters', { name: 'Groß Ñandú' }, 'GROSS NAN…', '[hidden]…'],
		['a sigma that was inside a word', { name: 'Κωνσταντίνος' }, 'ΚΩΝΣ…', '[hidden]…'],
		['a name that begins like a small word', { name: 'William' }, 'To Will…', 'To [hidden]…'],
		['an address', { address: '12 Li Wu Road' }, 'At 12 Li Wu Ro…', 'At [hidden]…'],
		['four letters of an address', { address: '12 Li Wu Road' }, 'At 12 Li…', 'At [hidden]…'],
		['a value in text', { address: { zip: '90210' } }, 'ZIP 9021…', 'ZIP [hidden]…'],
		['a number', { phone: 5555550123 }, 'Call 555 555 01…', 'Call [hidden]…'],
		[
			'a number without its code',
			{ phone: '+49 30 5550 1234' },
			'Call 030 5550 12…',
			'Call [hidden]…',
		],
		[
			'a value of more than twelve words',
			{ address: 'a b c d e f g h i j k l m n' },
			'At a b c d e f g h i j k l m…',
			'At [hidden]…',
		],
		[
			'a value of more than twenty-four words',
			{ address: 'a b c d e f g h i j k l m n o p q r s t u v w x y z' },
			'At a b c d e f g h i j k l m n o p q r s t u v w x y…',
			'At [hidden] [hidden]…',
		],
		[
			'the beginning of its thirteenth word on',
			{ address: 'a b c d e f g h i j k l moor n' },
			'At moor…',
			'At [hidden]…',
		],
		[
			'a name in the first of two texts',
			{ name: 'Li Wu Berg' },
			'To Li Wu Be…; moved',
			'To [hidden]…; moved',
		],
		[
			'names in both of them',
			{ name: 'Li Wu Berg' },
			'To Li Wu Be…; Li W…',
			'To [hidden]…; [hidden]…',
		],
		[
			'a name on both sides of a cut, each by itself',
			{ name: 'Li Wu Berg' },
			'To Li...Wu B...',
			'To [hidden]...[hidden] B...',
		],
		['a name before three full stops', { name: 'Li Wu Berg' }, 'To Li Wu Be...', 'To [hidden]...'],
	])('is not shown: %s', (_what, answer, words, expected) => {
		expect(shown(words, answer)).toBe(expected);
	});

	it.each([
		['one letter of a name', { name: 'Renate' }, 'Moved by R…'],
		['three letters of any other value', { company: 'Muster' }, 'Moved by Mus…'],
		['one letter that says as much as two', { company: '王小明' }, '订单属于王…'],
		['a small word', { name: 'Isaac Andrews' }, 'The order is…'],
		['a small word that is a name', { name: 'Will' }, 'This will…'],
		['the small words of a name', { name: 'Jan van Anders' }, 'The va…'],
		['a longer small word', { address: 'After the moor' }, 'It is after…'],
		['two digits of a number', { phone: '5555550123' }, 'HTTP 55…'],
		['three digits of a number', { phone: '5555550123' }, 'HTTP 555…'],
		['another word', { name: 'Renate' }, 'Moved by her…'],
		['a longer word', { name: 'Ren Berg' }, 'In Renov…'],
		['the middle of a word', { name: 'Renate' }, 'In Brena…'],
		['a beginning that is not at the end', { name: 'Renate' }, 'Ren moved…'],
		['a beginning behind the end', { name: 'Renate' }, 'Moved… by Ren'],
		['a beginning before two full stops', { name: 'Renate' }, 'Moved by Ren..'],
		['nothing', { name: 'Renate' }, '…'],
		['a beginning of nothing that is known', {}, 'Moved by her…'],
	])('is too little to be hidden, or is none: %s', (_what, answer, words) => {
		expect(shown(words, answer)).toBe(words);
	});

	const anyLatin = fc.stringMatching(/^[A-Z][a-zäéßø]{0,12}$/);
	const anyWord = fc.oneof(
		anyLatin,
		fc.stringMatching(/^[0-9]{1,5}$/),
		fc.stringMatching(/^[А-Я][а-я]{1,8}$/),
		fc.stringMatching(/^[Α-ΡΣ-Ω][α-ω]{1,8}$/),
		fc.stringMatching(/^[一-龥]{1,5}$/),
		fc.stringMatching(/^[가-힣]{1,5}$/),
		fc.stringMatching(/^[ก-ฮ]{2,8}$/),
	);
	const anyValue = fc
		.array(fc.tuple(anyWord, fc.constantFrom(' ', '-', ', ', '. ', "'")), {
			minLength: 1,
			maxLength: 30,
		})
		.map((words) => words.flat().slice(0, -1).join(''));
	const anyCase = fc.constantFrom(
		(text: string) => text,
		(text: string) => text.toUpperCase(),
		// A syllable of Korean that is written as its letters is so many words.
		(text: string) => text.replace(/[^가-힣]+/g, (rest) => rest.normalize('NFD')),
		(text: string) => text.replace(/[ -]/g, '  '),
	);

	it.each([
		['name', 2],
		['address', 4],
	])('is not shown of any %s, from a length of %d on', (field, least) => {
		fc.assert(
			fc.property(anyValue, fc.nat(), anyCase, (value, anyLength, rewrite) => {
				const words = rewrite(value);
				const beginning = words.slice(0, 1 + (anyLength % words.length));
				fc.pre((beginning.match(/[\p{L}\p{N}]/gu) ?? []).length >= least);
				const told = shown(`:: ${beginning}…`, { [field]: value });
				expect(told).toMatch(/^:: \[hidden\].*…$/);
				expect(told.replaceAll('[hidden]', '')).not.toMatch(/[\p{L}\p{N}]/u);
			}),
		);
	});

	it('is not shown of any phone number, from four digits on', () => {
		const anyNumber = fc.stringMatching(/^[1-9][0-9]{7,13}$/);
		const anyWriting = fc.constantFrom('', '0', '00', '+', '+1 212 ', '001');
		const anyBetween = fc.constantFrom('', ' ', '-', '/', '. ');
		fc.assert(
			fc.property(
				fc.record({
					number: anyNumber,
					codes: fc.nat({ max: 4 }),
					before: anyWriting,
					between: anyBetween,
					left: fc.nat(),
				}),
				({ number, codes, before, between, left }) => {
					const dialled = number.slice(Math.min(codes, number.length - 7)).replace(/^0+/, '');
					fc.pre(dialled.length >= 7 && (codes === 0 || !/1/.test(before)));
					const cut = dialled.slice(0, 4 + (left % (dialled.length - 3)));
					const groups = cut.match(/\d{1,3}/g) ?? [];
					const words = shown(`Call ${before}${groups.join(between)}…`, { phone: `+${number}` });
					expect(words).toMatch(/^Call \+?(\[hidden\])…$/);
				},
			),
		);
	});

	it('is looked for in no time, however many values begin with what the text is full of', () => {
		const many = Array.from({ length: 2_000 }, (_, n) => ({ name: `aaaa${n}` }));
		const long = Array.from({ length: 9 }, (_, n) => ({ name: `${'a'.repeat(1_900)}${n}` }));
		const numbers = Array.from({ length: 2_000 }, (_, n) => ({ phone: 5_555_550_000 + n }));
		for (const list of [many, long, numbers]) {
			const redactor = redactorFor(FAST_POD).learnFrom({ list });
			for (const filling of ['a ', 'a', '5 ', '5', 'a…', '5...', '王']) {
				const text = filling.repeat(2_000 / filling.length);
				redactor.text(`${text}b…`);
			}
		}
	}, 3_000);
});

describe('a value of any other field', () => {
	it.each([
		['words', { note: 'Seven wooden Frames' }, 'The wooden frames'],
		['numbers', { sku: '5550123' }, 'SKU 5 550 123'],
	])('is shown: %s', (_what, answer, words) => {
		expect(shown(words, answer)).toBe(words);
	});

	it('may be as long as it likes', () => {
		expect(shown('Wu moved', { note: 'x'.repeat(30_000), name: 'Wu' })).toBe('[hidden] moved');
	});

	it('is shown also where its name is one, at a service that has no personal field of that kind', () => {
		const vendor = { ...FAST_POD.vendor, personalFields: ['recipient'] };
		const redactor = redactorFor({ ...FAST_POD, vendor });
		redactor.learnFrom({ product: { name: 'Frames' }, recipient: { name: 'Wu' } });
		expect(redactor.text('Frames for Wu')).toBe('Frames for [hidden]');
	});

	it('has no longer name than a hundred letters: what is behind them is not looked at', () => {
		expect(shown('Wu moved', { [`${'x'.repeat(96)}name`]: 'Wu' })).toBe('[hidden] moved');
		expect(shown('Wu moved', { [`${'x'.repeat(97)}name`]: 'Wu' })).toBe('Wu moved');
	});
});

describe('so much about people that it cannot be looked for', () => {
	/** Whether it can, in a short text. */
	function canLookFor(...answers: unknown[]): boolean {
		const data = new PersonalData(['name']);
		for (const answer of answers) data.learnFrom(answer);
		return data.spansIn('Order', new Map()) !== 'too much';
	}

	it.each([
		['values of one answer', [Array.from({ length: 49_999 }, () => 1)]],
		['values of two', [Array.from({ length: 49_990 }, () => 1), { a: 1, b: [2, 3] }]],
		['letters', [{ name: 'x'.repeat(12_000), name2: 'y'.repeat(8_000) }]],
	])('is more than this: 50,000 values, 20,000 letters (%s)', (_what, answers) => {
		expect(canLookFor(...answers)).toBe(true);
	});

	it.each([
		['values of one answer', [Array.from({ length: 50_000 }, () => 1)]],
		['values of a longer list', [Array.from({ length: 200_000 }, () => 1)]],
		['values of two', [Array.from({ length: 49_996 }, () => 1), { a: 1, b: [2, 3] }]],
		['letters', [{ name: 'x'.repeat(12_000), name2: 'y'.repeat(8_001) }]],
	])('is one more (%s)', (_what, answers) => {
		expect(canLookFor(...answers)).toBe(false);
	});

	it('is the same value only once', () => {
		const name = 'x'.repeat(12_000);
		expect(canLookFor({ name }, { name })).toBe(true);
	});

	it('is not what stands beside blanks', () => {
		expect(shown('Wu moved', { name: `Wu${' '.repeat(30_000)}` })).toBe('[hidden] moved');
	});

	it('leaves nothing of the words, not even those that are never hidden', () => {
		const list = Array.from({ length: 60_000 }, (_, n) => ({ name: `Renate ${n}` }));
		expect(shown('FastPOD: Order of Renate', { list })).toBe('[hidden]');
		expect(shown('FastPOD: Order of Renate', { name: 'x'.repeat(20_001) })).toBe('[hidden]');
	});
});
