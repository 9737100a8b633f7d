import fc from 'fast-check';

import { checkId } from '../../../nodes/orders/form/checkId';
import { askFor, CASES, FAST_POD, SNAPPY, THANKS_IO, type Case } from '../support/subjects';

function check(value: unknown, { subject, vendor }: Case) {
	return checkId(value, subject, vendor);
}

/** Anything a spreadsheet, an expression or an attacker may put into an id. */
const anyId = fc.oneof(
	fc.string(),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: fc.constantFrom(...'./\\%2e?#&=:@;~ \t\n0aZ-_') }),
	fc.stringMatching(/^[A-Za-z0-9._~:@!$&'()*+,;=-]{1,200}$/),
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

describe.each(CASES)('$label ID', (entry) => {
	const { subject, vendor, id } = entry;

	it('is left as it is when it is good, also with blanks around it', () => {
		expect(check(id, entry)).toEqual({ ok: true, id });
		expect(check(` \t${id}\r\n`, entry)).toEqual({ ok: true, id });
	});

	it('may come as a number, as spreadsheets give it', () => {
		expect(check(12345678, entry)).toEqual({ ok: true, id: '12345678' });
	});

	it.each(NEVER_VALID)('is never %s', (_case, value) => {
		const checked = check(value, entry);
		expect(checked.ok).toBe(false);
	});

	it('is named with its label when it is refused, and quoted no longer than a line', () => {
		const checked = check(`\u0007${'<b>'.repeat(5_000)}`, entry);
		expect(checked).toMatchObject({ ok: false });
		const why = checked.ok ? '' : checked.why;
		expect(why).toContain(`'${subject.idLabel}'`);
		expect(why).toContain(vendor.service);
		expect(why).toContain(subject.idRule.expected);
		expect(why.length).toBeLessThan(250);
		expect(why).not.toMatch(/\p{Cc}/u);
	});

	it('is called blank when it is', () => {
		expect(check('  ', entry)).toEqual({
			ok: false,
			given: '',
			why: `'${subject.idLabel}' is blank`,
		});
	});

	it('never changes where a request goes: same segments, no query, no fragment', () => {
		const goodPath = subject.cancel(askFor(entry)).path;
		const segments = goodPath.split('/').length;
		fc.assert(
			fc.property(anyId, (given) => {
				const checked = check(given, entry);
				if (!checked.ok) return;
				const ask = askFor({ ...entry, id: checked.id });
				for (const { path } of [subject.cancel(ask), subject.lookUp(ask)]) {
					const url = new URL(`https://vendor.example/api${path}`);
					const parts = url.pathname.split('/').slice(2);
					expect(url.origin).toBe('https://vendor.example');
					expect([url.search, url.hash]).toEqual(['', '']);
					expect(parts.map(decodeURIComponent)).toContain(checked.id);
				}
				const url = new URL(`https://vendor.example${subject.cancel(ask).path}`);
				expect(url.pathname.split('/')).toHaveLength(segments);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('that was accepted is accepted again, unchanged', () => {
		fc.assert(
			fc.property(anyId, (given) => {
				const checked = check(given, entry);
				if (checked.ok) expect(check(checked.id, entry)).toEqual(checked);
			}),
		);
	});
});

describe('ids that look different and are the same', () => {
	it('thanks.io: leading zeros do not make another order (it would be cancelled twice)', () => {
		for (const spelling of ['42708', '042708', '00000000042708', 42708]) {
			expect(check(spelling, THANKS_IO)).toEqual({ ok: true, id: '42708' });
		}
		expect(check('000', THANKS_IO)).toEqual({ ok: true, id: '0' });
	});

	it.each([SNAPPY, FAST_POD])(
		'$label: zeros and case may matter, so nothing is changed',
		(entry) => {
			for (const id of ['00012345678', 'AbCdEfGhIj', 'aBcDeFgHiJ']) {
				expect(check(id, entry)).toEqual({ ok: true, id });
			}
		},
	);
});

describe('what a vendor documents about its ids', () => {
	it.each(['abc', '-5', '1.5', '1e3', '0x10', '1,000', '+1'])(
		'thanks.io takes digits only, not %p',
		(id) => {
			expect(check(id, THANKS_IO).ok).toBe(false);
		},
	);

	it.each(['G7nR4bD', 'G7nR-4bD9', 'G7nR_4bD9', 'G'.repeat(129)])(
		'Snappy takes 8 and more letters and digits, not %p',
		(id) => {
			expect(check(id, SNAPPY).ok).toBe(false);
		},
	);

	it.each(['F237-120723-000001', 'F255-010524-000001', '...', 'a.b~c', '1'])(
		'FastPOD takes any one path segment, such as %p',
		(id) => {
			expect(check(id, FAST_POD)).toEqual({ ok: true, id });
		},
	);
});
