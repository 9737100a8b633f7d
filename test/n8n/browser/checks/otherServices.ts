import { demand } from '../../report';
import { Canvas } from '../canvas';
import { demandCancelledOnce, ORDERS } from '../orders';
import type { Scenario } from '../scenario';

const OTHERS: ReadonlyArray<{ service: string; node: string; orderId: string }> = [
	{ service: 'snappy', node: 'Snappy', orderId: ORDERS.gift },
	{ service: 'fastPod', node: 'FastPOD', orderId: ORDERS.garment },
];

/** The other two nodes: dropped, picked from the list, run. */
export async function otherServices(scenario: Scenario): Promise<void> {
	const { page, editor } = scenario;
	for (const { service, node, orderId } of OTHERS) {
		await scenario.step(`${node} cancels an order picked from the list`, async () => {
			const canvas = await Canvas.begin(page, editor.url);
			const panel = await canvas.addNode('cancel order', node, 'Cancel order');
			const labels = await panel.openList('orderId');
			await panel.pickFromList(orderId);
			await panel.execute();
			const [row] = await panel.rows();
			const shown = `${row?.orderId}, ${row?.outcome}, stopped ${row?.stopped}`;
			demand(shown === `${orderId}, cancelled, stopped true`, () => shown);
			demandCancelledOnce(editor.sandbox, service, orderId);
			return labels.find((label) => label.startsWith(orderId));
		});
	}
}
