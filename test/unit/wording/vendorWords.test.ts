import fc from 'fast-check';

import { vendorWords } from '../../../nodes/orders/wording/vendorWords';

/** The bodies that the three vendors document for their refusals, and the words in them. */
const BODIES: Array<[string, unknown, string]> = [
	['Laravel: a message', { message: 'Not Found' }, 'Not Found'],
	[
		'Laravel: a message and errors by field',
		{
			message: 'The given data was invalid.',
			errors: { id: ['Unknown.', 'Too old.'], x: ['No.'] },
		},
		'The given data was invalid.; Unknown.; Too old.; No.',
	],
	['a field with one text', { errors: { id: 'Unknown' } }, 'Unknown'],
	['thanks.io: failed, and why', { status: 'failed', errors: ['Unauthorized'] }, 'Unauthorized'],
	['thanks.io: the reason in the status', { status: 'Order is locked' }, 'Order is locked'],
	[
		'thanks.io: status beside a message',
		{ status: 'x', message: 'API access is off', code: 'api_disabled_payment_failures' },
		'API access is off',
	],
	[
		'Snappy: a number for the status',
		{ status: 409, errorCode: 10001, message: 'Locked' },
		'Locked',
	],
	[
		'Snappy v3: errors with messages',
		{
			message: 'Refused',
			errors: [{ message: 'In transit' }, { detail: 'Too late' }, { code: 7 }],
		},
		'Refused; In transit; Too late',
	],
	[
		'FastPOD: status false',
		{ status: false, message: 'Order is shipped', data: null },
		'Order is shipped',
	],
	['an error as text', { error: 'invalid_token' }, 'invalid_token'],
	['an error with a message', { error: { code: 5, message: 'No access' } }, 'No access'],
	[
		'the same words twice',
		{ message: 'Locked', errors: ['Locked', 'Since May'] },
		'Locked; Since May',
	],
	[
		'errors of all kinds at once',
		{ status: 'failed', errors: [null, 'Locked', { code: 7 }, 42, {}, ['x'], { message: 'Sent' }] },
		'Locked; 42; Sent',
	],
	['a message beside errors without words', { message: 'Locked', errors: [{ code: 7 }] }, 'Locked'],
	['a status beside errors without words', { status: 'Locked', errors: [{}, null] }, 'Locked'],
	['a status beside a field without words', { status: 'Locked', errors: { id: null } }, 'Locked'],
	['one error as text', { errors: 'Locked', status: 'failed' }, 'Locked'],
	['a number for an error', { errors: 42 }, '42'],
	['a message before its detail', { errors: [{ message: 'Locked', detail: 'Sent' }] }, 'Locked'],
	['blanks and line breaks', { message: '  Order\n\tis   locked ' }, 'Order is locked'],
	[
		'control characters',
		{ message: 'Order\u0000\u001b[31m is\u0007 locked' },
		'Order [31m is locked',
	],
	['markup', { message: '<b>Order</b> is locked' }, 'b Order /b is locked'],
];

const NO_WORDS: Array<[string, unknown]> = [
	['nothing', undefined],
	['null', null],
	['an empty text', ''],
	['a web page', '<html><body>Bad gateway</body></html>'],
	['plain text', 'Bad gateway'],
	['a list', [{ message: 'Locked' }]],
	['an empty object', {}],
	['blank words', { message: ' ', errors: ['', '\n'], status: '' }],
	['a bare true', { status: true }],
	['an order', { order: { id: 1, status: 'fulfilled' } }],
	['errors that are none', { errors: false }],
	['nothing but markup', { message: '<><>' }],
];

describe("the vendor's words", () => {
	it.each(BODIES)('are found in a refusal (%s)', (_form, body, words) => {
		expect(vendorWords(body)).toBe(words);
	});

	it.each(NO_WORDS)('are not found in %s', (_case, body) => {
		expect(vendorWords(body)).toBeNull();
	});

	it('are whole up to 2,000 characters, and cut before they become a page', () => {
		expect(vendorWords({ message: 'x'.repeat(2_000) })).toBe('x'.repeat(2_000));
		expect(vendorWords({ message: 'x'.repeat(10_000) })).toBe(`${'x'.repeat(1_999)}…`);
	});

	it('are the first of very many, and end in any case', () => {
		const errors = Array.from({ length: 300_000 }, (_, n) => ({ message: `Error ${n}` }));
		const words = vendorWords({ errors, message: 'Refused' });
		expect(words).toMatch(/^Refused; Error 0; Error 1; .*; Error 19$/);
		const byField = vendorWords({ errors: Object.fromEntries(errors.entries()) });
		expect(byField).toMatch(/^Error 0; Error 1; .*; Error 19$/);
		const long = vendorWords({ message: '<'.repeat(3_000_000), errors: [' '.repeat(3_000_000)] });
		expect(long?.length ?? 0).toBeLessThanOrEqual(2_000);
	});

	it('are looked for behind a page of markup or blanks', () => {
		expect(vendorWords({ message: `${'<'.repeat(7_993)}Locked` })).toBe('Locked');
		expect(vendorWords({ message: `${' '.repeat(9_000)}Locked` })).toBe('Locked');
	});

	it.each(['', 'x'])('are never cut in the middle of a character (after "%s")', (before) => {
		const words = vendorWords({ message: `${before}${'😀'.repeat(3_000)}` }) ?? '';
		expect(() => encodeURIComponent(words)).not.toThrow();
	});

	it('are one short line without markup or control characters, whatever the body is', () => {
		const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 500 }));
		const anyBody = fc.oneof(
			fc.anything(),
			fc.record(
				{
					message: fc.oneof(anyText, fc.anything()),
					errors: fc.oneof(
						fc.array(fc.oneof(anyText, fc.record({ message: anyText }))),
						fc.dictionary(fc.string(), fc.array(anyText)),
						fc.anything(),
					),
					status: fc.oneof(anyText, fc.anything()),
					error: fc.oneof(anyText, fc.record({ message: anyText })),
				},
				{ requiredKeys: [] },
			),
		);
		fc.assert(
			fc.property(anyBody, (body) => {
				const words = vendorWords(body);
				if (words === null) return;
				expect(words).not.toBe('');
				expect(words.length).toBeLessThanOrEqual(2_000);
				expect(words).not.toMatch(/[\p{Cc}<>\u2028\u2029]/u);
			}),
			{ numRuns: 500 },
		);
	});
});
