/** How many are named. */
const NAMED = 10;

/**
 * Tells at the end of a run which files and which of their tests took longest, so that a suite that people wait for does not
 * grow slow unseen. A file takes longer than its tests: it is loaded, too, and a hook of it may start a server.
 */
module.exports = class SlowTests {
	/** @param {unknown} _contexts @param {import('@jest/reporters').AggregatedResult} results */
	onRunComplete(_contexts, { testResults }) {
		if (testResults.length < 2) return;
		const files = testResults.map(({ testFilePath, perfStats }) => ({
			name: testFilePath.slice(process.cwd().length + 1),
			ms: perfStats.runtime,
		}));
		const tests = testResults.flatMap((file) =>
			file.testResults.map(({ fullName, duration }) => ({ name: fullName, ms: duration ?? 0 })),
		);
		this.print('Slowest files', files);
		this.print('Slowest tests', tests);
	}

	/** @param {string} title @param {Array<{ name: string, ms: number }>} timed */
	print(title, timed) {
		const slowest = timed.sort((a, b) => b.ms - a.ms).slice(0, NAMED);
		const lines = slowest.map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`);
		process.stderr.write(`\n${title}:\n${lines.join('\n')}\n`);
	}
};
