import { expect, test } from './fixtures';
import { NEW_NAME, removeNewCredentials } from './newCredential';

const WRONG_KEY = 'a-key-that-nobody-gave-out';
const REFUSED = 'thanks.io does not accept this API Token. Copy it once more';

test.beforeEach(async ({ canvas, panel, credentialDialog, sandbox }) => {
	await canvas.beginWith('thanks.io');
	await panel.newCredential();
	await credentialDialog.enter({
		apiToken: sandbox.keyOf('thanksIo'),
		baseUrl: sandbox.baseUrlOf('thanksIo'),
	});
	await expect(credentialDialog.root).toBeHidden();
});

test.afterEach(async ({ request }) => await removeNewCredentials(request));

test('a new credential with the right key is accepted, and its test is green', async ({
	panel,
	credentialDialog,
}) => {
	await expect(panel.credential).toHaveValue(NEW_NAME);
	await panel.editCredential();
	await credentialDialog.expectSuccess();
});

test('a wrong key turns the test red, with the reason and without the key, until it is right again', async ({
	panel,
	credentialDialog,
	sandbox,
}) => {
	const { content } = credentialDialog;
	await panel.editCredential();
	await credentialDialog.expectSuccess();
	await credentialDialog.enter({ apiToken: WRONG_KEY });
	await expect(content.getByText('Couldn’t connect with these settings')).toBeVisible();
	await content.getByText('More details', { exact: true }).click();
	await expect(content.getByText(REFUSED)).toBeVisible();
	await expect(content).not.toContainText(WRONG_KEY);
	await credentialDialog.enter({ apiToken: sandbox.keyOf('thanksIo') });
	await credentialDialog.expectSuccess();
	await credentialDialog.close();
	await expect(panel.root).toBeVisible();
});
