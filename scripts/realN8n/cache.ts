import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { atEnd } from './leftovers';
import { isAlive } from './processes';

/** Where installations are kept between runs. */
export function cacheFolder(): string {
	const { N8N_CACHE = '' } = process.env;
	return N8N_CACHE === ''
		? join(homedir(), '.cache', 'n8n-nodes-cancel-order')
		: resolve(N8N_CACHE);
}

/** Removes 200,000 files, which can take minutes: nobody has to wait for that, not even at the end of this command. */
function removeInBackground(folder: string): void {
	spawn('rm', ['-rf', folder], { detached: true, stdio: 'ignore' }).unref();
}

/** Half an installation that a killed run has left behind. */
function removeAbandoned(cache: string): void {
	for (const name of readdirSync(cache)) {
		const pid = /\.unfinished-(\d+)$/.exec(name)?.[1];
		if (pid !== undefined && !isAlive(Number(pid))) removeInBackground(join(cache, name));
	}
}

/**
 * A folder of the cache, made when it is not there yet.
 *
 * @param name changes with everything that its content depends on
 * @param fill puts the content into an empty folder
 * @returns path of the folder, which is whole
 */
export async function keepInCache(
	name: string,
	fill: (folder: string) => Promise<void>,
): Promise<string> {
	const cache = cacheFolder();
	const folder = join(cache, name);
	if (existsSync(folder)) return folder;
	mkdirSync(cache, { recursive: true });
	removeAbandoned(cache);
	// Only a complete installation gets the name that is looked for.
	const unfinished = `${folder}.unfinished-${process.pid}`;
	mkdirSync(unfinished);
	const finished = atEnd(() => removeInBackground(unfinished));
	await fill(unfinished);
	// Another run may have been quicker.
	if (existsSync(folder)) removeInBackground(unfinished);
	else renameSync(unfinished, folder);
	finished();
	return folder;
}
