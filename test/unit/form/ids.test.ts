import fc from 'fast-check';
import { DateTime } from 'luxon';

import { parseItem } from '../../../nodes/orders/form/itemRequest';
import { broken, contextWith } from '../support/context';
import { askFor, CASES, FAST_POD, SNAPPY, THANKS_IO, type Case } from '../support/subjects';

function parse(value: unknown, { subject, vendor, operation }: Case) {
	const context = contextWith({ [subject.idParameter]: value });
	const { id, problem } = parseItem(context, vendor, operation, 0);
	return { id, problem };
}

/** Anything a spreadsheet, an expression or an attacker may put into an id. */
const anyId = fc.oneof(
	fc.string(),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: fc.constantFrom(...'./\\%2e?#&=:@;~ \t\n0aZ-_') }),
	fc.stringMatching(/^[A-Za-z0-9._~:@!$&'()*+;=-]{1,200}$/),
	fc.stringMatching(/^[0-9]{1,20}$/),
	fc.webPath(),
	fc.double().map(String),
);

const NEVER_VALID: Array<[string, unknown]> = [
	['a blank', ''],
	['blanks', ' \t\r\n'],
	['a non-breaking blank', '\u00a0'],
	['a path one up', '../'],
	['a path one up with more', '../orders/12345678'],
	['one dot', '.'],
	['two dots', '..'],
	['encoded dots', '%2e%2e'],
	['an encoded slash', '12345678%2F87654321'],
	['a query', '12345678?x='],
	['a fragment', '12345678#x'],
	['a slash', '12345678/cancel'],
	['a leading slash', '/12345678'],
	['a backslash', '12345678\\87654321'],
	['a control character', '1234\u00005678'],
	['a line break', '12345678\n87654321'],
	['a line break and a header', '12345678\r\nX-Evil: 1'],
	['a blank inside', '1234 5678'],
	['Arabic digits', '١٢٣٤٥٦٧٨'],
	['full-width digits', '１２３４５６７８'],
	['a letter with an accent', 'Bestéllung1'],
	['an emoji', '1234567😀'],
	['a zero-width blank inside', '1234\u200b5678'],
	['10,000 characters', '1'.repeat(10_000)],
	['an expression that found nothing', undefined],
	['null', null],
	['NaN', NaN],
	['Infinity', Infinity],
	['a number too large to be exact', 1e21],
	['a number that lost its last digit', 2 ** 53],
	['a fraction', 12345678.5],
	['an object', { id: '12345678' }],
	['a list', ['12345678']],
	['true', true],
	['the text of an object', '[object Object]'],
	['a web page', `<html>${'x'.repeat(10_000)}</html>`],
];

describe.each(CASES)('the ID of a $label', (entry) => {
	const { subject, vendor, id } = entry;

	it('is taken as it is when it is good, also with blanks around it', () => {
		expect(parse(id, entry)).toEqual({ id, problem: null });
		expect(parse(` \t${id}\r\n`, entry)).toEqual({ id, problem: null });
	});

	it('may come as a number, as spreadsheets give it', () => {
		expect(parse(12345678, entry)).toEqual({ id: '12345678', problem: null });
	});

	it.each(NEVER_VALID)('is never %s', (_case, value) => {
		expect(parse(value, entry).problem?.outcome).toBe('invalidOrderId');
	});

	it('is named with its label when it is refused, and quoted no longer than a line', () => {
		const { problem } = parse(`\u0007${'<b>'.repeat(5_000)}`, entry);
		expect(problem?.nextStep).toBe(`Correct '${subject.idLabel}' of this item`);
		const reason = problem?.reason ?? '';
		expect(reason).toContain(`'${subject.idLabel}'`);
		expect(reason).toContain(vendor.service);
		expect(reason).toContain(subject.idRule.expected);
		expect(reason.length).toBeLessThan(250);
		expect(reason).not.toMatch(/\p{Cc}/u);
	});

	it('is called blank when it is', () => {
		expect(parse('  ', entry)).toMatchObject({
			id: '',
			problem: { reason: `'${subject.idLabel}' is blank` },
		});
	});

	it('is called unreadable when its expression breaks', () => {
		expect(parse(broken, entry)).toMatchObject({
			id: '',
			problem: { reason: `'${subject.idLabel}' could not be read`, outcome: 'invalidOrderId' },
		});
	});

	it('never changes where a request goes: same segments, no query, no fragment', () => {
		const segments = subject.cancel(askFor(entry)).path.split('/').length;
		fc.assert(
			fc.property(anyId, (given) => {
				const parsed = parse(given, entry);
				if (parsed.problem !== null) return;
				const ask = askFor({ ...entry, id: parsed.id });
				for (const { path } of [subject.cancel(ask), subject.lookUp(ask)]) {
					const url = new URL(`https://vendor.example/api${path}`);
					const parts = url.pathname.split('/').slice(2);
					expect(url.origin).toBe('https://vendor.example');
					expect([url.search, url.hash]).toEqual(['', '']);
					expect(parts.map(decodeURIComponent)).toContain(parsed.id);
				}
				const url = new URL(`https://vendor.example${subject.cancel(ask).path}`);
				expect(url.pathname.split('/')).toHaveLength(segments);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('is accepted again, unchanged, once it was accepted', () => {
		fc.assert(
			fc.property(anyId, (given) => {
				const parsed = parse(given, entry);
				if (parsed.problem === null) expect(parse(parsed.id, entry)).toEqual(parsed);
			}),
		);
	});
});

/** Above 2^53: JavaScript makes this number, and ...993, the ID of another order. */
const TOO_LARGE = Number('9007199254740993');

/** What is given, how it is named, and what is to be done. */
const KINDS: Array<[given: unknown, is: string, nextStep: RegExp, shown: string]> = [
	[true, 'is true', /^Choose the field that holds the value$/, 'true'],
	[false, 'is false', /^Choose the field/, 'false'],
	[[12345678], 'is a list', /Split Out/, ''],
	[[], 'is an empty list', /^Filter out/, ''],
	[{ id: '12345678' }, 'is an object', /^Choose the field of the object/, ''],
	[12345678.5, 'is a number with decimals', /without decimals/, '12345678.5'],
	[TOO_LARGE, 'is a number too large to be exact', /^Give it as text/, ''],
	[-TOO_LARGE, 'is a number too large to be exact', /^Give it as text/, ''],
	[1e21, 'is a number too large to be exact', /^Give it as text/, ''],
	[NaN, 'is NaN', /^Correct the expression/, 'NaN'],
	[Infinity, 'is Infinity', /^Correct the expression/, 'Infinity'],
	[new Date(0), 'is a date', /^Choose the field/, ''],
	[DateTime.fromMillis(0), 'is a date', /^Choose the field/, ''],
	[undefined, 'is blank', /^Correct/, ''],
	[null, 'is blank', /^Correct/, ''],
	['\u200b \ufeff', 'is blank', /^Correct/, ''],
];

describe.each(CASES)('what is no ID of a $label', (entry) => {
	const { subject, id } = entry;

	it.each(KINDS)('is named as what it is: %p %s', (given, is, nextStep, shown) => {
		expect(parse(given, entry)).toEqual({
			id: shown,
			problem: {
				reason: `'${subject.idLabel}' ${is}`,
				nextStep: expect.stringMatching(nextStep) as string,
				outcome: 'invalidOrderId',
			},
		});
	});

	it.each([',', ', ', '; ', '\n', '\t', ' | '])('is named as several IDs between %j', (between) => {
		const { problem } = parse([id, id].join(between), entry);
		expect(problem?.reason).toMatch(/^'.+ ID' ".+" looks like several IDs in one$/);
		expect(problem?.nextStep).toContain('Split Out');
	});

	it.each([
		['one with a comma behind it', `${id},`],
		['one beside something else', `${id}, "yes"`],
		['more than anybody types in', Array(2_000).fill(id).join(' ')],
	])('is not named as several IDs where it is %s', (_what, text) => {
		expect(parse(text, entry).problem?.reason).not.toContain('several IDs');
	});

	it.each(['U+200B', 'U+200E', 'U+202C', 'U+2060', 'U+00AD', 'U+FEFF', 'U+0000'])(
		'has its invisible character in the middle named, and shown (%s)',
		(code) => {
			const character = String.fromCodePoint(parseInt(code.slice(2), 16));
			const parsed = parse(`${id.slice(0, 3)}${character}${id.slice(3)}`, entry);
			const shown = `${id.slice(0, 3)}[${code}]${id.slice(3)}`;
			expect(parsed.id).toBe(shown);
			expect(parsed.problem?.reason).toContain(
				`"${shown}" has an invisible character in the middle (${code})`,
			);
			expect(parsed.problem?.nextStep).toMatch(/^Type it instead of pasting it/);
		},
	);

	it('is kept no longer than an ID can be', () => {
		expect(parse('<b>'.repeat(5_000), entry).id).toHaveLength(200);
	});
});

/** Blanks, zero-width characters, direction marks and isolates, fillers, joiners, and what pasting from PDF leaves. */
const INVISIBLE = [
	...'\u00a0\u00ad\u034f\u061c\u115f\u180e\u2000\u200b\u200c\u200d\u200e\u200f\u2028\u202a\u202b\u202c\u202d',
	...'\u202e\u202f\u2060\u2061\u2066\u2067\u2068\u2069\u206f\u2800\u3000\u3164\ufe0f\ufeff\ufff9\u{e0020}\u0000\u007f',
];

describe.each(CASES)('invisible characters around the ID of a $label', (entry) => {
	it.each(INVISIBLE.map((character) => [character]))('come off (%j)', (character) => {
		const { id } = entry;
		expect(parse(`${id}${character}`, entry)).toEqual({ id, problem: null });
		expect(parse(`${character} ${id} ${character}${character}`, entry)).toEqual({
			id,
			problem: null,
		});
	});
});

describe.each(CASES)('a resource locator with the ID of a $label', (entry) => {
	const { id } = entry;

	it.each(['list', 'id', undefined])('in mode %s holds it, also one from an expression', (mode) => {
		expect(parse({ __rl: true, mode, value: ` ${id}` }, entry)).toEqual({ id, problem: null });
	});

	it('is named as what it holds', () => {
		const reason = (value: unknown) =>
			parse({ __rl: true, mode: 'id', value }, entry).problem?.reason;
		expect(reason([id])).toMatch(/ is a list$/);
		expect(reason('')).toMatch(/ is blank$/);
		expect(reason(TOO_LARGE)).toMatch(/ is a number too large to be exact$/);
	});
});

describe('IDs that look different', () => {
	it('are the same for thanks.io apart from leading zeros, or an order would be cancelled twice', () => {
		for (const spelling of ['42708', '042708', '00000000042708', 42708]) {
			expect(parse(spelling, THANKS_IO)).toEqual({ id: '42708', problem: null });
		}
		expect(parse('000', THANKS_IO)).toEqual({ id: '0', problem: null });
	});

	it.each([SNAPPY, FAST_POD])(
		'are left alone where zeros and case may matter ($label)',
		(entry) => {
			for (const id of ['00012345678', 'AbCdEfGhIj', 'aBcDeFgHiJ']) {
				expect(parse(id, entry)).toEqual({ id, problem: null });
			}
		},
	);
});

describe('what a vendor documents about its IDs', () => {
	it.each(['abc', '-5', '1.5', '1e3', '42708.0', '4.2708e4', '0x10', '1,000', '+1'])(
		'thanks.io takes digits only, not %p',
		(id) => {
			expect(parse(id, THANKS_IO).problem).not.toBeNull();
		},
	);

	it.each(['G7nR4bD', 'G7nR-4bD9', 'G7nR_4bD9', 'G'.repeat(129)])(
		'Snappy takes 8 and more letters and digits, not %p',
		(id) => {
			expect(parse(id, SNAPPY).problem).not.toBeNull();
		},
	);

	it.each(['F237-120723-000001', 'F255-010524-000001', '...', 'a.b~c', '1'])(
		'FastPOD takes any one path segment, such as %p',
		(id) => {
			expect(parse(id, FAST_POD)).toEqual({ id, problem: null });
		},
	);

	it.each(['F1,F2', ',', 'F1,'])('FastPOD takes no comma (%p)', (id) => {
		expect(parse(id, FAST_POD).problem?.outcome).toBe('invalidOrderId');
	});
});
