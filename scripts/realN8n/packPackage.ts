import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { temporaryFolder } from './leftovers';
import { succeed } from './processes';

/** The checkout. */
export const ROOT = resolve(__dirname, '../..');

/** What the tests need from the package's own manifest. */
export interface PackageManifest {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
}

/** The package's own manifest. */
export function packageManifest(): PackageManifest {
	return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageManifest;
}

/** `dist/nodes/X/X.node.js` holds the class X, whose name starts with a small letter in n8n. */
export function typeName(path: string): string {
	const name = /([^/]+)\.(?:node|credentials)\.js$/.exec(path)?.[1] ?? path;
	return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * Packs the built package as it would be published.
 *
 * @returns path of the tarball, in a folder that is removed at the end
 */
export async function packPackage(): Promise<string> {
	const folder = temporaryFolder('tarball');
	const args = ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', folder];
	const stdout = await succeed('npm', args, { cwd: ROOT, timeoutMs: 60_000 });
	const [packed] = JSON.parse(stdout) as Array<{ filename: string }>;
	if (packed === undefined) throw new Error('npm packed nothing.');
	return join(folder, packed.filename);
}
