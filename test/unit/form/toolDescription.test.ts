import type { INodeProperties } from 'n8n-workflow';

import { toolDescription } from '../../../nodes/orders/form/toolDescription';
import { NAMES } from '../support/results';
import { CASES, FAST_POD, GIFT_EXPIRY, SNAPPY, SNAPPY_GIFT, THANKS_IO } from '../support/subjects';

const VENDORS = [THANKS_IO, SNAPPY, FAST_POD].map(({ vendor }) => vendor);

const OPERATIONS = VENDORS.flatMap((vendor) =>
	vendor.operations.map((operation) => ({
		name: `${vendor.service}, ${operation.resource}.${operation.operation}`,
		vendor,
		operation,
		field: toolDescription(vendor, operation),
	})),
);
const CANCELS = OPERATIONS.filter(({ operation }) => operation.does === 'cancel');
const READS = OPERATIONS.filter(({ operation }) => operation.does !== 'cancel');

function textOf({ default: text }: INodeProperties): string {
	return String(text);
}

function textFor({ vendor, subject }: (typeof CASES)[number]): string {
	const found = CANCELS.find(
		({ operation, ...entry }) => entry.vendor === vendor && operation.subject === subject,
	);
	return found === undefined ? '' : textOf(found.field);
}

describe.each(OPERATIONS)('what a model is told: $name', ({ vendor, operation, field }) => {
	it('is a field of this operation, only where the node is a tool', () => {
		expect(field).toMatchObject({ name: 'toolDescription', type: 'string', required: true });
		expect(field.displayOptions?.show).toEqual({
			'@tool': [true],
			resource: [operation.resource],
			operation: [operation.operation],
		});
	});

	it('names the service and what it is about', () => {
		expect(textOf(field)).toContain(`${vendor.service} `);
		expect(textOf(field)).toContain(operation.subject.noun);
	});

	it('is short enough (some models refuse tools described in more than 1,024 characters)', () => {
		expect(textOf(field).length).toBeLessThanOrEqual(1_024);
	});

	it('is one line of text, without an expression', () => {
		expect(textOf(field)).not.toMatch(/[\n\r]|\{\{|undefined|null\.|  /);
	});
});

describe.each(CANCELS)(
	'before it stops something, a model knows: $name',
	({ operation, field }) => {
		const text = textOf(field);

		it('that it cannot be undone', () => {
			expect(text).toMatch(/for good/);
			expect(text).toMatch(/cannot be undone/);
		});

		it('until when it is accepted, and what is known about the money', () => {
			expect(text).toContain(operation.subject.advice.precondition);
			expect(text).toContain(operation.subject.advice.refund);
		});

		it('that an ID is never guessed', () => {
			expect(text).toContain(operation.subject.idLabel);
			expect(text).toMatch(/never guess/);
		});

		it('what stopped true, false and null mean', () => {
			expect(text).toMatch(/stopped true means that it will not ship/);
			expect(text).toMatch(/false that it was not stopped and may ship/);
			expect(text).toMatch(/null that nobody knows/);
		});

		it('every outcome by its name, and which are a clear no', () => {
			for (const name of NAMES) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
			const no = /([^.:]*): a clear no; do not call again/.exec(text)?.[1] ?? '';
			for (const name of ['tooLate', 'rejected', 'notFound', 'invalidOrderId']) {
				expect(no).toContain(name);
			}
		});

		it('when not to call again', () => {
			expect(text).toMatch(/Call it again .* only if retryable is true and the user asks for it/);
			expect(text).toMatch(/unknown: .* a person must look/);
		});
	},
);

describe.each(READS)('what a model is told: $name', ({ operation, field }) => {
	it('is that nothing is changed, and how to read cancellable', () => {
		expect(textOf(field)).toMatch(/changes nothing/);
		expect(textOf(field)).toMatch(/cancellable true: .*false: .*null: not known/);
	});

	it('never sounds as if it stopped something', () => {
		expect(textOf(field)).not.toMatch(/for good|undone|stops/i);
		expect(textOf(field)).toMatch(operation.does === 'get' ? /^Reads one / : /^Lists recent /);
	});
});

describe('what is known about the refund is told as documented', () => {
	it.each([
		[THANKS_IO, /credits go back to the thanks\.io balance, not to the card/],
		[SNAPPY, /refunded is not documented/],
		[SNAPPY_GIFT, /Snappy credits the billing method/],
		[GIFT_EXPIRY, /refunded is not documented/],
		[FAST_POD, /refunded is not documented/],
	])('$label', (entry, words) => {
		expect(textFor(entry)).toMatch(words);
	});
});

describe('until when it is accepted is told as documented', () => {
	it.each([
		[THANKS_IO, /Reviewing, about one hour after ordering/],
		[SNAPPY, /until a fulfillment partner has picked the order up/],
		[SNAPPY_GIFT, /claimed gift, until its order is in transit.*can claim the gift again/],
		[GIFT_EXPIRY, /only while nobody has claimed the gift/],
		[FAST_POD, /does not document until when/],
	])('$label', (entry, words) => {
		expect(textFor(entry)).toMatch(words);
	});
});

describe('stopping a gift', () => {
	it('is told apart: its order is cancelled, the gift itself expires', () => {
		expect(textFor(SNAPPY_GIFT)).toMatch(/^Stops one Snappy order of a gift .*: it is cancelled/);
		expect(textFor(GIFT_EXPIRY)).toMatch(/^Stops one Snappy gift .*: it is expired/);
	});
});
