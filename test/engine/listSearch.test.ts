import { SANDBOX_RECIPIENT, type Fault, type Sandbox } from '../../sandbox';
import { CANCELLATIONS, ORDERS, type NodeOperation } from '../samples';
import { conversation, credentialFor, seedByAge } from '../support/againstSandbox';
import { listModeOf, openList, refusedList, type OpenedList } from '../support/editorList';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const sandbox = useSandbox();

/** Nothing of these may show up in the editor. */
const PERSONAL = Object.values(SANDBOX_RECIPIENT).filter((text) => text.length > 3);

async function open(sandbox: Sandbox, operation: NodeOperation, more: Partial<OpenedList> = {}) {
	const credential = credentialFor(sandbox, operation);
	return await openList({ node: operation.node, credential, ...more });
}

describe.each(ORDERS)('$label: From List', (order) => {
	const { vendor } = order;
	const { largestPage, listRequest, listLabels, search } = vendor.orders;
	const pageSize = Math.min(50, largestPage);

	it('shows id, status as the filters call it, time and then what it is, and nothing about the recipient', async () => {
		seedByAge(sandbox(), order, 2, (number) => ({
			reference: '1001',
			...(number === 1 ? { status: order.statuses.late } : {}),
		}));

		const { results } = await open(sandbox(), order);

		const [label, start = ''] = listLabels;
		expect(results[0]).toEqual({ name: label, value: order.idOf(0) });
		expect(results[1]?.name.startsWith(start)).toBe(true);
		expect(PERSONAL.filter((text) => JSON.stringify(results).includes(text))).toEqual([]);
	});

	it('shows a status that no filter knows in the own word of the service', async () => {
		seedByAge(sandbox(), order, 1, () => ({ status: 'sent_to_mars' }));

		const [entry] = (await open(sandbox(), order)).results;

		expect(entry?.name).toMatch(/ - (sent_to_mars|Sent to mars) - 2026/i);
	});

	it('gives one page at a time, newest first, until there is no more', async () => {
		const ids = seedByAge(sandbox(), order, 60);
		const values: unknown[] = [];

		let paginationToken: string | undefined;
		do {
			const page = await open(sandbox(), order, { paginationToken });
			values.push(...page.results.map(({ value }) => value));
			paginationToken = page.paginationToken as string | undefined;
		} while (paginationToken !== undefined);

		expect(values).toEqual(ids);
		const pages = Array.from({ length: Math.ceil(60 / pageSize) }, (_, index) =>
			listRequest(index + 1, pageSize),
		);
		expect(conversation(sandbox(), vendor)).toEqual(pages);
	});

	it.each(['cancel', 'get'])('is the same list for the operation %s', async (operation) => {
		const ids = seedByAge(sandbox(), order, 3);

		const { results } = await open(sandbox(), order, { node: { ...order.node, operation } });

		expect(results.map(({ value }) => value)).toEqual(ids);
	});

	it('expressions under Options are not known in the editor and do not stand in the way', async () => {
		seedByAge(sandbox(), order, 1);

		const { results } = await open(sandbox(), order, {
			options: {
				dryRun: '={{ $json.dry }}',
				requestTimeout: '={{ $json.timeout }}',
				onlyIfStatus: '={{ $json.only }}',
				companyId: '={{ $json.company }}',
			},
		});

		expect(results).toHaveLength(1);
		expect(JSON.stringify(sandbox().requests())).not.toContain('$json');
	});

	it('shows an empty list for no orders', async () => {
		expect(await open(sandbox(), order)).toEqual({ results: [] });
	});

	it('finds what is typed in, if the service can search, and offers it only then', async () => {
		expect(await listModeOf(order.node)).toMatchObject({ searchable: search !== null });
		if (search === null) return;
		const { typed, seeds, query, found } = search;
		const ids = seedByAge(sandbox(), order, seeds.length, (number) => seeds[number] ?? {});

		const { results } = await open(sandbox(), order, { filter: typed });

		expect(results.map(({ value }) => value)).toEqual(found.map((number) => ids[number]));
		expect(conversation(sandbox(), vendor)).toEqual([`${listRequest(1, pageSize)}&${query}`]);
	});

	it('a search field that holds only blanks is no search', async () => {
		seedByAge(sandbox(), order, 2);

		expect((await open(sandbox(), order, { filter: '  ' })).results).toHaveLength(2);
		expect(conversation(sandbox(), vendor)).toEqual([listRequest(1, pageSize)]);
	});
});

