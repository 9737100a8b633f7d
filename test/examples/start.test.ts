import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { INode } from 'n8n-workflow';

import { OUTCOMES } from '../../nodes/orders/result/outcomes';
import { EXAMPLE, runFile, type Ending } from '../../scripts/demo/runFile';
import { isOwnNode } from '../../scripts/engine/ownNode';
import { triggerOf } from '../../scripts/demo/withoutOrders';
import { CANCELLATIONS } from '../samples';
import { credentialFor, seedOpen, timesStopped } from '../support/againstSandbox';
import { useSandbox } from '../support/useSandbox';
import { EXAMPLES, nodeOf, readExample } from './support/exampleFiles';

const ROOT = resolve(__dirname, '../..');
const FOLDER = mkdtempSync(join(tmpdir(), 'cancel-order-start-'));

afterAll(() => rmSync(FOLDER, { recursive: true }));

function file(name: string, content: unknown): string {
	const path = join(FOLDER, name);
	const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
	writeFileSync(path, isRaw ? content : JSON.stringify(content));
	return path;
}

async function startExample(name: string): Promise<Ending> {
	const workflow = resolve(ROOT, 'examples', name);
	return await runFile({ workflow, sandbox: true, columns: 120 });
}

/** The command itself, in a process of its own. */
async function start(...args: string[]): Promise<{ exitCode: number; printed: string }> {
	const command = [require.resolve('tsx/cli'), 'scripts/start.ts', ...args];
	return await new Promise((done) => {
		execFile(process.execPath, command, { cwd: ROOT }, (error, stdout, stderr) => {
			const exitCode = typeof error?.code === 'number' ? error.code : 0;
			done({ exitCode, printed: stdout + stderr });
		});
	});
}

describe('npm start', () => {
	it('shows every outcome that there is, and the sandbox agrees with each line', async () => {
		const { exitCode, printed } = await start();

		expect(exitCode).toBe(0);
		const missing = Object.keys(OUTCOMES).filter((outcome) => !printed.includes(` ${outcome} `));
		expect(missing).toEqual([]);
		expect(printed).toContain(
			'5 of 21 orders will not ship. The sandbox agrees with all 21 of them.',
		);
	});

	it('prints what docs/trying-it.md shows', async () => {
		const page = readFileSync(resolve(ROOT, 'docs/trying-it.md'), 'utf8');

		const { text } = await runFile({ workflow: EXAMPLE, sandbox: true, columns: 120 });

		expect(page).toContain(`\`\`\`text\n${text}\n\`\`\``);
	});

	it.each([
		['an unknown flag', '--fast', 'These arguments are not known'],
		['a file that does not exist', 'nowhere.json', 'There is no readable file nowhere.json'],
	])('%s: prints one sentence and leaves with 1', async (_case, argument, sentence) => {
		const { exitCode, printed } = await start(argument);

		expect(exitCode).toBe(1);
		expect(printed).toContain(sentence);
		expect(printed).not.toMatch(/\n\s+at /);
	});

	const encrypted = file('encrypted.json', [{ type: 'x', data: 'U2FsdGVk' }]);

	it.each([
		['no JSON', file('broken.json', '{"nodes":'), undefined, /is not JSON/],
		['no workflow', file('list.json', []), undefined, /is no n8n workflow/],
		[
			'no node of ours',
			file('empty.json', { nodes: [], connections: {} }),
			undefined,
			/has no node of this package; add one/,
		],
		['no credential', EXAMPLE, undefined, /The node 'Cancel Postcards' has no credential/],
		['encrypted credentials', EXAMPLE, encrypted, /holds no decrypted n8n credentials/],
	])('%s: says in one sentence what to do', async (_case, workflow, credentials, sentence) => {
		const command = { workflow, credentials, sandbox: false, columns: 120 };

		await expect(runFile(command)).rejects.toThrow(sentence);
	});
});

