import { demand } from '../../report';
import type { CredentialDialog } from '../credentialDialog';
import type { NodePanel } from '../nodePanel';
import type { Scenario } from '../scenario';
import { waitFor, waitForText } from '../waiting';

const NEW_NAME = 'thanks.io Orders account';
const WRONG = 'a-key-that-nobody-gave-out';
const REFUSED = 'thanks.io does not accept this API Token. Copy it once more';

async function fillIn(dialog: CredentialDialog, key: string, baseUrl: string): Promise<void> {
	await dialog.fill('apiToken', key);
	await dialog.fill('baseUrl', baseUrl);
	await dialog.save();
}

/** A new credential in its dialog: green with the right key, red with a wrong one. */
export async function checkCredential(scenario: Scenario, panel: NodePanel): Promise<void> {
	const { keyOf, baseUrlOf } = scenario.editor.sandbox;
	await scenario.step('a new node has a credential that works', async () => {
		const name = await panel.credential();
		demand(name === 'thanks.io (sandbox)', () => `it has ${name}`);
		return name;
	});
	await scenario.step('a new credential with the right key is accepted', async () => {
		const dialog = await panel.newCredential();
		await fillIn(dialog, keyOf('thanksIo'), baseUrlOf('thanksIo'));
		await dialog.waitUntilClosed();
		return await waitFor(
			async () => await panel.credential(),
			(name) => name === NEW_NAME,
			`the credential to be ${NEW_NAME}`,
		);
	});
	await scenario.step('the test of the credential is green', async () => {
		const dialog = await panel.editCredential();
		const text = await waitForText(dialog.green, 'Connection tested successfully');
		await dialog.close();
		return text;
	});
	await scenario.step('with a wrong key it is red, and says why', async () => {
		const dialog = await panel.editCredential();
		await dialog.waitUntilGreen();
		await fillIn(dialog, WRONG, baseUrlOf('thanksIo'));
		await waitForText(dialog.content, 'Couldn’t connect with these settings');
		await dialog.showDetails();
		const text = await waitForText(dialog.content, REFUSED);
		demand(!text.includes(WRONG), () => `it shows the key: ${text}`);
		return REFUSED;
	});
	await scenario.step('with the right key it is green again', async () => {
		const { root } = panel;
		const dialog = await panel.openDialog();
		await fillIn(dialog, keyOf('thanksIo'), baseUrlOf('thanksIo'));
		await dialog.waitUntilGreen();
		await dialog.close();
		await root.waitFor();
		return undefined;
	});
}
