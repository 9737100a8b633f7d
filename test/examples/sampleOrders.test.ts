import type { Sandbox } from '../../sandbox';
import { startDemoSandbox } from '../../scripts/demo/demoSandbox';
import { exampleRunner } from './support/runExample';

const MINUTE_MS = 60_000;

/** Placed more than an hour ago, for the guard on the age to find. */
const TOO_OLD = '43003';

describe('the sample orders of npm start and npm run n8n', () => {
	let sandbox: Sandbox | undefined;
	beforeAll(async () => {
		sandbox = await startDemoSandbox();
	});
	afterAll(async () => await sandbox?.close());

	/** Ids with their age in whole minutes. */
	function ages(service: string): Array<[id: string, status: string, age: number]> {
		const orders = sandbox?.orders().filter((order) => order.service === service) ?? [];
		return orders.map(({ id, status, createdAt }) => [
			id,
			status,
			Math.round((Date.now() - Date.parse(createdAt)) / MINUTE_MS),
		]);
	}

	it('each was placed at a time of its own in its service, in the last week', () => {
		const services = new Set(sandbox?.orders().map(({ service }) => service));

		expect(services.size).toBeGreaterThan(2);
		for (const service of services) {
			const minutes = ages(service).map(([, , age]) => age);
			expect(new Set(minutes).size).toBe(minutes.length);
			expect(Math.min(...minutes)).toBeGreaterThan(0);
			expect(Math.max(...minutes)).toBeLessThan(7 * 24 * 60);
		}
	});

	it('what thanks.io still reviews is less than an hour old', () => {
		const reviewing = ages('thanksIo').filter(([id, status]) => {
			return status === 'reviewing' && id !== TOO_OLD;
		});

		expect(reviewing.length).toBeGreaterThan(5);
		for (const [, , age] of reviewing) expect(age).toBeLessThan(60);
	});

	it('the order of the first example that was cancelled yesterday was cancelled a day ago', () => {
		const { cancelledAt } = sandbox?.order('snappy', 'G7nR4bD003') ?? {};

		expect(Math.round((Date.now() - Date.parse(cancelledAt ?? '')) / MINUTE_MS)).toBe(24 * 60);
	});

	it('examples/cancel-orders.json shows all of its orders in one table, the refused ones with the same columns as the others', async () => {
		if (sandbox === undefined) throw new Error('There is no sandbox.');
		const { out } = await exampleRunner(sandbox)({
			file: 'cancel-orders.json',
			start: "When clicking 'Execute workflow'",
		});

		const shown = out('Results');
		const columns = Object.keys(shown[0] ?? {}).sort();
		expect(columns).toEqual(expect.arrayContaining(['orderId', 'outcome', 'stopped', 'nextStep']));
		for (const row of shown) expect(Object.keys(row).sort()).toEqual(columns);
		expect(shown).toHaveLength(21);
	});
});