describe.each(CANCELLATIONS)(
	'npm start -- FILE.json --credentials FILE.json, $label',
	(cancellation) => {
		const account = useSandbox();

		it('runs another workflow with the credentials of an account', async () => {
			const [id = ''] = seedOpen(account(), cancellation, 1);
			const { nodeType, credentialType, resource, operation, idParameter } = cancellation.node;
			const at = { typeVersion: 1, position: [0, 0] };
			const orders = { ...at, id: '1', name: 'Orders', type: 'n8n-nodes-base.manualTrigger' };
			const stop = {
				...at,
				id: '2',
				name: 'Stop',
				type: `n8n-nodes-cancel-order.${nodeType}`,
				parameters: { resource, operation, [idParameter]: { __rl: true, mode: 'id', value: id } },
				credentials: { [credentialType]: { id: '7', name: 'Shop' } },
			};
			const connections = { Orders: { main: [[{ node: 'Stop', type: 'main', index: 0 }]] } };
			const nodes = [{ ...orders, parameters: {} }, stop];
			const data = credentialFor(account(), cancellation);
			const stored = { id: '7', name: 'Shop', type: credentialType, data };

			const { text, exitCode } = await runFile({
				workflow: file('mine.json', { nodes, connections }),
				credentials: file('mine-credentials.json', [stored]),
				sandbox: false,
				columns: 120,
			});

			expect(text).toContain('1 of 1 orders will not ship.');
			expect(exitCode).toBe(0);
			expect(timesStopped(account(), cancellation, id)).toBe(1);
		});
	},
);

describe("npm start -- FILE.json --sandbox, a file of somebody else's", () => {
	const SUM = '1 of 1 orders will not ship. The sandbox agrees with all 1 of them.';
	const OTHER = { name: 'Other', nodes: [], connections: {} };

	/** Of the example only what cancels one order: all of it takes seconds. */
	function example() {
		const { nodes, ...rest } = readExample('cancel-orders.json');
		const trigger = nodes.find(({ type }) => type.endsWith('manualTrigger'));
		const cancel = nodes.find(({ name }) => name === 'Cancel Postcards');
		if (trigger === undefined || cancel === undefined) throw new Error('the example has changed');
		cancel.parameters.orderId = { __rl: true, mode: 'id', value: '42001' };
		const connections = {
			[trigger.name]: { main: [[{ node: cancel.name, type: 'main' as const, index: 0 }]] },
		};
		return { ...rest, nodes: [trigger, cancel], connections };
	}

	/** The example with other credentials in its nodes. */
	function withCredentials(credentials: (type: string) => INode['credentials']) {
		const { nodes, ...rest } = example();
		const changed = nodes.map((node) =>
			isOwnNode(node)
				? { ...node, credentials: credentials(Object.keys(node.credentials ?? {})[0] ?? '') }
				: node,
		);
		return { ...rest, nodes: changed };
	}

	async function run(content: unknown): Promise<Ending> {
		const workflow = file('theirs.json', content);
		return await runFile({ workflow, sandbox: true, columns: 120 });
	}

	it.each<[string, (type: string) => INode['credentials']]>([
		['of another n8n', (type) => ({ [type]: { id: 'q1w2e3', name: 'Our shop' } })],
		['without an ID', (type) => ({ [type]: { id: null, name: 'Our shop' } })],
		['none', () => undefined],
	])('runs with the credentials of the sandbox, whatever the nodes name (%s)', async (...row) => {
		const [, credentials] = row;
		const { text, exitCode } = await run(withCredentials(credentials));

		expect(text.endsWith(SUM)).toBe(true);
		expect(exitCode).toBe(0);
	});

	it('runs with an account that has signed in, where the nodes ask for that', async () => {
		const { nodes, ...rest } = example();
		const changed = nodes.map((node) =>
			node.type === 'n8n-nodes-cancel-order.thanksIo'
				? { ...node, parameters: { ...node.parameters, authentication: 'oAuth2' } }
				: node,
		);

		const { text, exitCode } = await run({ ...rest, nodes: changed });

		expect(text.endsWith(SUM)).toBe(true);
		expect(exitCode).toBe(0);
	});

	it.each([
		['a byte order mark', (json: string) => Buffer.from(`\ufeff${json}`, 'utf8')],
		['UTF-16, as Notepad saves it', (json: string) => Buffer.from(`\ufeff${json}`, 'utf16le')],
		['UTF-16 the other way', (json: string) => Buffer.from(`\ufeff${json}`, 'utf16le').swap16()],
	])('runs if it has %s', async (_case, encode) => {
		const { text } = await run(encode(JSON.stringify(example())));

		expect(text.endsWith(SUM)).toBe(true);
	});

	it.each<[string, () => unknown]>([
		['the second in a list', () => [OTHER, example()]],
		['in an answer of the API', () => ({ data: example() })],
		['in a list of the API', () => ({ data: [OTHER, example()], nextCursor: null })],
		['in a template', () => ({ workflow: { name: 'Template', workflow: example() } })],
	])('runs if the workflow is %s', async (_case, content) => {
		const { text } = await run(content());

		expect(text.endsWith(SUM)).toBe(true);
	});

	it('runs the first of several workflows with nodes of this package, and names the others', async () => {
		const { text } = await run([example(), OTHER, { ...example(), name: 'Late Sweep' }]);

		expect(text).toContain(
			`${SUM}\nOnly the first workflow of the file ran. For the others save each as a file: Late Sweep.`,
		);
	});

	it('says what to do if the nodes of this package are deactivated', async () => {
		const { nodes, ...rest } = example();
		const off = nodes.map((node) => ({ ...node, disabled: true }));

		await expect(run({ ...rest, nodes: off })).rejects.toThrow(/are deactivated; activate one/);
	});
});

