import type { Locator, Page } from 'playwright-core';

import { CredentialDialog } from './credentialDialog';
import { untilNews } from './news';
import { waitFor } from './waiting';

/** One row of the table of the output: the text of each cell, by the name of its column. */
export type Row = Readonly<Record<string, string>>;

/** The panel of one node: input, parameters, output. */
export class NodePanel {
	readonly root: Locator;

	readonly output: Locator;

	private constructor(readonly page: Page) {
		this.root = page.getByTestId('ndv');
		this.output = this.root.getByTestId('output-panel');
	}

	/** Waits for the panel that has just been opened. */
	static async appeared(page: Page): Promise<NodePanel> {
		const panel = new NodePanel(page);
		await panel.root.getByTestId('node-execute-button').first().waitFor();
		return panel;
	}

	/** What stands in the head of the panel. */
	async title(): Promise<string> {
		return (await this.root.getByTestId('node-title-container').innerText()).trim();
	}

	/** The field of a parameter. */
	field(name: string): Locator {
		return this.root.getByTestId(`parameter-input-${name}`);
	}

	/** What is chosen in a field with a list of choices. */
	async choice(name: string): Promise<string> {
		return await this.field(name).locator('input').first().inputValue();
	}

	/** Chooses in a field with a list of choices. */
	async choose(name: string, option: string): Promise<void> {
		await this.field(name).click();
		const exact = this.page.getByText(option, { exact: true });
		await this.page.getByRole('option').filter({ has: exact }).click();
		await waitFor(
			async () => await this.choice(name),
			(chosen) => chosen === option,
			`${name} to be ${option}`,
		);
	}

	/** The credential that is chosen. */
	async credential(): Promise<string> {
		return await this.root.getByTestId('node-credentials-select').locator('input').inputValue();
	}

	/** Opens the dialog for a new credential. */
	async newCredential(): Promise<CredentialDialog> {
		await this.root.getByTestId('node-credentials-select').click();
		await this.page.getByTestId('node-credentials-select-item-new').click();
		return await CredentialDialog.appeared(this.page);
	}

	/** Opens the dialog of the credential that is chosen. */
	async editCredential(): Promise<CredentialDialog> {
		await this.root.getByTestId('credential-edit-button').click();
		return await CredentialDialog.appeared(this.page);
	}

	/** The dialog that is open. */
	async openDialog(): Promise<CredentialDialog> {
		return await CredentialDialog.appeared(this.page);
	}

	/** Opens the list of recent orders and reads it. */
	async openList(name: string): Promise<string[]> {
		await this.root.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input').click();
		const items = this.page.getByTestId('rlc-item');
		await items.first().waitFor();
		return (await items.allInnerTexts()).map((text) => text.trim());
	}

	/** Chooses from the list of recent orders, which is open. */
	async pickFromList(start: string): Promise<void> {
		const beginning = new RegExp(`^\\s*${start}\\b`);
		await this.page.getByTestId('rlc-item').filter({ hasText: beginning }).click();
	}

	/** Opens the list of tools for an agent. */
	async addTool(): Promise<void> {
		await this.root.getByTestId('add-subnode-ai_tool-0').click();
		await this.page.getByTestId('node-creator-search-bar').waitFor();
	}

	/** Runs the node, and waits until it has ended: well or badly. */
	async execute(): Promise<string> {
		return await untilNews(this.page, async () => {
			await this.root.getByTestId('node-execute-button').first().click();
		});
	}

	/** The rows of the output. */
	async rows(): Promise<Row[]> {
		await this.output.getByTestId('radio-button-table').click();
		const table = this.output.locator('table');
		await table.locator('tbody tr').first().waitFor();
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
		await this.output.locator('.json-data').waitFor();
	}

	/** The boxes with hints that are shown at the moment. */
	hints(): Locator {
		return this.root.getByTestId('node-hint');
	}

	/** The message of a run that failed, and what stands below it. */
	async failure(): Promise<{ message: string; description: string }> {
		const message = await this.output.getByTestId('node-error-message').innerText();
		const description = await this.output.getByTestId('node-error-description').innerText();
		return { message: message.trim(), description: description.trim() };
	}

	/** Back to the canvas. */
	async close(): Promise<void> {
		await this.root.getByTestId('ndv-close-button').click();
		await this.root.waitFor({ state: 'hidden' });
	}
}
