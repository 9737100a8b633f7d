import { expect, type Locator, type Page } from '@playwright/test';

import { untilNotified } from './notifications';

/** A workflow in the editor, and the list of nodes that can be added to it. */
export class Canvas {
	/** All nodes, without notes. */
	readonly nodes: Locator;

	/** The names in the list of nodes: nodes, or the actions of one. */
	readonly listed: Locator;

	constructor(private readonly page: Page) {
		this.nodes = page.getByTestId('canvas-node');
		this.listed = page.getByTestId('node-creator-item-name');
	}

	/** Opens a stored workflow. */
	async open(id: string): Promise<void> {
		await this.page.goto(`/workflow/${id}`);
		await expect(this.nodes.first()).toBeVisible();
	}

	/** Begins a new workflow from the list of workflows. */
	async begin(): Promise<void> {
		await this.page.goto('/home/workflows');
		await this.page.getByTestId('add-resource-workflow').click();
		await expect(this.page.getByTestId('canvas-plus-button')).toBeVisible();
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

	/** Clicks an entry of the list of nodes. */
	async choose(name: string): Promise<void> {
		await this.entry(name).click();
	}

	/** Clicks an action of the node that was chosen. At the beginning of a workflow, those of a trigger stand before them. */
	async chooseAction(name: string): Promise<void> {
		const actions = this.page.getByText(/^Actions \(\d+\)$/).first();
		await expect(this.entry(name).or(actions).first()).toBeVisible();
		if (!(await this.entry(name).isVisible())) await actions.click();
		await this.entry(name).click();
	}

	/** Begins a new workflow with a node that cancels an order; its panel opens by itself. */
	async beginWith(node: string): Promise<void> {
		await this.begin();
		await this.search('cancel order');
		await this.choose(node);
		await this.chooseAction('Cancel order');
	}

	/** Begins a new workflow with an agent, and opens the list of the tools that cancel orders. */
	async beginWithAgent(): Promise<void> {
		await this.begin();
		await this.search('AI Agent');
		await this.choose('AI Agent');
		await this.page.getByTestId('ndv').getByTestId('add-subnode-ai_tool-0').click();
		await this.searchInList('cancel order');
	}

	/** Opens the panel of a node. */
	async openPanel(name: string): Promise<void> {
		await this.node(name).dblclick();
	}

	/** Runs one node from the canvas, with all before it. */
	async runNode(name: string): Promise<void> {
		const node = this.node(name);
		await node.hover();
		await untilNotified(this.page, 'executed successfully', async () => {
			await node.getByTestId('execute-node-button').click();
		});
	}

	/** Runs the whole workflow. */
	async run(): Promise<void> {
		await untilNotified(this.page, 'Workflow executed successfully', async () => {
			await this.page.getByTestId('execute-workflow-button').click();
		});
	}

	private entry(name: string): Locator {
		const exact = this.page.getByText(name, { exact: true });
		return this.listed.filter({ has: exact }).first();
	}

	private node(name: string): Locator {
		const exact = this.page.getByText(name, { exact: true });
		return this.nodes.filter({ has: exact }).first();
	}
}
