import { expect, test } from './fixtures';

test('an agent is offered the three nodes as tools', async ({ canvas }) => {
	await canvas.beginWithAgent();
	await expect
		.poll(async () => (await canvas.listed.allInnerTexts()).sort())
		.toEqual(['FastPOD Tool', 'Snappy Tool', 'thanks.io Tool']);
});

test('a new tool reads and changes nothing, and says so to the model', async ({
	canvas,
	panel,
}) => {
	await canvas.beginWithAgent();
	await canvas.choose('thanks.io Tool');
	await expect(panel.title).toContainText('thanks.io');
	await expect(panel.choice('operation')).toHaveValue('Get');
	await expect(panel.text('toolDescription')).toHaveValue(/changes nothing/);
});

test('a tool that cancels warns the model', async ({ canvas, panel }) => {
	await canvas.beginWithAgent();
	await canvas.choose('thanks.io Tool');
	await panel.choose('operation', 'Cancel');
	const description = panel.text('toolDescription');
	for (const warning of [
		'cannot be undone',
		'one hour after ordering',
		'never guess',
		'nobody knows',
	]) {
		await expect(description).toHaveValue(new RegExp(warning));
	}
});
