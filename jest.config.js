const { availableParallelism } = require('node:os');

/** What takes long to load and is not what jest itself runs on; and the built package, which n8n's loader has Node load. */
const NATIVE =
	'/(?:dist/(?:nodes|credentials)|node_modules/(?:n8n-[^/]+|@n8n/[^/]+|fast-check|fastify|openapi-backend|vega|vega-lite|zod))/.+\\.c?js$';

/** Tests run on the sources in test/ and on the built package in dist/, which `npm test` makes first. */
module.exports = {
	testEnvironment: '<rootDir>/test/support/oneContext.js',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
				module: { type: 'commonjs' },
			},
		],
		[NATIVE]: '<rootDir>/test/support/nativeModules.js',
	},
	transformIgnorePatterns: [],
	// What is slow is named at the end.
	reporters: ['default', '<rootDir>/test/support/slowTests.js'],
	testTimeout: 20_000,
	// Most tests wait more than they work.
	maxWorkers: 2 * availableParallelism(),
};
