import { expect, test } from './fixtures';

test('a search for "cancel order" finds the three nodes', async ({ canvas }) => {
	await canvas.begin();
	await canvas.search('cancel order');
	// Which one comes first is up to n8n.
	await expect
		.poll(async () => (await canvas.listed.allInnerTexts()).sort())
		.toEqual(['FastPOD', 'Snappy', 'thanks.io']);
});

test('the action Cancel order makes a node that cancels', async ({ canvas, panel }) => {
	await canvas.beginWith('thanks.io');
	// The title's field holds a copy of it, which is not seen.
	await expect(panel.title).toHaveText('Cancel order', { useInnerText: true });
	await expect(panel.choice('resource')).toHaveValue('Order');
	await expect(panel.choice('operation')).toHaveValue('Cancel');
});

test('a new node has a credential that works', async ({ canvas, panel, credentialDialog }) => {
	await canvas.beginWith('thanks.io');
	await expect(panel.credential).toHaveValue('thanks.io (sandbox)');
	await panel.editCredential();
	await credentialDialog.expectSuccess();
});
