import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { sandboxCredentials } from '../../scripts/demo/demoSandbox';
import { readWorkflows } from '../../scripts/demo/readFiles';
import { CredentialStore } from '../../scripts/engine/credentialStore';
import { outputOf, runWorkflow } from '../../scripts/engine/runWorkflow';
import { VENDORS } from '../samples';
import {
	VERSION_1,
	VERSION_1_REQUESTS,
	VERSION_1_RESULTS,
	requestsOf,
	seedVersion1,
} from '../saved/version1';
import { builtPackage, typeOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';
import { asTool, fieldsOf, formOf, type Surface } from './surface';

/*
 * Saved workflows hold these names and values, and leave out what is at its default. Whatever is renamed, retyped or
 * given another default changes workflows that people have running: that is for a version 2. A new operation or option
 * breaks nothing; add it to the samples of its vendor.
 */

async function descriptionOf(name: string): Promise<INodeTypeDescription> {
	const { nodeTypes } = await builtPackage();
	return nodeTypes.getByNameAndVersion(typeOf(name), 1).description;
}

describe.each(VENDORS)('version 1 of the $service node', ({ name, operations }) => {
	it('reads an order where nothing is chosen (what is left out must never cancel anything)', async () => {
		const description = await descriptionOf(name);
		const resources = formOf(description, {}).resource?.values ?? [];

		expect([description.version].flat()).toContain(1);
		expect(formOf(description, {}).resource).toMatchObject({ type: 'options', default: 'order' });
		for (const resource of resources as string[]) {
			const { operation } = formOf(description, { resource });
			expect(operation).toMatchObject({ type: 'options', default: 'get' });
		}
	});

	it('can be told these operations, and no other', async () => {
		const description = await descriptionOf(name);
		const resources = (formOf(description, {}).resource?.values ?? []) as string[];
		const offered = resources.flatMap((resource) => {
			const values = (formOf(description, { resource }).operation?.values ?? []) as string[];
			return values.map((operation) => `${resource}.${operation}`);
		});

		const listed = operations.map(({ resource, operation }) => `${resource}.${operation}`);
		expect(offered.sort()).toEqual(listed.sort());
	});
});

const OPERATIONS = VENDORS.flatMap(({ name, service, operations, orders, oAuth2 }) =>
	operations.map((operation) => ({
		...operation,
		name,
		service,
		oAuth2,
		hasReferences: orders.references !== null && operation.resource === 'order',
	})),
);

const AUTHENTICATION: Surface = {
	authentication: { type: 'options', default: 'apiToken', values: ['apiToken', 'oAuth2'] },
};

describe.each(OPERATIONS)(
	'version 1 of the $service node: $resource, $operation',
	({ name, resource, operation, idParameter, form, oAuth2, hasReferences }) => {
		const chosen = { resource, operation, returnAll: false };
		const choices = {
			...(oAuth2 === undefined ? {} : AUTHENTICATION),
			resource: expect.anything(),
			operation: expect.anything(),
		} as Surface;

		it('has these parameters, options and filters', async () => {
			expect(formOf(await descriptionOf(name), chosen)).toEqual({ ...choices, ...form });
		});

		it('has, as a tool of an AI agent, one parameter more: what the model is told', async () => {
			const description = asTool(await descriptionOf(name));
			const toolDescription = { type: 'string', default: expect.any(String) as string };

			expect(formOf(description, chosen)).toEqual({ ...choices, toolDescription, ...form });
		});

		it('lets a tool choose how much the model gets, and which fields of it', async () => {
			const description = asTool(await descriptionOf(name));
			const simplified = { ...chosen, simplify: true };
			const output = {
				type: 'options',
				default: 'simplified',
				values: ['raw', 'selectedFields', 'simplified'],
			};

			expect(formOf(description, simplified).output).toEqual(output);
			expect(formOf(description, simplified)).not.toHaveProperty('fields');
			expect(formOf(description, { ...simplified, output: 'selectedFields' }).fields).toEqual({
				type: 'multiOptions',
				default: [],
				values: expect.arrayContaining(['orderId', 'service', 'status']) as unknown[],
			});
		});

		it('has no limit where all are returned', async () => {
			const all = formOf(await descriptionOf(name), { ...chosen, returnAll: true });

			expect(Object.keys({ ...choices, ...form }).filter((field) => !(field in all))).toEqual(
				operation === 'getAll' ? ['limit'] : [],
			);
		});

		it('takes the ID from a list or as such, or finds the order by its reference where it has one', async () => {
			const { properties } = await descriptionOf(name);
			const field = properties.find((property) => property.name === idParameter);

			expect(field?.modes?.map((mode) => [mode.name, mode.type])).toEqual(
				idParameter === null
					? undefined
					: [
							['list', 'list'],
							['id', 'string'],
							...(hasReferences ? [['reference', 'string']] : []),
						],
			);
		});
	},
);

describe.each(VENDORS.flatMap(({ trigger }) => trigger ?? []))(
	'version 1 of $name',
	({ name, form }) => {
		it('has these parameters and options', async () => {
			expect(formOf(await descriptionOf(name), {})).toEqual({ ...AUTHENTICATION, ...form });
		});
	},
);

describe.each(VENDORS)('version 1 of the $service credential', ({ credential }) => {
	const { type, fields, secrets, keyField, shownOnlyIf } = credential;

	async function properties(): Promise<INodeProperties[]> {
		const found = (await builtPackage()).credentialTypes.get(type);
		if (found === undefined) throw new Error(`There is no ${type}.`);
		return found.properties;
	}

	const namesOf = (chosen: INodeProperties[]) => chosen.map(({ name }) => name).sort();

	it('has these fields', async () => {
		expect(fieldsOf(await properties())).toEqual(fields);
	});

	it('asks for its key, and hides what is secret', async () => {
		const all = await properties();

		expect(namesOf(all.filter(({ required }) => required))).toEqual([keyField]);
		expect(namesOf(all.filter(({ typeOptions }) => typeOptions?.password))).toEqual(secrets);
	});

	it('shows every field, or only if a switch is on', async () => {
		const conditions = (await properties())
			.filter(({ displayOptions }) => displayOptions !== undefined)
			.map(({ name, displayOptions }) => [name, displayOptions]);

		const expected = Object.entries(shownOnlyIf).flatMap(([option, hidden]) =>
			hidden.map((name) => [name, { show: { [option]: [true] } }]),
		);
		expect(conditions).toEqual(expected);
	});
});

describe.each(VENDORS.flatMap(({ oAuth2 }) => oAuth2 ?? []))(
	'version 1 of the credential $type',
	({ type, fields }) => {
		it('signs in by way of n8n, and has these fields beside the client of the person', async () => {
			const found = (await builtPackage()).credentialTypes.get(type);

			expect(found?.extends).toEqual(['oAuth2Api']);
			expect(fieldsOf(found?.properties ?? [])).toEqual(fields);
		});
	},
);

describe('a workflow that was saved with version 1 of the nodes', () => {
	const sandbox = useSandbox();

	it('sends and gives what it did then', async () => {
		seedVersion1(sandbox());
		const loaded = await builtPackage();
		const credentials = new CredentialStore(loaded.credentialTypes, sandboxCredentials(sandbox()));

		const [workflow] = await readWorkflows(VERSION_1);
		const run = await runWorkflow({ loaded, credentials }, workflow);

		expect(run.data.resultData.error).toBeUndefined();
		expect(requestsOf(sandbox())).toEqual(VERSION_1_REQUESTS);
		for (const [node, expected] of Object.entries(VERSION_1_RESULTS)) {
			const items = outputOf(run, node).map(({ json }) => json);
			expect({ node, items }).toEqual({ node, items: [expect.objectContaining(expected)] });
		}
	});
});
