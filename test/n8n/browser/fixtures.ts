import { test as base, type APIRequestContext } from '@playwright/test';

import type { Sandbox } from '../../../sandbox';
import { DataFolder } from '../../../scripts/n8n/dataFolder';
import { freePortFrom } from '../../../scripts/n8n/freePort';
import { installNewest } from '../../../scripts/n8n/installNewest';
import { startEditor, type Editor } from '../../../scripts/n8n/startEditor';
import { leaveNothingBehind, temporaryFolder } from '../../../scripts/realN8n/leftovers';
import { Canvas } from './canvas';
import { CredentialDialog } from './credentialDialog';
import { NodePanel } from './nodePanel';

type StorageState = Awaited<ReturnType<APIRequestContext['storageState']>>;

interface WorkerFixtures {
	/** A new n8n, as `npm run n8n` starts it, in a home that is removed at the end. */
	editor: Editor;
	/** The cookies of somebody who has signed in to it. */
	signedIn: StorageState;
}

interface TestFixtures {
	sandbox: Sandbox;
	canvas: Canvas;
	panel: NodePanel;
	credentialDialog: CredentialDialog;
}

/** Importing credentials and examples and starting n8n takes a minute, on a busy machine several. */
const START_MS = 10 * 60_000;

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

/** Playwright's test with a running n8n, in which the page is signed in. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
	editor: [
		async ({}, use) => {
			// After Ctrl+C Playwright ends its workers itself, with all that their fixtures have to stop.
			leaveNothingBehind(() => undefined);
			const editor = await startEditor({
				installation: await installNewest(say),
				data: DataFolder.open(temporaryFolder('browser')),
				// The ports are in the pictures.
				port: await freePortFrom(5678),
				sandboxPort: await freePortFrom(8085),
				say,
			});
			await use(editor);
			await editor.stop();
		},
		{ scope: 'worker', timeout: START_MS },
	],
	signedIn: [
		async ({ editor, playwright }, use) => {
			const { email, password } = editor.owner;
			const request = await playwright.request.newContext({ baseURL: editor.url });
			await request.post('/rest/login', {
				data: { emailOrLdapLoginId: email, password },
				failOnStatusCode: true,
			});
			await use(await request.storageState());
			await request.dispose();
		},
		{ scope: 'worker' },
	],
	baseURL: async ({ editor }, use) => await use(editor.url),
	storageState: async ({ signedIn }, use) => await use(signedIn),
	sandbox: async ({ editor }, use) => await use(editor.sandbox),
	canvas: async ({ page }, use) => await use(new Canvas(page)),
	panel: async ({ page }, use) => await use(new NodePanel(page)),
	credentialDialog: async ({ page }, use) => await use(new CredentialDialog(page)),
});

export { expect } from '@playwright/test';
