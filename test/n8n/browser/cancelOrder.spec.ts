import type { OrderSeed } from '../../../sandbox';
import { FIRST_WORKFLOW } from '../../../scripts/n8n/fillN8n';
import { expect, test } from './fixtures';

/** Orders of these tests only: no example touches them. */
const CANCELLABLE: ReadonlyArray<{ node: string; order: OrderSeed }> = [
	{ node: 'thanks.io', order: { service: 'thanksIo', id: '55001', status: 'reviewing' } },
	{ node: 'Snappy', order: { service: 'snappy', id: 'G7nR4bD551', status: 'active' } },
	{
		node: 'FastPOD',
		order: { service: 'fastPod', id: 'F237-120723-000551', status: 'new_order' },
	},
];

const WARNING = 'Every input item is an order that will be cancelled for good';

for (const { node, order } of CANCELLABLE) {
	const { service, id } = order;

	test(`a run of ${node} cancels the order picked From List, once, and says so`, async ({
		canvas,
		panel,
		sandbox,
	}) => {
		const sent = () => sandbox.requests({ service, operation: 'cancel', orderId: id }).length;
		const sentBefore = sent();
		sandbox.seed([order]);
		await canvas.beginWith(node);
		await panel.openList();
		await panel.pickFromList(id);
		await panel.execute();
		const message = expect.stringContaining(id);
		await expect
			.poll(async () => await panel.rows())
			.toEqual([
				expect.objectContaining({ orderId: id, outcome: 'cancelled', stopped: 'true', message }),
			]);
		await expect(panel.hints.first()).toContainText('1 of 1 order cancelled');
		expect(sandbox.order(service, id)).toMatchObject({ cancelled: true, cancelCount: 1 });
		expect(sent() - sentBefore).toBe(1);
	});
}

test('From List shows recent orders with status, time and kind', async ({
	canvas,
	panel,
	sandbox,
}) => {
	sandbox.seed([{ service: 'thanksIo', id: '55003', status: 'reviewing' }]);
	await canvas.beginWith('thanks.io');
	await panel.openList();
	await expect(panel.listed.filter({ hasText: '55003' })).toHaveText(
		/^\s*55003 - Reviewing - \d{4}-\d\d-\d\d \d\d:\d\d UTC - Postcard/,
	);
});

test('a refused cancellation stops the run and says what to expect', async ({
	canvas,
	panel,
	sandbox,
}) => {
	const id = '55002';
	const refusal = `Order ${id} can no longer be cancelled (status Printing)`;
	sandbox.seed([{ service: 'thanksIo', id, status: 'processing' }]);
	await canvas.beginWith('thanks.io');
	await panel.openList();
	await panel.pickFromList(id);
	await panel.execute(refusal);
	await expect(panel.output.getByTestId('node-error-message')).toHaveText(refusal);
	await expect(panel.output.getByTestId('node-error-description')).toHaveText(/^Expect it to ship/);
	expect(sandbox.order('thanksIo', id)).toMatchObject({ cancelled: false });
});

test('the editor warns in red before a run that would cancel several orders', async ({
	canvas,
	panel,
}) => {
	await canvas.open(FIRST_WORKFLOW);
	await canvas.runNode('Postcards');
	await canvas.openPanel('Cancel Postcards');
	await expect(panel.input).toContainText('5 items', { useInnerText: true });
	const warning = panel.hints.filter({ hasText: WARNING });
	await expect(warning).toBeVisible();
	await expect(warning).toHaveClass(/danger/);
});
