import type { IExecuteFunctions, INodeProperties, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

/** What a stand-in needs beside its behaviour. */
export interface Shape {
	/** More than one only where the node decides between branches. */
	outputs?: number;
	/** More than one only where the node brings branches together. */
	inputs?: number;
	properties?: INodeProperties[];
}

const VERSIONS = [1, 1.1, 1.2, 1.3, 1.4, 2, 2.1, 2.2, 2.3, 2.4, 3, 3.1, 3.2, 3.3, 3.4, 4, 4.5];

/** A field whose value is taken as it is; expressions in it are evaluated when it is read. */
export function field(name: string): INodeProperties {
	return { displayName: name, name, type: 'json', default: '' };
}

/**
 * A stand-in knows one way of working; with another it must not do something else in silence.
 *
 * @param usual what n8n's node does when nothing is set
 * @throws NodeOperationError if the node is set to anything but `known`
 */
export function insistOn(
	context: IExecuteFunctions,
	name: string,
	known: string,
	usual = known,
): void {
	if (context.getNodeParameter(name, 0, usual) === known) return;
	const node = context.getNode();
	const message = `The stand-in for ${node.type} knows only '${name}' = ${known}: run the workflow in n8n.`;
	throw new NodeOperationError(node, message);
}

/**
 * Makes a node that behaves like one of another package.
 *
 * @param type full name, as a workflow has it
 * @param execute what it does
 */
export function standIn(type: string, execute: INodeType['execute'], shape: Shape = {}): INodeType {
	const { inputs = 1, outputs = 1, properties = [] } = shape;
	return {
		description: {
			displayName: type,
			name: type,
			group: ['transform'],
			version: VERSIONS,
			description: '',
			defaults: { name: type },
			inputs: Array.from({ length: inputs }, () => NodeConnectionTypes.Main),
			// n8n runs a node with several inputs as soon as one of them has something and nothing else is left to run.
			...(inputs > 1 ? { requiredInputs: 1 } : {}),
			outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
			properties,
		},
		execute,
	};
}
