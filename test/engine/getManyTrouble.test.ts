import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { ORDERS } from '../samples';
import { conversation, credentialFor, getMany, seedByAge } from '../support/againstSandbox';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

/** Gone when the page is asked for again. */
const PASSING: Array<[string, Omit<Fault, 'operation'>]> = [
	['answered with 503', { kind: 'statusBefore' }],
	['answered with 408', { kind: 'statusBefore', status: 408 }],
	['not answered in time', { kind: 'timeoutBefore' }],
	['cut off before the answer', { kind: 'cutBefore' }],
	['cut off in the middle of the answer', { kind: 'cutBody' }],
	['answered with 429', { kind: 'rateLimited', retryAfter: '0' }],
];

/** How a page can be no page, and what the message says about it. */
const LASTING: Array<[string, Omit<Fault, 'operation'>, string, RegExp]> = [
	['503 again and again', { kind: 'statusBefore' }, 'unknown', /answered with HTTP 503$/],
	['a web page', { kind: 'htmlBefore' }, 'unknown', /a web page was the answer \(HTTP 200\)$/],
	['nothing', { kind: 'emptyBefore' }, 'unknown', /the answer could not be understood$/],
	['half of a JSON text', { kind: 'malformedBefore' }, 'unknown', /could not be understood$/],
	['a body that is cut off', { kind: 'cutBody' }, 'unknown', /the connection .*\((\w+)\)$/],
	['a redirect', { kind: 'redirect' }, 'unknown', /a redirect was the answer \(HTTP 302\)$/],
	[
		'no list where the list should be',
		{ kind: 'statusBefore', status: 200, body: { data: 'none', results: 'none' } },
		'unknown',
		/the answer could not be understood$/,
	],
	['404', { kind: 'statusBefore', status: 404 }, 'unknown', /answered with HTTP 404$/],
	['401', { kind: 'statusBefore', status: 401 }, 'forbidden', /was not read$/],
	['403', { kind: 'statusBefore', status: 403 }, 'forbidden', /was not read$/],
	[
		'429 for longer than there is time',
		{ kind: 'rateLimited', retryAfter: '3600' },
		'rateLimited',
		/kept asking to slow down until time ran out, so the list of orders was not read$/,
	],
];

describe.each(ORDERS)('$label: Get Many', (order) => {
	const sandbox = useSandbox();
	const { vendor } = order;
	const { largestPage: size, listPage } = vendor.orders;
	const notAnOrder = {
		kind: 'statusBefore',
		status: 200,
		body: listPage(2, 3, [{ hello: 'world' }]),
	} as const;

	it.each(PASSING)('a page that is %s is read again, and nothing is missing', async (_, fault) => {
		const ids = seedByAge(sandbox(), order, 2 * size + 1);
		sandbox().addFault({ operation: 'list', skip: 1, ...fault });

		const { items } = await getMany(sandbox(), vendor, {
			returnAll: true,
			options: { requestTimeout: 300 },
		});

		const [first, second, again, third] = conversation(sandbox(), vendor);
		expect(again).toBe(second);
		expect(new Set([first, second, third]).size).toBe(3);
		expect(conversation(sandbox(), vendor)).toHaveLength(4);
		expect(items.map(({ json }) => json.orderId)).toEqual(ids);
	});

	it.each<(typeof LASTING)[number]>([
		...LASTING,
		['an entry that is no order', notAnOrder, 'unknown', /the answer could not be understood$/],
	])(
		'a second page that is %s: one item that says so, never a shorter list',
		async (_, fault, outcome, message) => {
			seedByAge(sandbox(), order, 2 * size + 1);
			sandbox().addFault({ operation: 'list', skip: 1, times: Infinity, ...fault });

			const { items } = await getMany(sandbox(), vendor, {
				returnAll: true,
				options: { giveUpAfter: 0.05 },
			});

			expect(items).toHaveLength(1);
			expect(items[0]).toMatchObject({ pairedItem: { item: 0 } });
			const { error } = items[0]?.json as { error: IDataObject };
			expect(Object.keys(error)).toEqual([
				'service',
				'outcome',
				'retryable',
				'message',
				'nextStep',
			]);
			expect(error).toMatchObject({ service: vendor.service, outcome });
			expect(error.message).toMatch(message);
			expect(error.nextStep).not.toBe('');
		},
	);

	it('On Error = Stop: one message that says what happened and what to do', async () => {
		seedByAge(sandbox(), order, 2 * size);
		sandbox().addFault({ operation: 'list', skip: 1, kind: 'htmlBefore' });

		const { items, thrown } = await getMany(
			sandbox(),
			vendor,
			{ returnAll: true },
			{ settings: {} },
		);

		expect(items).toEqual([]);
		expect(thrown?.message).toBe(
			'The list of orders could not be read: a web page was the answer (HTTP 200)',
		);
		expect(thrown?.description).toMatch(/^Check the 'Base URL' of the credential, and the proxy/);
	});

	it('one list that cannot be read does not cost the other items theirs', async () => {
		seedByAge(sandbox(), order, 3);
		sandbox().addFault({ operation: 'list', skip: 1, kind: 'htmlBefore' });

		const { items } = await getMany(
			sandbox(),
			vendor,
			{ limit: 2 },
			{ fields: [{}, {}, {}], settings: { onError: 'continueErrorOutput' } },
		);
		const paired = items.map(({ pairedItem }) => pairedItem);

		expect(paired).toEqual([0, 0, 2, 2].map((item) => ({ item })));
	});

	it('a wrong key: says that the credential is refused', async () => {
		const credential = credentialFor(sandbox(), order, 'wrongkey');

		const { items } = await getMany(sandbox(), vendor, {}, { credential });

		expect(items[0]?.json.error).toMatchObject({
			outcome: 'unauthorized',
			message: `${vendor.service} refused the credential, so the list of orders was not read`,
			nextStep: 'Renew the key in the credential, test it there, and run again',
		});
		expect(sandbox().requests()).toHaveLength(2);
	});

	it('the time of Give Up After holds for reading too', async () => {
		seedByAge(sandbox(), order, 2 * size);
		sandbox().addFault({ operation: 'list', skip: 1, times: Infinity, kind: 'timeoutBefore' });

		const { items } = await getMany(sandbox(), vendor, {
			returnAll: true,
			options: { requestTimeout: 100, giveUpAfter: 0.005 },
		});

		expect(items[0]?.json.error).toMatchObject({
			message: expect.stringContaining('time ran out'),
		});
		expect(sandbox().requests().length).toBeLessThan(6);
	});
});
