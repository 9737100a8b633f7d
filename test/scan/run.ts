import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { temporaryFolder } from '../../scripts/realN8n/leftovers';
import {
	packageManifest,
	packPackage,
	ROOT,
	splitFolders,
} from '../../scripts/realN8n/packPackage';
import { runProcess, succeed } from '../../scripts/realN8n/processes';
import { demand, runChecks, say, type Report } from '../n8n/report';
import { filesIn } from '../package/repoFiles';
import { installTools, type Tools } from './tools';

/*
 * `npm run scan`: what n8n runs before it verifies a package, on all four. The scanner's own command line fetches what is
 * published; here the same analysis reads the checkout and what would be published.
 */

const LINT_MS = 300_000;

/** What n8n forbids, with the rule that finds it. */
const FAULTS: ReadonlyArray<[code: string, rule: string]> = [
	['export const home = process.env.HOME;', 'no-restricted-globals'],
	[
		"import { readFileSync } from 'fs';\nexport const read = readFileSync;",
		'no-restricted-imports',
	],
	['export const wait = () => setTimeout(() => undefined, 1);', 'no-restricted-globals'],
	["/* eslint-disable */\nconsole.log('here');", 'no-console'],
];

function plant(folder: string, path: string, content: string): void {
	mkdirSync(join(folder, path, '..'), { recursive: true });
	writeFileSync(join(folder, path), content);
}

/** Unpacks a tarball into a folder that is removed at the end. */
async function unpack(tarball: string): Promise<string> {
	const folder = temporaryFolder('unpacked');
	const args = ['-xzf', tarball, '-C', folder, '--strip-components=1'];
	await succeed('tar', args, { cwd: folder, timeoutMs: 60_000 });
	return folder;
}

/**
 * A package of one service with files in the place of its links, and n8n's tools in reach: its linter finds no file
 * behind a link. The settings of the compiler stay two folders above, as in the checkout.
 */
function realCopy(folder: string, tools: Tools): string {
	const checkout = temporaryFolder('copy');
	const copy = join(checkout, 'packages', basename(folder));
	for (const entry of [
		'nodes',
		'credentials',
		'package.json',
		'tsconfig.json',
		'eslint.config.mjs',
	]) {
		cpSync(join(folder, entry), join(copy, entry), { recursive: true, dereference: true });
	}
	cpSync(join(ROOT, 'tsconfig.json'), join(checkout, 'tsconfig.json'));
	symlinkSync(join(tools.folder, 'node_modules'), join(copy, 'node_modules'), 'junction');
	return copy;
}

/** The analysis passes, and not because it has read nothing. */
async function demandPass(
	tools: Tools,
	folder: string,
	kind: keyof Tools['patterns'],
	expected: number,
): Promise<string> {
	const { passed, message, details, files } = await tools.analyze(folder, tools.patterns[kind]);
	demand(passed, () => `${message ?? ''}\n${details ?? ''}`);
	demand(files.length === expected, () => `it read ${files.length} of ${expected} files`);
	return `${files.length} files`;
}

/** Sources that the scanner has to read: of one vendor or of all, the shared ones, and the manifest. */
function sourceCount(folder: string): number {
	const { n8n } = packageManifest(folder);
	const vendors = new Set(n8n.nodes.map((path) => path.split('/').at(-2)));
	const code = ['.ts', '.json'].flatMap((ending) => filesIn('nodes', ending));
	const read = code.filter(
		(path) => /^nodes\/orders\//.test(path) || vendors.has(path.split('/')[1]),
	);
	return read.length + n8n.credentials.length + 1;
}

async function checkScan(report: Report, tools: Tools, folder: string): Promise<void> {
	const { name } = packageManifest(folder);
	await report.check(`${name}: n8n's scan passes its sources`, async () => {
		return await demandPass(tools, folder, 'sources', sourceCount(folder));
	});
	await report.check(`${name}: n8n's scan passes what is published`, async () => {
		const unpacked = await unpack(await packPackage(folder));
		const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' });
		const code = files.filter((path) => path.endsWith('.js'));
		return await demandPass(tools, unpacked, 'published', code.length + 1);
	});
}

/** What is found in a copy with one more file, or another manifest. */
async function findings(tools: Tools, folder: string): Promise<string> {
	const { passed, details = '' } = await tools.analyze(folder, tools.patterns.sources);
	return passed ? '' : details;
}

/** The scan scans: each fault is found in a copy of a package that passes. */
async function checkFaults(report: Report, tools: Tools, copy: string): Promise<void> {
	for (const [code, rule] of FAULTS) {
		await report.check(`n8n's scan finds: ${code.replaceAll('\n', ' ')}`, async () => {
			plant(copy, 'nodes/orders/planted.ts', code);
			const found = await findings(tools, copy);
			plant(copy, 'nodes/orders/planted.ts', '');
			demand(found.includes('planted.ts') && found.includes(rule), () => `it says: ${found}`);
			return rule;
		});
	}
	await report.check('n8n-node lint finds a fault, too', async () => {
		plant(copy, 'nodes/orders/planted.ts', 'export const home = process.env.HOME;\n');
		const { succeeded, stdout, lastWords } = await runCli(tools, copy, 'lint');
		plant(copy, 'nodes/orders/planted.ts', '');
		demand(!succeeded && stdout.includes('no-restricted-globals'), () => lastWords);
		return 'no-restricted-globals';
	});
	await report.check("n8n's scan finds a dependency", async () => {
		const manifest = { ...packageManifest(copy), dependencies: { axios: '1.0.0' } };
		plant(copy, 'package.json', JSON.stringify(manifest, null, '\t'));
		const found = await findings(tools, copy);
		demand(found.includes('no-runtime-dependencies'), () => `it says: ${found}`);
		return 'no-runtime-dependencies';
	});
}

/** Runs a command of `n8n-node` in a copy. */
async function runCli({ folder }: Tools, cwd: string, command: string) {
	const script = join(folder, 'node_modules/@n8n/node-cli/bin/n8n-node.mjs');
	return await runProcess(process.execPath, [script, command], { cwd, timeoutMs: LINT_MS });
}

async function checkLint(report: Report, tools: Tools, folder: string): Promise<void> {
	const name = basename(folder);
	const copy = realCopy(folder, tools);
	await report.check(`${name}: n8n-node lint passes, with the default rules`, async () => {
		const { succeeded, lastWords } = await runCli(tools, copy, 'lint');
		demand(succeeded, () => lastWords);
		return undefined;
	});
	await report.check(`${name}: n8n-node cloud-support says eligible`, async () => {
		const { stdout, lastWords } = await runCli(tools, copy, 'cloud-support');
		const status = /Status: (eligible for n8n Cloud verification[^\n]*)/.exec(stdout)?.[1];
		demand(status !== undefined, () => lastWords);
		return status;
	});
}

void runChecks("n8n's tools ran to their end", async (report) => {
	const tools = await installTools(say);
	const folders = splitFolders();
	for (const folder of [ROOT, ...folders]) await checkScan(report, tools, folder);
	for (const folder of folders) await checkLint(report, tools, folder);
	const [first = ''] = folders;
	await checkFaults(report, tools, realCopy(first, tools));
	return undefined;
});