/** What the service can do, and what the editor shows for it. */
const FAULTS: Array<[string, Omit<Fault, 'operation'>, RegExp, RegExp]> = [
	['a web page', { kind: 'htmlBefore' }, /a web page was the answer \(HTTP 200\)/, /'Base URL'/],
	['an empty answer', { kind: 'emptyBefore' }, /could not be understood/, /'Base URL'/],
	['503', { kind: 'statusBefore', times: Infinity }, /answered with HTTP 503/, /again/],
	['404', { kind: 'statusBefore', status: 404 }, /answered with HTTP 404/, /'Base URL'/],
	['a redirect', { kind: 'redirect' }, /a redirect was the answer \(HTTP 302\)/, /'Base URL'/],
	['403', { kind: 'statusBefore', status: 403 }, /not for this request/, /right to read/],
	[
		'429 for longer than anybody waits',
		{ kind: 'rateLimited', retryAfter: '60', times: Infinity },
		/kept asking to slow down/,
		/later/,
	],
];

describe.each(CANCELLATIONS)('$label: From List, and something goes wrong', (cancellation) => {
	const { node } = cancellation;

	/** What the editor shows; it must say what to do, and not in the words that n8n's guidelines rule out. */
	async function shown(more: Partial<OpenedList> = {}): Promise<string> {
		const credential = credentialFor(sandbox(), cancellation);
		const { message, description } = await refusedList({
			node,
			credential,
			...more,
		});
		expect(description.length).toBeGreaterThan(10);
		expect(message).toContain(description);
		expect(message).not.toMatch(/\b(error|problem|failure|mistake)/i);
		expect(message).not.toMatch(/\.\.|undefined|null/);
		return message;
	}

	it.each(FAULTS)('%s: says what happened and what to do', async (_, fault, happened, advice) => {
		cancellation.seed(sandbox(), cancellation.idOf(0), cancellation.statuses.open);
		sandbox().addFault({ operation: 'list', ...fault });

		const message = await shown();

		expect(message).toMatch(happened);
		expect(message).toMatch(advice);
	});

	it('a wrong key: says to renew it', async () => {
		const message = await shown({ credential: credentialFor(sandbox(), cancellation, 'wrongkey') });

		expect(message).toMatch(/refused the credential, so the list of (orders|gifts) was not read/);
		expect(message).toContain('Renew the key in the credential');
		expect(message).not.toContain('wrongkey');
	});

	it('a blank key: nothing is sent', async () => {
		const message = await shown({ credential: credentialFor(sandbox(), cancellation, '') });

		expect(message).toMatch(/is blank/);
		expect(sandbox().requests()).toEqual([]);
	});

	it('a base URL that is not https: the key is not sent anywhere', async () => {
		const message = await shown({
			credential: { ...credentialFor(sandbox(), cancellation), baseUrl: 'http://example.com/api' },
		});

		expect(message).toMatch(/https/);
		expect(sandbox().requests()).toEqual([]);
	});

	it('nothing listens at the base URL: says to check it', async () => {
		const message = await shown({
			credential: { ...credentialFor(sandbox(), cancellation), baseUrl: 'http://127.0.0.1:1' },
		});

		expect(message).toMatch(/the connection was refused/);
		expect(message).toMatch(/'Base URL'/);
	});

	it('asks again after a short outage of the service', async () => {
		sandbox().addFault({ operation: 'list', kind: 'statusBefore' });

		const credential = credentialFor(sandbox(), cancellation);
		expect(await openList({ node, credential })).toEqual({ results: [] });
		expect(sandbox().requests()).toHaveLength(2);
	});
});
