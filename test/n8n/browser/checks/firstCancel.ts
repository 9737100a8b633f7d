import { demand } from '../../report';
import { Canvas } from '../canvas';
import type { NodePanel } from '../nodePanel';
import { demandCancelledOnce, demandNotCancelled, ORDERS } from '../orders';
import type { Scenario } from '../scenario';
import { waitFor, waitForText } from '../waiting';
import { checkCredential } from './credential';

const NODES = ['FastPOD', 'Snappy', 'thanks.io'];

/** What tells a postcard in the list of recent orders. */
const IN_A_LABEL = [/ - Reviewing - /, / - \d{4}-\d\d-\d\d \d\d:\d\d UTC - /, / - Postcard/];

/** From an empty workflow to the node with the action that was chosen. */
async function addNode(scenario: Scenario): Promise<NodePanel | undefined> {
	const { page, editor } = scenario;
	let canvas = new Canvas(page);
	let panel: NodePanel | undefined;
	await scenario.step('a search for "cancel order" finds the three nodes', async () => {
		canvas = await Canvas.begin(page, editor.url);
		await canvas.search('cancel order');
		const found = await waitFor(
			async () => await canvas.found(),
			(nodes) => nodes.map(({ name }) => name).join() === NODES.join(),
			`to find ${NODES.join(', ')}`,
		);
		return found.map(({ name, description }) => `${name}: ${description}`).join('; ');
	});
	await scenario.step('the action Cancel order makes a node that cancels', async () => {
		await canvas.choose('thanks.io');
		await canvas.choose('Cancel order');
		panel = await canvas.panel();
		const shown = `${await panel.title()}, ${await panel.choice('resource')}, ${await panel.choice('operation')}`;
		demand(shown === 'Cancel order, Order, Cancel', () => `it is ${shown}`);
		return shown;
	});
	return panel;
}

/** An order that can be stopped. */
async function cancelFromList(scenario: Scenario, panel: NodePanel): Promise<void> {
	const { sandbox } = scenario.editor;
	await scenario.step('From List shows recent orders with status, time and kind', async () => {
		const labels = await panel.openList('orderId');
		const label = labels.find((text) => text.startsWith(ORDERS.postcard));
		demand(label !== undefined, () => `it shows ${labels.join('; ')}`);
		const missing = IN_A_LABEL.filter((part) => !part.test(label));
		demand(missing.length === 0, () => `${label} lacks ${missing.join(' and ')}`);
		return label;
	});
	await scenario.step('a run cancels the order that was picked, and says so', async () => {
		await panel.pickFromList(ORDERS.postcard);
		await panel.execute();
		const [row, ...others] = await panel.rows();
		const shown = `${row?.orderId}, ${row?.outcome}, stopped ${row?.stopped}: ${row?.message}`;
		const expected = `${ORDERS.postcard}, cancelled, stopped true: `;
		demand(others.length === 0 && shown.startsWith(expected), () => shown);
		demandCancelledOnce(sandbox, 'thanksIo', ORDERS.postcard);
		return `${shown}; the sandbox agrees`;
	});
	await scenario.step('a hint sums the run up', async () => {
		return await waitForText(panel.hints().first(), '1 of 1 order cancelled');
	});
}

/** An order that is at the printer. */
async function refusal(scenario: Scenario, panel: NodePanel): Promise<void> {
	await scenario.step('a refused cancellation stops the run and says what to expect', async () => {
		await panel.openList('orderId');
		await panel.pickFromList(ORDERS.printed);
		const news = await panel.execute();
		const { message, description } = await panel.failure();
		const expected = `Order ${ORDERS.printed} can no longer be cancelled (status Printing)`;
		demand(message === expected, () => message);
		demand(news.includes(expected), () => `in the corner: ${news}`);
		demand(description.startsWith('Expect it to ship'), () => description);
		demandNotCancelled(scenario.editor.sandbox, 'thanksIo', ORDERS.printed);
		return `${message}. ${description}; the sandbox agrees`;
	});
}

/** Everything from an empty workflow to a cancelled order, and to one that cannot be cancelled. */
export async function firstCancel(scenario: Scenario): Promise<void> {
	const panel = (await addNode(scenario)) ?? (await new Canvas(scenario.page).panel());
	await checkCredential(scenario, panel);
	await cancelFromList(scenario, panel);
	await refusal(scenario, panel);
}
