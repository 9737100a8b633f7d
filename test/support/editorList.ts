import '../../scripts/engine/n8nFolder';
import 'reflect-metadata';
import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import { CredentialStore } from '../../scripts/engine/credentialStore';
import { additionalData } from './additionalData';
import { builtPackage, type NodeRun, typeOf } from './runNode';

/** An opened "From List" in the editor. */
export interface OpenedList {
	node: NodeRun['node'];
	credential: NodeRun['credential'];
	/** What else stands in the form. */
	parameters?: INodeParameters;
	/** What stands under Options. */
	options?: IDataObject;
	/** What was typed into the search field. */
	filter?: string;
	/** What the page before gave. */
	paginationToken?: string;
}

let opened = 0;

/** The context that n8n makes for it: a node that has its credential and nothing else, and what stands in the form. */
async function contextFor({
	node,
	credential,
	parameters,
	options,
}: OpenedList): Promise<LoadOptionsContext> {
	const { nodeTypes, credentialTypes } = await builtPackage();
	const { credentialType, nodeType, resource, operation, idParameter } = node;
	const details = { id: `list-${(opened += 1)}`, name: 'Listed' };
	const stored = { ...details, type: credentialType, data: credential };
	const workflow = new Workflow({
		nodes: [
			{
				id: '1',
				name: 'Temp-Node',
				type: typeOf(nodeType),
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
				credentials: { [credentialType]: details },
			},
		],
		connections: {},
		active: false,
		nodeTypes,
	});
	const [only] = Object.values(workflow.nodes);
	if (only === undefined) throw new Error('The node is gone.');
	const typed = {
		resource,
		operation,
		[idParameter]: { __rl: true, mode: 'list', value: '' },
		...(options === undefined ? {} : { options }),
		...parameters,
	} as INodeParameters;
	const { description } = nodeTypes.getByNameAndVersion(only.type, only.typeVersion);
	// The editor fills in what is at its default.
	const filled = NodeHelpers.getNodeParameters(
		description.properties,
		typed,
		true,
		false,
		only,
		description,
	);
	const currentNodeParameters = filled ?? typed;
	const additional = additionalData(new CredentialStore(credentialTypes, [stored]));
	const path = `parameters.${idParameter}`;
	return new LoadOptionsContext(workflow, only, { ...additional, currentNodeParameters }, path);
}

/** The name of the method that the field of the id names, and whether its list can be searched. */
export async function listModeOf({
	nodeType,
	resource,
	operation,
	idParameter,
}: NodeRun['node']): Promise<{ method: string; searchable: boolean }> {
	const { nodeTypes } = await builtPackage();
	const { description } = nodeTypes.getByNameAndVersion(typeOf(nodeType), 1);
	const field = description.properties.find(
		({ name, displayOptions }) =>
			name === idParameter &&
			displayOptions?.show?.resource?.includes(resource) === true &&
			displayOptions.show.operation?.includes(operation) === true,
	);
	const mode = field?.modes?.find(({ name }) => name === 'list');
	const { searchListMethod = '', searchable = false } = mode?.typeOptions ?? {};
	return { method: searchListMethod, searchable };
}

/** Opens "From List" of the built node as n8n's editor does. */
export async function openList(list: OpenedList): Promise<INodeListSearchResult> {
	const { nodeTypes } = await builtPackage();
	const { method } = await listModeOf(list.node);
	const type = nodeTypes.getByNameAndVersion(typeOf(list.node.nodeType), 1);
	const search = type.methods?.listSearch?.[method];
	if (search === undefined) throw new Error(`The node has no method ${method}.`);
	return await search.call(await contextFor(list), list.filter, list.paginationToken);
}

/** The same, for when it is refused: what the editor shows. */
export async function refusedList(
	list: OpenedList,
): Promise<{ message: string; description: string }> {
	try {
		await openList(list);
	} catch (thrown) {
		const { message, description } = thrown as { message: string; description?: string };
		return { message, description: description ?? '' };
	}
	throw new Error('The list was not refused.');
}
