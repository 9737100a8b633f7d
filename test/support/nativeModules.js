/** What the process itself has loaded serves every test file. */
const HOOK = 'requireOnce';
globalThis[HOOK] = require;

/**
 * jest's transform for what no test changes, the libraries and the built package: Node's own `require` loads it. jest's would
 * load n8n's engine for each test file anew, which takes longer than most tests, and never lets it get fast.
 */
module.exports = {
	process: (_source, file) => ({
		code: `module.exports = ${HOOK}(${JSON.stringify(file)});`,
	}),
};
