import type { IDataObject } from 'n8n-workflow';

import { SANDBOX_RECIPIENT } from '../../sandbox';
import {
	CANCELLATIONS,
	operationOf,
	NAMED,
	ORDERS,
	READ_FIRST,
	VENDORS,
	type NodeOperation,
} from '../samples';
import {
	credentialFor,
	listOf,
	operationsSeen,
	seedOpen,
	stopRequests,
	timesStopped,
} from '../support/againstSandbox';
import { offerTool, type ToolCase, type Way } from '../support/agentTool';
import { builtPackage, typeOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const sandbox = useSandbox();

const OPERATIONS = VENDORS.flatMap((vendor) =>
	vendor.operations.map((operation) => operationOf(vendor, operation)),
);

const STOPS = new Set([...CANCELLATIONS, ...READ_FIRST].map(({ node }) => JSON.stringify(node)));
const READS = OPERATIONS.filter(({ node }) => !STOPS.has(JSON.stringify(node)));

const TITLE = '$node.nodeType $node.resource $node.operation';

/** What OpenAI takes of a tool's description; a longer one makes every request of the agent end with a 400. */
const LONGEST_DESCRIPTION = 1024;

async function offer(operation: NodeOperation, more: Partial<ToolCase> = {}) {
	return await offerTool({
		node: operation.node,
		credential: credentialFor(sandbox(), operation),
		...more,
	});
}

/** Left to the model, as the star button of a field writes it. */
function fromAi(key: string, type = 'string'): string {
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, '${type}') }}`;
}

function idFromAi({ node }: NodeOperation, value = fromAi(node.idParameter)): IDataObject {
	return { [node.idParameter]: { __rl: true, mode: 'id', value } };
}

describe('as a tool of an AI agent', () => {
	describe.each(OPERATIONS)(TITLE, (operation) => {
		it('with everything at its default, there is nothing that the model can set', async () => {
			expect((await offer(operation)).parameters).toEqual([]);
		});

		it('the description is our own, and short enough for every model', async () => {
			const { description } = await offer(operation);

			expect(description).toContain(operation.vendor.service);
			expect(description.length).toBeGreaterThan(100);
			expect(description.length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
		});

		it('the builder can rewrite the description', async () => {
			const toolDescription = 'Only for orders of the test shop';

			const { description } = await offer(operation, { parameters: { toolDescription } });

			expect(description).toBe(toolDescription);
		});
	});

	describe.each(OPERATIONS.filter(({ node }) => node.idParameter !== ''))(TITLE, (operation) => {
		it('with the id left to the model, that is all that it can set', async () => {
			const { parameters } = await offer(operation, { parameters: idFromAi(operation) });

			expect(parameters).toEqual([operation.node.idParameter]);
		});
	});

	describe.each(CANCELLATIONS)(TITLE, (cancellation) => {
		it('tells that it cannot be undone, until when it works, what is refunded, and when not to call again', async () => {
			const { description } = await offer(cancellation);

			expect(description).toContain('cannot be undone');
			for (const words of cancellation.toolDescription) expect(description).toContain(words);
			expect(description).toContain('never guess one');
			expect(description).toMatch(/Call it again for the same ID only if retryable is true/);
			for (const word of ['stopped true', 'stopped', 'null', 'message', 'nextStep']) {
				expect(description).toContain(word);
			}
		});

		it('conditions and options are for the model only where the builder says so', async () => {
			const options = { dryRun: false, maxOrders: 1, whenRefused: 'report', onlyIfStatus: ['x'] };
			const set = await offer(cancellation, { parameters: { ...idFromAi(cancellation), options } });
			const left = await offer(cancellation, {
				parameters: {
					...idFromAi(cancellation),
					options: { ...options, onlyIfStatus: fromAi('Only_If_Status') },
				},
			});

			expect(set.parameters).toEqual([cancellation.node.idParameter]);
			expect(left.parameters).toEqual([cancellation.node.idParameter, 'Only_If_Status']);
		});
	});

	describe.each(READ_FIRST)(TITLE, (cancellation) => {
		it('tells that it cannot be undone, and of every way in which it may be stopped', async () => {
			const { description } = await offer(cancellation);

			expect(description).toContain('cannot be undone');
			expect(description).toContain('never guess one');
			expect(description).toMatch(
				/unclaimed gift is expired; of a claimed one the order is cancelled/,
			);
		});
	});

	describe.each(READS)(TITLE, (operation) => {
		it('tells that nothing is changed', async () => {
			const { description } = await offer(operation);

			expect(description).toContain('changes nothing');
			expect(description).not.toContain('cannot be undone');
		});
	});

	it.each(VENDORS)(
		'$service: outside of an agent there is no field for a description',
		async ({ name: nodeType }) => {
			const { nodeTypes } = await builtPackage();
			const type = nodeTypes.getByNameAndVersion(typeOf(nodeType), 1);
			const fields = type.description.properties.filter(({ name }) => name === 'toolDescription');

			expect(fields.length).toBeGreaterThan(0);
			for (const { displayOptions } of fields) {
				expect(displayOptions?.show).toMatchObject({ '@tool': [true] });
			}
		},
	);
});

describe('how much of a result the model gets', () => {
	/** The fields that the builder can choose from. */
	async function choicesOf({ node }: NodeOperation): Promise<string[]> {
		const { nodeTypes } = await builtPackage();
		const type = nodeTypes.getByNameAndVersion(typeOf(node.nodeType), 1);
		const field = type.description.properties.find(
			({ name, displayOptions }) =>
				name === 'fields' &&
				displayOptions?.show?.resource?.includes(node.resource) === true &&
				displayOptions.show.operation?.includes(node.operation) === true,
		);
		return (field?.options ?? []).flatMap((option) =>
			'value' in option ? [String(option.value)] : [],
		);
	}

	/** What comes of one thing that can be stopped. */
	async function resultOfOne(
		{ vendor, node }: NodeOperation,
		parameters: IDataObject,
	): Promise<IDataObject> {
		const stops = CANCELLATIONS.filter(
			(each) => each.vendor === vendor && each.node.resource === node.resource,
		);
		const [any] = stops;
		if (any === undefined) throw new Error(`${vendor.service} has nothing to stop`);
		const same = stops.find((each) => each.node.operation === node.operation);
		const [id = ''] = seedOpen(sandbox(), same ?? any, 1);
		const { answers } = await call({ vendor, node }, 'engine', [{ id }], { parameters });
		return resultIn(answers[0]);
	}

	describe.each(OPERATIONS)(TITLE, (operation) => {
		it('Selected Fields offers just the keys of the result, and gives the chosen ones', async () => {
			const whole = await resultOfOne(operation, {});
			expect((await choicesOf(operation)).sort()).toEqual(Object.keys(whole).sort());

			const [first = '', ...others] = Object.keys(whole);
			const chosen = [others.at(-1) ?? '', first];
			const part = await resultOfOne(operation, { output: 'selectedFields', fields: chosen });
			expect(Object.keys(part)).toEqual([first, others.at(-1)]);
		});

		it('with no field chosen it gets all of them', async () => {
			const whole = await resultOfOne(operation, { output: 'simplified' });
			const chosen = await resultOfOne(operation, { output: 'selectedFields', fields: [] });
			expect(Object.keys(chosen)).toEqual(Object.keys(whole));
		});

		it('Raw is what Simplify gives when it is off', async () => {
			const raw = await resultOfOne(operation, { output: 'raw' });
			const notSimplified = await resultOfOne(operation, { simplify: false });
			expect(Object.keys(raw)).toEqual(Object.keys(notSimplified));
			expect(Object.keys(raw)).not.toEqual(Object.keys(await resultOfOne(operation, {})));
		});
	});

	it.each(CANCELLATIONS)('$label: what was not stopped is told in full', async (cancellation) => {
		const id = cancellation.idOf(0);
		cancellation.seed(sandbox(), id, cancellation.statuses.late);

		const { answers } = await call(cancellation, 'engine', [{ id }], {
			parameters: { output: 'selectedFields', fields: ['orderId'] },
			onError: 'continueRegularOutput',
		});

		expect(resultIn(answers[0]).error).toMatchObject({ outcome: 'tooLate', stopped: false });
	});

	it.each(VENDORS)('$service: only as a tool there is more than Simplify', async ({ name }) => {
		const { nodeTypes } = await builtPackage();
		const type = nodeTypes.getByNameAndVersion(typeOf(name), 1);
		for (const { name: field, displayOptions } of type.description.properties) {
			if (field !== 'output' && field !== 'fields') continue;
			expect(displayOptions?.show).toMatchObject({ '@tool': [true], simplify: [true] });
		}
	});
});

/** A result has to leave room for the rest of the conversation. */
const LONGEST_ANSWER = 600;

/** As people write it by hand. */
const ID_FROM_AI = "={{ $fromAI('id', 'ID of the order', 'string') }}";

async function call(
	operation: NodeOperation,
	way: Way,
	calls: IDataObject[],
	{ parameters, onError }: Pick<ToolCase, 'parameters' | 'onError'> = {},
) {
	return await offerTool({
		node: operation.node,
		credential: credentialFor(sandbox(), operation),
		parameters: {
			...(operation.node.idParameter === '' ? {} : idFromAi(operation, ID_FROM_AI)),
			...parameters,
		},
		calls,
		way,
		onError,
	});
}

function resultIn(answer: string | undefined): IDataObject {
	const [result] = JSON.parse(answer ?? '[]') as IDataObject[];
	return result ?? {};
}

describe.each(['direct', 'engine'] as const)('a call of the model (%s)', (way) => {
	describe.each(CANCELLATIONS)('$label', (cancellation) => {
		const { statuses, seed, idOf, idLabel, done } = cancellation;

		it('stops what it names, and gets back a short result', async () => {
			const [id = ''] = seedOpen(sandbox(), cancellation, 1);

			const { answers } = await call(cancellation, way, [{ id }]);

			expect(resultIn(answers[0])).toMatchObject({
				orderId: cancellation.resultId(id),
				outcome: 'cancelled',
				stopped: true,
				retryable: false,
			});
			expect(answers[0]?.length).toBeLessThan(LONGEST_ANSWER);
			expect(answers[0]).not.toContain(SANDBOX_RECIPIENT.lastName);
			expect(timesStopped(sandbox(), cancellation, id)).toBe(1);
		});

		it('a second call for the same ID reads it and stops nothing again', async () => {
			const [id = ''] = seedOpen(sandbox(), cancellation, 1);

			const { answers } = await call(cancellation, way, [{ id }, { id: ` ${id}` }]);

			expect(resultIn(answers[0])).toMatchObject({ outcome: 'cancelled', attempts: 1 });
			expect(resultIn(answers[1])).toMatchObject({ outcome: 'alreadyCancelled', attempts: 0 });
			expect(operationsSeen(sandbox())).toEqual([cancellation.logged, 'get']);
		});

		it('what is no ID is not sent, and the model is told', async () => {
			const { answers } = await call(cancellation, way, [{ id: '' }, { id: '../1' }]);

			expect(answers[0]).toContain(`'${idLabel}' is blank, so nothing was sent`);
			expect(answers[1]).toContain('ID (expected');
			expect(sandbox().requests()).toEqual([]);
		});

		it('a refusal that is reported comes as a result with all that the model needs', async () => {
			const id = idOf(0);
			seed(sandbox(), id, statuses.late);

			const { answers } = await call(cancellation, way, [{ id }], {
				parameters: { options: { whenRefused: 'report' } },
			});

			expect(resultIn(answers[0])).toMatchObject({
				outcome: 'tooLate',
				stopped: false,
				retryable: false,
				message: expect.stringContaining(`can no longer be ${done}`),
				nextStep: cancellation.tooLateStep,
			});
			expect(answers[0]?.length).toBeLessThan(LONGEST_ANSWER);
		});

		it('a refusal that is not reported reaches the model in words', async () => {
			const id = idOf(0);
			seed(sandbox(), id, statuses.late);

			const { answers } = await call(cancellation, way, [{ id }]);

			expect(answers[0]).toContain(`can no longer be ${done}`);
		});

		it('what the builder set is not for the model to change', async () => {
			const [id = ''] = seedOpen(sandbox(), cancellation, 1);

			const { answers } = await call(
				cancellation,
				way,
				[{ id, dryRun: false, options: { dryRun: false }, onlyIfStatus: [] }],
				{ parameters: { options: { dryRun: true, onlyIfStatus: [statuses.open] } } },
			);

			expect(resultIn(answers[0])).toMatchObject({ outcome: 'cancellable', stopped: false });
			expect(stopRequests(sandbox(), cancellation)).toEqual([]);
		});
	});

	describe.each(NAMED)('$label', (order) => {
		it('a reference is enough, and what several have is named', async () => {
			const { references, node, statuses, vendor, idOf } = order;
			const [one, two] = [references.of(1), references.of(2)];
			sandbox().seed(
				[one, two, two].map((reference, number) => ({
					service: vendor.name,
					id: idOf(number),
					status: statuses.open,
					...references.seed(reference),
				})),
			);

			const { answers } = await call(order, way, [{ id: one }, { id: two }], {
				parameters: { [node.idParameter]: { __rl: true, mode: 'reference', value: ID_FROM_AI } },
			});

			expect(resultIn(answers[0])).toMatchObject({ orderId: idOf(0), outcome: 'cancelled' });
			expect(answers[1]).toContain('2 orders that are not cancelled have it');
			expect(stopRequests(sandbox(), order)).toHaveLength(1);
		});
	});

	describe.each(ORDERS)('$label', (order) => {
		it('Get Many, as a tool, gives the model the orders without their addresses', async () => {
			const ids = seedOpen(sandbox(), order, 2);

			const { answers } = await call(listOf(order.vendor), way, [{}]);

			const orders = JSON.parse(answers[0] ?? '[]') as IDataObject[];
			expect(orders.map(({ orderId }) => orderId).sort()).toEqual(ids);
			expect(answers[0]).not.toContain(SANDBOX_RECIPIENT.street);
			expect(answers[0]).not.toContain(SANDBOX_RECIPIENT.email);
		});
	});
});
