const { resolve } = require('node:path');

/*
 * The tests that have to notice a changed source, as one file, so that jest starts once for each change and not once for
 * each suite. Suites that run the built nodes get the sources, which are what is changed.
 */
const rootDir = resolve(__dirname, '../..');

module.exports = {
	...require('../../jest.config.js'),
	rootDir,
	roots: [__dirname],
	testMatch: ['**/allTests.ts'],
	testEnvironment: require.resolve('./environment.js'),
	moduleNameMapper: {
		'/dist/((?:nodes|credentials)/.*)\\.js$': `${rootDir}/$1.ts`,
		'^fast-check$': require.resolve('./fewerInputs.ts'),
	},
	// What hangs need not hang for long.
	testTimeout: 10_000,
	watchman: false,
};
