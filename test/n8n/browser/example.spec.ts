import type { Sandbox } from '../../../sandbox';
import { FIRST_WORKFLOW } from '../../../scripts/n8n/fillN8n';
import { expect, test } from './fixtures';
import type { Row } from './nodePanel';

const LANES = [
	'Cancel Postcards',
	'Cancel Gifts',
	'Cancel Garments',
	'Cancel with a Revoked Key',
	'Cancel on a Busy Day',
];

/** What a row says; an order that was not stopped stands in the column `error`, one field per line. */
function claimOf(row: Row): { orderId: string; outcome: string; stopped: string } {
	const inError = (field: string) =>
		new RegExp(`^${field}:(.*)$`, 'm').exec(row.error ?? '')?.[1]?.trim();
	const read = (field: string) => inError(field) ?? row[field] ?? '';
	return { orderId: read('orderId'), outcome: read('outcome'), stopped: read('stopped') };
}

/** Orders of which the screen says something else than the sandbox. */
function untruths(sandbox: Sandbox, rows: readonly Row[]): string[] {
	return rows.map(claimOf).flatMap(({ orderId, outcome, stopped }) => {
		const order = sandbox.orders().find(({ id }) => id === orderId);
		const isCancelled = order?.cancelled === true;
		const isTrue = stopped === 'null' || (stopped === 'true') === isCancelled;
		return isTrue ? [] : [`${orderId}: ${outcome}, stopped ${stopped}, cancelled ${isCancelled}`];
	});
}

test('the workflow that a newcomer opens first shows what is true', async ({
	canvas,
	panel,
	sandbox,
}) => {
	await canvas.open(FIRST_WORKFLOW);
	await canvas.run();
	for (const lane of LANES) {
		await test.step(`what '${lane}' shows is what the sandbox knows`, async () => {
			await canvas.openPanel(lane);
			const rows = await panel.rows();
			expect(untruths(sandbox, rows)).toEqual([]);
			expect(rows.map(claimOf).map(({ outcome }) => outcome)).not.toContain('');
			await expect(panel.hints.last()).toContainText(
				new RegExp(`of ${rows.length} orders? cancelled`),
			);
			await panel.close();
		});
	}
	await test.step('one table has a line for every order, all with the same columns', async () => {
		await canvas.openPanel('Results');
		const rows = await panel.rows();
		expect(untruths(sandbox, rows)).toEqual([]);
		expect(rows).toHaveLength(21);
		expect(rows.filter((row) => !row.outcome || !row.stopped || 'error' in row)).toEqual([]);
	});
});
