import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

import { untruths } from './search';

const ROOT = resolve(__dirname, '../..');
const TIMEOUT_MS = 300_000;

/** What the prover prints, in processes of its own: inside jest, a world takes seven times as long. */
async function prove(depth: number): Promise<string> {
	const command = [require.resolve('tsx/cli'), 'test/prove/run.ts'];
	const env = { ...process.env, DEPTH: String(depth) };
	return await new Promise((done) => {
		execFile(process.execPath, command, { cwd: ROOT, env }, (_error, stdout, stderr) => {
			done(stdout + stderr);
		});
	});
}

/** `npm run prove` goes on to three. */
it(
	'every order, plain, guarded and dry, keeps its word whatever goes wrong twice',
	async () => {
		const printed = await prove(2);
		expect(printed).toContain(' worlds, 0 untruths, ');
		expect(Number(/^(\d+) worlds,/m.exec(printed)?.[1])).toBeGreaterThan(40_000);
	},
	TIMEOUT_MS,
);

/** As the prover printed them when the node was broken on purpose. */
it.each([
	['plain', { 'cancel 1': 'it is carried out, and the run is stopped meanwhile' }],
	['guarded', { 'cancel 1': 'it is carried out, and no answer comes in time' }],
	['guarded', { 'cancel 1': '429 with Retry-After' }],
] as const)('Snappy order, %s: %j is told truthfully', async (mode, story) => {
	expect(await untruths('Snappy order', mode, story)).toEqual([]);
});

it.each([
	{
		'cancel 1': '422, and it is carried out a moment later',
		'before read 2': 'the gift is claimed again',
	},
])("Snappy gift's order, plain: %j is told truthfully", async (story) => {
	expect(await untruths("Snappy gift's order", 'plain', story)).toEqual([]);
});

it('a story that cannot happen is refused', async () => {
	await expect(untruths('Snappy order', 'dry', { 'cancel 1': '404' })).rejects.toThrow(
		'This never happens: cancel 1',
	);
});
