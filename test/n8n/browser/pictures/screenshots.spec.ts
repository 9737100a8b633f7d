import type { Page } from '@playwright/test';

import { expect, test as base } from '../fixtures';
import { removeNewCredentials } from '../newCredential';
import { Album } from './album';
import {
	manyOrders,
	ORDERS,
	seedForPictures,
	SOURCE,
	threeNodes,
	type PictureWorkflow,
} from './pictureWorkflows';

/** Enough for the text on the notes of the largest example to be read. */
const LARGE = { width: 2000, height: 1100 };

const test = base.extend<{ album: Album }>({
	album: async ({ page, colorScheme }, use) => await use(new Album(page, String(colorScheme))),
});

/** Stores a workflow in n8n. */
async function store({ request }: Page, workflow: PictureWorkflow): Promise<string> {
	const data = { ...workflow, settings: {} };
	const response = await request.post('/rest/workflows', { data, failOnStatusCode: true });
	const body = (await response.json()) as { data: { id: string } };
	return body.data.id;
}

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(colorScheme, () => {
		test.use({ colorScheme });

		test.beforeEach(({ sandbox }) => seedForPictures(sandbox));

		test('from the search to one order that is cancelled, and one that is not', async ({
			page,
			canvas,
			panel,
			credentialDialog,
			album,
		}) => {
			await canvas.begin();
			// A search for the first node of all would ask for a trigger.
			await canvas.search('Trigger manually');
			await canvas.choose('Trigger manually');
			await expect(canvas.nodes.first()).toBeVisible();
			await canvas.search('cancel order');
			await expect(page.getByText('thanks.io', { exact: true })).toBeVisible();
			await page.mouse.move(0, 0);
			await album.take('search');
			await canvas.choose('thanks.io');
			await canvas.chooseAction('Cancel order');
			await panel.editCredential();
			await credentialDialog.expectSuccess();
			await album.takeOf('credential', credentialDialog.root);
			await credentialDialog.close();
			await panel.openList();
			await album.takeOf('from-list', panel.root);
			await panel.pickFromList(ORDERS.postcard);
			await panel.execute();
			await panel.showJson();
			await album.takeOf('cancelled', panel.root);
			await panel.openList();
			await panel.pickFromList(ORDERS.printed);
			await panel.execute('can no longer be cancelled');
			await expect(panel.output.getByTestId('node-error-message')).toBeVisible();
			await album.takeOf('refused', panel.root);
		});

		test('the warning before several orders are cancelled', async ({
			page,
			canvas,
			panel,
			sandbox,
			album,
		}) => {
			await canvas.open(await store(page, manyOrders(sandbox, ORDERS.list)));
			await canvas.runNode(SOURCE);
			await canvas.openPanel('Cancel postcards');
			await expect(panel.hints.filter({ hasText: 'cancelled for good' })).toBeVisible();
			await album.takeOf('warning', panel.root);
		});

		test('a credential by which somebody has signed in', async ({
			page,
			canvas,
			panel,
			credentialDialog,
			sandbox,
			album,
		}) => {
			await canvas.beginWith('thanks.io');
			await panel.newCredential();
			await credentialDialog.chooseAuthentication('API Token', 'OAuth2');
			await credentialDialog.signIn(sandbox.oAuth2CredentialOf('thanksIo').data);
			await panel.editCredential();
			await expect(credentialDialog.connected).toBeVisible();
			await page.mouse.move(0, 0);
			await album.takeOf('oauth2', credentialDialog.root);
			await removeNewCredentials(page.request);
		});

		test('the node as a tool of an agent, set to cancel', async ({ canvas, panel, album }) => {
			await canvas.beginWithAgent();
			await canvas.choose('thanks.io Tool');
			await panel.choose('operation', 'Cancel');
			await expect(panel.title).toContainText('Cancel order in thanks.io');
			await album.takeOf('ai-tool', panel.root);
		});

		test('the trigger, set to orders that come into review', async ({
			canvas,
			panel,
			editor,
			album,
		}) => {
			const file = 'thanksio-withdrawn-mailing.json';
			const example = editor.examples.find((each) => each.file === file);
			await canvas.open(example?.workflow.id ?? file);
			await canvas.openPanel('Order in Review');
			await expect(panel.root.getByText('Only If Status')).toBeVisible();
			await album.takeOf('trigger', panel.root);
		});

		test('whole workflows', async ({ page, canvas, editor, sandbox, album }) => {
			await canvas.open(await store(page, threeNodes(sandbox, ORDERS.forHero)));
			await canvas.run();
			await album.takeWorkflow('three-nodes');
			await page.setViewportSize(LARGE);
			for (const { file, workflow } of editor.examples) {
				await canvas.open(workflow.id);
				await album.takeWorkflow(`example-${file.replace('.json', '')}`);
			}
		});
	});
}
