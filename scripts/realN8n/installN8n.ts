import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

import { readEdition, type Edition, type EditionFacts } from './editions';
import { atEnd } from './leftovers';
import { isAlive, succeed } from './processes';

const FILES = ['package.json', 'package-lock.json', '.npmrc'] as const;
const INSTALL_MS = 30 * 60_000;
const COMPILE_MS = 10 * 60_000;

/** A real n8n and the Node that it runs on. */
export interface Installation {
	edition: Edition;
	n8nVersion: string;
	/** Holds node_modules. */
	folder: string;
	/** Path of the Node executable. */
	node: string;
	nodeVersion: string;
	/** Path of n8n's script; run it with `node`. */
	n8nBin: string;
	/** A PATH on which `node` and `npm` run on this Node. */
	path: string;
}

/** Where installations are kept between runs. */
export function cacheFolder(): string {
	const { N8N_CACHE = '' } = process.env;
	return N8N_CACHE === ''
		? join(homedir(), '.cache', 'n8n-nodes-cancel-order')
		: resolve(N8N_CACHE);
}

/** Changes with everything that an installation depends on: lockfile, Node and platform. */
function fingerprint({ folder, nodePackage }: EditionFacts): string {
	const hash = createHash('sha256');
	for (const file of FILES) hash.update(readFileSync(join(folder, file)));
	hash.update(`${process.platform} ${process.arch} ${nodePackage?.version ?? process.version}`);
	return hash.digest('hex').slice(0, 16);
}

/** Node from the edition's own lockfile, else the one that runs this, if n8n can run on it. */
function describe(facts: EditionFacts, folder: string): Installation {
	const { edition, n8nVersion, nodePackage, nodeMajor } = facts;
	if (nodePackage === null && Number.parseInt(process.versions.node, 10) !== nodeMajor) {
		throw new Error(
			`n8n ${n8nVersion} is run on Node ${nodeMajor} here, and npm carries none for ${process.platform}-${process.arch}: switch to Node ${nodeMajor} and start again.`,
		);
	}
	const node =
		nodePackage === null
			? process.execPath
			: join(folder, 'node_modules', nodePackage.name, 'bin', 'node');
	return {
		edition,
		n8nVersion,
		folder,
		node,
		nodeVersion: nodePackage?.version ?? process.versions.node,
		n8nBin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		path: [dirname(node), process.env.PATH ?? ''].join(delimiter),
	};
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

async function fill(facts: EditionFacts, folder: string, say: (line: string) => void) {
	for (const file of FILES) copyFileSync(join(facts.folder, file), join(folder, file));
	say(`installing n8n ${facts.n8nVersion} (1 to 3 GB, some minutes, only this time)`);
	await succeed('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, timeoutMs: INSTALL_MS });
	const installation = describe(facts, folder);
	say('fetching or compiling the sqlite3 binary');
	await succeed('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
		cwd: folder,
		env: { ...process.env, PATH: installation.path },
		timeoutMs: COMPILE_MS,
	});
	const version = await succeed(installation.node, [installation.n8nBin, '--version'], {
		cwd: folder,
		timeoutMs: 60_000,
	});
	if (version.trim() !== facts.n8nVersion) throw new Error(`This is n8n ${version.trim()}.`);
}

/**
 * Installs a real n8n with its Node, or finds the one that an earlier run has installed.
 *
 * @param say receives progress
 */
export async function installN8n(
	edition: Edition,
	say: (line: string) => void,
): Promise<Installation> {
	const facts = readEdition(edition);
	const cache = cacheFolder();
	const folder = join(cache, `n8n-${fingerprint(facts)}`);
	if (existsSync(folder)) return describe(facts, folder);
	mkdirSync(cache, { recursive: true });
	removeAbandoned(cache);
	// Only a complete installation gets the name that is looked for.
	const unfinished = `${folder}.unfinished-${process.pid}`;
	mkdirSync(unfinished);
	const finished = atEnd(() => removeInBackground(unfinished));
	await fill(facts, unfinished, say);
	// Another run may have been quicker.
	if (existsSync(folder)) removeInBackground(unfinished);
	else renameSync(unfinished, folder);
	finished();
	return describe(facts, folder);
}
