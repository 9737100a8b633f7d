import { demand } from '../../report';
import { Canvas } from '../canvas';
import type { NodePanel } from '../nodePanel';
import type { Scenario } from '../scenario';
import { waitFor } from '../waiting';

const NODE_TOOLS = ['FastPOD Tool', 'Snappy Tool', 'thanks.io Tool'];

/** What a model has to be told about a cancellation. */
const WARNINGS = ['cannot be undone', 'one hour after ordering', 'never guess', 'nobody knows'];

async function description(panel: NodePanel): Promise<string> {
	return await panel.field('toolDescription').locator('textarea').inputValue();
}

/** The nodes as tools of an agent. */
export async function aiTool(scenario: Scenario): Promise<void> {
	const { page, editor } = scenario;
	const canvas = new Canvas(page);
	await scenario.step('an agent is offered the three nodes as tools', async () => {
		await Canvas.begin(page, editor.url);
		await canvas.search('AI Agent');
		await canvas.choose('AI Agent');
		await (await canvas.panel()).addTool();
		await canvas.searchInList('cancel order');
		const names = await waitFor(
			async () => (await canvas.found()).map(({ name }) => name).join(', '),
			(found) => found === NODE_TOOLS.join(', '),
			`to be offered ${NODE_TOOLS.join(', ')}`,
		);
		return names;
	});
	await scenario.step(
		'a new tool reads and changes nothing, and says so to the model',
		async () => {
			await canvas.choose('thanks.io Tool');
			const panel = await canvas.panelOf('thanks.io');
			demand((await panel.choice('operation')) === 'Get', () => 'it does not read');
			const text = await description(panel);
			demand(text.includes('changes nothing'), () => text);
			return text;
		},
	);
	await scenario.step('as one that cancels, it warns the model', async () => {
		const panel = await canvas.panel();
		await panel.choose('operation', 'Cancel');
		return await waitFor(
			async () => await description(panel),
			(text) => WARNINGS.every((warning) => text.includes(warning)),
			`a description with ${WARNINGS.join(', ')}`,
		);
	});
}
