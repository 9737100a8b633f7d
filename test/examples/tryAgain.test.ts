import { useExamples } from './support/useExamples';

const { play, cancelled, sandbox } = useExamples({
	file: 'try-again-later.json',
	start: "When clicking 'Execute workflow'",
	dryRun: false,
});

const UNCLEAR = 'F237-120723-000042';

function ids(items: ReadonlyArray<{ orderId?: unknown }>) {
	return items.map(({ orderId }) => orderId);
}

describe('examples/try-again-later.json', () => {
	it('as downloaded, it cancels nothing', async () => {
		await play({ dryRun: undefined });

		expect(cancelled()).toEqual([]);
	});

	it('an unclear order is tried again until it is clear, the others are not sent again', async () => {
		const { run, out } = await play({});

		expect(cancelled()).toEqual(['F237-120723-000041', UNCLEAR]);
		expect(sandbox().requests({ operation: 'cancel', orderId: UNCLEAR })).toHaveLength(2);
		expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(4);
		expect(run.data.resultData.runData.Wait).toHaveLength(1);
		expect(ids(out('Stopped'))).toEqual([UNCLEAR]);
		expect(ids(out('May Still Ship'))).toEqual(['F237-120723-000043']);
	});

	it('an order that stays unclear is given up after five rounds, and named as not known', async () => {
		const fault = { orderId: UNCLEAR, kind: 'redirect', location: '/', times: Infinity } as const;
		sandbox().addFault(fault);

		const { run, out } = await play({});

		expect(run.data.resultData.runData['Cancel Garments']).toHaveLength(5);
		expect(out('Given Up')).toMatchObject([
			{ orderId: UNCLEAR, outcome: 'unknown', stopped: null },
		]);
		expect(cancelled()).toEqual(['F237-120723-000041']);
	});

	it('an order that the cut-off answer had cancelled is not cancelled twice', async () => {
		sandbox().addFault({
			orderId: 'F237-120723-000041',
			operation: 'get',
			kind: 'redirect',
			location: '/',
		});
		sandbox().addFault({ orderId: 'F237-120723-000041', operation: 'cancel', kind: 'cutAfter' });

		await play({});

		expect(cancelled()).toContain('F237-120723-000041');
		expect(sandbox().order('fastPod', 'F237-120723-000041')?.cancelCount).toBe(1);
	});
});
