import { setImmediate } from 'node:timers/promises';

import { THINGS, type Thing } from './things';
import { World, type Course, type Mode, type Story } from './world';

/** What was found in all worlds of one thing and mode. */
export interface Findings {
	/** By how many disturbances they have. */
	worlds: number[];
	/** How many of them were not played to their end, because it is that of another one. */
	merged: number;
	/** How the tries of a world can end. */
	outcomes: string[];
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

/** As long as this many are played, nothing else is done in this process. */
const AT_A_TIME = 1_000;

/**
 * Plays every world with so many disturbances. A world is run, it tells where something else could have happened, and from
 * there the next ones branch: what would happen after the last request is no world.
 *
 * Those with fewer disturbances come first. So a point that was seen before was seen in a world that had as large a budget for
 * more of them, and a world that comes to it is not played any further (`World.hasMerged` says why that loses nothing).
 */
export async function explore(
	thing: Thing,
	mode: Mode,
	depth: number,
	isMerging = true,
	onCourse?: (story: Story, course: Course) => void,
): Promise<Findings> {
	const worlds = Array.from({ length: depth + 1 }, () => 0);
	const findings: Findings = { worlds, merged: 0, outcomes: [], violations: {} };
	const outcomes = new Set<string>();
	const points = new Set<string>();
	const isKnown = (point: string) => {
		if (points.has(point)) return isMerging;
		points.add(point);
		return false;
	};
	const stories: Story[][] = Array.from({ length: depth + 1 }, () => []);
	stories[0]?.push({});
	for (const [cost, stack] of stories.entries()) {
		for (let story = stack.pop(); story !== undefined; story = stack.pop()) {
			const search = { budget: depth - cost, isKnown };
			const course = await new World(thing, mode, story, search).play();
			onCourse?.(story, course);
			const count = (worlds[cost] ?? 0) + 1;
			worlds[cost] = count;
			if (course.outcomes === null) findings.merged += 1;
			else outcomes.add(course.outcomes);
			for (const violation of course.violations) findings.violations[kindOf(violation)] ??= story;
			for (const { at, options } of course.forks) {
				for (const [words, more] of options) stories[cost + more]?.push({ ...story, [at]: words });
			}
			if (count % AT_A_TIME === 0) await setImmediate();
		}
	}
	findings.outcomes = [...outcomes].sort();
	return findings;
}
