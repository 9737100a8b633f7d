import { posix } from 'node:path';

import { filesIn } from './repoFiles';
import { SourceFile } from './sourceFile';

const nodes = filesIn('nodes', '.ts').map((path) => new SourceFile(path));
const credentials = filesIn('credentials', '.ts').map((path) => new SourceFile(path));

const SHARED = 'nodes/orders/';

/**
 * The stages of the shared part, from the door down. An import leads to a lower stage or stays in its folder; stages on
 * one line know nothing of each other. So an answer is judged without a network, an order is cancelled without n8n,
 * and nothing below `run` knows that there are many orders.
 */
const STAGES: readonly (readonly string[])[] = [
	// The door: all that a vendor folder may see.
	['index'],
	// One execution of a node: items in, items out; one list for a field of its form.
	['execute', 'listSearch'],
	// All orders of an execution.
	['run'],
	// One order from request to verdict; what one item asks for.
	['order', 'form'],
	// Verdicts worded for people.
	['result'],
	// The parts that know only the contract: when to send, how to send, what an answer means, as whom.
	['judge', 'pace', 'transport', 'credential'],
	// What everybody may use.
	['contract', 'clock'],
];

/** Folder below nodes/orders, or for the files beside the folders their own name. */
function stageOf(path: string): string {
	const [first = ''] = path.slice(SHARED.length).split('/');
	const name = first.replace(/\.ts$/, '');
	if (path === 'nodes/orders') return 'index';
	return /^execute[A-Z]/.test(name) ? 'execute' : name;
}

function depthOf(path: string): number {
	return STAGES.findIndex((stages) => stages.includes(stageOf(path)));
}

function isUphill(from: string, to: string): boolean {
	return stageOf(from) !== stageOf(to) && depthOf(to) <= depthOf(from);
}

/** "a -> b" for every import of a file that a rule does not allow. */
function offences(file: SourceFile, isAllowed: (target: string) => boolean): string[] {
	return file
		.importedFiles()
		.filter((target) => !isAllowed(target))
		.map((target) => `${file.path} -> ${target}`);
}

describe('imports', () => {
	it('there are sources to look at', () => {
		expect(nodes.length).toBeGreaterThan(30);
		expect(credentials).not.toEqual([]);
	});

	it('lead only to the package itself, n8n-workflow and luxon, which every n8n has', () => {
		const packages = [...nodes, ...credentials].flatMap((file) => file.imports());
		const foreign = packages.filter((specifier) => !specifier.startsWith('.'));

		expect([...new Set(foreign)].sort()).toEqual(['luxon', 'n8n-workflow']);
	});

	it('every file of the shared part belongs to a stage', () => {
		const shared = nodes.filter(({ path }) => path.startsWith(SHARED));

		expect(shared.map(({ path }) => path).filter((path) => depthOf(path) === -1)).toEqual([]);
	});

	it('inside the shared part go downhill, and never out of it', () => {
		const shared = nodes.filter(({ path }) => path.startsWith(SHARED));

		expect(
			shared.flatMap((file) =>
				offences(file, (target) => target.startsWith(SHARED) && !isUphill(file.path, target)),
			),
		).toEqual([]);
	});

	it('of a vendor folder know the door of the shared part, their own files, their own credential', () => {
		const vendors = nodes.filter(({ path }) => !path.startsWith(SHARED));

		expect(
			vendors.flatMap((file) => {
				const folder = posix.dirname(file.path);
				const credential = `credentials/${posix.basename(folder)}OrdersApi.credentials`;
				return offences(
					file,
					(target) =>
						target === 'nodes/orders' || target === credential || target.startsWith(`${folder}/`),
				);
			}),
		).toEqual([]);
	});

	it('of a credential know what the shared part says about credentials', () => {
		expect(
			credentials.flatMap((file) =>
				offences(file, (target) => target.startsWith(`${SHARED}credential/`)),
			),
		).toEqual([]);
	});
});

describe('the compiler and the linter', () => {
	it.each([...nodes, ...credentials])('$path: are never told to look away', (file) => {
		expect(file.evasions()).toEqual([]);
	});
});

describe('the checks themselves', () => {
	const written = (text: string) => new SourceFile('nodes/orders/judge/made-up.ts', text);

	it.each([
		"import x from 'fs';",
		"import type { X } from 'fs';",
		"export * from 'fs';",
		"import x = require('fs');",
		"const x = require('fs');",
		"const x = await import('fs');",
		"let x: import('fs').Stats;",
		'require(fs);',
	])('see the import in: %s', (text) => {
		expect(written(text).imports()).toEqual(['fs']);
	});

	it.each([
		'let x: any;',
		'const f = (x: Array<any>) => x;',
		'const x = y as unknown as string;',
		'const x = (y as unknown) as string;',
		'const x = <string>(<unknown>y);',
		'// @ts-expect-error later',
		'/* eslint-disable */',
	])('see the way out in: %s', (text) => {
		expect(written(text).evasions()).toHaveLength(1);
	});

	it('see an import that goes uphill', () => {
		expect(isUphill('nodes/orders/judge/made-up.ts', 'nodes/orders/run/cancelOrders')).toBe(true);
		expect(isUphill('nodes/orders/judge/made-up.ts', 'nodes/orders/pace/pace')).toBe(true);
		expect(isUphill('nodes/orders/clock.ts', 'nodes/orders/contract/reply')).toBe(true);
		expect(isUphill('nodes/orders/judge/made-up.ts', 'nodes/orders/judge/decision')).toBe(false);
		expect(isUphill('nodes/orders/judge/made-up.ts', 'nodes/orders/clock')).toBe(false);
	});

	it.each(['let any: string;', "const any = 'any';", '// any', 'const x = y as unknown;'])(
		'do not mind: %s',
		(text) => {
			expect(written(text).evasions()).toEqual([]);
		},
	);
});
