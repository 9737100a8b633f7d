import { sandboxCredentials, startDemoSandbox } from '../../../scripts/demo/demoSandbox';
import { EDITIONS, isEdition } from '../../../scripts/realN8n/editions';
import { readExamples, type Example } from '../../../scripts/realN8n/exampleFiles';
import { installN8n, type Installation } from '../../../scripts/realN8n/installN8n';
import { temporaryFolder } from '../../../scripts/realN8n/leftovers';
import { importCredentials } from '../../../scripts/realN8n/n8nCommand';
import { n8nPlace, type N8nPlace } from '../../../scripts/realN8n/n8nEnvironment';
import { N8nRest } from '../../../scripts/realN8n/n8nRest';
import { startServer } from '../../../scripts/realN8n/n8nServer';
import {
	packageManifest,
	packPackage,
	ROOT,
	splitFolders,
} from '../../../scripts/realN8n/packPackage';
import { prepareUserFolder } from '../../../scripts/realN8n/userFolder';
import { checkCredentialTests } from '../checks/credentialTests';
import { checkNodeFiles } from '../checks/nodeFiles';
import { runInEditor } from '../editorRun';
import { whyNotExecuted } from '../executable';
import { demandTruth, runReader, summary } from '../executions';
import { complaintsAboutUs } from '../n8nLog';
import { demand, demandNone, runChecks, say, type Report } from '../report';
import type { Scene } from '../scene';
import { asIn, partOf } from './part';

/*
 * `npm run test:n8n:split -- oldest|newest`: the packages of one service each in a real n8n, every one alone, and then all
 * of them beside the one with all services.
 */

const nameOf = (root: string) => packageManifest(root).name;

const START = 'n8n-nodes-base.manualTrigger';
const PAUSE = 'n8n-nodes-base.wait';

/** Starts an n8n with some packages in its home, and a sandbox of its own. */
async function withPackages(
	report: Report,
	installation: Installation,
	roots: readonly string[],
	body: (scene: Scene, places: readonly N8nPlace[]) => Promise<void>,
): Promise<void> {
	const home = temporaryFolder('home');
	const places: N8nPlace[] = [];
	for (const root of roots) {
		const folder = await prepareUserFolder(installation, await packPackage(root), home, root);
		places.push(await n8nPlace(installation, folder));
	}
	const [place] = places;
	demand(place !== undefined, () => 'there is no package');
	const sandbox = await startDemoSandbox();
	const stored = sandboxCredentials(sandbox);
	await importCredentials(place, stored);
	const server = await startServer(place);
	try {
		const rest = await N8nRest.setUpOwner(server.url);
		const examples = readExamples(stored);
		const read = runReader(installation);
		await body({ report, rest, sandbox, read, stored, examples }, places);
		const names = roots.map(nameOf).join(', ');
		await report.check(`no complaint in n8n's log with ${names}`, () => {
			demandNone(complaintsAboutUs(server.log(), [installation.folder, home, ...roots]));
			return undefined;
		});
	} finally {
		await server.stop();
		await sandbox.close();
	}
}

/** What can be run of the examples with one package, in no more time than it takes. */
function partsFor({ examples, stored }: Scene, root: string): Example[] {
	return examples.flatMap((example) => {
		const part = partOf(example, root);
		if (part === undefined || whyNotExecuted(part, stored) !== null) return [];
		return part.workflow.nodes.some(({ type }) => type === PAUSE) ? [] : [part];
	});
}

/** Saves a workflow with the nodes of a package, runs it, and compares what it says with the sandbox. */
async function checkPart(scene: Scene, part: Example, root: string): Promise<void> {
	const { report, rest, sandbox } = scene;
	const { workflow } = asIn(part, root);
	const start = workflow.nodes.find(({ type }) => type === START);
	const name = `${nameOf(root)}: its part of ${part.file}`;
	await report.check(`${name} is executed, and the sandbox agrees`, async () => {
		demand(start !== undefined, () => 'it does not start by hand');
		const { nodes, connections } = workflow;
		const settings = { executionOrder: 'v1' };
		const body = { name, active: false, nodes, connections, settings };
		const saved = (await rest.post('/rest/workflows', body)) as Example['workflow'];
		const run = await runInEditor(scene, { workflow: saved }, start.name);
		const outcomes = demandTruth(sandbox, run, part);
		demand(outcomes.length > 0, () => 'no order came out');
		return `${outcomes.length} results, ${summary(outcomes)}`;
	});
}

async function checkAlone(report: Report, installation: Installation, root: string) {
	say(`starting the editor with ${nameOf(root)} alone`);
	await withPackages(report, installation, [root], async (scene, [place]) => {
		demand(place !== undefined, () => 'it is nowhere');
		await checkNodeFiles(report, place, scene.rest);
		await checkCredentialTests(report, scene.rest, scene.stored, root);
		for (const part of partsFor(scene, root)) await checkPart(scene, part, root);
	});
}

/** One stored credential serves both: the second finds cancelled what the first has cancelled. */
async function checkTogether(
	report: Report,
	installation: Installation,
	splits: readonly string[],
) {
	const roots = [ROOT, ...splits];
	say(`starting the editor with all ${roots.length} packages`);
	await withPackages(report, installation, roots, async (scene, places) => {
		for (const place of places) await checkNodeFiles(report, place, scene.rest);
		for (const root of splits) {
			const [part] = partsFor(scene, root);
			demand(part !== undefined, () => `no example has a node of ${nameOf(root)}`);
			await checkPart(scene, part, root);
			await checkPart(scene, part, ROOT);
		}
	});
}

const [edition, ...others] = process.argv.slice(2);
if (isEdition(edition) && others.length === 0) {
	void runChecks(`the tests of the split packages in the ${edition} n8n`, async (report) => {
		const installation = await installN8n(edition, say);
		say(`n8n ${installation.n8nVersion} on Node ${installation.nodeVersion}`);
		const splits = splitFolders();
		for (const root of splits) await checkAlone(report, installation, root);
		await checkTogether(report, installation, splits);
		return 'ran to their end';
	});
} else {
	say(`Say which n8n: npm run test:n8n:split -- ${EDITIONS.join('|')}`);
	process.exitCode = 1;
}
