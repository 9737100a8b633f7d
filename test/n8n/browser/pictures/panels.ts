import type { Editor } from '../../../../scripts/n8n/startEditor';
import { Canvas } from '../canvas';
import { NodePanel } from '../nodePanel';
import type { Album } from './album';
import { manyOrders, SOURCE, store } from './workflows';
import { LIST, ORDERS } from './pictureOrders';

/** The dialog of a credential after its test. */
async function credential(album: Album, panel: NodePanel): Promise<void> {
	const dialog = await panel.editCredential();
	await dialog.waitUntilGreen();
	await album.takeOf('credential', dialog.root);
	await dialog.close();
}

/** From the search for a node to an order that is cancelled, and one that is not. */
async function oneOrder(album: Album, editor: Editor): Promise<void> {
	const { page } = album;
	const canvas = await Canvas.begin(page, editor.url);
	// A search for the first node of all would ask for a trigger.
	await canvas.search('Trigger manually');
	await canvas.choose('Trigger manually');
	await canvas.nodes().first().waitFor();
	await canvas.search('cancel order');
	await page.getByText('thanks.io', { exact: true }).waitFor();
	await page.mouse.move(0, 0);
	await album.take('search');
	await canvas.choose('thanks.io');
	await canvas.choose('Cancel order');
	const panel = await canvas.panel();
	await credential(album, panel);
	await panel.openList('orderId');
	await album.takeOf('from-list', panel.root);
	await panel.pickFromList(ORDERS.postcard);
	await panel.execute();
	await panel.showJson();
	await album.takeOf('cancelled', panel.root);
	await panel.openList('orderId');
	await panel.pickFromList(ORDERS.printed);
	await panel.execute();
	await panel.failure();
	await album.takeOf('refused', panel.root);
}

/** The warning before several orders are cancelled. */
async function warning(album: Album, editor: Editor): Promise<void> {
	const id = await store(editor, manyOrders(editor, LIST));
	const canvas = await Canvas.open(album.page, editor.url, id);
	await canvas.runNode(SOURCE);
	const panel = await canvas.openPanel('Cancel postcards');
	await panel.hints().filter({ hasText: 'cancelled for good' }).waitFor();
	await album.takeOf('warning', panel.root);
}

/** The node as a tool of an agent, set to cancel. */
async function aiTool(album: Album, editor: Editor): Promise<void> {
	const canvas = await Canvas.begin(album.page, editor.url);
	await canvas.search('AI Agent');
	await canvas.choose('AI Agent');
	await (await canvas.panel()).addTool();
	await canvas.searchInList('cancel order');
	await canvas.choose('thanks.io Tool');
	const panel = await canvas.panelOf('thanks.io');
	await panel.choose('operation', 'Cancel');
	await canvas.panelOf('Cancel order in thanks.io');
	await album.takeOf('ai-tool', panel.root);
}

/** The pictures of panels and dialogs. */
export async function photographPanels(album: Album, editor: Editor): Promise<void> {
	await oneOrder(album, editor);
	await warning(album, editor);
	await aiTool(album, editor);
}