describe('npm start -- examples/FILE.json --sandbox', () => {
	it.each([
		['gift-recall.json', '0 of 5 orders will not ship.'],
		['shopify-order-cancelled.json', '0 of 1 orders will not ship.'],
		['spreadsheet-report.json', '0 of 6 orders will not ship.'],
		['thanksio-last-hour-sweep.json', '0 of 3 orders will not ship.'],
		['thanksio-withdrawn-mailing.json', '0 of 1 orders will not ship.'],
		['try-again-later.json', '0 of 3 orders will not ship.'],
	])('%s shows what would happen to each order, and cancels none', async (name, sum) => {
		const { text, exitCode } = await startExample(name);

		expect(exitCode).toBe(0);
		expect(text).toContain('Dry run: ');
		expect(text).toContain(`${sum} The sandbox agrees with all`);
	});

	it.each(['ai-agent-with-review.json', 'approval-first.json'])(
		'%s shows the way to the pinned no, and what the channel hears',
		async (name) => {
			const { text, exitCode } = await startExample(name);

			expect(exitCode).toBe(0);
			expect(text).toContain('No order came to a node that cancels.');
			expect(text).toContain('Was It a Yes? > Not Approved > Tell the Channel');
			expect(text).toMatch(
				/It says: Not cancelled: nobody said yes to order \w+\. It will ship\.$/,
			);
		},
	);

	it('a node of n8n that is set to something else is not played wrongly: the run says so', async () => {
		const example = readExample('cancel-orders.json');
		nodeOf(example, 'All Results').parameters.mode = 'combine';
		const workflow = file('combine.json', example);

		const { text, exitCode } = await runFile({ workflow, sandbox: true, columns: 120 });

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
		const workflow = file('aside.json', example);

		const { text } = await runFile({ workflow, sandbox: true, columns: 120 });

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
			const workflow = file('merge.json', example);

			const { text, exitCode } = await runFile({ workflow, sandbox: true, columns: 120 });

			expect(exitCode).toBe(0);
			expect(text).toContain('of 11 orders will not ship. The sandbox agrees');
		},
	);

	it('no example is forgotten here', () => {
		expect(EXAMPLES).toHaveLength(9);
	});
});
