import { ORDERS, type Cancellation } from '../samples';
import { getMany, reading, runAgainst, seedOpen } from '../support/againstSandbox';
import { outcomesOf, type NodeRun } from '../support/runNode';
import { keepWaitsShort } from '../support/shortWaits';
import { useSandbox } from '../support/useSandbox';

keepWaitsShort();

const sandbox = useSandbox();

/** From here on every answer takes half a minute to come in, byte by byte. */
function dripFromNowOn(): void {
	sandbox().addFault({ kind: 'slowBody', times: Infinity });
}

/** The sandbox hears a moment later that a connection was closed, when the next one may be open already. */
const BEING_CLOSED = 8;

async function stillOpen(): Promise<number> {
	const end = Date.now() + 500;
	while (sandbox().openSockets() > 0 && Date.now() < end) {
		await new Promise((later) => setTimeout(later, 10));
	}
	return sandbox().openSockets();
}

/** A call may take a third of a second, and a second more while bytes come in. */
function run(credentialId: string, giveUpAfter: number): Partial<NodeRun> {
	const options = { requestTimeout: 300, maxAttempts: 1, giveUpAfter };
	return { credentialId, options };
}

/** While all is well the account is trusted with more and more requests at once. */
async function earnTrust(order: Cancellation, { credentialId }: Partial<NodeRun>): Promise<void> {
	await runAgainst(sandbox(), order, seedOpen(sandbox(), order, 600), { credentialId });
	// A connection that is being closed would count while the next one is open already.
	await stillOpen();
	sandbox().reset();
}

// Connections are those of an account, whatever its vendor, so one will do.
const ONE = ORDERS.slice(0, 1);

describe.each(ONE)('$label: a service that stops answering', (order) => {
	it('never has more than 64 connections open', async () => {
		const credentialId = 'hanging';
		await earnTrust(order, { credentialId });
		const ids = seedOpen(sandbox(), order, 200);
		sandbox().addFault({ kind: 'timeoutBefore', times: Infinity });
		// From here on no connection ends before the time is over, so that none is counted that is being closed.
		const options = { requestTimeout: 2000, giveUpAfter: 0.01 };

		const { items } = await runAgainst(sandbox(), order, ids, { credentialId, options });

		expect(items).toHaveLength(ids.length);
		expect(sandbox().peakSockets()).toBe(64);
	});
});

describe.each(ONE)('$label: a service whose answers drip in', (order) => {
	it('300 orders: never more than 64 connections are open, and none when the node ends', async () => {
		const more = run('dripping', 0.04);
		await earnTrust(order, more);
		const ids = seedOpen(sandbox(), order, 300);
		dripFromNowOn();

		const { items } = await runAgainst(sandbox(), order, ids, more);

		const atTheEnd = await stillOpen();
		expect(new Set(outcomesOf(items))).toEqual(new Set(['unknown', 'notAttempted']));
		expect(items).toHaveLength(300);
		expect(sandbox().peakSockets()).toBeLessThanOrEqual(64 + BEING_CLOSED);
		expect(atTheEnd).toBe(0);
	}, 30_000);

	it('many executions at once: they share the 64', async () => {
		const more = run('dripping together', 0.03);
		await earnTrust(order, more);
		const ids = seedOpen(sandbox(), order, 200);
		dripFromNowOn();

		const parts = Array.from({ length: 10 }, (_, part) => ids.slice(part * 20, part * 20 + 20));
		await Promise.all(parts.map(async (part) => await runAgainst(sandbox(), order, part, more)));

		const atTheEnd = await stillOpen();
		expect(sandbox().peakSockets()).toBeLessThanOrEqual(64 + BEING_CLOSED);
		expect(atTheEnd).toBe(0);
	}, 30_000);

	it("n8n's stop button closes them at once, and the orders are unknown", async () => {
		const ids = seedOpen(sandbox(), order, 3);
		dripFromNowOn();

		let pressed = 0;
		const { items, run: record } = await runAgainst(sandbox(), order, ids, {
			options: { requestTimeout: 60_000 },
			onStart: (stop) => {
				setTimeout(() => {
					pressed = Date.now();
					stop();
				}, 300);
			},
		});

		expect(await stillOpen()).toBe(0);
		// By themselves they would end with the timeout, after a minute.
		expect(Date.now() - pressed).toBeLessThan(30_000);
		expect(record.status).toBe('canceled');
		expect(outcomesOf(items)).toEqual(['unknown', 'unknown', 'unknown']);
	});

	it('Get and Get Many: none is open when the node ends', async () => {
		const [id] = seedOpen(sandbox(), order, 1);
		dripFromNowOn();

		const outcomes = await Promise.all([
			runAgainst(sandbox(), reading(order), [id], run('dripping get', 0.02)),
			getMany(sandbox(), order.vendor, {}, run('dripping list', 0.02)),
		]);

		expect(await stillOpen()).toBe(0);
		for (const { items } of outcomes) expect(items[0]?.json.error).toBeDefined();
	});
});
