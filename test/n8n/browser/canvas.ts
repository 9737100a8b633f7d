import type { Locator, Page } from 'playwright-core';

import { untilNews } from './news';
import { NodePanel } from './nodePanel';
import { waitForText } from './waiting';

/** What the list of nodes shows for one that was found. */
export interface FoundNode {
	name: string;
	description: string;
}

/** Empty if there is no such element, or no longer. */
async function textOf(where: Locator): Promise<string> {
	const [text = ''] = await where.allInnerTexts();
	return text.trim();
}

/** A workflow in the editor. */
export class Canvas {
	constructor(readonly page: Page) {}

	/** Opens a stored workflow. */
	static async open(page: Page, url: string, id: string): Promise<Canvas> {
		await page.goto(`${url}/workflow/${id}`);
		const canvas = new Canvas(page);
		await canvas.nodes().first().waitFor();
		return canvas;
	}

	/** Begins a new workflow from the list of workflows. */
	static async begin(page: Page, url: string): Promise<Canvas> {
		await page.goto(`${url}/home/workflows`);
		await page.getByTestId('add-resource-workflow').click();
		await page.getByTestId('canvas-plus-button').waitFor();
		return new Canvas(page);
	}

	/** All nodes, without notes. */
	nodes(): Locator {
		return this.page.getByTestId('canvas-node');
	}

	/** A node by the beginning of its name. */
	node(name: string): Locator {
		const exact = this.page.getByText(name, { exact: true });
		return this.nodes().filter({ has: exact }).first();
	}

	/** Opens the list of nodes and searches in it. */
	async search(text: string): Promise<void> {
		const first = this.page.getByTestId('canvas-plus-button');
		const next = this.page.getByTestId('node-creator-plus-button');
		await first.or(next).first().click();
		await this.searchInList(text);
	}

	/** Searches in the list of nodes, which is open. */
	async searchInList(text: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	/** What the list of nodes shows, by name. */
	async found(): Promise<FoundNode[]> {
		const items = await this.page.getByTestId('item-iterator-item').all();
		const found = await Promise.all(
			items.map(async (item) => ({
				name: await textOf(item.getByTestId('node-creator-item-name')),
				description: await textOf(item.getByTestId('node-creator-item-description')),
			})),
		);
		return found.sort((a, b) => a.name.localeCompare(b.name));
	}

	/** Clicks an entry of the list of nodes: a node, or one of its actions. */
	async choose(name: string): Promise<void> {
		const exact = this.page.getByText(name, { exact: true });
		await this.page.getByTestId('node-creator-item-name').filter({ has: exact }).first().click();
	}

	/** The panel of a node that was just added opens by itself. */
	async addNode(search: string, node: string, action: string): Promise<NodePanel> {
		await this.search(search);
		await this.choose(node);
		await this.choose(action);
		return await this.panel();
	}

	/** The panel that is open. */
	async panel(): Promise<NodePanel> {
		return await NodePanel.appeared(this.page);
	}

	/** The panel of a node in whose title this stands, which opens by itself. */
	async panelOf(title: string): Promise<NodePanel> {
		const panel = await this.panel();
		await waitForText(panel.root.getByTestId('node-title-container'), title);
		return panel;
	}

	/** Opens the panel of a node. */
	async openPanel(name: string): Promise<NodePanel> {
		await this.node(name).dblclick();
		return await this.panel();
	}

	/** Runs one node from the canvas, with all before it. */
	async runNode(name: string): Promise<string> {
		const node = this.node(name);
		await node.hover();
		return await untilNews(this.page, async () => {
			await node.getByTestId('execute-node-button').click();
		});
	}

	/** Runs the whole workflow. */
	async run(): Promise<string> {
		return await untilNews(this.page, async () => {
			await this.page.getByTestId('execute-workflow-button').click();
		});
	}
}
