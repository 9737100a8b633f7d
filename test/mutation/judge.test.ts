import type { Explained } from './explained';
import { complaintsOf, scoresOf, survivorsOf, type Mutant, type Report } from './judge';

const FILE = 'nodes/orders/cancel/memory.ts';
const SOURCE = 'const a = 1;\n\tif (a > 1) {\n\t\tstop();\n\t}\n';

/** The condition in the second line, changed to true. */
function condition(status: string): Mutant {
	const location = { start: { line: 2, column: 6 }, end: { line: 2, column: 11 } };
	return { status, replacement: 'true', location };
}

/** The block after it, emptied. */
function block(status: string): Mutant {
	const location = { start: { line: 2, column: 13 }, end: { line: 4, column: 3 } };
	return { status, replacement: '{}', location };
}

function reportOf(mutants: Mutant[], file = FILE): Report {
	return { files: { [file]: { source: SOURCE, mutants } } };
}

const NOTICED = Array.from({ length: 99 }, () => condition('Killed'));
const EXPLAINED: Explained = {
	file: FILE,
	line: 'if (a > 1) {',
	change: 'a > 1 → true',
	why: 'a is never less',
};

describe('what no test notices', () => {
	it('is named by what stood there and what came in its place, and not by its place', () => {
		expect(survivorsOf(reportOf([condition('Survived'), block('NoCoverage')]))).toEqual([
			{ file: FILE, line: 'if (a > 1) {', change: 'a > 1 → true', lineNumber: 2 },
			{ file: FILE, line: 'if (a > 1) {', change: '{ stop(); } → {}', lineNumber: 2 },
		]);
	});

	it('is complained about, unless it is explained', () => {
		const report = reportOf([...NOTICED, condition('Survived')]);
		expect(complaintsOf(report, [])).toEqual([expect.stringContaining('no test notices')]);
		expect(complaintsOf(report, [EXPLAINED])).toEqual([]);
	});

	it('is not explained by the explanation of another change in the same line', () => {
		const report = reportOf([...NOTICED, condition('Survived'), block('Survived')]);
		expect(complaintsOf(report, [EXPLAINED])).toEqual([
			expect.stringContaining('{ stop(); } → {}'),
		]);
	});
});

describe('an explanation', () => {
	it('is complained about when a test notices the change, or nothing like it is there', () => {
		expect(complaintsOf(reportOf(NOTICED), [EXPLAINED])).toEqual([
			expect.stringContaining('explains what is noticed, or gone'),
		]);
	});

	it('is left alone when only other files were changed', () => {
		const report = reportOf(NOTICED, 'nodes/FastPod/fastPodOrder.ts');
		expect(complaintsOf(report, [EXPLAINED])).toEqual([]);
	});
});

describe('the share that is noticed', () => {
	it('counts what hangs as noticed, and leaves out what is not tried', () => {
		const mutants = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored', 'RuntimeError'];
		expect(scoresOf(reportOf(mutants.map(condition)))).toEqual([
			{ folder: 'nodes/orders/cancel', noticed: 2, all: 4, bar: 95 },
			{ folder: 'all', noticed: 2, all: 4, bar: 90 },
		]);
	});

	it.each<[string, string, number, number]>([
		['nodes/orders/cancel/memory.ts', 'nodes/orders/cancel', 94, 1],
		['nodes/orders/cancel/memory.ts', 'nodes/orders/cancel', 95, 0],
		['nodes/orders/execute.ts', 'all', 89, 1],
		['nodes/orders/execute.ts', 'all', 90, 0],
	])('must be high enough (%s, %s: %d %%)', (file, folder, share, complaints) => {
		const mutants = Array.from({ length: 100 }, (_, number) =>
			condition(number < share ? 'Killed' : 'Survived'),
		);
		const tooLow = complaintsOf(reportOf(mutants, file), []).filter((text) =>
			text.includes('least'),
		);
		expect(tooLow.filter((text) => text.startsWith(`${folder}:`))).toHaveLength(complaints);
	});

	it('is told for each vendor, the credentials, and each folder of the shared part', () => {
		const files = [
			'nodes/orders/execute.ts',
			'nodes/orders/client/pace.ts',
			'nodes/Snappy/snappyGift.ts',
			'credentials/SnappyOrdersApi.credentials.ts',
		];
		const report: Report = Object.assign({}, { files: {} as Report['files'] });
		for (const file of files)
			report.files[file] = { source: SOURCE, mutants: [condition('Killed')] };
		expect(scoresOf(report).map(({ folder }) => folder)).toEqual([
			'credentials',
			'nodes/orders',
			'nodes/orders/client',
			'nodes/Snappy',
			'all',
		]);
	});
});
