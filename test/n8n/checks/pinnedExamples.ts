import type { IPinData, IRun } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import type { Example } from '../../../scripts/realN8n/exampleFiles';
import { runInEditor } from '../editorRun';
import { forReal, whyNotExecuted } from '../executable';
import { demandTruth, summary } from '../executions';
import { PINNED_PLAYS, type PinnedPlay } from '../pinnedPlays';
import { demand, demandNone } from '../report';
import { exampleNamed, type Scene } from '../scene';

/** The example as the person has it who plays this: same workflow, other switch, other pinned data. */
function asPlayed(example: Example, { forReal: isReal = false, pin = {} }: PinnedPlay): Example {
	const changed = isReal ? forReal([example])[0] : example;
	demand(changed !== undefined, () => `${example.file} has no switch for its dry run`);
	const pinned = Object.entries(pin).map(([name, items]) => [
		name,
		items.map((json) => ({ json })),
	]);
	const pinData = { ...example.workflow.pinData, ...(Object.fromEntries(pinned) as IPinData) };
	return {
		...example,
		workflow: { ...changed.workflow, id: example.workflow.id, pinData },
	};
}

/** How often the sandbox has cancelled each order so far. */
function cancelCounts(sandbox: Sandbox): Map<string, number> {
	return new Map(sandbox.orders().map(({ id, cancelCount }) => [id, cancelCount]));
}

function demandPath({ data }: IRun, { reaches, avoids = [] }: PinnedPlay): void {
	const arrived = new Set(Object.keys(data.resultData.runData));
	demandNone([
		...reaches.filter((name) => !arrived.has(name)).map((name) => `it did not reach '${name}'`),
		...avoids.filter((name) => arrived.has(name)).map((name) => `it reached '${name}'`),
	]);
}

/** Runs the examples that need others' services, from the editor and with pinned data in place of those services. */
export async function checkPinnedExamples(scene: Scene): Promise<void> {
	const { report, sandbox, stored, examples } = scene;
	await report.check('every example is executed here or in the editor', () => {
		const played = new Set(PINNED_PLAYS.map(({ file }) => file));
		const left = examples.filter(
			(example) => whyNotExecuted(example, stored) !== null && !played.has(example.file),
		);
		demandNone(left.map(({ file }) => file));
		return undefined;
	});
	for (const play of PINNED_PLAYS) {
		const { file, what, start, cancels } = play;
		await report.check(`${file} in the editor, ${what}: the sandbox agrees`, async () => {
			const played = asPlayed(exampleNamed(scene, file), play);
			const before = cancelCounts(sandbox);
			const run = await runInEditor(scene, played, start);
			const outcomes = demandTruth(sandbox, run, played);
			demandPath(run, play);
			const after = [...cancelCounts(sandbox)].filter(([id, count]) => count !== before.get(id));
			const cancelled = after.map(([id]) => id).sort();
			demand(
				cancelled.join() === [...cancels].sort().join(),
				() => `cancelled: ${cancelled.join(', ')}; expected: ${cancels.join(', ')}`,
			);
			return `${outcomes.length} results${outcomes.length > 0 ? `, ${summary(outcomes)}` : ''}`;
		});
	}
}
