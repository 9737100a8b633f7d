import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { INode } from 'n8n-workflow';

import { runFile } from '../../scripts/demo/runFile';
import { triggerOf } from '../../scripts/demo/withoutOrders';
import { EXAMPLES, nodeOf, readExample } from './support/exampleFiles';

const FOLDER = resolve(__dirname, '../../examples');

async function start(file: string) {
	return await runFile({ workflow: resolve(FOLDER, file), sandbox: true, columns: 120 });
}

describe('npm start -- examples/FILE.json --sandbox', () => {
	it.each([
		['gift-recall.json', '0 of 4 orders will not ship.'],
		['shopify-order-cancelled.json', '0 of 1 orders will not ship.'],
		['spreadsheet-report.json', '0 of 6 orders will not ship.'],
		['thanksio-last-hour-sweep.json', '0 of 3 orders will not ship.'],
		['try-again-later.json', '0 of 3 orders will not ship.'],
	])('%s shows what would happen to each order, and cancels none', async (file, sum) => {
		const { text, exitCode } = await start(file);

		expect(exitCode).toBe(0);
		expect(text).toContain('Dry run: ');
		expect(text).toContain(`${sum} The sandbox agrees with all`);
	});

	it.each(['ai-agent-with-review.json', 'approval-first.json'])(
		'%s shows the way to the pinned no, and what the channel hears',
		async (file) => {
			const { text, exitCode } = await start(file);

			expect(exitCode).toBe(0);
			expect(text).toContain('No order came to a node that cancels.');
			expect(text).toContain('Was It a Yes? > Not Approved > Tell the Channel');
			expect(text).toMatch(
				/It says: Not cancelled: nobody said yes to order \w+\. It will ship\.$/,
			);
		},
	);

	it('a node of n8n that is set to something else is not played wrongly: the run says so', async () => {
		const example = readExample('gift-recall.json');
		nodeOf(example, 'All Results').parameters.mode = 'combine';
		const file = join(mkdtempSync(join(tmpdir(), 'cancel-order-example-')), 'combine.json');
		writeFileSync(file, JSON.stringify(example));

		const { text, exitCode } = await runFile({ workflow: file, sandbox: true, columns: 120 });

		expect(exitCode).toBe(1);
		expect(text).toContain("knows only 'mode' = append: run the workflow in n8n.");
	});

	it('a node that is not connected to the trigger does not run, as in the editor', async () => {
		const example = readExample('cancel-orders.json');
		nodeOf(example, 'Cancel Gifts').parameters.orderId = {
			__rl: true,
			mode: 'id',
			value: 'G7nR4bD001',
		};
		delete example.connections.Gifts;
		const file = join(mkdtempSync(join(tmpdir(), 'cancel-order-example-')), 'aside.json');
		writeFileSync(file, JSON.stringify(example));

		const { text } = await runFile({ workflow: file, sandbox: true, columns: 120 });

		expect(text).not.toContain('G7nR4bD001');
		expect(text).toContain('of 16 orders will not ship.');
	});

	it.each([
		['the button', ['scheduleTrigger', 'manualTrigger']],
		['the first trigger, if there is no button', ['webhook', 'scheduleTrigger']],
		['never at what waits for another execution to fail', ['errorTrigger', 'webhook']],
	])('begins at %s', (_case, types) => {
		const { nodes, ...rest } = readExample('cancel-orders.json');
		const triggers = types.map((type): INode => ({
			id: type,
			name: type,
			type: `n8n-nodes-base.${type}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}));
		const others = nodes.filter(({ type }) => !type.endsWith('Trigger'));

		const expected = types.find((type) => type === 'manualTrigger' || type === 'webhook');
		expect(triggerOf({ ...rest, nodes: [...others, ...triggers] })).toBe(expected);
	});

	it.each([2, 3])(
		'a Merge with %d inputs, two of them used, brings both lists together',
		async (inputs) => {
			const example = readExample('cancel-orders.json');
			nodeOf(example, 'All Results').parameters.numberInputs = inputs;
			const to = (node: string, index = 0) => ({ node, type: 'main' as const, index });
			example.connections = {
				"When clicking 'Execute workflow'": { main: [[to('Postcards'), to('More Postcards')]] },
				Postcards: { main: [[to('All Results')]] },
				'More Postcards': { main: [[to('All Results', inputs - 1)]] },
				'All Results': { main: [[to('Cancel Postcards')]] },
			};
			const file = join(mkdtempSync(join(tmpdir(), 'cancel-order-example-')), 'merge.json');
			writeFileSync(file, JSON.stringify(example));

			const { text, exitCode } = await runFile({ workflow: file, sandbox: true, columns: 120 });

			expect(exitCode).toBe(0);
			expect(text).toContain('of 11 orders will not ship. The sandbox agrees');
		},
	);

	it('no example is forgotten here', () => {
		expect(EXAMPLES).toHaveLength(8);
	});
});
