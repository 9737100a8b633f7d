import { OutboundHttp } from '@n8n/backend-network';

import { cancellationOf } from '../samples';
import {
	conversation,
	credentialFor,
	getMany,
	idsOf,
	runAgainst,
	seedByAge,
	seedOpen,
} from '../support/againstSandbox';
import { testCredential } from '../support/credentialTester';
import { openList } from '../support/editorList';
import { resultOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';

const ORDER = cancellationOf('snappy');
const { vendor } = ORDER;

const sandbox = useSandbox();

describe('Snappy: company and account', () => {
	const INSIDE = { companyId: 'company01', accountId: 'account01' };

	async function headersWith(credential: object, options: Record<string, string>) {
		const ids = seedOpen(sandbox(), ORDER, 1);
		await runAgainst(sandbox(), ORDER, ids, {
			credential: { ...credentialFor(sandbox(), ORDER), ...credential },
			options,
		});
		return sandbox().requests()[0]?.headers;
	}

	it('come from the credential', async () => {
		expect(await headersWith(INSIDE, {})).toMatchObject({
			'snappy-company-id': 'company01',
			'snappy-account-id': 'account01',
		});
	});

	it('are overridden by the options of the node', async () => {
		const options = { companyId: 'company02', accountId: 'account02' };
		expect(await headersWith(INSIDE, options)).toMatchObject({
			'snappy-company-id': 'company02',
			'snappy-account-id': 'account02',
		});
	});

	it('are not sent when there are none', async () => {
		const headers = await headersWith({}, {});
		expect(headers).not.toHaveProperty('snappy-company-id');
		expect(headers).not.toHaveProperty('snappy-account-id');
	});

	it('hold item by item: two companies in one run, each order of its own', async () => {
		const [a = '', b = '', c = ''] = [0, 1, 2].map((number) => ORDER.idOf(number));
		sandbox().seed([
			{ service: 'snappy', id: a, status: 'active', companyId: 'company01' },
			{ service: 'snappy', id: b, status: 'active', companyId: '12345678' },
			{ service: 'snappy', id: c, status: 'active', companyId: 'company01' },
		]);

		const { items } = await runAgainst(sandbox(), ORDER, [a, b, c, a], {
			fields: [
				{ company: 'company01' },
				// A number in a spreadsheet is sent as text.
				{ company: 12345678 },
				{ company: 'another1' },
				{ company: '' },
			],
			options: { companyId: '={{ $json.company }}' },
		});

		expect(items.map((item) => resultOf(item).outcome)).toEqual([
			'cancelled',
			'cancelled',
			'notFound',
			'notAttempted',
		]);
		expect(resultOf(items[3]).message).toContain("the option 'Company ID' is blank for this item");
		const asked = sandbox()
			.requests()
			.map(({ orderId, headers }) => `${orderId} ${headers['snappy-company-id']}`);
		expect(asked.sort()).toEqual([`${a} company01`, `${b} 12345678`, `${c} another1`].sort());
	});

	it('that are blank for an item are not replaced by those of the credential', async () => {
		const ids = seedOpen(sandbox(), ORDER, 2);

		const { items } = await runAgainst(sandbox(), ORDER, ids, {
			credential: { ...credentialFor(sandbox(), ORDER), ...INSIDE },
			fields: [{ account: null }, { account: 'account02' }],
			options: { accountId: '={{ $json.account }}' },
		});

		expect(items.map((item) => resultOf(item).outcome)).toEqual(['notAttempted', 'cancelled']);
		expect(sandbox().requests()).toHaveLength(1);
	});

	it('in a credential may be expressions, and leave an item alone for which they are undefined', async () => {
		const ids = seedOpen(sandbox(), ORDER, 2);

		const { items } = await runAgainst(sandbox(), ORDER, ids, {
			credential: { ...credentialFor(sandbox(), ORDER), companyId: '={{ $json.company }}' },
			fields: [{}, { company: 'company05' }],
		});

		expect(items.map((item) => resultOf(item).outcome)).toEqual(['notAttempted', 'cancelled']);
		expect(resultOf(items[0]).message).toContain("the 'Company ID' of the credential is blank");
		expect(
			sandbox()
				.requests()
				.map(({ headers }) => headers['snappy-company-id']),
		).toEqual(['company05']);
	});

	it('are the same for Get Many', async () => {
		const options = { companyId: 'company02', accountId: 'account02' };
		await getMany(sandbox(), vendor, { limit: 5, options });

		expect(sandbox().requests()[0]?.headers).toMatchObject({
			'snappy-company-id': 'company02',
			'snappy-account-id': 'account02',
		});
	});

	it('are the same for From List', async () => {
		const credential = { ...credentialFor(sandbox(), ORDER), accountId: 'account01' };

		await openList({ node: ORDER.node, credential, options: { companyId: 'company02' } });

		expect(sandbox().requests()[0]?.headers).toMatchObject({
			'snappy-company-id': 'company02',
			'snappy-account-id': 'account01',
		});
	});
});

describe('Snappy: Get Many', () => {
	it('leaves out what was ordered outside of the range', async () => {
		const ids = seedByAge(sandbox(), ORDER, 10);

		const { items } = await getMany(sandbox(), vendor, {
			filters: { createdAfter: '2026-06-01T11:55:00Z', createdBefore: '2026-06-01T11:57:00Z' },
		});

		expect(idsOf(items)).toEqual(ids.slice(3, 6));
	});
});

describe('Snappy: Sort', () => {
	it.each([
		['createdAt', [2, 1]],
		['-createdAt', [0, 1]],
	])('Get Many with %s: a limit leaves the others out', async (sort, found) => {
		seedByAge(sandbox(), ORDER, 3);

		const { items } = await getMany(sandbox(), vendor, { limit: 2, options: { sort } });

		expect(conversation(sandbox(), vendor)).toEqual([
			`GET /v3/orders?page[number]=1&page[size]=2&sort=${sort}`,
		]);
		expect(idsOf(items)).toEqual(found.map(ORDER.idOf));
	});

	it('other than the two that Snappy documents is not asked for', async () => {
		const { items } = await getMany(sandbox(), vendor, { options: { sort: 'status' } });

		expect(resultOf(items[0]).message).toContain("'Sort' must be one of -createdAt, createdAt");
		expect(sandbox().requests()).toEqual([]);
	});

	it('of Get Many does not turn From List around', async () => {
		const ids = seedByAge(sandbox(), ORDER, 2);

		const { results } = await openList({
			node: ORDER.node,
			credential: credentialFor(sandbox(), ORDER),
			options: { sort: 'createdAt' },
		});

		expect(results.map(({ value }) => value)).toEqual(ids);
		expect(conversation(sandbox(), vendor)[0]).toContain('sort=-createdAt');
	});
});

describe('Snappy: the test button', () => {
	it.each(['cancel', 'read'] as const)('is green for a key that may only %s', async (scope) => {
		sandbox().addKey('snappy', 'least-privilege', [scope]);
		const credential = credentialFor(sandbox(), ORDER, 'least-privilege');

		const shown = await testCredential(vendor.credential.type, credential);

		expect(shown).toMatchObject({ status: 'OK' });
		expect(sandbox().requests()).toHaveLength(1);
	});
});

// n8n 2.19 and older, with a newer copy of n8n-workflow installed beside the package: what the package imports looks
// new, and the request helper that it is given drops a client certificate without a word.
describe('Snappy with mutual TLS, on an n8n that drops client certificates', () => {
	beforeEach(() => {
		const requests = OutboundHttp.prototype.requests;
		jest.spyOn(OutboundHttp.prototype, 'requests').mockImplementation(function (
			this: OutboundHttp,
			...options
		) {
			const client = requests.apply(this, options);
			const request = client.request.bind(client);
			client.request = async (wanted) => await request({ ...wanted, agentOptions: undefined });
			return client;
		});
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});

	it('says which n8n is needed instead of sending without the certificate', async () => {
		const ids = seedOpen(sandbox(), ORDER, 1);
		const credential = {
			...credentialFor(sandbox(), ORDER),
			mutualTls: true,
			clientCertificate: '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----',
			clientPrivateKey: '-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----',
		};

		const { items } = await runAgainst(sandbox(), ORDER, ids, { credential });

		const result = resultOf(items[0]);
		expect(result).toMatchObject({ outcome: 'notAttempted', stopped: false, attempts: 0 });
		expect(result.message).toMatch(/this n8n cannot present a client certificate/i);
		expect(`${String(result.message)} ${String(result.nextStep)}`).toMatch(/2\.20 or newer/);
		expect(sandbox().requests()).toEqual([]);
	});

	it('still cancels with a key that needs no certificate', async () => {
		const ids = seedOpen(sandbox(), ORDER, 1);

		const { items } = await runAgainst(sandbox(), ORDER, ids);

		expect(resultOf(items[0])).toMatchObject({ outcome: 'cancelled' });
	});
});
