import { expect, type Locator, type Page } from '@playwright/test';

import { untilNotified } from './notifications';

/** One row of the table of the output: the text of each cell, by the name of its column. */
export type Row = Readonly<Record<string, string>>;

/** The panel of one node: input, parameters, output. */
export class NodePanel {
	readonly root: Locator;

	/** What stands in the head of the panel. */
	readonly title: Locator;

	readonly input: Locator;

	readonly output: Locator;

	/** The boxes with hints that are shown at the moment. */
	readonly hints: Locator;

	/** The credential that is chosen. */
	readonly credential: Locator;

	/** The entries of the list of recent orders. */
	readonly listed: Locator;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('ndv');
		this.title = this.root.getByTestId('node-title-container');
		this.input = this.root.getByTestId('ndv-input-panel');
		this.output = this.root.getByTestId('output-panel');
		this.hints = this.root.getByTestId('node-hint');
		this.credential = this.root.getByTestId('node-credentials-select').locator('input');
		this.listed = page.getByTestId('rlc-item');
	}

	/** What is chosen in a field with a list of choices. */
	choice(name: string): Locator {
		return this.field(name).locator('input').first();
	}

	/** The text in a large field. */
	text(name: string): Locator {
		return this.field(name).locator('textarea');
	}

	/** Chooses in a field with a list of choices. */
	async choose(name: string, option: string): Promise<void> {
		await this.field(name).click();
		const exact = this.page.getByText(option, { exact: true });
		await this.page.getByRole('option').filter({ has: exact }).click();
		await expect(this.choice(name)).toHaveValue(option);
	}

	/** Opens the dialog for a new credential. */
	async newCredential(): Promise<void> {
		await this.root.getByTestId('node-credentials-select').click();
		await this.page.getByTestId('node-credentials-select-item-new').click();
	}

	/** Opens the dialog of the credential that is chosen. */
	async editCredential(): Promise<void> {
		await this.root.getByTestId('credential-edit-button').click();
	}

	/** Opens the list of recent orders. */
	async openList(): Promise<void> {
		await this.root.getByTestId('resource-locator-orderId').getByTestId('rlc-input').click();
		await expect(this.listed.first()).toBeVisible();
	}

	/** Chooses from the list of recent orders, which is open. */
	async pickFromList(orderId: string): Promise<void> {
		await this.listed.filter({ hasText: new RegExp(`^\\s*${orderId}\\b`) }).click();
	}

	/** Runs the node, and waits until n8n says this of its end. */
	async execute(expected = 'Node executed successfully'): Promise<void> {
		await untilNotified(this.page, expected, async () => {
			await this.root.getByTestId('node-execute-button').first().click();
		});
	}

	/** The rows of the output. */
	async rows(): Promise<Row[]> {
		await this.output.getByTestId('radio-button-table').click();
		const table = this.output.locator('table');
		await expect(table.locator('tbody tr').first()).toBeVisible();
		const columns = await table.locator('thead th').allInnerTexts();
		const rows = await table.locator('tbody tr').all();
		return await Promise.all(
			rows.map(async (row) => {
				const cells = await row.locator('td').allInnerTexts();
				return Object.fromEntries(
					columns.map((column, at) => [column.trim(), (cells[at] ?? '').trim()]),
				);
			}),
		);
	}

	/** Shows the output as JSON, on which nothing is cut off. */
	async showJson(): Promise<void> {
		await this.output.getByTestId('radio-button-json').click();
		await expect(this.output.locator('.json-data')).toBeVisible();
	}

	/** Back to the canvas. */
	async close(): Promise<void> {
		await this.root.getByTestId('ndv-close-button').click();
		await expect(this.root).toBeHidden();
	}

	private field(name: string): Locator {
		return this.root.getByTestId(`parameter-input-${name}`);
	}
}
