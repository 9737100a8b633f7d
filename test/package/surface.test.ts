import type { INodeTypeDescription } from 'n8n-workflow';

import { builtPackage } from '../support/runNode';
import { OPERATIONS } from './operations';
import { asTool, formOf, type Surface } from './surface';

/*
 * Saved workflows hold these names and values, and leave out what is at its default. Whatever is renamed, retyped or
 * given another default changes workflows that people have running: that is for a version 2. A new operation or option
 * breaks nothing; add it to the list.
 */

async function descriptionOf(name: string): Promise<INodeTypeDescription> {
	const { nodeTypes } = await builtPackage();
	return nodeTypes.getByNameAndVersion(`n8n-nodes-cancel-order.${name}`, 1).description;
}

const NODES = [...new Set(OPERATIONS.map(({ node }) => node))];

describe.each(NODES)('version 1 of %s', (node) => {
	it('reads an order where nothing is chosen (what is left out must never cancel anything)', async () => {
		const description = await descriptionOf(node);
		const resources = formOf(description, {}).resource?.values ?? [];

		expect([description.version].flat()).toContain(1);
		expect(formOf(description, {}).resource).toMatchObject({ type: 'options', default: 'order' });
		for (const resource of resources as string[]) {
			const { operation } = formOf(description, { resource });
			expect(operation).toMatchObject({ type: 'options', default: 'get' });
		}
	});

	it('can be told these operations, and no other', async () => {
		const description = await descriptionOf(node);
		const resources = (formOf(description, {}).resource?.values ?? []) as string[];
		const offered = resources.flatMap((resource) => {
			const values = (formOf(description, { resource }).operation?.values ?? []) as string[];
			return values.map((operation) => `${resource}.${operation}`);
		});

		const listed = OPERATIONS.filter((entry) => entry.node === node).map(
			({ resource, operation }) => `${resource}.${operation}`,
		);
		expect(offered.sort()).toEqual(listed.sort());
	});
});

describe.each(OPERATIONS)(
	'version 1 of $node: $resource, $operation',
	({ node, resource, operation, idParameter, form }) => {
		const chosen = { resource, operation, returnAll: false };
		const choices = { resource: expect.anything(), operation: expect.anything() } as Surface;

		it('has these parameters, options and filters', async () => {
			expect(formOf(await descriptionOf(node), chosen)).toEqual({ ...choices, ...form });
		});

		it('has, as a tool of an AI agent, one parameter more: what the model is told', async () => {
			const description = asTool(await descriptionOf(node));
			const toolDescription = { type: 'string', default: expect.any(String) as string };

			expect(formOf(description, chosen)).toEqual({ ...choices, toolDescription, ...form });
		});

		it('has no limit where all are returned', async () => {
			const all = formOf(await descriptionOf(node), { ...chosen, returnAll: true });

			expect(Object.keys({ ...choices, ...form }).filter((name) => !(name in all))).toEqual(
				operation === 'getAll' ? ['limit'] : [],
			);
		});

		it('takes the ID from a list or as such', async () => {
			const { properties } = await descriptionOf(node);
			const field = properties.find(({ name }) => name === idParameter);

			expect(field?.modes?.map(({ name, type }) => [name, type])).toEqual(
				idParameter === null
					? undefined
					: [
							['list', 'list'],
							['id', 'string'],
						],
			);
		});
	},
);
