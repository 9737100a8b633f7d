const { execFile } = require('node:child_process');
const { readdirSync } = require('node:fs');
const { readFile, rm, writeFile } = require('node:fs/promises');
const { basename, join, relative } = require('node:path');
const { promisify } = require('node:util');
const typescript = require('@rollup/plugin-typescript');
const { dest, series, src } = require('gulp');
const prettier = require('prettier');
const { rollup } = require('rollup');

/** Old output must not be published: the build never removes a file. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/**
 * The shared code by its folders, so that an n8n that starts opens few files; and what the nodes of one service share. The
 * door only passes on; all else is in the file of its node or credential.
 */
function chunkOf(id) {
	const path = relative('.', id).replaceAll('\\', '/');
	const [, folder, name] = /^nodes\/([^/]+)\/([^/.]+)/.exec(path) ?? [];
	if (folder === 'orders') return name === 'index' ? undefined : `orders/${name}`;
	const nodes = sources('nodes', '.node.ts').filter((node) => node.startsWith(`nodes/${folder}/`));
	return nodes.length > 1 && !nodes.includes(path) ? `${folder}/${folder}` : undefined;
}

/** Compiles, and fails over wrong types. The comments stay with the sources. */
async function buildCode() {
	const paths = [...sources('nodes', '.node.ts'), ...sources('credentials', '.credentials.ts')];
	const bundle = await rollup({
		input: Object.fromEntries(paths.map((path) => [path.replace(/\.ts$/, ''), path])),
		external: ['n8n-workflow', 'luxon'],
		treeshake: { moduleSideEffects: false },
		plugins: [typescript({ module: 'esnext', removeComments: true, noEmitOnError: true })],
	});
	const { output } = await bundle.write({
		dir: 'dist',
		format: 'cjs',
		chunkFileNames: 'nodes/[name].js',
		manualChunks: chunkOf,
		minifyInternalExports: false,
		hoistTransitiveImports: false,
		externalLiveBindings: false,
	});
	for (const { fileName } of output) await tidy(`dist/${fileName}`);
}

/** Icons and codex files are read by n8n from beside the compiled node. */
function buildIcons() {
	return src('nodes/**/*.{svg,json}', { encoding: false }).pipe(dest('dist/nodes'));
}

/** All nodes or credentials, in the order of the alphabet. */
function sources(folder, ending) {
	return readdirSync(folder, { recursive: true })
		.map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
		.filter((path) => path.endsWith(ending))
		.sort();
}

/** Where a source file is after the build. */
function builtPath(path) {
	return `dist/${path.replace(/\.ts$/, '.js')}`;
}

/** n8n expects in each file the class that is named like it. */
function classIn(path) {
	return basename(path).replace(/\..*$/, '');
}

async function write(path, text) {
	const options = await prettier.resolveConfig(path);
	const formatted = await prettier.format(text, { ...options, filepath: path });
	if (formatted !== (await readFile(path, 'utf8'))) await writeFile(path, formatted);
}

async function tidy(path) {
	await write(path, await readFile(path, 'utf8'));
}

/** n8n finds nodes and credentials by lists, so whatever is on disk is listed: in package.json and in the main file. */
async function manifest() {
	const credentials = sources('credentials', '.credentials.ts').map(builtPath);
	const nodes = sources('nodes', '.node.ts').map(builtPath);
	const content = JSON.parse(await readFile('package.json', 'utf8'));
	content.n8n = { ...content.n8n, credentials, nodes };
	await write('package.json', JSON.stringify(content, null, '\t'));
	const requires = [...credentials, ...nodes].map(
		(path) => `const { ${classIn(path)} } = require('./${path}');`,
	);
	const names = (paths) => paths.map(classIn).join(', ');
	const exported = `{ nodes: { ${names(nodes)} }, credentials: { ${names(credentials)} } }`;
	await write('index.js', `${requires.join('\n')}\n\nmodule.exports = ${exported};\n`);
}

const run = promisify(execFile);

/**
 * Builds a package of one service beside its package.json, where npm publishes it from. Its sources are links to those of
 * this package; n8n verifies code that it can compare with them, so each file is compiled as it is.
 */
async function buildSplit(name) {
	const folder = join('packages', name);
	await rm(join(folder, 'dist'), { recursive: true, force: true });
	const compiler = require.resolve('typescript/bin/tsc');
	await run(process.execPath, [compiler, '--project', folder]);
	for (const vendor of readdirSync(join(folder, 'nodes'))) {
		const beside = readdirSync(join('nodes', vendor)).filter((path) => /\.(svg|json)$/.test(path));
		for (const path of beside) {
			const content = await readFile(join('nodes', vendor, path), 'utf8');
			const renamed = content.replace(/"node": "[^."]+\./, `"node": "${name}.`);
			await writeFile(join(folder, 'dist', 'nodes', vendor, path), renamed);
		}
	}
}

/** The packages of one service each, as tarballs in `packages`. */
async function packSplit() {
	const entries = readdirSync('packages', { withFileTypes: true });
	const old = entries.filter(({ name }) => name.endsWith('.tgz'));
	for (const { name } of old) await rm(join('packages', name));
	for (const { name } of entries.filter((entry) => entry.isDirectory())) {
		await buildSplit(name);
		await run('npm', ['pack', '--ignore-scripts', '--pack-destination', '..'], {
			cwd: join('packages', name),
			shell: process.platform === 'win32',
		});
	}
}

exports.clean = clean;
exports.packSplit = packSplit;
exports.manifest = manifest;
exports.default = series(manifest, clean, buildCode, buildIcons);
