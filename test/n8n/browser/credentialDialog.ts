import type { Locator, Page } from 'playwright-core';

/** The dialog in which somebody enters a credential. */
export class CredentialDialog {
	readonly root: Locator;

	/** The green box of a test that went well. */
	readonly green: Locator;

	/** The box with the fields and, after a test, what came of it. */
	readonly content: Locator;

	private constructor(readonly page: Page) {
		this.root = page.getByTestId('editCredential-modal');
		this.content = this.root.getByTestId('node-credentials-config-container');
		this.green = this.root.getByTestId('credentials-config-container-test-success');
	}

	/** Waits for the dialog that has just been opened. */
	static async appeared(page: Page): Promise<CredentialDialog> {
		const dialog = new CredentialDialog(page);
		await dialog.content.waitFor();
		return dialog;
	}

	/** Fills a field. */
	async fill(name: string, value: string): Promise<void> {
		await this.root.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
	}

	/** Waits until n8n has tested the credential with success and is ready for another test. */
	async waitUntilGreen(): Promise<void> {
		const isIdle = 'button:not([aria-busy="true"])';
		await this.green.locator(isIdle, { hasText: 'Retry' }).waitFor();
		// The button's text is not seen until its spinner has faded out.
		await this.green.locator('.n8n-spinner').waitFor({ state: 'detached' });
	}

	/** Saves; n8n tests the credential then, and closes the dialog of a new one that works. */
	async save(): Promise<void> {
		await this.root.getByTestId('credential-save-button').click();
	}

	/** Opens what n8n knows about a test that failed. */
	async showDetails(): Promise<void> {
		await this.content.getByText('More details', { exact: true }).click();
	}

	async waitUntilClosed(): Promise<void> {
		await this.root.waitFor({ state: 'hidden' });
	}

	async close(): Promise<void> {
		// Not with Escape, which may close the panel behind it, too.
		await this.root.getByRole('button', { name: 'Close' }).click();
		await this.waitUntilClosed();
	}
}
