import type { INodeProperties } from 'n8n-workflow';

import {
	manyOrdersHint,
	orderProperties,
	SEARCH_METHOD,
} from '../../../nodes/orders/form/properties';
import type { Vendor } from '../../../nodes/orders';
import { acmeOrder, acmeWith } from '../support/acme';
import { CASES, SNAPPY, THANKS_IO, VENDORS } from '../support/subjects';

function fieldsOf(vendor: Vendor, name: string): INodeProperties[] {
	return orderProperties(vendor).filter((field) => field.name === name);
}

function shownFor(field: INodeProperties | undefined, name: string): unknown[] {
	return [...(field?.displayOptions?.show?.[name] ?? [])];
}

function isField(option: object): option is INodeProperties {
	return 'displayName' in option && 'type' in option;
}

/** Fields of a collection. */
function optionsOf(field: INodeProperties | undefined): INodeProperties[] {
	return (field?.options ?? []).filter(isField);
}

describe.each(VENDORS)('the form of $service', (vendor) => {
	const fields = orderProperties(vendor);

	it('shows every field for operations that exist, and says for which', () => {
		const operations = new Set(vendor.operations.map(({ operation }) => operation));
		for (const field of fields) {
			const shown = shownFor(field, 'operation');
			expect(shown.length).toBeGreaterThan(0);
			expect(shown.filter((name) => !operations.has(name as string))).toEqual([]);
		}
	});

	it('has options for every operation, and never two collections of them at once', () => {
		const shown = fieldsOf(vendor, 'options').flatMap((field) => shownFor(field, 'operation'));
		const operations = [...new Set(vendor.operations.map(({ operation }) => operation))];
		expect(shown.sort()).toEqual(operations.sort());
	});

	it('has options in the order in which people look for them', () => {
		for (const collection of fieldsOf(vendor, 'options')) {
			const names = optionsOf(collection).map(({ displayName }) => displayName);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});

	it('offers what guards a cancellation only where one is sent', () => {
		const collections = fieldsOf(vendor, 'options');
		const reading = collections.filter((field) => shownFor(field, 'operation').includes('get'));
		const names = reading.flatMap(optionsOf).map(({ name }) => name);
		expect(names).toEqual(
			expect.arrayContaining(['giveUpAfter', 'requestTimeout', 'requestsPerMinute']),
		);
		const cancelOnly = ['dryRun', 'maxOrders', 'maxAttempts', 'whenRefused'];
		const guards = ['onlyIfStatus', 'onlyIfYoungerThan', 'expectedOrderId', 'legacyPath'];
		expect(names.filter((name) => [...cancelOnly, ...guards].includes(name))).toEqual([]);
	});

	it('says of the raw data that it holds the name and address of the recipient', () => {
		const [simplify] = fieldsOf(vendor, 'simplify');
		expect(simplify).toMatchObject({ type: 'boolean', default: true });
		expect(simplify?.description).toMatch(/name and address of the recipient/);
	});

	it('leaves what other forms are made of as it was (another service has other options)', () => {
		const before = JSON.stringify(orderProperties(vendor));
		for (const other of VENDORS) orderProperties(other);
		expect(JSON.stringify(orderProperties(vendor))).toBe(before);
	});
});

describe.each(CASES)('$label: the field for the ID', ({ vendor, subject, id }) => {
	const field = orderProperties(vendor).find(({ name }) => name === subject.idParameter);
	const byId = field?.modes?.find(({ name }) => name === 'id');
	const rule = byId?.validation?.[0];
	const isRegex = typeof rule === 'object' && rule.type === 'regex';
	const pattern = isRegex
		? new RegExp(String((rule.properties as { regex: string }).regex))
		: /(?!)/;

	it('is asked for by every operation that needs one, and by no other', () => {
		const single = vendor.operations.filter(
			(operation) =>
				operation.subject.idParameter === subject.idParameter && operation.does !== 'getAll',
		);
		expect(shownFor(field, 'operation')).toEqual(single.map(({ operation }) => operation));
		expect(field?.required).toBe(true);
		expect(orderProperties(vendor).filter(({ name }) => name === subject.idParameter)).toHaveLength(
			1,
		);
	});

	it('offers a list, searched only where the service can search', () => {
		const [list] = field?.modes ?? [];
		expect(list).toMatchObject({
			name: 'list',
			typeOptions: {
				searchListMethod: SEARCH_METHOD,
				searchable: subject.list?.searchFilter !== undefined,
			},
		});
	});

	it.each([
		['as it is', (text: string) => text],
		['with blanks around it', (text: string) => `  ${text}\t`],
		['with invisible characters around it', (text: string) => `\ufeff${text}\u200b\u00ad`],
	])('takes an ID %s', (_case, write) => {
		expect(pattern.test(write(id))).toBe(true);
	});

	it.each(['', ' ', 'a b', '../42708', `${id}/cancel`, `${id}?x=1`])(
		'shows at once that %j is none',
		(text) => {
			expect(pattern.test(text)).toBe(false);
		},
	);
});

describe('the form of a service that cannot list its orders', () => {
	const vendor = acmeWith({ ...acmeOrder, list: undefined });

	it('has nothing to search, and no filters', () => {
		const [id] = fieldsOf(vendor, 'orderId');
		expect(id?.modes?.map(({ name }) => name)).toEqual(['list', 'id']);
		expect(id?.modes?.[0]?.typeOptions).toMatchObject({ searchable: false });
		expect(fieldsOf(vendor, 'filters').map(({ options }) => options)).toEqual([[]]);
	});

	it('tells a model that an order goes by its ID only', () => {
		for (const { default: text } of fieldsOf(vendor, 'toolDescription')) {
			expect(text).not.toContain('by reference');
		}
	});
});

describe('the condition on the age of an order', () => {
	it('is offered for orders, not for gifts, of which nobody tells when they were placed', () => {
		const options = fieldsOf(SNAPPY.vendor, 'options').flatMap(optionsOf);
		const shown = options
			.filter(({ name }) => name === 'onlyIfYoungerThan')
			.flatMap((field) => shownFor(field, '/resource'));
		expect(shown).toEqual(['order']);
	});

	it('is offered with the hour that thanks.io gives', () => {
		const options = fieldsOf(THANKS_IO.vendor, 'options').flatMap(optionsOf);
		expect(options.find(({ name }) => name === 'onlyIfYoungerThan')).toMatchObject({
			type: 'number',
			default: 60,
			typeOptions: { minValue: 0.001 },
		});
	});
});

describe.each(CASES)('$label: the condition on the status', ({ vendor, operation, subject }) => {
	it('offers the words of the very thing that is stopped', () => {
		const [field] = fieldsOf(vendor, 'options')
			.flatMap(optionsOf)
			.filter(({ name }) => name === 'onlyIfStatus')
			.filter((option) => shownFor(option, '/resource').includes(operation.resource))
			.filter((option) => shownFor(option, '/operation').includes(operation.operation));
		expect(field?.options).toEqual(subject.statuses);
	});

	it('offers only words that an order can be read to have', () => {
		for (const { name, value } of subject.statuses) {
			expect(name.toLowerCase().replace(/[^a-z]/g, '')).toBe(String(value).replace(/[^a-z]/g, ''));
		}
	});
});

/** Evaluates the condition of the hint with what n8n's editor gives to it. */
function isWarned(vendor: Vendor, operation: string, items: number, options = {}): unknown {
	const { displayCondition = '' } = manyOrdersHint(vendor);
	const expression = /^=\{\{(.*)\}\}$/.exec(displayCondition)?.[1] ?? '';
	const evaluate = new Function('$parameter', '$input', `return (${expression})`) as (
		parameter: object,
		input: object,
	) => unknown;
	return evaluate({ operation, options }, { all: () => Array(items).fill({ json: {} }) });
}

describe.each(VENDORS)('the warning before a run of $service', (vendor) => {
	it('is a danger, shown where the output will be before anything is sent', () => {
		expect(manyOrdersHint(vendor)).toMatchObject({
			type: 'danger',
			location: 'outputPane',
			whenToDisplay: 'beforeExecution',
			message: expect.stringContaining('unless the option Dry Run is on') as string,
		});
	});

	it('is shown for more than one item, for exactly the operations that cancel', () => {
		for (const { operation, does } of vendor.operations) {
			expect(isWarned(vendor, operation, 2)).toBe(does === 'cancel');
			expect(isWarned(vendor, operation, 1)).toBe(false);
			expect(isWarned(vendor, operation, 0)).toBe(false);
		}
	});

	it('does not depend on Dry Run, which may be an expression that differs from item to item', () => {
		const [{ operation } = { operation: '' }] = vendor.operations.filter(
			({ does }) => does === 'cancel',
		);
		expect(isWarned(vendor, operation, 2, { dryRun: true })).toBe(true);
	});
});
