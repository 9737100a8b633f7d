const { rm } = require('node:fs/promises');
const { dest, series, src } = require('gulp');

/** Old output must not be published: tsc never removes a file. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Icons and codex files are read by n8n from beside the compiled node. */
function buildIcons() {
	return src('nodes/**/*.{svg,json}', { encoding: false }).pipe(dest('dist/nodes'));
}

exports.clean = clean;
exports['build:icons'] = buildIcons;
exports.default = series(clean, buildIcons);
