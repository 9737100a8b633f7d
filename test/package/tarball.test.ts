import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

import { builtPath, classIn, filesIn, readManifest, ROOT } from './repoFiles';

const run = promisify(execFile);

const manifest = readManifest();
const folder = mkdtempSync(join(tmpdir(), 'tarball-'));
/** Where the package is unpacked, as if it were installed. */
const installed = join(folder, 'node_modules', manifest.name);

interface Packed {
	filename: string;
	/** Bytes. */
	unpackedSize: number;
	files: Array<{ path: string; size: number }>;
}

async function pack(...options: string[]): Promise<Packed> {
	const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', ...options], {
		cwd: ROOT,
		env: { ...process.env, npm_config_offline: 'true', npm_config_cache: join(folder, 'cache') },
	});
	const [packed] = JSON.parse(stdout) as Packed[];
	if (packed === undefined) throw new Error('npm packed nothing.');
	return packed;
}

/** Bytes that one more service may take: its node, its credential and its icons. */
const MORE_PER_SERVICE = 20_000;

let packed: Packed;

beforeAll(async () => {
	packed = await pack('--dry-run');
	const { filename } = await pack('--pack-destination', folder);
	mkdirSync(installed, { recursive: true });
	const tarball = join(folder, filename);
	await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
	// All that n8n gives a community node to import.
	for (const host of ['n8n-workflow', 'luxon']) {
		symlinkSync(join(ROOT, 'node_modules', host), join(folder, 'node_modules', host), 'junction');
	}
});

afterAll(() => rmSync(folder, { recursive: true }));

const PUBLISHED =
	/^(package\.json|index\.js|(README|LICENSE|CHANGELOG)[^/]*|dist\/(nodes|credentials)\/.+\.(js|json|svg))$/;

describe('npm pack', () => {
	const paths = () => packed.files.map(({ path }) => path);

	it('takes the build and nothing else: no tests, no TypeScript, no source maps, no sandbox', () => {
		expect(paths().filter((path) => !PUBLISHED.test(path))).toEqual([]);
		expect(paths().filter((path) => /\.(test|spec)\.|\.d\.ts$|\.map$/.test(path))).toEqual([]);
	});

	it('takes a file for every node, credential and part of the shared code, and none left over from an older build', () => {
		const entries = [...filesIn('nodes', '.node.ts'), ...filesIn('credentials', '.ts')];
		const shared = filesIn('nodes/orders', '.ts')
			.map((path) => path.replace(/^(nodes\/orders\/[^/.]+).*$/, '$1.ts'))
			.filter((path) => path !== 'nodes/orders/index.ts');
		const folders = filesIn('nodes', '.node.ts').map((path) => dirname(path));
		const ofServices = folders
			.filter((folder, at) => folders.indexOf(folder) !== at)
			.map((folder) => `${folder}/${basename(folder)}.ts`);
		const compiled = paths().filter((path) => /^dist\/.+\.js$/.test(path));

		const wanted = new Set([...entries, ...shared, ...ofServices]);
		expect(compiled.sort()).toEqual([...wanted].map(builtPath).sort());
	});

	it('takes icons and search words of every node, and everything that package.json names', () => {
		const beside = [...filesIn('nodes', '.svg'), ...filesIn('nodes', '.node.json')];
		const named = [manifest.main, ...manifest.n8n.nodes, ...manifest.n8n.credentials];

		const nodes = filesIn('nodes', '.node.ts');
		const folders = new Set(nodes.map((path) => dirname(path)));
		expect(beside).toHaveLength(nodes.length + 2 * folders.size);
		expect(paths()).toEqual(expect.arrayContaining([...beside.map(builtPath), ...named]));
	});

	it('takes no file over 100 KB, and for three services no more than 270 kB in all', () => {
		const services = filesIn('nodes', '.node.ts').length;

		expect(packed.files.filter(({ size }) => size > 100 * 1024)).toEqual([]);
		expect(packed.unpackedSize).toBeLessThanOrEqual(270_000 + (services - 3) * MORE_PER_SERVICE);
	});
});

interface Linted {
	file: string;
	errors: string[];
}

async function lint(where: string): Promise<Linted[]> {
	const { stdout } = await run(process.execPath, [resolve(__dirname, 'lintPublished.mjs'), where], {
		// With jest's "test", n8n's rules believe that they are being tested themselves, and see other file names.
		env: { ...process.env, NODE_ENV: 'production' },
	});
	return JSON.parse(stdout) as Linted[];
}

describe('the unpacked tarball', () => {
	it("passes n8n's rules for community nodes in every file", async () => {
		const results = await lint(installed);

		const linted = results.map(({ file }) => relative(installed, file).replaceAll('\\', '/'));
		const scripts = packed.files.filter(({ path }) => /\.js(on)?$/.test(path));
		expect(linted.sort()).toEqual(scripts.map(({ path }) => path).sort());
		expect(results.filter(({ errors }) => errors.length > 0)).toEqual([]);
	});

	it('would not pass with what n8n forbids, even behind a comment that turns rules off', async () => {
		const bad = join(folder, 'bad', 'dist', 'nodes', 'Bad.js');
		mkdirSync(dirname(bad), { recursive: true });
		writeFileSync(bad, '/* eslint-disable */\nconsole.log(process.env);\nrequire("node:fs");\n');
		writeFileSync(join(folder, 'bad', 'package.json'), '{ "name": "bad", "overrides": {} }');

		const errors = (await lint(join(folder, 'bad'))).flatMap((result) => result.errors).join('\n');

		for (const rule of [
			'no-console',
			'no-restricted-globals',
			'no-restricted-imports',
			'package-name-convention',
			'no-overrides-field',
			'community-package-json-license-missing',
		]) {
			expect(errors).toContain(rule);
		}
	});

	it('loads with nothing installed beside it but n8n-workflow and luxon', async () => {
		const script = `
			const { nodes, credentials } = require('${manifest.name}');
			const names = (classes) => Object.values(classes).map((Class) => new Class().constructor.name);
			console.log(JSON.stringify([...names(nodes), ...names(credentials)]));
		`;
		const env = { ...process.env, NODE_PATH: '', NODE_OPTIONS: '' };

		const { stdout, stderr } = await run(process.execPath, ['-e', script], { cwd: folder, env });

		const sources = [...filesIn('nodes', '.node.ts'), ...filesIn('credentials', '.ts')];
		expect(JSON.parse(stdout)).toEqual(sources.map(classIn));
		expect(stderr).toBe('');
	});

	it('tells nothing about the computer that built it', () => {
		for (const { path } of packed.files) {
			const text = readFileSync(join(installed, path), 'utf8');
			expect({
				path,
				hasPath: text.includes(ROOT),
				hasMap: text.includes('sourceMappingURL'),
			}).toEqual({ path, hasPath: false, hasMap: false });
		}
	});
});
