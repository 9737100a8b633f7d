import { NOT_SENT } from '../../../nodes/orders/client/reply';
import {
	OUTCOMES,
	type MessageFacts,
	type OutcomeRule,
} from '../../../nodes/orders/result/outcomes';
import { CANCEL_WORDS } from '../../../nodes/orders/vendor/order';
import { NAMES } from '../support/results';

/** The table of the design, word by word: name, kind, stopped, retryable. */
const DESIGN: Array<[string, OutcomeRule['kind'], boolean | null, boolean]> = [
	['cancelled', 'success', true, false],
	['alreadyCancelled', 'success', true, false],
	['cancellable', 'dryRun', false, false],
	['tooLate', 'refusal', false, false],
	['notFound', 'refusal', null, false],
	['rejected', 'refusal', false, false],
	['invalidOrderId', 'refusal', false, false],
	['unauthorized', 'fault', false, false],
	['forbidden', 'fault', false, false],
	['rateLimited', 'fault', false, true],
	['unknown', 'fault', null, true],
	['notAttempted', 'fault', false, true],
];

const FACTS: MessageFacts = {
	service: 'thanks.io',
	what: 'order 42708',
	status: 'Printing',
	why: 'thanks.io says "Order is locked"',
	idLabel: 'Order ID',
	noun: 'order',
	words: CANCEL_WORDS,
	done: CANCEL_WORDS.done,
	isKeyUnproven: false,
	isOutOfTime: false,
};

describe('the twelve outcomes', () => {
	it('are those of the design, with what each says about shipping and running again', () => {
		const table = Object.entries(OUTCOMES).map(([name, { kind, stopped, retryable }]) => [
			name,
			kind,
			stopped,
			retryable,
		]);
		expect(table).toEqual(DESIGN);
	});

	it('say that the order is stopped only where it is a success', () => {
		for (const { kind, stopped } of Object.values(OUTCOMES)) {
			expect(stopped === true).toBe(kind === 'success');
		}
	});

	it('have short names of their own for the summary', () => {
		const shorts = NAMES.map((name) => OUTCOMES[name].short);
		expect(new Set(shorts).size).toBe(NAMES.length);
	});
});

describe.each(NAMES)('%s', (name) => {
	const rule = OUTCOMES[name];
	const texts = [rule.message(FACTS), rule.nextStep(FACTS), rule.short];

	it('speaks calmly: what happened and what to do, without error, problem, failure or mistake', () => {
		for (const text of texts) {
			expect(text).not.toMatch(/\b(errors?|problems?|fail(ure|ed|s)?|mistakes?)\b/i);
		}
	});

	it('spells cancelled with two l (n8n takes the other spelling for a stop by the user)', () => {
		for (const text of texts) expect(text).not.toMatch(/canceled/i);
	});

	it('names the order, or what was wrong with its id', () => {
		const isId = name === 'invalidOrderId';
		expect(rule.message(FACTS).toLowerCase()).toContain(isId ? 'locked' : 'order 42708');
	});

	it('says what to do unless there is nothing to do', () => {
		expect(rule.nextStep(FACTS) === '').toBe(rule.kind === 'success');
	});

	it('is one sentence that begins with a capital or a name and ends without a full stop', () => {
		for (const status of [null, 'Printing']) {
			for (const why of ['', 'thanks.io says "Order is locked"']) {
				const message = rule.message({ ...FACTS, status, why });
				if (name !== 'invalidOrderId') expect(message).toMatch(/^([A-Z]|thanks\.io)/);
				expect(message).not.toMatch(/[.:;\s]$|undefined|null|\(\)|: :|, ,/);
			}
		}
	});
});

describe('why a request never left', () => {
	it.each(Object.values(NOT_SENT))('is told without blame: %s', (text) => {
		expect(text).not.toMatch(/error|problem|fail|mistake|canceled/i);
	});
});
