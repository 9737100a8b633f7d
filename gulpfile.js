const { readdirSync } = require('node:fs');
const { readFile, rm, writeFile } = require('node:fs/promises');
const { basename } = require('node:path');
const { dest, series, src } = require('gulp');
const prettier = require('prettier');

/** Old output must not be published: tsc never removes a file. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Icons and codex files are read by n8n from beside the compiled node. */
function buildIcons() {
	return src('nodes/**/*.{svg,json}', { encoding: false }).pipe(dest('dist/nodes'));
}

/** The compiled files of all nodes or credentials, in the order of the alphabet. */
function builtFiles(folder, ending) {
	return readdirSync(folder, { recursive: true })
		.map((path) => `dist/${folder}/${path.replaceAll('\\', '/')}`)
		.filter((path) => path.endsWith(`${ending}.ts`))
		.map((path) => path.replace(/\.ts$/, '.js'))
		.sort();
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

/** n8n finds nodes and credentials by lists, so whatever is on disk is listed: in package.json and in the main file. */
async function manifest() {
	const credentials = builtFiles('credentials', '.credentials');
	const nodes = builtFiles('nodes', '.node');
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
exports['build:icons'] = buildIcons;
exports.default = series(manifest, clean, buildIcons);
