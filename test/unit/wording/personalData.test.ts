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

	it('is hidden by half where the text was cut in the middle of it', () => {
		const order = { recipients: [{ name: 'Renate' }, { name: 'Wu' }] };
		expect(shown('Moved by Ren…', order)).toBe('Moved by [hidden]…');
		expect(shown('Moved by her…', order)).toBe('Moved by her…');
		expect(shown('Moved by her…')).toBe('Moved by her…');
		expect(shown('…', order)).toBe('…');
	});
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
		return data.spansIn('Order', new Map(), false) !== 'too much';
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
