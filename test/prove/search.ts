import type { Thing } from './things';
import { World, type Mode, type Story } from './world';

/** What was found in all worlds of one thing and mode. */
export interface Findings {
	/** By how many disturbances they have. */
	worlds: number[];
	/** The shortest story of each kind of violation. */
	violations: Record<string, Story>;
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
	const seen = new Set<string>();
	const stack: Array<{ story: Story; cost: number }> = [{ story: {}, cost: 0 }];
	for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
		const { story, cost } = next;
		const course = await new World(thing, mode, story, depth - cost, seen).play();
		if (course.isKnown) continue;
		findings.worlds[cost] = (findings.worlds[cost] ?? 0) + 1;
		for (const violation of course.violations) {
			const kind = kindOf(violation);
			const known = findings.violations[kind];
			const isShorter = known === undefined || Object.keys(story).length < Object.keys(known).length;
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
