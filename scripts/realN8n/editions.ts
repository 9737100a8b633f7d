import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Holds a folder with a lockfile for each edition. */
const LOCKFILES = resolve(__dirname, '../../test/n8n');

/** The two ends of the range of n8n that the nodes are made for. */
export const EDITIONS = ['oldest', 'newest'] as const;

export type Edition = (typeof EDITIONS)[number];

/** What the manifest in an edition's folder asks for. */
export interface EditionFacts {
	edition: Edition;
	/** Folder with package.json and package-lock.json. */
	folder: string;
	n8nVersion: string;
	/** Name and version of the npm package that carries Node for this machine; null if there is none. */
	nodePackage: { name: string; version: string } | null;
	/** The major version of Node that this n8n needs. */
	nodeMajor: number;
}

interface Manifest {
	dependencies: { n8n: string };
	optionalDependencies: Record<string, string>;
}

/** Whether a word from the command line is the name of an edition. */
export function isEdition(word: string | undefined): word is Edition {
	return EDITIONS.some((edition) => edition === word);
}

/** Reads what an edition consists of. */
export function readEdition(edition: Edition): EditionFacts {
	const folder = join(LOCKFILES, edition);
	const text = readFileSync(join(folder, 'package.json'), 'utf8');
	const { dependencies, optionalDependencies } = JSON.parse(text) as Manifest;
	const name = `node-${process.platform}-${process.arch}`;
	const version = optionalDependencies[name];
	const [anyVersion = ''] = Object.values(optionalDependencies);
	return {
		edition,
		folder,
		n8nVersion: dependencies.n8n,
		nodePackage: version === undefined ? null : { name, version },
		nodeMajor: Number.parseInt(anyVersion, 10),
	};
}
