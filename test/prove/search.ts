import { THINGS, type Thing } from './things';
import { World, type Mode, type Story } from './world';

/** What was found in all worlds of one thing and mode. */
export interface Findings {
	/** By how many disturbances they have. */
	worlds: number[];
	/** The shortest story of each kind of violation. */
	violations: Record<string, Story>;
}

/** A test to paste into `prove.test.ts`. */
export function testFor({ label }: Thing, mode: Mode, violation: string, story: Story): string {
	const call = `await untruths(${JSON.stringify(label)}, '${mode}', ${JSON.stringify(story, null, 2)})`;
	return `it(${JSON.stringify(`${label}, ${mode}: not so that ${violation}`)}, async () => {\n\texpect(${call}).toEqual([]);\n});`;
}

/** What is untrue of one world; throws if something of its story never happens. */
export async function untruths(label: string, mode: Mode, story: Story): Promise<string[]> {
	const thing = THINGS.find((each) => each.label === label);
	if (thing === undefined) throw new Error(`Nothing is called ${label}.`);
	const { violations, unused } = await new World(thing, mode, story).play();
	if (unused.length > 0) throw new Error(`This never happens: ${unused.join(', ')}`);
	return violations;
}

/** What a violation says, whatever the request is called that it happened with. */
function kindOf(violation: string): string {
	return violation.replace(/\d+/g, 'n');
}

/**
 * Plays every world with so many disturbances. A world is run, it tells where something else could have happened, and from
 * there the next ones branch: what would happen after the last request is no world.
 */
export async function explore(thing: Thing, mode: Mode, depth: number): Promise<Findings> {
	const findings: Findings = { worlds: Array.from({ length: depth + 1 }, () => 0), violations: {} };
	const stack: Array<{ story: Story; cost: number }> = [{ story: {}, cost: 0 }];
	for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
		const { story, cost } = next;
		const course = await new World(thing, mode, story, depth - cost).play();
		findings.worlds[cost] = (findings.worlds[cost] ?? 0) + 1;
		for (const violation of course.violations) {
			const kind = kindOf(violation);
			const known = findings.violations[kind];
			const isShorter =
				known === undefined || Object.keys(story).length < Object.keys(known).length;
			if (isShorter) findings.violations[kind] = story;
		}
		for (const { at, options } of course.forks) {
			for (const [words, more] of options) {
				stack.push({ story: { ...story, [at]: words }, cost: cost + more });
			}
		}
	}
	return findings;
}
