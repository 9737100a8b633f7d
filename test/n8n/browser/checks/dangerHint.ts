import { FIRST_WORKFLOW } from '../../../../scripts/n8n/fillN8n';
import { demand } from '../../report';
import { Canvas } from '../canvas';
import type { NodePanel } from '../nodePanel';
import type { Scenario } from '../scenario';
import { waitForText } from '../waiting';

const WARNING = 'Every input item is an order that will be cancelled for good';

/** Before a run that is about to cancel several orders, the editor warns. */
export async function dangerHint(scenario: Scenario): Promise<void> {
	const { page, editor } = scenario;
	let panel: NodePanel | undefined;
	await scenario.step('several orders are about to come in', async () => {
		const canvas = await Canvas.open(page, editor.url, FIRST_WORKFLOW);
		await canvas.runNode('Postcards');
		panel = await canvas.openPanel('Cancel Postcards');
		await waitForText(panel.root.getByTestId('ndv-input-panel'), '5 items');
		return '5 items';
	});
	await scenario.step('the editor warns in red', async () => {
		const warning = panel?.hints().filter({ hasText: WARNING });
		demand(warning !== undefined, () => 'there is no panel');
		await warning.waitFor();
		return (await warning.innerText()).trim();
	});
}
