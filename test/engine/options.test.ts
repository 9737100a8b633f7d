import { resultOf } from '../support/runNode';
import {
	credentialFor,
	runAgainst,
	seedOrders,
	SERVICES,
	type ServiceCase,
} from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

function outcomes(items: Parameters<typeof resultOf>[0][]): unknown[] {
	return items.map((item) => resultOf(item).outcome);
}

describe.each(SERVICES)('$service', (service) => {
	const sandbox = useSandbox();
	const { sandboxService } = service;

	it('Dry Run: reports what a cancellation would meet, and never sends one', async () => {
		const ids = seedOrders(sandbox(), service, 3);
		sandbox().seed([
			{ service: sandboxService, id: ids[1] ?? '', status: service.tooLate },
			{ service: sandboxService, id: ids[2] ?? '', status: 'cancelled', cancelled: true },
		]);

		const { items, thrown, hints } = await runAgainst(
			sandbox(),
			service,
			[...ids, service.idOf(9), ''],
			{
				options: { dryRun: true },
				settings: {},
			},
		);

		expect(thrown).toBeUndefined();
		expect(outcomes(items)).toEqual([
			'cancellable',
			'tooLate',
			'alreadyCancelled',
			'notFound',
			'invalidOrderId',
		]);
		expect(items.map(({ json }) => json.attempts)).toEqual([0, 0, 0, 0, 0]);
		expect(sandbox().requests({ operation: 'cancel' })).toEqual([]);
		expect(hints[0]).toMatch(/^Dry run: 1 of 5 orders cancellable/);
	});

	it('Dry Run holds item by item, and an expression that finds nothing is not taken for "no"', async () => {
		const ids = seedOrders(sandbox(), service, 3);

		const { items } = await runAgainst(sandbox(), service, ids, {
			fields: [{ dry: true }, { dry: false }, {}],
			options: { dryRun: '={{ $json.dry }}' },
		});

		expect(outcomes(items)).toEqual(['cancellable', 'cancelled', 'notAttempted']);
		expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(1);
	});

	it('Max Orders: one order too many and nothing is sent; duplicates count once', async () => {
		const ids = seedOrders(sandbox(), service, 3);

		const tooMany = await runAgainst(sandbox(), service, ids, { options: { maxOrders: 2 } });
		expect(outcomes(tooMany.items)).toEqual(['notAttempted', 'notAttempted', 'notAttempted']);
		expect(sandbox().requests()).toEqual([]);

		const enough = await runAgainst(sandbox(), service, [ids[0], ids[1], ids[0]], {
			options: { maxOrders: 2 },
		});
		expect(outcomes(enough.items)).toEqual(['cancelled', 'cancelled', 'cancelled']);
	});

	it('the same id twice is one call and two equal results', async () => {
		const [id] = seedOrders(sandbox(), service, 1);

		const { items } = await runAgainst(sandbox(), service, [id, ` ${id} `, id]);

		expect(sandbox().requests()).toHaveLength(1);
		expect(items).toHaveLength(3);
		expect(resultOf(items[1])).toEqual(resultOf(items[0]));
	});

	it('Give Up After: what comes too late is not sent, and says so', async () => {
		const ids = seedOrders(sandbox(), service, 4);

		const { items } = await runAgainst(sandbox(), service, ids, {
			options: { requestsPerMinute: 2, giveUpAfter: 0.01 },
		});

		expect(outcomes(items)).toEqual(['cancelled', 'cancelled', 'notAttempted', 'notAttempted']);
		expect(resultOf(items[3]).message).toContain("'Give Up After'");
		expect(sandbox().requests()).toHaveLength(2);
	});

	it.each([
		['maxAttempts', 0],
		['maxAttempts', 'many'],
		['giveUpAfter', -1],
		['requestTimeout', 0],
		['requestsPerMinute', 1.5],
		['maxOrders', '={{ $json.missing }}'],
	])(
		'a value that cannot be used (%s = %s) stops everything before the first request',
		async (name, value) => {
			const ids = seedOrders(sandbox(), service, 1);

			const { items } = await runAgainst(sandbox(), service, ids, { options: { [name]: value } });

			expect(outcomes(items)).toEqual(['notAttempted']);
			expect(resultOf(items[0]).message).toMatch(/the option '.+' must be a/);
			expect(sandbox().requests()).toEqual([]);
		},
	);

	it.each([
		['a blank key', { [service.keyField]: ' ' }],
		['plain http to another host', { baseUrl: 'http://api.example.com' }],
		['no web address', { baseUrl: 'api.example.com' }],
	])('a credential with %s stops everything before the first request', async (_case, flaw) => {
		const ids = seedOrders(sandbox(), service, 1);
		const credential = { ...credentialFor(sandbox(), service), ...flaw };

		const { items } = await runAgainst(sandbox(), service, ids, { credential });

		expect(outcomes(items)).toEqual(['notAttempted']);
		expect(resultOf(items[0]).message).toContain('of the credential');
		expect(sandbox().requests()).toEqual([]);
	});

	it('what stands in the way of all orders is said once, with what to do', async () => {
		const ids = seedOrders(sandbox(), service, 3);
		const credential = { ...credentialFor(sandbox(), service), [service.keyField]: '' };

		const { thrown } = await runAgainst(sandbox(), service, ids, { credential, settings: {} });

		expect(thrown?.message).toMatch(/^3 of 3 orders were not cancelled \(3 not attempted\)\. /);
		expect(thrown?.message.match(/of the credential is blank/g)).toHaveLength(1);
		expect(thrown?.description).toMatch(/^Open the credential and paste the API (Key|Token)\. /);
	});

	it('a key pasted with "Bearer" and blanks around it works', async () => {
		const ids = seedOrders(sandbox(), service, 1);
		const credential = credentialFor(
			sandbox(),
			service,
			` Bearer ${sandbox().keyOf(sandboxService)}\n`,
		);

		const { items } = await runAgainst(sandbox(), service, ids, { credential });

		expect(outcomes(items)).toEqual(['cancelled']);
	});
});

describe('thanks.io: Legacy Path', () => {
	const sandbox = useSandbox();

	it('uses the older path', async () => {
		const service = SERVICES[0] as ServiceCase;
		const ids = seedOrders(sandbox(), service, 1);

		const { items } = await runAgainst(sandbox(), service, ids, { options: { legacyPath: true } });

		expect(outcomes(items)).toEqual(['cancelled']);
		expect(sandbox().requests()[0]?.path).toBe(`/thanksio/api/v2/order/${ids[0]}/cancel`);
	});

	it('leading zeros do not make a second order of one', async () => {
		const service = SERVICES[0] as ServiceCase;
		const [id = ''] = seedOrders(sandbox(), service, 1);

		const { items } = await runAgainst(sandbox(), service, [id, `00${id}`, Number(id)]);

		expect(outcomes(items)).toEqual(['cancelled', 'cancelled', 'cancelled']);
		expect(sandbox().requests()).toHaveLength(1);
	});
});
