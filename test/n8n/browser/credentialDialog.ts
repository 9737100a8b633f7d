import { expect, type Locator, type Page } from '@playwright/test';

/** The dialog in which somebody enters a credential. */
export class CredentialDialog {
	readonly root: Locator;

	/** The box with the fields and, after a test, what came of it. */
	readonly content: Locator;

	/** The green box of a test that went well. */
	readonly success: Locator;

	/** What tells that somebody has signed in. */
	readonly connected: Locator;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('editCredential-modal');
		this.content = this.root.getByTestId('node-credentials-config-container');
		this.connected = this.root.getByTestId('oauth-connect-success-banner');
		this.success = this.root.getByTestId('credentials-config-container-test-success');
	}

	/** Fills the fields and saves; n8n tests the credential then, and closes the dialog of a new one that works. */
	async enter(fields: Readonly<Record<string, string>>): Promise<void> {
		for (const [name, value] of Object.entries(fields)) {
			await this.root.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
		}
		await this.root.getByTestId('credential-save-button').click();
	}

	/** Chooses how to sign in; n8n asks for it here, and not in the panel of the node. */
	async chooseAuthentication(before: string, name: string): Promise<void> {
		await this.content.getByRole('button', { name: before, exact: true }).click();
		await this.page.getByRole('menuitem').filter({ hasText: name }).click();
	}

	/** Fills in a new one, and signs in in the window that n8n opens; then n8n closes the dialog. */
	async signIn(data: Readonly<Record<string, unknown>>): Promise<void> {
		for (const name of ['oAuthUrl', 'baseUrl', 'clientId', 'clientSecret']) {
			const field = this.root.getByTestId(`parameter-input-${name}`).locator('input');
			await field.fill(String(data[name]));
		}
		const opened = this.page.waitForEvent('popup');
		await this.content.getByRole('button', { name: /connect/i }).click();
		const popup = await opened;
		await popup.getByRole('link', { name: 'Authorize' }).click();
		await expect(this.root).toBeHidden();
	}

	/** Waits until n8n has tested the credential with success and is ready for another test. */
	async expectSuccess(): Promise<void> {
		await expect(this.success.getByText('Connection tested successfully')).toBeVisible();
		const isIdle = 'button:not([aria-busy="true"])';
		await expect(this.success.locator(isIdle, { hasText: 'Retry' })).toBeVisible();
		// The button's text is not seen until its spinner has faded out.
		await expect(this.success.locator('.n8n-spinner')).not.toBeAttached();
	}

	async close(): Promise<void> {
		// Not with Escape, which may close the panel behind it, too.
		await this.root.getByRole('button', { name: 'Close' }).click();
		await expect(this.root).toBeHidden();
	}
}
