import { parseArgs } from 'node:util';
import { startSandbox } from './index';

const DEFAULT_PORT = 8085;

/** `tsx sandbox/cli.ts --port 8085` runs an empty sandbox until Ctrl+C. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { port: { type: 'string' }, host: { type: 'string' } },
	});
	const port = Number(values.port ?? DEFAULT_PORT);
	const sandbox = await startSandbox({ port, host: values.host });
	const lines = [
		`Sandbox on ${sandbox.url}, control endpoints under ${sandbox.url}/_sandbox`,
		...sandbox.services.map(
			(service) =>
				`${service}: ${sandbox.baseUrlOf(service)} with the key ${sandbox.keyOf(service)}`,
		),
	];
	process.stdout.write(`${lines.join('\n')}\n`);
	process.once('SIGINT', () => void sandbox.close());
	process.once('SIGTERM', () => void sandbox.close());
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
