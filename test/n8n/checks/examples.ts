import type { Sandbox } from '../../../sandbox';
import type { StoredCredential } from '../../../scripts/engine/credentialStore';
import type { Example } from '../../../scripts/realN8n/exampleFiles';
import { importCredentials, importWorkflows } from '../../../scripts/realN8n/n8nCommand';
import type { N8nPlace } from '../../../scripts/realN8n/n8nEnvironment';
import { builtInTypes, forReal, unknownNodes, whyNotExecuted } from '../executable';
import { demandTruth, execute, summary } from '../executions';
import { demandNone, type Report } from '../report';

/**
 * Imports credentials and all examples, and executes those that need nobody else from n8n's command line.
 *
 * @returns what n8n wrote meanwhile
 */
export async function checkExamples(
	report: Report,
	place: N8nPlace,
	sandbox: Sandbox,
	stored: readonly StoredCredential[],
	examples: readonly Example[],
): Promise<string> {
	const logs: string[] = [];
	const executable = examples.filter((example) => whyNotExecuted(example, stored) === null);
	const all = [...examples, ...forReal(executable)];
	const imported = await report.check(`${stored.length} credentials are imported`, async () => {
		logs.push(await importCredentials(place, stored));
		return undefined;
	});
	const files = examples.map(({ file }) => file).join(', ');
	const ready = await report.check('all example workflows are imported', async () => {
		logs.push(await importWorkflows(place, all));
		return files;
	});
	const builtIn = builtInTypes(place.installation);
	for (const example of examples) {
		await report.check(`${example.file} has only nodes that this n8n knows`, () => {
			const unknown = unknownNodes(example, builtIn).map(({ name, type }) => `'${name}': ${type}`);
			demandNone(unknown);
			return undefined;
		});
	}
	if (!imported || !ready) return logs.join('\n');
	for (const example of all) {
		logs.push(await checkExample(report, place, sandbox, example, stored));
	}
	return logs.join('\n');
}

async function checkExample(
	report: Report,
	place: N8nPlace,
	sandbox: Sandbox,
	example: Example,
	stored: readonly StoredCredential[],
): Promise<string> {
	const obstacle = whyNotExecuted(example, stored);
	if (obstacle !== null) {
		report.note(`${example.file} is left to the editor: ${obstacle}`);
		return '';
	}
	let written = '';
	await report.check(`${example.file} is executed, and the sandbox agrees`, async () => {
		const { run, log } = await execute(place, example);
		written = log;
		const outcomes = demandTruth(sandbox, run, example);
		const waits = run.status === 'waiting' ? '; it waits to go on' : '';
		return `${outcomes.length} results, ${summary(outcomes)}${waits}`;
	});
	return written;
}
