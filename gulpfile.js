const { readdirSync } = require('node:fs');
const { readFile, rm, writeFile } = require('node:fs/promises');
const { basename, relative } = require('node:path');
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

exports.clean = clean;
exports.manifest = manifest;
exports.default = series(manifest, clean, buildCode, buildIcons);
