import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { refusals, release, staleFiles } from '../../scripts/release/release';
import { ROOT } from './repoFiles';

const SPLIT = 'packages/n8n-nodes-one-service';
const OWNER = {
	homepage: 'https://github.com/someone/orders',
	author: { name: 'Someone', email: 'someone@example.com' },
	repository: { type: 'git', url: 'git+https://github.com/someone/orders.git' },
	bugs: { url: 'https://github.com/someone/orders/issues' },
};
const CHANGELOG =
	'# Changelog\n\n## 1.2.0 (2026-11-26)\n\n- New.\n\n## 1.1.0 (2026-10-01)\n\n- Old.\n';
const LICENCE = 'MIT License\n\nCopyright (c) 2026 Somebody else\n';

const PLACEHOLDER = 'https://github.com/n8n-nodes-cancel-order/n8n-nodes-cancel-order';

const folders: string[] = [];

function git(root: string, ...args: string[]): string {
	return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}

function write(root: string, path: string, content: string | object): void {
	const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, '\t')}\n`;
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text);
}

function read(root: string, path: string): string {
	return readFileSync(join(root, path), 'utf8');
}

/** A repository of two packages in version 1.1.0, which is tagged, with a changelog for 1.2.0. */
function repository(owner = OWNER): string {
	const root = mkdtempSync(join(tmpdir(), 'release-'));
	folders.push(root);
	const manifest = { name: 'n8n-nodes-all', version: '1.1.0', ...owner, main: 'index.js' };
	write(root, 'package.json', manifest);
	write(root, 'package-lock.json', {
		name: 'n8n-nodes-all',
		version: '1.1.0',
		packages: { '': { version: '1.1.0' }, 'node_modules/luxon': { version: '3.7.2' } },
	});
	write(root, `${SPLIT}/package.json`, {
		...manifest,
		name: 'n8n-nodes-one-service',
		homepage: 'https://github.com/nobody/nothing',
		author: { name: 'Nobody', email: 'nobody@example.com' },
	});
	for (const folder of ['', SPLIT]) {
		write(root, join(folder, 'CHANGELOG.md'), CHANGELOG);
		write(root, join(folder, 'LICENSE'), LICENCE);
		write(root, join(folder, 'README.md'), `[Source](${PLACEHOLDER}/blob/main/LICENSE)\n`);
	}
	git(root, 'init', '--quiet', '--initial-branch=main');
	git(root, 'config', 'user.name', 'Test');
	git(root, 'config', 'user.email', 'test@example.com');
	git(root, 'config', 'commit.gpgsign', 'false');
	git(root, 'config', 'tag.gpgsign', 'false');
	commit(root);
	git(root, 'tag', 'v1.1.0');
	return root;
}

function commit(root: string): void {
	git(root, 'add', '--all');
	git(root, 'commit', '--quiet', '--allow-empty', '-m', 'Something');
}

afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('a release', () => {
	it('writes the version into every package and the lockfile, commits and tags it', () => {
		const root = repository();
		expect(refusals(root, '1.2.0')).toEqual([]);

		release(root, '1.2.0');

		expect(JSON.parse(read(root, 'package.json'))).toMatchObject({ version: '1.2.0', ...OWNER });
		expect(JSON.parse(read(root, 'package-lock.json'))).toMatchObject({
			version: '1.2.0',
			packages: { '': { version: '1.2.0' }, 'node_modules/luxon': { version: '3.7.2' } },
		});
		expect(JSON.parse(read(root, `${SPLIT}/package.json`))).toMatchObject({ version: '1.2.0' });
		expect(git(root, 'status', '--porcelain')).toBe('');
		expect(git(root, 'log', '-1', '--format=%s %D')).toBe(
			'Release 1.2.0 HEAD -> main, tag: v1.2.0',
		);
	});

	it('says of every package what the package.json of the root says about who publishes it', () => {
		const root = repository();

		release(root, '1.2.0');

		expect(JSON.parse(read(root, `${SPLIT}/package.json`))).toMatchObject({
			name: 'n8n-nodes-one-service',
			homepage: `https://github.com/someone/orders/tree/main/${SPLIT}`,
			author: OWNER.author,
			bugs: OWNER.bugs,
			repository: { ...OWNER.repository, directory: SPLIT },
		});
		expect(read(root, `${SPLIT}/README.md`)).toBe(
			'[Source](https://github.com/someone/orders/blob/main/LICENSE)\n',
		);
		for (const path of ['LICENSE', `${SPLIT}/LICENSE`]) {
			expect(read(root, path)).toContain('Copyright (c) 2026 Someone\n');
		}
	});

	it('of the version that is written everywhere already only adds the tag', () => {
		const root = repository();
		for (const path of ['package.json', 'package-lock.json', `${SPLIT}/package.json`]) {
			write(root, path, read(root, path).replaceAll('1.1.0', '1.2.0'));
		}
		release(root, '1.2.0');
		git(root, 'tag', '--delete', 'v1.2.0');
		const before = git(root, 'rev-parse', 'HEAD');

		release(root, '1.2.0');

		expect(git(root, 'rev-parse', 'v1.2.0^{commit}')).toBe(before);
	});
});

