import { toolDescription } from '../../../nodes/orders/form/toolDescription';
import { OUTCOMES } from '../../../nodes/orders/result/outcomes';
import { GIFT_EXPIRY, SNAPPY_GIFT, VENDORS, type Case } from '../support/subjects';

function textFor({ vendor, operation }: Pick<Case, 'vendor' | 'operation'>): string {
	return String(toolDescription(vendor, operation).default);
}

const OPERATIONS = VENDORS.flatMap((vendor) =>
	vendor.operations.map((operation) => ({
		name: `${vendor.service}, ${operation.resource}.${operation.operation}`,
		vendor,
		operation,
		text: textFor({ vendor, operation }),
	})),
);

describe.each(OPERATIONS)('what a model is told about $name', ({ vendor, operation, text }) => {
	it('is a field of this operation, only where the node is a tool', () => {
		const field = toolDescription(vendor, operation);
		expect(field).toMatchObject({ name: 'toolDescription', type: 'string', required: true });
		expect(field.displayOptions?.show).toEqual({
			'@tool': [true],
			resource: [operation.resource],
			operation: [operation.operation],
		});
	});

	it('names the service and the thing, in one line without an expression', () => {
		expect(text).toContain(`${vendor.service} `);
		expect(text).toContain(operation.subject.noun);
		expect(text).not.toMatch(/[\n\r]|\{\{|undefined|null\.|  /);
	});
});

describe.each(OPERATIONS.filter(({ operation }) => operation.does === 'cancel'))(
	'before a model stops something ($name)',
	({ operation: { subject }, text }) => {
		it('it knows that it is for good, until when it is accepted, and what is known about the money', () => {
			expect(text).toMatch(/for good/);
			expect(text).toContain(subject.advice.precondition);
			expect(text).toContain(subject.advice.refund);
			expect(text).toContain(subject.idLabel);
		});

		it('it knows what stopped true, false and null mean', () => {
			expect(text).toMatch(/stopped true means that it will not ship/);
			expect(text).toMatch(/false that it was not stopped and may ship/);
			expect(text).toMatch(/null that nobody knows/);
		});

		it('it knows every outcome by its name, and which are a clear no', () => {
			for (const name of Object.keys(OUTCOMES)) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
			const no = /([^.:]*): a clear no; do not call again/.exec(text)?.[1] ?? '';
			for (const name of ['tooLate', 'rejected', 'notFound', 'invalidOrderId']) {
				expect(no).toContain(name);
			}
		});

		it('it knows that a person must look where nobody knows', () => {
			expect(text).toMatch(/unknown: .* a person must look/);
		});
	},
);

describe.each(OPERATIONS.filter(({ operation }) => operation.does !== 'cancel'))(
	'what a model is told about reading ($name)',
	({ operation, text }) => {
		it('says how to take cancellable', () => {
			expect(text).toMatch(/cancellable true: .*false: .*null: not known/);
		});

		it('never sounds as if it stopped something', () => {
			expect(text).not.toMatch(/for good|undone|stops/i);
			expect(text).toMatch(operation.does === 'get' ? /^Reads one / : /^Lists recent /);
		});
	},
);

describe('what a model is told about stopping a gift', () => {
	it('tells its order, which is cancelled, from the gift itself, which expires', () => {
		expect(textFor(SNAPPY_GIFT)).toMatch(/^Stops one Snappy order of a gift .*: it is cancelled/);
		expect(textFor(GIFT_EXPIRY)).toMatch(/^Stops one Snappy gift .*: it is expired/);
	});
});
