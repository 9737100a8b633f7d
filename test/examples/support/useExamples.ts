import type { Sandbox } from '../../../sandbox';
import { fillForExamples } from '../../../scripts/demo/exampleOrders';
import { useSandbox } from '../../support/useSandbox';
import { exampleRunner, type Play, type Played } from './runExample';

export interface Examples {
	/** Plays the example once more, in the same n8n. */
	play: (play: Partial<Play>) => Promise<Played>;
	sandbox: () => Sandbox;
	/** Ids of everything that is really cancelled and was not before. */
	cancelled: () => string[];
}

/** An example, and before each test a new n8n and a sandbox with the sample orders. */
export function useExamples(usual: Play): Examples {
	const sandbox = useSandbox();
	let run: ReturnType<typeof exampleRunner> | undefined;
	beforeEach(() => {
		fillForExamples(sandbox());
		run = exampleRunner(sandbox());
	});
	return {
		sandbox,
		play: async (play) => {
			if (run === undefined) throw new Error('No test is running.');
			const played = await run({ ...usual, ...play });
			const { error } = played.run.data.resultData;
			if (error !== undefined) throw error;
			return played;
		},
		cancelled: () => {
			const orders = sandbox()
				.orders()
				.filter(({ cancelCount }) => cancelCount > 0);
			expect(orders.filter(({ cancelCount }) => cancelCount > 1)).toEqual([]);
			return orders.map(({ id }) => id).sort();
		},
	};
}
