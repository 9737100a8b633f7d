import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';

/** What a release reads and writes of a package.json; everything else stays as it is. */
interface Manifest {
	name: string;
	version: string;
	homepage: string;
	author: { name: string; email: string };
	repository: { type: string; url: string; directory?: string };
	bugs: { url: string };
}

interface Lock {
	version: string;
	packages: { '': { version: string } };
}

function git(root: string, ...args: string[]): string {
	return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trimEnd();
}

function readText(root: string, path: string): string {
	const file = join(root, path);
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function readManifest(root: string, folder = ''): Manifest {
	return JSON.parse(readText(root, join(folder, 'package.json'))) as Manifest;
}

function readLock(root: string): Lock {
	return JSON.parse(readText(root, 'package-lock.json')) as Lock;
}

/** The folders of the packages that are published beside the one of the root, if there are any yet. */
function splitPackages(root: string): string[] {
	if (!existsSync(join(root, 'packages'))) return [];
	return readdirSync(join(root, 'packages'))
		.map((name) => `packages/${name}`)
		.filter((folder) => existsSync(join(root, folder, 'package.json')));
}

/** The same manifest, with what the package of the root says about who publishes it, and where. */
function following(owner: Manifest, manifest: Manifest, folder: string): Manifest {
	const { version, author, bugs, repository } = owner;
	const homepage = `${owner.homepage}/tree/main/${folder}`;
	const place = { ...repository, directory: folder };
	return { ...manifest, version, homepage, author, bugs, repository: place };
}

/** Where the packages were said to live before anybody had decided it; pages link there. */
const PLACEHOLDER_PAGE = 'https://github.com/n8n-nodes-cancel-order/n8n-nodes-cancel-order';

/** A licence whose holder is the author. */
function heldBy(author: Manifest['author'], licence: string): string {
	return licence.replace(/^(Copyright \(c\) [\d-]+) .*$/m, (_line, years: string) => {
		return `${years} ${author.name}`;
	});
}

function jsonText(content: object): string {
	return `${JSON.stringify(content, null, '\t')}\n`;
}

/**
 * All files that hold the version, or say who publishes the packages, as they have to read. The package.json of the root is the
 * one place where a person writes these things.
 *
 * @param root folder of the repository
 * @param version of all packages
 * @returns text by path
 */
export function releasedFiles(root: string, version: string): Map<string, string> {
	const owner = { ...readManifest(root), version };
	const lock = readLock(root);
	const locked = { ...lock.packages, '': { ...lock.packages[''], version } };
	const files = new Map([
		['package.json', jsonText(owner)],
		['package-lock.json', jsonText({ ...lock, version, packages: locked })],
		['LICENSE', heldBy(owner.author, readText(root, 'LICENSE'))],
	]);
	for (const folder of splitPackages(root)) {
		const manifest = following(owner, readManifest(root, folder), folder);
		files.set(`${folder}/package.json`, jsonText(manifest));
		const licence = readText(root, `${folder}/LICENSE`);
		files.set(`${folder}/LICENSE`, heldBy(owner.author, licence));
		for (const page of [`${folder}/README.md`, `${folder}/CHANGELOG.md`]) {
			files.set(page, readText(root, page).replaceAll(PLACEHOLDER_PAGE, owner.homepage));
		}
	}
	return files;
}

/** The paths of the files that do not read as they have to for a version. */
export function staleFiles(root: string, version: string): string[] {
	return [...releasedFiles(root, version)]
		.filter(([path, text]) => text !== readText(root, path))
		.map(([path]) => path);
}

/** The part of a changelog about a version, with its heading; empty if there is none. */
function changelogSection(changelog: string, version: string): string {
	const sections = changelog.split(/^(?=## )/m);
	return sections.find((section) => section.split(/\s/)[1] === version)?.trim() ?? '';
}

function changelogRefusals(root: string, version: string): string[] {
	const changelogs = ['', ...splitPackages(root)].map((folder) => join(folder, 'CHANGELOG.md'));
	return changelogs.flatMap((path) => {
		const [heading = '', ...lines] = changelogSection(readText(root, path), version).split('\n');
		if (heading === '') return [`${path} has no section for ${version}.`];
		if (lines.join('').trim() === '') return [`${path} says nothing about ${version}.`];
		if (/\(\d{4}-\d{2}-\d{2}\)/.test(heading)) return [];
		return [`${path} gives no date for ${version}: "## ${version} (YYYY-MM-DD)".`];
	});
}

/** What was written into package.json before anybody had decided who publishes the packages. */
const PLACEHOLDER = /github\.com\/n8n-nodes-cancel-order\/|^n8n-nodes-cancel-order[ @]/;

function placeholderRefusals(root: string): string[] {
	const { homepage, author, repository, bugs } = readManifest(root);
	const fields = {
		homepage,
		'repository.url': repository.url,
		'bugs.url': bugs.url,
		'author.name': author.name,
		'author.email': author.email,
	};
	return Object.entries(fields)
		.filter(([, value]) => PLACEHOLDER.test(value))
		.map(([name, value]) => `${name} in package.json is a placeholder still: ${value}`);
}

function versionRefusals(root: string, version: string, tags: string[]): string[] {
	if (semver.valid(version) !== version) {
		return [`"${version}" is no version such as 1.2.3 or 1.2.3-rc.1.`];
	}
	const present = readManifest(root).version;
	const lower = semver.lt(version, present) ? [`package.json has ${present} already.`] : [];
	const higher = tags.filter((tag) => semver.valid(tag) !== null && semver.gte(tag, version));
	return [
		...lower,
		...higher.map((tag) => `${version} is not higher than ${tag}, which is a tag.`),
	];
}

/**
 * What keeps a version from being released.
 *
 * @param root folder of the repository
 * @returns a sentence each; nothing if it can be released
 */
export function refusals(root: string, version: string): string[] {
	const branch = git(root, 'branch', '--show-current');
	const changes = git(root, 'status', '--porcelain');
	const tags = git(root, 'tag', '--list', 'v*').split('\n');
	return [
		...versionRefusals(root, version, tags),
		...(branch === 'main' ? [] : [`The branch is ${branch === '' ? 'none' : branch}, not main.`]),
		...(changes === '' ? [] : [`There are changes that are not committed:\n${changes}`]),
		...changelogRefusals(root, version),
		...placeholderRefusals(root),
	];
}

/**
 * Writes a version into all packages, commits that if it changes anything, and tags it. Nothing is pushed.
 *
 * @param root folder of the repository; `refusals` has found nothing
 */
export function release(root: string, version: string): void {
	const stale = staleFiles(root, version);
	const files = releasedFiles(root, version);
	for (const path of stale) writeFileSync(join(root, path), files.get(path) ?? '');
	if (stale.length > 0) git(root, 'commit', '--quiet', '-m', `Release ${version}`, '--', ...stale);
	git(root, 'tag', '--annotate', `v${version}`, '-m', version);
}
