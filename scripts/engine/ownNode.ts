import type { INode } from 'n8n-workflow';

const OWN = 'n8n-nodes-cancel-order.';

/** Whether a node is one of this package. */
export function isOwnNode({ type }: Pick<INode, 'type'>): boolean {
	return type.startsWith(OWN);
}
