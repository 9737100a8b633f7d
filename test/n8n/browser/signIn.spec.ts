import { expect, test } from './fixtures';

test.use({ storageState: { cookies: [], origins: [] } });

test('e-mail and password from the terminal open the editor', async ({ page, editor }) => {
	await page.goto('/');
	await page.getByLabel('Email').fill(editor.owner.email);
	await page.getByLabel('Password').fill(editor.owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByTestId('add-resource-workflow')).toBeVisible();
});
