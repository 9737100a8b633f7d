import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The checkout, which is the package with all services. */
export const ROOT = resolve(__dirname, '../..');

/** The built package that is tested; `npm run test:split` has suites run on those of one service each. */
export const PACKAGE = resolve(ROOT, process.env.PACKAGE_FOLDER ?? '');

/** What these tests read of package.json. */
export interface Manifest {
	name: string;
	version: string;
	homepage: string;
	author: Record<string, string>;
	license: string;
	repository: Record<string, string>;
	bugs: Record<string, string>;
	engines: Record<string, string>;
	main: string;
	keywords: string[];
	files: string[];
	scripts: Record<string, string>;
	dependencies?: unknown;
	optionalDependencies?: unknown;
	bundledDependencies?: unknown;
	bundleDependencies?: unknown;
	peerDependencies: Record<string, string>;
	peerDependenciesMeta?: unknown;
	n8n: { n8nNodesApiVersion: number; strict: boolean; credentials: string[]; nodes: string[] };
}

export function readManifest(folder = ROOT): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Files below a folder of the package, sorted, relative to the package and with `/` on every system. */
export function filesIn(folder: string, ending: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
		.filter((path) => path.endsWith(ending))
		.sort();
}

/** Name of the class that n8n expects in a file: the part before the first dot. */
export function classIn(path: string): string {
	return path.replace(/^.*\//, '').replace(/\..*$/, '');
}

/** Where a source file is after the build. */
export function builtPath(source: string): string {
	return `dist/${source.replace(/\.ts$/, '.js')}`;
}
