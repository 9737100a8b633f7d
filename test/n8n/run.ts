import type { Sandbox } from '../../sandbox';
import { startDemoSandbox, sandboxCredentials } from '../../scripts/demo/demoSandbox';
import { EDITIONS, isEdition, type Edition } from '../../scripts/realN8n/editions';
import { readExamples, type Example } from '../../scripts/realN8n/exampleFiles';
import { installN8n } from '../../scripts/realN8n/installN8n';
import { n8nPlace, type N8nPlace } from '../../scripts/realN8n/n8nEnvironment';
import { N8nRest } from '../../scripts/realN8n/n8nRest';
import { startServer } from '../../scripts/realN8n/n8nServer';
import { packPackage } from '../../scripts/realN8n/packPackage';
import { prepareUserFolder } from '../../scripts/realN8n/userFolder';
import { checkAgentExample } from './checks/agentExample';
import { checkCredentialTests } from './checks/credentialTests';
import { checkExamples } from './checks/examples';
import { checkFromList, checkRefusedList } from './checks/fromList';
import { checkLockfile } from './checks/lockfile';
import { checkLuxon, luxonHook } from './checks/luxon';
import { checkOAuth2 } from './checks/oAuth2';
import { checkNodeFiles } from './checks/nodeFiles';
import { checkPinnedExamples } from './checks/pinnedExamples';
import { checkRetryExecution, checkStopButton } from './checks/runAgain';
import { checkSavedWorkflow } from './checks/savedWorkflow';
import { checkTrigger, checkTriggerAgain, type TriggeredWorkflow } from './checks/trigger';
import {
	checkHttpRequestNode,
	checkNotTheApi,
	checkSsrfProtection,
	checkTwoShops,
} from './checks/untidyWorld';
import { guardedBy, startBystander } from './bystander';
import { runReader } from './executions';
import { complaintsAboutUs } from './n8nLog';
import { demandNone, runChecks, say, type Report } from './report';
import type { Scene } from './scene';

type Credentials = ReturnType<typeof sandboxCredentials>;

/** Checks what the editor gets from a running n8n, and runs workflows from it. */
async function checkServer(
	report: Report,
	place: N8nPlace,
	sandbox: Sandbox,
	credentials: Credentials,
	examples: readonly Example[],
): Promise<{ log: string; triggered: TriggeredWorkflow }> {
	say('starting the editor');
	const bystander = await startBystander();
	const env = { ...place.env, ...luxonHook(place), ...guardedBy(bystander) };
	const server = await startServer({ ...place, env });
	try {
		await checkLuxon(report, place, server.log());
		const rest = await N8nRest.setUpOwner(server.url);
		await checkNodeFiles(report, place, rest);
		await checkCredentialTests(report, rest, credentials);
		const read = runReader(place.installation);
		const scene: Scene = { report, rest, sandbox, read, stored: credentials, examples };
		await checkFromList(scene);
		await checkPinnedExamples(scene);
		await checkAgentExample(scene);
		await checkSavedWorkflow(scene);
		await checkOAuth2(scene);
		const triggered = await checkTrigger(scene);
		await checkTwoShops(scene);
		await checkNotTheApi(scene, bystander);
		await checkSsrfProtection(scene, place.installation.edition);
		const log = server.log();
		// From here on n8n has reason to complain.
		await checkRetryExecution(scene);
		await checkStopButton(scene);
		await checkRefusedList(scene);
		await checkHttpRequestNode(scene, bystander);
		return { log, triggered };
	} finally {
		bystander.close();
		await server.stop();
	}
}

/** What outlives n8n. */
async function checkRestarted(
	scene: Pick<Scene, 'report' | 'sandbox' | 'stored' | 'examples'>,
	place: N8nPlace,
	triggered: TriggeredWorkflow,
): Promise<void> {
	say('starting the editor again');
	const server = await startServer(place);
	try {
		const rest = await N8nRest.signIn(server.url);
		await checkTriggerAgain({ ...scene, rest, read: runReader(place.installation) }, triggered);
	} finally {
		await server.stop();
	}
}

async function checkAll(report: Report, edition: Edition): Promise<void> {
	await checkLockfile(report, edition);
	const installation = await installN8n(edition, say);
	say(`n8n ${installation.n8nVersion} on Node ${installation.nodeVersion}`);
	const userFolder = await prepareUserFolder(installation, await packPackage());
	const place = await n8nPlace(installation, userFolder);
	const sandbox = await startDemoSandbox();
	try {
		const credentials = sandboxCredentials(sandbox);
		const examples = readExamples(credentials);
		const written = await checkExamples(report, place, sandbox, credentials, examples);
		const served = await checkServer(report, place, sandbox, credentials, examples);
		const scene = { report, sandbox, stored: credentials, examples };
		await checkRestarted(scene, place, served.triggered);
		await report.check("no complaint about this package in n8n's log", () => {
			const ids = examples.map(({ workflow }) => workflow.id);
			const noMention = [installation.folder, userFolder.folder, ...ids];
			demandNone(complaintsAboutUs(`${written}\n${served.log}`, noMention));
			return undefined;
		});
	} finally {
		await sandbox.close();
	}
}

// `npm run test:n8n -- oldest|newest`: installs a real n8n and tries the packed package in it.
const [edition, ...others] = process.argv.slice(2);
if (isEdition(edition) && others.length === 0) {
	void runChecks(`the tests in the ${edition} n8n ran to their end`, async (report) => {
		await checkAll(report, edition);
		return undefined;
	});
} else {
	say(`Say which n8n: npm run test:n8n -- ${EDITIONS.join('|')}`);
	process.exitCode = 1;
}
