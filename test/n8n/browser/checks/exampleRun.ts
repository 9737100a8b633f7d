import type { Sandbox } from '../../../../sandbox';
import { FIRST_WORKFLOW } from '../../../../scripts/n8n/fillN8n';
import { demand, demandNone } from '../../report';
import { Canvas } from '../canvas';
import type { Row } from '../nodePanel';
import type { Scenario } from '../scenario';

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

/** The workflow that a newcomer opens first, run with its button. */
export async function exampleRun(scenario: Scenario): Promise<void> {
	const { page, editor } = scenario;
	const { sandbox } = editor;
	const canvas = new Canvas(page);
	await scenario.step('the whole workflow runs to its end', async () => {
		await Canvas.open(page, editor.url, FIRST_WORKFLOW);
		const news = await canvas.run();
		demand(news.includes('Workflow executed successfully'), () => news);
		return news;
	});
	for (const lane of LANES) {
		await scenario.step(`what '${lane}' shows is what the sandbox knows`, async () => {
			const panel = await canvas.openPanel(lane);
			const rows = await panel.rows();
			const hints = await panel.hints().allInnerTexts();
			await panel.close();
			demandNone(untruths(sandbox, rows));
			const outcomes = rows.map(claimOf).map(({ outcome }) => outcome);
			demand(!outcomes.includes(''), () => `no outcome in ${JSON.stringify(rows)}`);
			return `${outcomes.join(', ')}; hint: ${hints.at(-1)?.trim() ?? 'none'}`;
		});
	}
	await scenario.step(
		'one table has a line for every order, all with the same columns',
		async () => {
			const panel = await canvas.openPanel('Results');
			const rows = await panel.rows();
			await panel.close();
			demandNone(untruths(sandbox, rows));
			const incomplete = rows.filter((row) => !row.outcome || !row.stopped || 'error' in row);
			demandNone(incomplete.map((row) => JSON.stringify(row)));
			demand(rows.length === 21, () => `${rows.length} lines`);
			return rows.map(({ outcome }) => outcome).join(', ');
		},
	);
}