describe('a release is refused', () => {
	const cases: Array<[string, string, (root: string) => void, RegExp]> = [
		['while something is not committed', '1.2.0', (root) => write(root, 'new.txt', ''), /new\.txt/],
		['on another branch', '1.2.0', (root) => git(root, 'switch', '-qc', 'mine'), /mine, not main/],
		['of a version that has a tag', '1.1.0', () => undefined, /not higher than v1\.1\.0/],
		[
			'of a pre-release after its release',
			'1.2.0-rc.1',
			(root) => git(root, 'tag', 'v1.2.0'),
			/not higher than v1\.2\.0/,
		],
		['of what is no version', 'v1.2', () => undefined, /"v1\.2" is no version/],
		[
			'without a section in the changelog of a package',
			'1.2.0',
			(root) => {
				write(
					root,
					`${SPLIT}/CHANGELOG.md`,
					'# Changelog\n\n## 1.2.0-rc.1 (2026-11-01)\n\n- New.\n',
				);
				commit(root);
			},
			/one-service\/CHANGELOG\.md has no section for 1\.2\.0\./,
		],
		[
			'while the changelog says nothing of it',
			'1.2.0',
			(root) => {
				write(root, 'CHANGELOG.md', CHANGELOG.replace('- New.\n', ''));
				commit(root);
			},
			/^CHANGELOG\.md says nothing about 1\.2\.0/,
		],
		[
			'while the changelog gives no date',
			'1.2.0',
			(root) => {
				write(root, 'CHANGELOG.md', CHANGELOG.replace('2026-11-26', 'unreleased'));
				commit(root);
			},
			/^CHANGELOG\.md gives no date for 1\.2\.0/,
		],
	];

	it.each(cases)('%s', (_when, version, prepare, reason) => {
		const root = repository();
		prepare(root);

		expect(refusals(root, version)).toContainEqual(expect.stringMatching(reason));
	});

	it('while nobody has written down who publishes the packages', () => {
		const root = repository({
			homepage: PLACEHOLDER,
			author: { name: 'n8n-nodes-cancel-order maintainers', email: 'someone@example.com' },
			repository: { type: 'git', url: `git+${PLACEHOLDER}.git` },
			bugs: { url: `${PLACEHOLDER}/issues` },
		});

		const fields = ['homepage', 'repository\\.url', 'bugs\\.url', 'author\\.name'];
		expect(refusals(root, '1.2.0')).toEqual(
			fields.map((field) => expect.stringMatching(`^${field} in package.json is a placeholder`)),
		);
	});
});

describe('this repository', () => {
	it('has one version and one publisher in all of its packages', () => {
		const { version } = JSON.parse(read(ROOT, 'package.json')) as { version: string };

		expect(staleFiles(ROOT, version)).toEqual([]);
	});
});
