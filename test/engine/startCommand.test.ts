import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { EXAMPLE, runFile } from '../../scripts/demo/runFile';
import { OUTCOMES } from '../../nodes/orders/result/outcomes';
import { startSandbox } from '../../sandbox';

const ROOT = resolve(__dirname, '../..');
const FOLDER = mkdtempSync(join(tmpdir(), 'cancel-order-start-'));

interface Finished {
	exitCode: number;
	printed: string;
}

async function start(...args: string[]): Promise<Finished> {
	const command = [require.resolve('tsx/cli'), 'scripts/start.ts', ...args];
	return await new Promise((done) => {
		execFile(process.execPath, command, { cwd: ROOT }, (error, stdout, stderr) => {
			const exitCode = typeof error?.code === 'number' ? error.code : 0;
			done({ exitCode, printed: stdout + stderr });
		});
	});
}

function file(name: string, content: unknown): string {
	const path = join(FOLDER, name);
	writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
	return path;
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

	it('prints what the README shows', async () => {
		const readme = readFileSync(resolve(ROOT, 'README.md'), 'utf8');

		const { text } = await runFile({ workflow: EXAMPLE, sandbox: true, columns: 120 });

		expect(readme).toContain(`\`\`\`text\n${text}\n\`\`\``);
	});

	it.each([
		['no such file', ['nowhere.json'], 'There is no readable file nowhere.json'],
		['no JSON', [file('broken.json', '{"nodes":')], 'is not JSON'],
		['no workflow', [file('list.json', [])], 'is no n8n workflow'],
		[
			'no node of ours',
			[file('empty.json', { nodes: [], connections: {} })],
			'has no thanks.io, Snappy or FastPOD node',
		],
		[
			'no credential',
			[EXAMPLE.replace(`${ROOT}/`, './')],
			"The node 'Cancel Postcards' has no credential",
		],
		[
			'encrypted credentials',
			[
				EXAMPLE.replace(`${ROOT}/`, './'),
				'--credentials',
				file('encrypted.json', [{ type: 'x', data: 'U2FsdGVk' }]),
			],
			'holds no decrypted n8n credentials',
		],
		['an unknown flag', ['--fast'], 'These arguments are not known'],
	])('%s: one sentence that says what to do, and exit code 1', async (_case, args, sentence) => {
		const { exitCode, printed } = await start(...args);

		expect(exitCode).toBe(1);
		expect(printed).toContain(sentence);
		expect(printed).not.toMatch(/\n\s+at /);
	});

	it('runs another workflow with the credentials of an account', async () => {
		const account = await startSandbox();
		account.seed([{ service: 'fastPod', id: 'F1', status: 'new_order' }]);
		const orders = {
			id: '1',
			name: 'Orders',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		const cancel = {
			id: '2',
			name: 'Cancel',
			type: 'n8n-nodes-cancel-order.fastPod',
			typeVersion: 1,
			position: [200, 0],
			parameters: {
				resource: 'order',
				operation: 'cancel',
				orderId: { __rl: true, mode: 'id', value: 'F1' },
			},
			credentials: { fastPodOrdersApi: { id: '7', name: 'Shop' } },
		};
		const connections = { Orders: { main: [[{ node: 'Cancel', type: 'main', index: 0 }]] } };
		const workflow = file('mine.json', { nodes: [orders, cancel], connections });
		const data = { apiToken: account.keys.fastPod, baseUrl: account.baseUrls.fastPod };
		const credentials = file('mine-credentials.json', [
			{ id: '7', name: 'Shop', type: 'fastPodOrdersApi', data },
		]);

		const { exitCode, printed } = await start(workflow, '--credentials', credentials);

		expect(printed).toContain('1 of 1 orders will not ship.');
		expect(exitCode).toBe(0);
		expect(account.order('fastPod', 'F1')?.cancelled).toBe(true);
		await account.close();
	});
});
