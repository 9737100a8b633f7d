import fc from 'fast-check';

import { guardObjection, guardsOn, isNamedStatus } from '../../../nodes/orders/cancel/judgeGuards';
import { NO_GUARDS, type Guards } from '../../../nodes/orders/form/guards';
import type { OrderState } from '../../../nodes/orders/vendor/order';
import { THANKS_IO } from '../support/subjects';

const NOW = Date.parse('2026-01-01T12:00:00.000Z');
const MINUTE_MS = 60_000;

function order(status: string | null): OrderState {
	return { id: '42708', status, phase: 'cancellable', cancelledAt: null, order: {} };
}

function guards(more: Partial<Guards>): Guards {
	return { ...NO_GUARDS, ...more };
}

/** Placed so many milliseconds ago. */
function objection(guard: Partial<Guards>, ageMs: number | null = 0, status = 'Reviewing') {
	const createdAt = ageMs === null ? null : new Date(NOW - ageMs).toISOString();
	return guardObjection(order(status), createdAt, guards(guard), NOW);
}

const word = fc.stringMatching(/^[A-Za-z]{1,12}$/);

describe('Only If Status', () => {
	it.each([
		['Reviewing', ['reviewing'], true],
		['new_order', ['New Order'], true],
		['inTransit', ['in_transit'], true],
		['Canceled', ['cancelled'], true],
		['Printing', ['reviewing', 'printing'], true],
		['Printing', ['reviewing'], false],
		['Reviewing', ['review'], false],
		['Reviewing', [], false],
		['Reviewing', [''], false],
		[null, ['reviewing'], false],
		// An order without a status has none that could be named.
		[null, ['', '-', ' '], false],
	])('takes %j for one of %j: %s', (status, statuses, expected) => {
		expect(isNamedStatus(order(status), guards({ statuses }))).toBe(expected);
		const why = guardObjection(order(status), null, guards({ statuses }), NOW);
		expect(why === null).toBe(expected);
	});

	it('says nothing where it is not set', () => {
		expect(isNamedStatus(order('Reviewing'), NO_GUARDS)).toBe(false);
		expect(objection({})).toBeNull();
	});

	it('lets an order through exactly if it is one of the words, however they are written', () => {
		fc.assert(
			fc.property(word, fc.array(word, { minLength: 1 }), (status, statuses) => {
				const plain = (text: string) => text.toLowerCase().replace(/^canceled$/, 'cancelled');
				const isOne = statuses.some((entry) => plain(entry) === plain(status));
				expect(objection({ statuses }, 0, status) === null).toBe(isOne);
				expect(objection({ statuses: [...statuses, status.toUpperCase()] }, 0, status)).toBeNull();
			}),
		);
	});

	it('names the statuses that it allows', () => {
		expect(objection({ statuses: ['reviewing', 'paused'] }, 0, 'Printing')).toBe(
			"'Only If Status' allows only reviewing, paused",
		);
	});

	it('is told briefly on one line, whatever an expression gave', () => {
		const why = objection({ statuses: [`a\n${'x'.repeat(1_000)}`] }) ?? '';
		expect(why).not.toMatch(/\p{Cc}/u);
		expect(why.length).toBeLessThan(200);
	});
});

describe('Only If Younger Than', () => {
	const anHour = { youngerThanMs: 60 * MINUTE_MS };

	it.each([
		[0, true],
		[59 * MINUTE_MS, true],
		[60 * MINUTE_MS - 1, true],
		[60 * MINUTE_MS, false],
		[60 * MINUTE_MS + 1, false],
	])('set to an hour lets an order of %d ms through: %s', (ageMs, isLetThrough) => {
		expect(objection(anHour, ageMs) === null).toBe(isLetThrough);
	});

	it('tells the age of the order in whole minutes', () => {
		expect(objection(anHour, 90.5 * MINUTE_MS)).toBe(
			"it was placed 90 minutes ago, and 'Only If Younger Than' allows less than 60",
		);
	});

	it('tells the limit as it was set, fractions too', () => {
		const minutes = fc
			.integer({ min: 1, max: 5_256_000_000 })
			.map((thousandths) => thousandths / 1000);
		fc.assert(
			fc.property(minutes, (most) => {
				const youngerThanMs = most * MINUTE_MS;
				expect(objection({ youngerThanMs }, youngerThanMs + 1)).toMatch(
					new RegExp(`allows less than ${String(most).replace('.', '\\.')}$`),
				);
			}),
		);
	});

	it.each([6_000, 60_000, 86_400_000, 1e12])(
		'holds back an order that says it was placed %d ms from now',
		(ms) => {
			expect(objection(anHour, -ms)).toMatch(
				/^it says that it was placed in the future \(20.*Z\), which is no age/,
			);
		},
	);

	it('lets an order through that is so new that the clocks may differ', () => {
		expect(objection(anHour, -5_000)).toBeNull();
	});

	it('holds back an order that does not say when it was placed', () => {
		expect(objection(anHour, null)).toBe(
			"it does not say when it was placed, which 'Only If Younger Than' asks for",
		);
	});

	it('lets every younger order through, and none of exactly that age', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1e10 }), (youngerThanMs) => {
				expect(objection({ youngerThanMs }, youngerThanMs - 1)).toBeNull();
				expect(objection({ youngerThanMs }, youngerThanMs)).not.toBeNull();
			}),
			{ numRuns: 1_000 },
		);
	});
});

describe('both conditions together', () => {
	it('must hold, and the status is named first', () => {
		const both = { statuses: ['reviewing'], youngerThanMs: MINUTE_MS };
		expect(objection(both, 0)).toBeNull();
		expect(objection(both, 2 * MINUTE_MS)).toContain('Only If Younger Than');
		expect(objection(both, 0, 'Printing')).toContain('Only If Status');
		expect(objection(both, 2 * MINUTE_MS, 'Printing')).toContain('Only If Status');
	});

	it('have nothing to say where no order was read', () => {
		const nothing = { found: 'nothing', httpStatus: 404 } as const;
		const strict = guards({ statuses: ['reviewing'], youngerThanMs: 1 });
		expect(guardsOn(nothing, THANKS_IO.subject, strict, NOW)).toEqual({
			objection: null,
			isStatusNamed: false,
		});
	});
});
