import { parseArgs } from 'node:util';

import { Hint } from './demo/readFiles';
import { EXAMPLE, runFile, type Command } from './demo/runFile';

const USAGE =
	'Usage: npm start                                     run the example on the sandbox\n' +
	'       npm start -- WORKFLOW.json --sandbox          run your workflow on the sandbox\n' +
	'       npm start -- WORKFLOW.json --credentials CREDENTIALS.json';

function readArguments() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: { credentials: { type: 'string' }, sandbox: { type: 'boolean', default: false } },
		});
	} catch {
		throw new Hint(`These arguments are not known.\n${USAGE}`);
	}
}

function readCommand(): Command {
	const { values, positionals } = readArguments();
	const [workflow = EXAMPLE, ...others] = positionals;
	if (others.length > 0) throw new Hint(`One workflow at a time, please.\n${USAGE}`);
	const sandbox = values.sandbox || workflow === EXAMPLE;
	return { ...values, workflow, sandbox, columns: process.stdout.columns ?? 120 };
}

async function main(): Promise<void> {
	const { text, exitCode } = await runFile(readCommand());
	console.log(text);
	process.exitCode = exitCode;
}

main().catch((thrown: unknown) => {
	if (!(thrown instanceof Hint)) throw thrown;
	console.error(thrown.message);
	process.exitCode = 1;
});
