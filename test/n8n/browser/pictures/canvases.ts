import type { Editor } from '../../../../scripts/n8n/startEditor';
import { Canvas } from '../canvas';
import { clearNews } from '../news';
import type { Album } from './album';
import { bareCanvas, clipOfWorkflow, fitWorkflow } from './canvasPicture';
import { ORDERS } from './pictureOrders';
import { store, threeNodes } from './workflows';

/** Enough for the text on the notes of the largest example to be read. */
const LARGE = { width: 2000, height: 1100 };

async function takeWorkflow(album: Album, name: string): Promise<void> {
	const { page } = album;
	await clearNews(page);
	await fitWorkflow(page);
	await bareCanvas(page);
	await album.take(name, await clipOfWorkflow(page));
}

/** The pictures of whole workflows. */
export async function photographCanvases(album: Album, editor: Editor): Promise<void> {
	const { page } = album;
	const id = await store(editor, threeNodes(editor, ORDERS.forHero));
	const canvas = await Canvas.open(page, editor.url, id);
	await canvas.run();
	await takeWorkflow(album, 'three-nodes');
	await page.setViewportSize(LARGE);
	for (const { file, workflow } of editor.examples) {
		await Canvas.open(page, editor.url, workflow.id);
		await takeWorkflow(album, `example-${file.replace('.json', '')}`);
	}
}
