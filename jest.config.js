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
	},
	// What is slow is named at the end.
	reporters: ['default', '<rootDir>/test/support/slowTests.js'],
	testTimeout: 20_000,
	// Most tests wait more than they work, so no core is kept free.
	maxWorkers: '100%',
};
