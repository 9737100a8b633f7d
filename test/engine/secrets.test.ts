import { written } from '../support/loudN8n';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SANDBOX_RECIPIENT } from '../../sandbox';
import { credentialFor, runAgainst, seedOrders, SERVICES } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';
import { resultOf } from '../support/runNode';

keepWaitsShort();

const PERSONAL = [
	SANDBOX_RECIPIENT.name,
	SANDBOX_RECIPIENT.lastName,
	SANDBOX_RECIPIENT.email,
	SANDBOX_RECIPIENT.phone,
	SANDBOX_RECIPIENT.street,
];

describe.each(SERVICES)('$service', (service) => {
	const sandbox = useSandbox();

	it.each(['continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'] as const)(
		'neither the key nor the recipient is in the stored execution or on the console (On Error = %s)',
		async (onError) => {
			const ids = seedOrders(sandbox(), service, 8);
			const { sandboxService } = service;
			const key = sandbox().keyOf(sandboxService);
			const { name, email, phone } = SANDBOX_RECIPIENT;
			// thanks.io's order shows no recipient, so a name in its words cannot be known for one.
			const said = `No ${sandboxService === 'thanksIo' ? '' : name} ${email} ${phone} Bearer ${key}`;
			sandbox().seed([{ service: sandboxService, id: ids[1] ?? '', status: service.tooLate }]);
			sandbox().setRefusal(sandboxService, { status: 422, body: { message: said } });
			const kinds = ['otherState', 'cutAfter', 'statusBefore', 'htmlBefore', 'redirect'] as const;
			kinds.forEach((kind, index) => {
				sandbox().addFault({
					operation: 'cancel',
					orderId: ids[index + 2],
					kind,
					body: { message: said },
				});
			});
			written.length = 0;

			const { run } = await runAgainst(sandbox(), service, [...ids, '../x'], {
				settings: { onError },
			});

			const stored = JSON.stringify(run);
			const log = written.join('\n');
			expect(stored.includes(ids[1] ?? '')).toBe(true);
			expect(log).toContain('Running node "Cancel" started');
			const secrets = [key, ...PERSONAL];
			expect(secrets.filter((text) => stored.includes(text))).toEqual([]);
			expect(secrets.filter((text) => log.includes(text))).toEqual([]);
		},
	);

	it('passes on the recipient only with Simplify off', async () => {
		const ids = seedOrders(sandbox(), service, 1);

		const { items } = await runAgainst(sandbox(), service, ids, {
			parameters: { simplify: false },
		});

		const result = resultOf(items[0]);
		expect(Object.keys(result).slice(-4)).toEqual([
			'httpStatus',
			'verifiedBy',
			'checkedAt',
			'response',
		]);
		expect(result).toMatchObject({ httpStatus: 200, verifiedBy: 'response', outcome: 'cancelled' });
		expect(JSON.stringify(result.response)).toContain(SANDBOX_RECIPIENT.lastName);
	});

	describe('a redirect to another host', () => {
		let elsewhere: Server;
		let connections = 0;

		beforeAll(async () => {
			elsewhere = createServer((_request, response) => response.end('{"status":"cancelled"}'));
			elsewhere.on('connection', () => {
				connections += 1;
			});
			await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.2', listening));
		});
		afterAll(() => elsewhere.close());

		it.each(['cancel', 'get', 'probe'] as const)(
			'of a %s request: that host sees no connection',
			async (operation) => {
				const ids = seedOrders(sandbox(), service, 1);
				const { port } = elsewhere.address() as AddressInfo;
				const location = `http://127.0.0.2:${port}/orders`;
				if (operation === 'get') sandbox().addFault({ operation: 'cancel', kind: 'statusBefore' });
				if (operation === 'probe') {
					sandbox().addFault({ operation: 'cancel', kind: 'statusBefore', status: 401 });
				}
				sandbox().addFault({ operation, kind: 'redirect', status: 307, location, times: Infinity });

				const { items } = await runAgainst(sandbox(), service, ids, {
					credential: credentialFor(sandbox(), service),
				});

				expect(sandbox().requests({ operation }).length).toBeGreaterThan(0);
				expect(connections).toBe(0);
				expect(resultOf(items[0]).stopped).not.toBe(true);
			},
		);
	});
});
