import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { X509CertificateGenerator } from '@peculiar/x509';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { call, cancel, idOf, seedOpen } from './helpers';

async function withSandbox<Result>(act: (sandbox: Sandbox) => Promise<Result>): Promise<Result> {
	const sandbox = await startSandbox();
	try {
		return await act(sandbox);
	} finally {
		await sandbox.close();
	}
}

test('close ends at once although requests hang in every way', async () => {
	const sandbox = await startSandbox();
	seedOpen(sandbox, 'thanksIo');
	sandbox.addFault({ kind: 'timeoutBefore' });
	sandbox.addFault({ kind: 'timeoutBefore', delayMs: 30_000 });
	sandbox.addFault({ kind: 'slowBody' });
	const hanging = [1, 2, 3].map(
		async () => await cancel(sandbox, 'thanksIo').catch(() => 'broken'),
	);
	while (sandbox.openSockets() < 3) await new Promise((resolve) => setTimeout(resolve, 5));
	// They would hang for half a minute, and the test may take five seconds.
	await sandbox.close();
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
		while (sandbox.openSockets() < 5) await new Promise((resolve) => setTimeout(resolve, 5));
		expect([sandbox.openSockets(), sandbox.peakSockets()]).toEqual([5, 5]);
		for (const request of hanging) request.destroy();
		while (sandbox.openSockets() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
		expect(sandbox.peakSockets()).toBe(5);
		sandbox.reset();
		expect(sandbox.peakSockets()).toBe(0);
	});
});

test('reset forgets everything, also what was going to be processed late', async () => {
	await withSandbox(async (sandbox) => {
		seedOpen(sandbox, 'snappy');
		sandbox.addFault({ kind: 'timeoutBefore', delayMs: 100 });
		void cancel(sandbox, 'snappy').catch(() => undefined);
		while (sandbox.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		sandbox.addFault({ kind: 'statusBefore', times: Infinity });
		sandbox.setRateLimit({ service: 'snappy', requests: 0, windowMs: 1000 });
		sandbox.reset();
		expect([sandbox.orders(), sandbox.requests()]).toEqual([[], []]);
		seedOpen(sandbox, 'snappy');
		await new Promise((resolve) => setTimeout(resolve, 150));
		expect(sandbox.order('snappy', idOf('snappy'))?.cancelled).toBe(false);
		expect((await cancel(sandbox, 'snappy')).status).toBe(200);
	});
});

/** What 200 cancellations take among so many orders, milliseconds. */
async function timeAmong(orders: number): Promise<number> {
	return await withSandbox(async (sandbox) => {
		sandbox.seed(
			Array.from({ length: orders }, (_, index) => ({
				service: 'thanksIo' as const,
				id: String(index + 1),
				status: 'reviewing',
			})),
		);
		const started = performance.now();
		for (let id = 1; id <= 200; id += 1) await cancel(sandbox, 'thanksIo', String(id));
		const took = performance.now() - started;
		const list = await call(sandbox, 'thanksIo', '/orders/list?items_per_page=100');
		expect(list.json).toMatchObject({ meta: { total: orders } });
		expect(sandbox.orders().filter(({ cancelled }) => cancelled)).toHaveLength(200);
		return took;
	});
}

test('is hardly slower among 20,000 orders than among 200', async () => {
	const few = await timeAmong(200);
	expect(await timeAmong(20_000)).toBeLessThan(5 * few);
});

test('copies: what a test holds does not change', async () => {
	await withSandbox(async (sandbox) => {
		seedOpen(sandbox, 'fastPod');
		const before = sandbox.order('fastPod', idOf('fastPod'));
		await cancel(sandbox, 'fastPod');
		expect(before?.cancelled).toBe(false);
	});
});

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

async function selfSigned(): Promise<{ key: string; cert: string }> {
	const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
	const certificate = await X509CertificateGenerator.createSelfSigned({
		name: 'CN=localhost',
		keys,
		signingAlgorithm: ALGORITHM,
	});
	const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
	const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64')}\n-----END PRIVATE KEY-----\n`;
	return { key, cert: certificate.toString('pem') };
}

test('serves TLS, and can insist on a client certificate', async () => {
	const pair = await selfSigned();
	const https = { ...pair, ca: pair.cert, requestCert: true, rejectUnauthorized: true };
	const sandbox = await startSandbox({ https });
	const status = async (client: object) =>
		await new Promise<number | string | undefined>((resolve) => {
			const url = `${sandbox.baseUrlOf('snappy')}/v2/authentication/apiKeys`;
			const options = {
				headers: { 'x-api-key': sandbox.keyOf('snappy') },
				rejectUnauthorized: false,
			};
			httpsGet(url, { ...options, ...client }, (response) =>
				resolve(response.resume().statusCode),
			).on('error', () => resolve('refused'));
		});
	try {
		expect(sandbox.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
		expect(await status(pair)).toBe(200);
		expect(await status({})).toBe('refused');
	} finally {
		await sandbox.close();
	}
});
