/** @own-n8n */
import { written } from '../support/loudN8n';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SANDBOX_RECIPIENT } from '../../sandbox';
import { CANCELLATIONS, RECIPIENT } from '../samples';
import { credentialFor, runAgainst, seedOpen } from '../support/againstSandbox';
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

describe.each(CANCELLATIONS)('$label', (cancellation) => {
	const { vendor, logged, statuses } = cancellation;
	const sandbox = useSandbox();

	it.each(['continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'] as const)(
		'neither the key nor the recipient is in the stored execution or on the console (On Error = %s)',
		async (onError) => {
			const ids = seedOpen(sandbox(), cancellation, 8);
			const key = sandbox().keyOf(vendor.name);
			const { name, email, phone } = SANDBOX_RECIPIENT;
			// Where the order shows no recipient, a name in the vendor's words cannot be known for one.
			const known = vendor.orders.facts.recipient === null ? '' : name;
			const body = { message: `No ${known} ${email} ${phone} Bearer ${key}` };
			const [, late = ''] = ids;
			cancellation.seed(sandbox(), late, statuses.late);
			sandbox().addFault({
				operation: logged,
				orderId: late,
				kind: 'statusBefore',
				status: 422,
				body,
			});
			const kinds = ['otherState', 'cutAfter', 'statusBefore', 'htmlBefore', 'redirect'] as const;
			kinds.forEach((kind, index) => {
				// A page is the sandbox's own: nothing tells of a gift that nobody has claimed whose name it would show.
				const words = kind === 'htmlBefore' ? {} : { body };
				sandbox().addFault({ operation: logged, orderId: ids[index + 2], kind, ...words });
			});
			written.length = 0;

			const { run } = await runAgainst(sandbox(), cancellation, [...ids, '../x'], {
				settings: { onError },
			});

			const stored = JSON.stringify(run);
			const log = written.join('\n');
			expect(stored).toContain(late);
			expect(log).toContain('Running node "Cancel" started');
			const secrets = [key, ...PERSONAL];
			expect(secrets.filter((text) => stored.includes(text))).toEqual([]);
			expect(secrets.filter((text) => log.includes(text))).toEqual([]);
		},
	);

	it('Simplify off: passes on the answer as it came, recipient and all', async () => {
		const ids = seedOpen(sandbox(), cancellation, 1);

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
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
		const showsRecipient = JSON.stringify(cancellation.wire.confirmed).includes(RECIPIENT.name);
		const { lastName } = SANDBOX_RECIPIENT;
		expect(JSON.stringify(result.response).includes(lastName)).toBe(showsRecipient);
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

		it.each([logged, 'get', 'probe'] as const)(
			'as the answer to the %s request: that host sees no connection',
			async (operation) => {
				const ids = seedOpen(sandbox(), cancellation, 1);
				const { port } = elsewhere.address() as AddressInfo;
				const location = `http://127.0.0.2:${port}/orders`;
				if (operation === 'get') sandbox().addFault({ operation: logged, kind: 'statusBefore' });
				if (operation === 'probe') {
					sandbox().addFault({ operation: logged, kind: 'statusBefore', status: 401 });
				}
				sandbox().addFault({ operation, kind: 'redirect', status: 307, location, times: Infinity });

				const { items } = await runAgainst(sandbox(), cancellation, ids, {
					credential: credentialFor(sandbox(), cancellation),
				});

				expect(sandbox().requests({ operation }).length).toBeGreaterThan(0);
				expect(connections).toBe(0);
				expect(resultOf(items[0]).stopped).not.toBe(true);
			},
		);
	});
});
