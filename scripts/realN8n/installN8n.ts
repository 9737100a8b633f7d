import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { keepInCache } from './cache';
import { readEdition, type Edition, type EditionFacts } from './editions';
import { succeed } from './processes';

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
	const folder = await keepInCache(`n8n-${fingerprint(facts)}`, async (unfinished) => {
		await fill(facts, unfinished, say);
	});
	return describe(facts, folder);
}
