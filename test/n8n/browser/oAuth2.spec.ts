import { expect, test } from './fixtures';
import { removeNewCredentials } from './newCredential';

test.afterEach(async ({ request }) => await removeNewCredentials(request));

test('somebody signs in to thanks.io by OAuth2, and cancels an order with it', async ({
	canvas,
	panel,
	credentialDialog,
	sandbox,
}) => {
	const id = '43999';
	sandbox.seed([{ service: 'thanksIo', id, status: 'reviewing' }]);
	await canvas.beginWith('thanks.io');
	await panel.newCredential();
	await credentialDialog.chooseAuthentication('API Token', 'OAuth2');
	await credentialDialog.signIn(sandbox.oAuth2CredentialOf('thanksIo').data);
	await panel.editCredential();
	await expect(credentialDialog.connected).toBeVisible();
	await credentialDialog.close();
	await panel.openList();
	await panel.pickFromList(id);
	await panel.execute();

	expect(sandbox.order('thanksIo', id)?.cancelled).toBe(true);
	expect(sandbox.tokenRequests().at(-1)).toMatchObject({ grantType: 'authorization_code' });
});
