import type { IDataObject, INode, INodeType } from 'n8n-workflow';

import { field, standIn } from '../../../scripts/engine/standIns';

/** Nodes that tell somebody something: they are played by recorders, so that their expressions are really evaluated. */
const TELLING = new Set(
	['emailSend', 'slack', 'googleSheets', 'shopify'].map((name) => `n8n-nodes-base.${name}`),
);

export function isTelling({ type }: INode): boolean {
	return TELLING.has(type);
}

/** What a node would have sent. */
export interface Told extends IDataObject {
	node: string;
}

/**
 * Plays a node: keeps what it would send, and answers what the outside world would.
 *
 * @param nodes all nodes of the type in the workflow
 * @param told receives what is sent
 * @param answers by name of the node
 */
export function recorder(
	nodes: readonly INode[],
	told: Told[],
	answers: Readonly<Record<string, IDataObject[]>>,
): INodeType {
	const names = [...new Set(nodes.flatMap(({ parameters }) => Object.keys(parameters)))];
	return standIn(
		nodes[0]?.type ?? '',
		async function () {
			const { name, parameters } = this.getNode();
			const items = this.getInputData().map((_, item) => {
				const sent = Object.keys(parameters).map((key) => [key, this.getNodeParameter(key, item)]);
				told.push({ ...(Object.fromEntries(sent) as IDataObject), node: name });
				return { json: answers[name]?.[0] ?? {}, pairedItem: { item } };
			});
			const more = (answers[name] ?? []).slice(1);
			const others = more.map((json) => ({ json, pairedItem: { item: 0 } }));
			return await Promise.resolve([[...items, ...others]]);
		},
		{ properties: names.map(field) },
	);
}
