import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

import { temporaryFolder } from '../../scripts/realN8n/leftovers';
import {
	packageManifest,
	packPackage,
	ROOT,
	splitFolders,
} from '../../scripts/realN8n/packPackage';
import { runProcess, succeed } from '../../scripts/realN8n/processes';
import { demand, demandNone, runChecks, type Report } from '../n8n/report';
import { classIn, filesIn } from '../package/repoFiles';
import { VENDORS, type VendorSamples } from '../samples';

/*
 * `npm run test:split`: what is published of each package of one service, and the suites of its service on what was built
 * of it. `-- files` leaves the suites out.
 */

const SUITES = ['test/engine/', 'test/package/surface'];
const SUITES_MS = 15 * 60_000;

/** Fewer tests about a service would mean that their titles no longer name it. */
const FEWEST_TESTS = 200;

/** What comes with every npm package, beside what is built. */
const BESIDE = ['LICENSE', 'README.md', 'package.json'];

interface JestReport {
	numPassedTests: number;
	testResults: Array<{ message: string }>;
}

/** The vendors' folders that a package has nodes of. */
function vendorFolders(folder: string): Set<string | undefined> {
	return new Set(packageManifest(folder).n8n.nodes.map((path) => path.split('/').at(-2)));
}

function vendorIn(folder: string): VendorSamples {
	const [own = ''] = vendorFolders(folder);
	const found = VENDORS.find(({ name }) => name.toLowerCase() === own?.toLowerCase());
	demand(found !== undefined, () => `${folder} has no node with samples`);
	return found;
}

/** Files that the package has to hold: one for each source of its service and of the shared code, icons, search words. */
function wantedFiles(folder: string): string[] {
	const vendors = vendorFolders(folder);
	const sources = ['.ts', '.json', '.svg']
		.flatMap((ending) => filesIn('nodes', ending))
		.filter((path) => path.startsWith('nodes/orders/') || vendors.has(path.split('/')[1]));
	const built = sources.map((path) => `dist/${path.replace(/\.ts$/, '.js')}`);
	return [...built, ...packageManifest(folder).n8n.credentials, ...BESIDE].sort();
}

/** The package as it is published, installed with what every n8n has beside it. */
async function install(folder: string): Promise<{ root: string; installed: string }> {
	const root = temporaryFolder('split');
	const modules = join(root, 'node_modules');
	const installed = join(modules, basename(folder));
	mkdirSync(installed, { recursive: true });
	const args = ['-xzf', await packPackage(folder), '-C', installed, '--strip-components=1'];
	await succeed('tar', args, { cwd: root, timeoutMs: 60_000 });
	for (const host of ['n8n-workflow', 'luxon']) {
		symlinkSync(join(ROOT, 'node_modules', host), join(modules, host), 'junction');
	}
	return { root, installed };
}

async function checkFiles(report: Report, folder: string): Promise<void> {
	const { name, n8n } = packageManifest(folder);
	const vendor = vendorIn(folder);
	const { root, installed } = await install(folder);
	const listed = await succeed('find', ['.', '-type', 'f'], { cwd: installed, timeoutMs: 60_000 });
	const files = listed
		.trim()
		.split('\n')
		.map((path) => path.replace('./', ''))
		.sort();
	const textOf = (path: string) => readFileSync(join(installed, path), 'utf8');
	await report.check(`${name} holds what its service needs and nothing else`, () => {
		const wanted = wantedFiles(folder);
		demandNone([
			...files.filter((path) => !wanted.includes(path)).map((path) => `${path} is too much`),
			...wanted.filter((path) => !files.includes(path)).map((path) => `${path} is missing`),
		]);
		const bytes = files.reduce((sum, path) => sum + Buffer.byteLength(textOf(path)), 0);
		return `${files.length} files, ${Math.round(bytes / 1000)} kB`;
	});
	await report.check(
		`${name} has no word about another service, and none about this computer`,
		() => {
			const others = VENDORS.filter((other) => other !== vendor).flatMap((other) => [
				other.name,
				other.service,
			]);
			const words = new RegExp(`${others.join('|')}|${ROOT}|sourceMappingURL`, 'i');
			demandNone(files.filter((path) => words.test(textOf(path))));
			return undefined;
		},
	);
	await report.check(`${name} has its own name in its search words`, () => {
		const codex = files.filter((path) => path.endsWith('.node.json'));
		demand(codex.length === n8n.nodes.length, () => codex.join(', '));
		const names = codex.map((path) => (JSON.parse(textOf(path)) as { node: string }).node);
		demandNone(names.filter((node) => !node.startsWith(`${name}.`)));
		return names.join(', ');
	});
	await report.check(
		`${name} loads with nothing beside it but n8n-workflow and luxon`,
		async () => {
			for (const path of [...n8n.nodes, ...n8n.credentials]) {
				const script = `new (require('${name}/${path}').${classIn(path)})()`;
				const env = { ...process.env, NODE_PATH: '', NODE_OPTIONS: '' };
				await succeed(process.execPath, ['-e', script], { cwd: root, env, timeoutMs: 60_000 });
			}
			return undefined;
		},
	);
}

async function checkSuites(report: Report, folder: string): Promise<void> {
	const { name } = packageManifest(folder);
	const { service } = vendorIn(folder);
	await report.check(`${name} passes every test of the engine that names ${service}`, async () => {
		const output = join(temporaryFolder('split-report'), 'jest.json');
		// Titles name the service; the regular expression takes only them.
		const titles = service.replaceAll('.', '\\.');
		const args = ['jest', ...SUITES, '-t', titles, '--json', `--outputFile=${output}`];
		const env = { ...process.env, PACKAGE_FOLDER: relative(ROOT, folder) };
		const run = await runProcess('npx', args, { cwd: ROOT, env, timeoutMs: SUITES_MS });
		demand(existsSync(output), () => run.lastWords);
		const jest = JSON.parse(readFileSync(output, 'utf8')) as JestReport;
		const failures = jest.testResults.map(({ message }) => message).filter((text) => text !== '');
		demand(run.succeeded, () => failures.join('\n'));
		demand(jest.numPassedTests >= FEWEST_TESTS, () => `only ${jest.numPassedTests} tests`);
		return `${jest.numPassedTests} tests`;
	});
}

void runChecks('the packages of one service each were tested to the end', async (report) => {
	for (const folder of splitFolders()) {
		await checkFiles(report, folder);
		if (process.argv[2] !== 'files') await checkSuites(report, folder);
	}
	return undefined;
});
