import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import {
	credentialFor,
	getMany,
	reading,
	runAgainst,
	seedOpen,
	timesStopped,
} from '../support/againstSandbox';
import { openList } from '../support/editorList';
import { outcomesOf, resultOf } from '../support/runNode';
import { keepWaitsShort } from '../support/shortWaits';
import { useSandbox } from '../support/useSandbox';
import { CASES } from '../unit/support/subjects';

keepWaitsShort();

const LONG_NAME = 'Exempel'.repeat(1_900);
const LONG_TEXT = 'No such person. '.repeat(200_000);

/** `{ inner: { inner: ... } }`, as text: a call per level would have to go down as deep. */
function nested(depth: number): string {
	return `${'{"inner":'.repeat(depth)}1${'}'.repeat(depth)}`;
}

function lineItems(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, n) => ({ sku: `S${n}`, quantity: 1, title: 'Shirt' }));
}

/** What is put into every object of an answer, as JSON without braces. */
const BURDENS: Array<[what: string, json: (field: string) => string]> = [
	['a name of 13,000 letters', (field) => `"${field}":{"name":"${LONG_NAME}"}`],
	['an order nested 1,500 deep', (field) => `"${field}":${nested(1_500)},"deep":${nested(1_500)}`],
	['100,000 line items', () => `"line_items":${JSON.stringify(lineItems(100_000))}`],
	['100,000 people', (field) => `"${field}":${JSON.stringify(lineItems(100_000))}`],
	['texts of three million letters', (field) => `"note":"${LONG_TEXT}","${field}":"${LONG_TEXT}"`],
];

/** The same answer, and the burden in its outermost and its innermost object. */
function burdened(body: IDataObject, burden: string): string {
	const json = JSON.stringify(body);
	const innermost = json.lastIndexOf('{');
	return json.slice(0, innermost + 1) + `${burden},` + json.slice(innermost + 1);
}

describe.each(CASES)('$label', (entry) => {
	const { samples, vendor } = entry;
	const { logged, wire } = samples;
	const { orderId } = wire;
	const sandbox = useSandbox();
	const [field = ''] = vendor.personalFields;
	/** An order as received leaves by the same way for all vendors, so one will do. */
	const simplified = entry === CASES[0] ? [true, false] : [true];

	/** Every answer about the order is this one, also to the cancel, which it refuses. */
	function answerWith(lookUp: string, refusal: IDataObject): void {
		const about = { orderId: wire.id, kind: 'statusBefore', times: Infinity } as const;
		const faults: Fault[] = [
			{ ...about, operation: logged, status: 422, body: refusal },
			{ ...about, operation: 'get', status: 200, body: JSON.parse(lookUp) as IDataObject },
		];
		for (const fault of faults) sandbox().addFault(fault);
	}

	function refusalWith(burden: string): IDataObject {
		const message = `${LONG_NAME} is not known, ${LONG_TEXT}`;
		return JSON.parse(`{"message":${JSON.stringify(message)},${burden}}`) as IDataObject;
	}

	describe.each(BURDENS)('%s', (_what, json) => {
		const burden = json(field);

		it.each(simplified)(
			'in every answer: a verdict, and the others too (Simplify %s)',
			async (simplify) => {
				answerWith(burdened(wire.found.tooLate, burden), refusalWith(burden));
				const others = seedOpen(sandbox(), samples, 5);

				const { items, thrown } = await runAgainst(sandbox(), samples, [wire.id, ...others], {
					parameters: { simplify },
				});

				expect(thrown).toBeUndefined();
				expect(outcomesOf(items)).toEqual(['tooLate', ...others.map(() => 'cancelled')]);
				expect(others.map((id) => timesStopped(sandbox(), samples, id))).toEqual(
					others.map(() => 1),
				);
				const { message, status } = resultOf(items[0]);
				expect(String(message).length).toBeLessThan(500);
				expect(String(status).length).toBeLessThan(61);
			},
		);

		it.each(simplified)('in an order that is read: it is read (Simplify %s)', async (simplify) => {
			answerWith(burdened(wire.found.tooLate, burden), {});
			const operation = reading(samples);

			const { items } = await runAgainst(sandbox(), operation, [wire.id], {
				parameters: { simplify },
			});

			expect(items).toHaveLength(1);
			expect(items[0]?.json).not.toHaveProperty('error');
		});
	});

	it.each(['cancel', 'get'])(
		'an order nested 20,000 deep is passed on so that the execution can be stored (Simplify off, %s)',
		async (what) => {
			const json = JSON.stringify(wire.found.tooLate);
			const lookUp = json.replace(/\{(?=")/g, () => `{"deep":${nested(20_000)},`);
			const about = { orderId: wire.id, kind: 'statusBefore', times: Infinity } as const;
			sandbox().addFault({ ...about, operation: logged, status: 422, body: {} });
			// As text: nobody could write this JSON in one go, the sandbox neither.
			sandbox().addFault({ ...about, operation: 'get', status: 200, body: lookUp });
			const operation = what === 'cancel' ? samples : reading(samples);

			const { items, run } = await runAgainst(sandbox(), operation, [wire.id], {
				parameters: { simplify: false },
			});

			expect(items).toHaveLength(1);
			expect(JSON.stringify(run)).toContain('[nested too deep]');
			if (what === 'cancel') expect(outcomesOf(items)).toEqual(['tooLate']);
		},
	);

	it('a look-up that answers an id of 200,000 letters is about another one', async () => {
		const longId = orderId.charAt(0).repeat(200_000);
		const other = JSON.stringify(wire.found.cancellable).replaceAll(
			JSON.stringify(orderId),
			JSON.stringify(longId),
		);
		const text = other.replaceAll(`:${orderId},`, `:"${longId}",`);
		expect(text).toContain(longId);
		answerWith(text, { message: 'no' });
		const others = seedOpen(sandbox(), samples, 5);

		const { items } = await runAgainst(sandbox(), samples, [wire.id, ...others]);

		expect(outcomesOf(items).slice(1)).toEqual(others.map(() => 'cancelled'));
		expect(resultOf(items[0]).stopped).not.toBe(true);
		expect(String(resultOf(items[0]).message).length).toBeLessThan(700);
	});
});

describe.each(CASES.filter(({ samples }) => samples.resource === 'order'))(
	'lists of $label',
	({ samples, vendor }) => {
		const sandbox = useSandbox();
		const { listPage, listEntry } = samples.vendor.orders;
		const [field = ''] = vendor.personalFields;
		const id = samples.idOf(0);

		describe.each(BURDENS)('%s', (_what, json) => {
			it('is no burden for Get Many and From List', async () => {
				const order = burdened(listEntry(id), json(field));
				const body = listPage(1, 1, [JSON.parse(order) as IDataObject]);
				sandbox().addFault({
					operation: 'list',
					kind: 'statusBefore',
					status: 200,
					body,
					times: 3,
				});
				const credential = credentialFor(sandbox(), samples);

				const simple = await getMany(sandbox(), samples.vendor, { limit: 2 });
				const whole = await getMany(sandbox(), samples.vendor, { limit: 2, simplify: false });
				const { results } = await openList({ node: samples.node, credential });

				expect(resultOf(simple.items[0]).orderId).toBe(id);
				expect(JSON.stringify(whole.items[0]?.json.id)).toContain(id);
				expect(results.map(({ value }) => value)).toEqual([id]);
				expect(String(results[0]?.name).length).toBeLessThan(141);
			});
		});
	},
);
