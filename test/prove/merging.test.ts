import { explore } from './search';
import { THINGS, type Thing } from './things';

jest.setTimeout(180_000);

function thingCalled(label: string): Thing {
	const thing = THINGS.find((each) => each.label === label);
	if (thing === undefined) throw new Error(`Nothing is called ${label}.`);
	return thing;
}

/** What reads as cancelled is taken for too late, so that much is said that is untrue. */
function misread(thing: Thing): Thing {
	const { subject } = thing;
	const interpretLookUp: typeof subject.interpretLookUp = (...answer) => {
		const state = subject.interpretLookUp(...answer);
		return state?.phase === 'cancelled' ? { ...state, phase: 'tooLate' } : state;
	};
	return { ...thing, subject: { ...subject, interpretLookUp } };
}

/** What is found, without how much was played for it. */
async function found(thing: Thing, mode: 'plain' | 'guarded', isMerging: boolean) {
	const { outcomes, violations, merged } = await explore(thing, mode, 2, isMerging);
	return { outcomes, violations: Object.keys(violations).sort(), merged };
}

describe('worlds that go on like another one need not be played', () => {
	it.each([{ label: 'thanks.io order', mode: 'plain' }] as const)(
		'$label, $mode: every ending and every untruth is found without them',
		async (part) => {
			const careless = misread(thingCalled(part.label));
			const { merged, ...all } = await found(careless, part.mode, false);
			const { merged: unplayed, ...most } = await found(careless, part.mode, true);
			expect(most).toEqual(all);
			expect(merged).toBe(0);
			expect(unplayed).toBeGreaterThan(100);
			expect(all.outcomes.length).toBeGreaterThan(10);
			expect(all.violations.length).toBeGreaterThan(0);
		},
	);
});
