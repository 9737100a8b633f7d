import { mkdirSync, statfsSync } from 'node:fs';

import { Hint } from '../demo/readFiles';
import { readEdition } from '../realN8n/editions';
import { cacheFolder } from '../realN8n/cache';
import { installN8n, type Installation } from '../realN8n/installN8n';

/** Measured on Linux x64 with the lockfile of n8n 2.41.1. */
const SIZE = { downloadMb: 430, diskGb: 2.8, minutes: '3 to 8' } as const;

/** npm unpacks beside what it keeps of the downloads. */
const NEEDED_GB = 4;

const HEARTBEAT_MS = 20_000;

function checkSpace(folder: string): void {
	mkdirSync(folder, { recursive: true });
	const { bavail, bsize } = statfsSync(folder);
	const free = (bavail * bsize) / 1e9;
	if (free >= NEEDED_GB) return;
	throw new Hint(
		`Only ${free.toFixed(1)} GB are free for ${folder}, and n8n needs ${NEEDED_GB}; make room, or name another folder with N8N_CACHE.`,
	);
}

/** Said before the download begins, so that nobody is surprised by it. */
function announce(say: (line: string) => void): void {
	const { n8nVersion, nodePackage } = readEdition('newest');
	const node = nodePackage === null ? '' : ` and Node ${nodePackage.version}, on which it runs,`;
	say(
		`n8n ${n8nVersion}${node} come from the npm registry, once: about ${SIZE.downloadMb} MB to download,`,
	);
	say(`${SIZE.diskGb} GB in ${cacheFolder()} (remove that folder to get rid of it),`);
	say(`${SIZE.minutes} minutes. Your own n8n, if you have one, is not touched. Ctrl+C stops it.`);
}

/** Installs the newest n8n, or finds the one that is there. */
export async function installNewest(say: (line: string) => void): Promise<Installation> {
	const start = Date.now();
	// npm is silent for minutes.
	const stillThere = () => say(`  ... ${((Date.now() - start) / 60_000).toFixed(1)} minutes`);
	const heartbeat = setInterval(stillThere, HEARTBEAT_MS);
	let announced = false;
	try {
		return await installN8n('newest', (line) => {
			if (!announced) {
				checkSpace(cacheFolder());
				announce(say);
				announced = true;
			}
			say(`  ${line}`);
		});
	} finally {
		clearInterval(heartbeat);
	}
}
