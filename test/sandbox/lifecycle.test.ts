import { get as httpGet } from 'node:http';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { call, cancel, IDS, seedOpen } from './helpers';

async function withSandbox(act: (sandbox: Sandbox) => Promise<void>): Promise<void> {
	const sandbox = await startSandbox();
	try {
		await act(sandbox);
	} finally {
		await sandbox.close();
	}
}

test('close ends at once although requests hang in every way', async () => {
	const sandbox = await startSandbox();
	seedOpen(sandbox, 'thanksIo');
	for (const kind of ['timeoutBefore', 'slowBody', 'processLate'] as const) {
		sandbox.addFault({ kind, delayMs: 30_000 });
	}
	const hanging = [1, 2, 3].map(
		async () => await cancel(sandbox, 'thanksIo').catch(() => 'broken'),
	);
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(sandbox.openSockets()).toBe(3);
	const started = Date.now();
	await sandbox.close();
	expect(Date.now() - started).toBeLessThan(1000);
	expect(await Promise.all(hanging)).toEqual(['broken', 'broken', 'broken']);
	await expect(fetch(sandbox.url)).rejects.toThrow();
	await sandbox.close();
});

test('counts open sockets and remembers the peak', async () => {
	await withSandbox(async (sandbox) => {
		sandbox.addFault({ kind: 'timeoutBefore', times: 5 });
		// Not fetch: it opens a new idle connection for each one that it gives up.
		const hanging = Array.from({ length: 5 }, () =>
			httpGet(`${sandbox.baseUrlOf('fastPod')}/v1/orders`).on('error', () => undefined),
		);
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect([sandbox.openSockets(), sandbox.peakSockets()]).toEqual([5, 5]);
		for (const request of hanging) request.destroy();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect([sandbox.openSockets(), sandbox.peakSockets()]).toEqual([0, 5]);
		sandbox.reset();
		expect(sandbox.peakSockets()).toBe(0);
	});
});

test('reset forgets everything, also what was going to be processed late', async () => {
	await withSandbox(async (sandbox) => {
		seedOpen(sandbox, 'snappy');
		sandbox.addFault({ kind: 'processLate', delayMs: 100 });
		void cancel(sandbox, 'snappy').catch(() => undefined);
		while (sandbox.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		sandbox.addFault({ kind: 'statusBefore', times: Infinity });
		sandbox.setRateLimit({ service: 'snappy', requests: 0, windowMs: 1000 });
		sandbox.reset();
		expect([sandbox.orders(), sandbox.requests()]).toEqual([[], []]);
		seedOpen(sandbox, 'snappy');
		await new Promise((resolve) => setTimeout(resolve, 150));
		expect(sandbox.order('snappy', IDS.snappy)?.cancelled).toBe(false);
		expect((await cancel(sandbox, 'snappy')).status).toBe(200);
	});
});

test('stays fast with 20,000 orders', async () => {
	await withSandbox(async (sandbox) => {
		sandbox.seed(
			Array.from({ length: 20_000 }, (_, index) => ({
				service: 'thanksIo' as const,
				id: String(index + 1),
				status: 'reviewing',
			})),
		);
		const started = Date.now();
		for (let id = 1; id <= 300; id += 1) await cancel(sandbox, 'thanksIo', String(id));
		const list = await call(sandbox, 'thanksIo', '/orders/list?page=200&items_per_page=100');
		expect(list.json).toMatchObject({ meta: { total: 20_000 } });
		expect(Date.now() - started).toBeLessThan(5000);
		expect(sandbox.orders().filter(({ cancelled }) => cancelled)).toHaveLength(300);
	});
});

test('copies: what a test holds does not change', async () => {
	await withSandbox(async (sandbox) => {
		seedOpen(sandbox, 'fastPod');
		const before = sandbox.order('fastPod', IDS.fastPod);
		await cancel(sandbox, 'fastPod');
		expect(before?.cancelled).toBe(false);
	});
});
