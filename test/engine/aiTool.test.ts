import type { IDataObject } from 'n8n-workflow';

import { offerTool, type ToolCase } from '../support/agentTool';
import { giftCase, serviceCase } from '../support/reads';
import { builtPackage } from '../support/runNode';
import { credentialFor, SERVICES, type ServiceCase } from '../support/services';
import { useSandbox } from '../support/useSandbox';

/** Every operation that the built nodes have, and in a few words what its description must tell the model. */
const CANCELS: Array<[service: ServiceCase, until: string, money: string]> = [
	[serviceCase('thanksIo'), 'only while the order is in Reviewing', 'credits go back'],
	[serviceCase('snappy'), 'until a fulfillment partner has picked', 'refunded is not documented'],
	[serviceCase('fastPod'), 'not in production yet', 'refunded is not documented'],
	[giftCase('cancelOrder'), 'only for a claimed gift', 'credits the billing method'],
	[giftCase('expire'), 'while nobody has claimed', 'refunded is not documented'],
];

const READS: ServiceCase[] = [
	...SERVICES.flatMap((service) =>
		['get', 'getAll'].map((operation) => ({ ...service, node: { ...service.node, operation } })),
	),
	giftCase('get'),
];

const ALL = [...CANCELS.map(([service]) => service), ...READS];

const TITLE = '$node.nodeType $node.resource $node.operation';

/** What OpenAI takes of a tool's description; a longer one makes every request of the agent end with a 400. */
const LONGEST_DESCRIPTION = 1024;

const sandbox = useSandbox();

async function offer(service: ServiceCase, more: Partial<ToolCase> = {}) {
	return await offerTool({
		node: service.node,
		credential: credentialFor(sandbox(), service),
		...more,
	});
}

/** Left to the model, as the star button of a field writes it. */
function fromAi(key: string, type = 'string'): string {
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, '${type}') }}`;
}

function idFromAi({ node }: ServiceCase): IDataObject {
	return { [node.idParameter]: { __rl: true, mode: 'id', value: fromAi(node.idParameter) } };
}

function keyOf({ node }: Pick<ServiceCase, 'node'>): string {
	return `${node.nodeType} ${node.resource} ${node.operation}`;
}

describe('as a tool of an AI agent', () => {
	it('all operations of the built nodes are looked at here', async () => {
		const { nodeTypes } = await builtPackage();
		const built = SERVICES.flatMap(({ node: { nodeType } }) => {
			const type = nodeTypes.getByNameAndVersion(`n8n-nodes-cancel-order.${nodeType}`, 1);
			const fields = type.description.properties.filter(({ name }) => name === 'operation');
			return fields.flatMap(({ options = [], displayOptions }) =>
				options.map(
					(option) =>
						`${nodeType} ${String(displayOptions?.show?.resource)} ${'value' in option ? String(option.value) : ''}`,
				),
			);
		});

		expect(built.sort()).toEqual(ALL.map(keyOf).sort());
	});

	describe.each(ALL)(TITLE, (service) => {
		it('with everything at its default, there is nothing that the model can set', async () => {
			expect((await offer(service)).parameters).toEqual([]);
		});

		it('the description is our own, and short enough for every model', async () => {
			const { description } = await offer(service);

			expect(description).toContain(service.service);
			expect(description.length).toBeGreaterThan(100);
			expect(description.length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
		});

		it('the builder can rewrite the description', async () => {
			const toolDescription = 'Only for orders of the test shop';

			const { description } = await offer(service, { parameters: { toolDescription } });

			expect(description).toBe(toolDescription);
		});
	});

	describe.each(ALL.filter(({ node }) => node.operation !== 'getAll'))(TITLE, (service) => {
		it('with the id left to the model, that is all that it can set', async () => {
			const { parameters } = await offer(service, { parameters: idFromAi(service) });

			expect(parameters).toEqual([service.node.idParameter]);
		});
	});

	describe.each(CANCELS)(
		`$node.nodeType $node.resource $node.operation`,
		(service, until, money) => {
			it('tells that it cannot be undone, until when it works, what is refunded, and when not to call again', async () => {
				const { description } = await offer(service);

				expect(description).toContain('cannot be undone');
				expect(description).toContain(until);
				expect(description).toContain(money);
				expect(description).toContain('never guess one');
				expect(description).toMatch(/Call it again for the same ID only if retryable is true/);
				for (const word of ['stopped true', 'stopped', 'null', 'message', 'nextStep']) {
					expect(description).toContain(word);
				}
			});

			it('conditions and options are for the model only where the builder says so', async () => {
				const options = { dryRun: false, maxOrders: 1, whenRefused: 'report', onlyIfStatus: ['x'] };
				const set = await offer(service, { parameters: { ...idFromAi(service), options } });
				const left = await offer(service, {
					parameters: {
						...idFromAi(service),
						options: { ...options, onlyIfStatus: fromAi('Only_If_Status') },
					},
				});

				expect(set.parameters).toEqual([service.node.idParameter]);
				expect(left.parameters).toEqual([service.node.idParameter, 'Only_If_Status']);
			});
		},
	);

	describe.each(READS)(TITLE, (service) => {
		it('tells that nothing is changed', async () => {
			const { description } = await offer(service);

			expect(description).toContain('changes nothing');
			expect(description).not.toContain('cannot be undone');
		});
	});

	it.each(SERVICES)(
		'$service: outside of an agent there is no field for a description',
		async (service) => {
			const { nodeTypes } = await builtPackage();
			const type = nodeTypes.getByNameAndVersion(
				`n8n-nodes-cancel-order.${service.node.nodeType}`,
				1,
			);
			const fields = type.description.properties.filter(({ name }) => name === 'toolDescription');

			expect(fields.length).toBeGreaterThan(0);
			for (const { displayOptions } of fields) {
				expect(displayOptions?.show).toMatchObject({ '@tool': [true] });
			}
		},
	);
});
