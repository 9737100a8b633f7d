import type { IDataObject } from 'n8n-workflow';

import { useExamples } from './support/useExamples';

const { play, cancelled, sandbox } = useExamples({
	file: 'spreadsheet-report.json',
	start: "When clicking 'Execute workflow'",
	dryRun: false,
});

function withMaxOrders(most: number) {
	return {
		Settings: (parameters: IDataObject) =>
			JSON.parse(
				JSON.stringify(parameters).replace(/("name":"maxOrders","value":)\d+/, `$1${most}`),
			) as IDataObject,
	};
}

function rows(list: ReadonlyArray<[orderId: unknown, service: string]>) {
	return { 'Read Orders': list.map(([orderId, service]) => ({ orderId, service }) as IDataObject) };
}

describe('examples/spreadsheet-report.json', () => {
	it('as downloaded, it cancels nothing and says so in the subject', async () => {
		const { told } = await play({ dryRun: undefined });

		expect(cancelled()).toEqual([]);
		expect(told.at(-1)?.subject).toBe('Dry run: 7 of 7 orders may still ship');
	});

	it('stops what can be stopped, and the mail names everything else with its reason', async () => {
		const { told } = await play({});

		expect(cancelled()).toEqual(['42021', 'F237-120723-000031', 'G7nR4bD021']);
		const mail = told.at(-1);
		expect(mail?.subject).toBe('4 of 7 orders may still ship');
		const lines = String(mail?.text).split('\n');
		expect(lines).toHaveLength(4);
		expect(lines[0]).toContain('thanks.io 42022: Order 42022 can no longer be cancelled');
		expect(lines[1]).toContain('Snappy G7nR4bD022:');
		expect(lines[2]).toContain("FastPOD (blank): 'Order ID' is blank, so nothing was sent");
		expect(lines[3]).toContain('Printery P-77: The service is none of');
	});

	it('writes one line for every row of the list', async () => {
		const { told } = await play({});

		expect(told.filter(({ node }) => node === 'Write Results')).toHaveLength(7);
	});

	it('a list that is longer than allowed is not cancelled at all, service by service', async () => {
		const { told } = await play({ change: withMaxOrders(1) });

		expect(cancelled()).toEqual(['F237-120723-000031']);
		expect(told.at(-1)?.text).toContain('thanks.io 42021: No cancellation was sent');
	});

	it('a service that is down does not cost the others their results', async () => {
		sandbox().addFault({ service: 'snappy', kind: 'htmlBefore', times: Infinity });

		const { told } = await play({});

		expect(cancelled()).toEqual(['42021', 'F237-120723-000031']);
		expect(told.at(-1)?.text).toContain('Snappy G7nR4bD021: It is not known whether');
	});

	it('the mail also comes when everything was stopped', async () => {
		const { told } = await play({ answers: rows([[42021, 'thanks.io']]) });

		expect(cancelled()).toEqual(['42021']);
		expect(told.at(-1)).toMatchObject({
			node: 'Mail the Report',
			subject: '0 of 1 orders may still ship',
			text: 'Every order of the list is stopped.',
		});
	});
});
