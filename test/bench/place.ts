import { join } from 'node:path';

import { installN8n, type Installation } from '../../scripts/realN8n/installN8n';
import { temporaryFolder } from '../../scripts/realN8n/leftovers';
import { n8nPlace } from '../../scripts/realN8n/n8nEnvironment';
import { packPackage, ROOT } from '../../scripts/realN8n/packPackage';
import { succeed } from '../../scripts/realN8n/processes';
import { prepareUserFolder } from '../../scripts/realN8n/userFolder';
import { say } from '../n8n/report';

/** What the processes of the measurements are started from. */
export interface Place {
	installation: Installation;
	/** The packed package, installed as n8n installs it. */
	packageFolder: string;
	env: NodeJS.ProcessEnv;
	/** The compiled files of processes/. */
	programs: Record<'sample' | 'service', string>;
}

/** Plain JavaScript away from this checkout: nothing translates it while it is measured, and all that it imports is n8n's. */
async function compile(): Promise<string> {
	const out = temporaryFolder('bench');
	const args = [
		require.resolve('typescript/bin/tsc'),
		'-p',
		'test/bench/processes',
		'--outDir',
		out,
	];
	await succeed(process.execPath, args, { cwd: ROOT, timeoutMs: 120_000 });
	return join(out, 'test/bench/processes');
}

/** Installs the newest n8n (or finds it) and the packed package in it. */
export async function preparePlace(): Promise<Place> {
	const installation = await installN8n('newest', say);
	const userFolder = await prepareUserFolder(installation, await packPackage());
	const { env } = await n8nPlace(installation, userFolder, {
		NODE_ENV: 'production',
		// Where n8n makes the packages in its user folder look, too.
		NODE_PATH: join(installation.folder, 'node_modules'),
		N8N_LOG_LEVEL: 'silent',
	});
	const folder = await compile();
	return {
		installation,
		packageFolder: userFolder.packageFolder,
		env,
		programs: { sample: join(folder, 'sample.js'), service: join(folder, 'service.js') },
	};
}

/** Bytes that the package takes on the disk of whoever installs it. */
export async function unpackedBytes(): Promise<number> {
	const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'];
	const stdout = await succeed('npm', args, { cwd: ROOT, timeoutMs: 60_000 });
	const [packed] = JSON.parse(stdout) as Array<{ unpackedSize: number }>;
	return packed?.unpackedSize ?? Number.NaN;
}
