import type { Page } from 'playwright-core';

import type { Editor } from '../../../scripts/n8n/startEditor';

/** Signs in as somebody does who reads e-mail and password off the terminal. */
export async function signIn(page: Page, { url, owner }: Editor): Promise<void> {
	await page.goto(`${url}/`);
	await page.getByLabel('Email').fill(owner.email);
	await page.getByLabel('Password').fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.getByTestId('add-resource-workflow').waitFor();
}
