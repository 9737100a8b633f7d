import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Installation } from './installN8n';
import { temporaryFolder } from './leftovers';
import { packageManifest, ROOT } from './packPackage';
import { succeed } from './processes';

/** How n8n's installer of community packages calls npm (community-packages.service.js, both editions). */
const INSTALL = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

/** The fields of package.json that n8n's installer takes out before npm sees them. */
const DROPPED = new Set(['devDependencies', 'peerDependencies', 'optionalDependencies']);

/** A home for an n8n, with a package in it. */
export interface UserFolder {
	/** What N8N_USER_FOLDER says; `.n8n` is in it. */
	folder: string;
	/** Where the package is installed. */
	packageFolder: string;
}

type Manifest = Record<string, unknown>;

function readManifest(path: string): Manifest {
	return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}

function writeManifest(path: string, manifest: Manifest): void {
	writeFileSync(path, JSON.stringify(manifest, null, 2));
}

/**
 * Makes a user folder and installs the tarball in it, step by step as n8n does when somebody installs a community
 * package in its settings: unpack, drop what is not for production, let npm install the dependencies.
 *
 * @param folder the folder to fill, which may hold other packages; by default a new one that is removed at the end
 * @param root the package that the tarball is of; the one with all services, unless told otherwise
 */
export async function prepareUserFolder(
	{ path }: Installation,
	tarball: string,
	folder = temporaryFolder('home'),
	root = ROOT,
): Promise<UserFolder> {
	const { name, version } = packageManifest(root);
	const nodesFolder = join(folder, '.n8n', 'nodes');
	const packageFolder = join(nodesFolder, 'node_modules', name);
	mkdirSync(packageFolder, { recursive: true });
	const options = {
		cwd: packageFolder,
		env: { ...process.env, PATH: path, NODE_ENV: 'production' },
		timeoutMs: 120_000,
	};
	await succeed('tar', ['-xzf', tarball, '-C', packageFolder, '--strip-components=1'], options);
	const manifestPath = join(packageFolder, 'package.json');
	const kept = Object.entries(readManifest(manifestPath)).filter(([field]) => !DROPPED.has(field));
	writeManifest(manifestPath, Object.fromEntries(kept));
	await succeed('npm', INSTALL, options);
	const listPath = join(nodesFolder, 'package.json');
	const { dependencies } = existsSync(listPath) ? readManifest(listPath) : {};
	writeManifest(listPath, {
		name: 'installed-nodes',
		private: true,
		dependencies: { ...(dependencies as Manifest | undefined), [name]: version },
	});
	return { folder, packageFolder };
}
