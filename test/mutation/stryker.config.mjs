/** Where `npm run mutate` leaves what it found. */
const RESULTS = 'coverage/mutation';

/** What `npm run mutate` changes in the sources, one thing at a time, and how the tests are run on each. */
export default {
	mutate: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	testRunner: 'jest',
	jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
	plugins: ['@stryker-mutator/jest-runner', './test/mutation/displayText.mjs'],
	coverageAnalysis: 'perTest',
	// Tables and forms that are made while a module is loaded: each change in one would need all tests, and what stands there
	// is compared word by word by the book in test/forms and the tables of the design.
	ignoreStatic: true,
	ignorers: ['display-text'],
	ignorePatterns: ['/docs', '/packages', '/coverage', '/test-results', '/test/n8n', '/test/bench'],
	disableTypeChecks: false,
	concurrency: 2,
	// Jest keeps something of every run.
	maxTestRunnerReuse: 400,
	timeoutMS: 5_000,
	timeoutFactor: 1,
	incremental: true,
	incrementalFile: `${RESULTS}/incremental.json`,
	reporters: ['json', 'html', 'progress'],
	jsonReporter: { fileName: `${RESULTS}/report.json` },
	htmlReporter: { fileName: `${RESULTS}/report.html` },
	tempDirName: '.stryker-tmp',
	thresholds: { high: 95, low: 90, break: null },
};
