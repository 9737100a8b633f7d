import type { Sandbox } from '../../sandbox';
import { startDemoSandbox } from '../../scripts/demo/demoSandbox';
import { exampleRunner } from './support/runExample';

const PLAY = { file: 'cancel-orders.json', start: "When clicking 'Execute workflow'" };

describe('examples/cancel-orders.json', () => {
	let sandbox: Sandbox | undefined;
	afterEach(async () => await sandbox?.close());

	it('shows all orders in one table, the refused ones with the same columns as the others', async () => {
		sandbox = await startDemoSandbox();
		const { out } = await exampleRunner(sandbox)(PLAY);

		const shown = out('Results');
		const columns = Object.keys(shown[0] ?? {}).sort();
		expect(columns).toEqual(expect.arrayContaining(['orderId', 'outcome', 'stopped', 'nextStep']));
		for (const row of shown) expect(Object.keys(row).sort()).toEqual(columns);
		expect(shown).toHaveLength(21);
	});
});
