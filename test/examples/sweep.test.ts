import type { IDataObject } from 'n8n-workflow';

import { useExamples } from './support/useExamples';

const { play, cancelled, sandbox } = useExamples({
	file: 'thanksio-last-hour-sweep.json',
	start: 'Stop It Now',
	dryRun: false,
});

function setting(name: string, value: string | number) {
	const found = new RegExp(`("name":"${name}","value":)("[^"]*"|\\d+)`);
	return {
		Settings: (parameters: IDataObject) =>
			JSON.parse(
				JSON.stringify(parameters).replace(found, `$1${JSON.stringify(value)}`),
			) as IDataObject,
	};
}

describe('examples/thanksio-last-hour-sweep.json', () => {
	it('as downloaded, it cancels nothing', async () => {
		const { told } = await play({ dryRun: undefined });

		expect(cancelled()).toEqual([]);
		expect(told[0]?.subject).toBe('Dry run: 0 of 3 mailings are stopped');
	});

	it.each(['Stop It Now', 'Every 10 Minutes'])(
		'%s: stops the orders of this mailing that are in review and younger than an hour, no others',
		async (start) => {
			const { told } = await play({ start });

			expect(cancelled()).toEqual(['43001', '43002']);
			expect(told).toHaveLength(1);
			expect(told[0]?.subject).toBe('2 of 3 mailings are stopped');
			expect(told[0]?.text).toMatch(/^- thanks\.io 43003: .*it was placed 75 minutes ago/);
		},
	);

	it('runs again ten minutes later: what is stopped is not touched, and nothing is mailed about it', async () => {
		await play({});
		const sent = sandbox().requests({ operation: 'cancel' }).length;

		const { told } = await play({ start: 'Every 10 Minutes' });

		expect(cancelled()).toEqual(['43001', '43002']);
		expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(sent);
		expect(told[0]?.subject).toBe('0 of 1 mailings are stopped');
	});

	it('nothing in review: no mail', async () => {
		const { told } = await play({ change: setting('reference', 'autumn-mailing') });

		expect(cancelled()).toEqual([]);
		expect(told).toEqual([]);
	});

	it('more orders than allowed: none is cancelled, and all are in the mail', async () => {
		const { told } = await play({ change: setting('maxOrders', 2) });

		expect(cancelled()).toEqual([]);
		expect(String(told[0]?.text).split('\n')).toHaveLength(3);
	});

	it('a blank sub account does not sweep all of them', async () => {
		const { told } = await play({ change: setting('subAccountId', '') });

		expect(cancelled()).toEqual([]);
		expect(told[0]).toMatchObject({
			subject: 'The orders in review could not be read: no cancellation was sent',
			text: expect.stringContaining("the filter 'Sub Account ID' is blank"),
		});
	});

	it('an order that left Reviewing after it was listed is left alone and named', async () => {
		const paused = { status: 'paused', subAccountId: 66, cancellable: true } as const;
		sandbox().seed([{ service: 'thanksIo', id: '43001', ...paused }]);
		const listed = [{ id: 43001, metadata: { reference: 'spring-mailing' } }];

		const { told } = await play({ pin: { 'Orders in Review': listed } });

		expect(cancelled()).toEqual([]);
		expect(told[0]?.text).toContain("'Only If Status' allows only reviewing");
	});
});
