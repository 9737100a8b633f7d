import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import { CANCELLATIONS, type Cancellation } from '../samples';
import { credentialFor, getMany, reading, runAgainst, seedOpen } from '../support/againstSandbox';
import { builtPackage, resultOf } from '../support/runNode';
import { keepWaitsShort } from '../support/shortWaits';
import { useSandbox } from '../support/useSandbox';

keepWaitsShort();

const sandbox = useSandbox();

const NOBODY_LISTENS = 'http://127.0.0.1:1';

/** n8n reads it for every request. */
function setProxy(name: 'HTTP_PROXY' | 'HTTPS_PROXY', address: string): void {
	process.env[name] = address;
}

const servers: Server[] = [];

/** A proxy that says the same to whoever asks for a connection, and hangs up. */
async function startProxy(answer: string): Promise<string> {
	const server = createServer((socket) => {
		socket.on('error', () => undefined);
		socket.once('data', () => socket.end(answer));
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
	delete process.env.HTTP_PROXY;
	delete process.env.HTTPS_PROXY;
	for (const server of servers.splice(0)) server.close();
});

/** What is behind an encrypted connection, which a proxy is asked to open. */
const FAR_AWAY = 'https://api.example.com';

/** Cancels one thing that could be cancelled. */
async function cancelOne(
	cancellation: Cancellation,
	credential: { baseUrl?: string } = {},
): Promise<IDataObject> {
	const [id] = seedOpen(sandbox(), cancellation, 1);
	const { items } = await runAgainst(sandbox(), cancellation, [id], {
		credential: { ...credentialFor(sandbox(), cancellation), ...credential },
		options: { maxAttempts: 2 },
	});
	expect(sandbox().requests()).toEqual([]);
	return resultOf(items[0]);
}

const NOT_ATTEMPTED = { outcome: 'notAttempted', stopped: false, attempts: 0 };

describe.each(CANCELLATIONS)('$label: a request that never left', (cancellation) => {
	it('nobody listens at the Base URL: not attempted, with the reason of the system, and may be run again', async () => {
		const result = await cancelOne(cancellation, { baseUrl: NOBODY_LISTENS });

		expect(result).toMatchObject({ ...NOT_ATTEMPTED, retryable: true });
		expect(result.message).toMatch(/connection was refused \(ECONNREFUSED 127\.0\.0\.1:1\)/);
		expect(result.message).not.toMatch(/proxy/);
	});

	it('the port of the proxy is closed: says that it is the proxy', async () => {
		setProxy('HTTPS_PROXY', NOBODY_LISTENS);

		const result = await cancelOne(cancellation, { baseUrl: FAR_AWAY });

		expect(result).toMatchObject({ ...NOT_ATTEMPTED, retryable: true });
		expect(result.message).toMatch(/the proxy could not be reached: .*refused .*127\.0\.0\.1:1/);
	});

	it('the proxy hangs up: not attempted, and may be run again', async () => {
		setProxy('HTTPS_PROXY', await startProxy(''));

		const result = await cancelOne(cancellation, { baseUrl: FAR_AWAY });

		expect(result).toMatchObject({ ...NOT_ATTEMPTED, retryable: true });
		expect(result.message).toMatch(/the proxy closed the connection/);
	});

	it.each([
		['an encrypted', 'HTTPS_PROXY', FAR_AWAY],
		['a plain', 'HTTP_PROXY', undefined],
	] as const)(
		'the proxy of %s connection wants a sign-in: not attempted',
		async (_case, name, baseUrl) => {
			setProxy(name, await startProxy('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));

			const result = await cancelOne(cancellation, baseUrl === undefined ? {} : { baseUrl });

			expect(result).toMatchObject({ ...NOT_ATTEMPTED, retryable: false });
			expect(result.message).toMatch(/proxy wants somebody to sign in/);
		},
	);

	it('the credential is edited while the run goes on: its own words, and no second try', async () => {
		const { credentialTypes } = await builtPackage();
		const type = credentialTypes.get(cancellation.node.credentialType);
		const { authenticate } = type ?? {};
		if (type === undefined || typeof authenticate !== 'function') throw new Error('It is gone.');
		const edited = jest.fn<Promise<never>, Parameters<typeof authenticate>>(
			async (credential, request) => {
				await authenticate({ ...credential, baseUrl: 'http://example.com' }, request);
				throw new Error('It was not refused.');
			},
		);
		type.authenticate = edited;
		try {
			const result = await cancelOne(cancellation);

			expect(result).toMatchObject({ ...NOT_ATTEMPTED, retryable: false });
			expect(result.message).toMatch(/the 'Base URL' of the credential is not https/);
			expect(edited).toHaveBeenCalledTimes(1);
		} finally {
			type.authenticate = authenticate;
		}
	});

	it('Get and Get Many give the reason, too', async () => {
		setProxy('HTTPS_PROXY', NOBODY_LISTENS);
		const more = {
			credential: { ...credentialFor(sandbox(), cancellation), baseUrl: FAR_AWAY },
			options: { giveUpAfter: 0.005 },
		};
		const outcomes = await Promise.all([
			runAgainst(sandbox(), reading(cancellation), [cancellation.idOf(1)], more),
			getMany(sandbox(), cancellation.vendor, {}, more),
		]);

		for (const { items } of outcomes) {
			expect(resultOf(items[0]).message).toMatch(/the proxy could not be reached/);
		}
	});
});
