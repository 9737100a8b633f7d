import { readdirSync, readFileSync } from 'node:fs';
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

/** The manifest of a package; of the one with all services, unless told otherwise. */
export function packageManifest(folder = ROOT): PackageManifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest;
}

/** Folders of the packages of one service each. */
export function splitFolders(): string[] {
	return readdirSync(join(ROOT, 'packages'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => join(ROOT, 'packages', name));
}

/** `dist/nodes/X/X.node.js` holds the class X, whose name starts with a small letter in n8n. */
export function typeName(path: string): string {
	const name = /([^/]+)\.(?:node|credentials)\.js$/.exec(path)?.[1] ?? path;
	return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * Packs a built package as it would be published.
 *
 * @param root folder of the package
 * @returns path of the tarball, in a folder that is removed at the end
 */
export async function packPackage(root = ROOT): Promise<string> {
	const folder = temporaryFolder('tarball');
	const args = ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', folder];
	const stdout = await succeed('npm', args, { cwd: root, timeoutMs: 60_000 });
	const [packed] = JSON.parse(stdout) as Array<{ filename: string }>;
	if (packed === undefined) throw new Error('npm packed nothing.');
	return join(folder, packed.filename);
}
