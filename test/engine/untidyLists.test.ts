import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeListSearchItems } from 'n8n-workflow';

import { CANCELLATIONS, ORDERS, type NodeOperation } from '../samples';
import { openList, refusedList } from '../support/editorList';
import { resultOf, runNode } from '../support/runNode';

/** Answers a request with the text of a body, JavaScript rounding nothing in it. */
type Answer = (query: URLSearchParams) => string;

let server: Server;
let answer: Answer = () => '';
let asked: string[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
		asked.push(`${request.method} ${pathname}`);
		response.setHeader('Content-Type', 'application/json');
		response.end(answer(searchParams));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});

afterAll(() => server.close());

function play(answers: Answer): void {
	answer = answers;
	asked = [];
}

function service(name: string): NodeOperation {
	const found = [...ORDERS, ...CANCELLATIONS].find(({ label }) => label === name);
	if (found === undefined) throw new Error(`There is no ${name}.`);
	return found;
}

/** The node on this service, as somebody with a credential for it uses it. */
function useOf({ node, vendor }: NodeOperation) {
	const { port } = server.address() as AddressInfo;
	const { keyField } = vendor.credential;
	return { node, credential: { [keyField]: 'k3y', baseUrl: `http://127.0.0.1:${port}` } };
}

/** All that Get Many gives; `simplify` as it is by default, unless it is turned off. */
async function getMany(operation: NodeOperation, simplify = true) {
	const { node, credential } = useOf(operation);
	const { items, thrown } = await runNode({
		node: { ...node, operation: 'getAll', idParameter: '' },
		credential,
		ids: [''],
		parameters: { returnAll: true, simplify },
	});
	return { items: items.map(({ json }) => json), thrown };
}

/** Everything that From List shows, loading more as often as the editor can. */
async function scrollThrough(operation: NodeOperation) {
	const shown: INodeListSearchItems[] = [];
	let paginationToken: string | undefined;
	do {
		const page = await openList({ ...useOf(operation), paginationToken });
		shown.push(...page.results);
		paginationToken = page.paginationToken as string | undefined;
		if (asked.length > 20) throw new Error('There is no end of loading more.');
	} while (paginationToken !== undefined);
	return shown;
}

function numbers(from: number, to: number): number[] {
	return Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
}

const THANKS_IO = service('thanks.io order');
const SNAPPY = service('Snappy order');
const FAST_POD = service('FastPOD order');

describe('a service that gives fewer per page than it is asked for, and does not say whether more follow', () => {
	it('Get Many gives all 250 orders of Snappy', async () => {
		play((query) => {
			const from = (Number(query.get('page[number]')) - 1) * 100;
			const data = numbers(from, Math.min(250, from + 100)).map((n) => ({
				id: `G7nR4bD${n}`,
				status: 'active',
			}));
			return JSON.stringify({ data });
		});

		const { items } = await getMany(SNAPPY);

		expect(new Set(items.map(({ orderId }) => orderId)).size).toBe(250);
	});

	it('From List shows all gifts, going on after those that really came', async () => {
		const skipped: number[] = [];
		play((query) => {
			const skip = Number(query.get('skip'));
			skipped.push(skip);
			const gifts = numbers(skip, Math.min(45, skip + 20));
			return JSON.stringify({
				results: gifts.map((n) => ({ id: `gift000${n}`, status: 'claimed' })),
			});
		});

		const shown = await scrollThrough(service('Snappy gift'));

		expect(new Set(shown.map(({ value }) => value)).size).toBe(45);
		expect(skipped).toEqual([0, 20, 40, 45]);
	});

	it('From List ends when the same page comes once more, and shows it once', async () => {
		const data = numbers(1, 4).map((n) => ({ id: `F-${n}`, order_status: 'draft' }));
		play(() => JSON.stringify({ current_page: 1, data }));

		const shown = await scrollThrough(FAST_POD);

		expect(shown.map(({ value }) => value).sort()).toEqual(['F-1', 'F-2', 'F-3']);
		expect(asked).toHaveLength(2);
	});

	it('From List says so when the same page comes although more is said to follow', async () => {
		const data = [{ id: 1, status: 'Reviewing' }];
		const links = { next: 'https://api.thanks.io/x' };
		play(() => JSON.stringify({ data, links }));
		const { paginationToken } = await openList(useOf(THANKS_IO));

		const list = { ...useOf(THANKS_IO), paginationToken: String(paginationToken) };

		expect((await refusedList(list)).message).toContain('the same as one before');
	});
});

describe('an order in a list whose ID is too large to be exact', () => {
	const body =
		'{"data":[{"id":1,"status":"Reviewing"},{"id":9007199254740993,"status":"Printing"}],"meta":{"last_page":1}}';

	it.each([true, false])('Get Many gives it without an ID (Simplify %s)', async (simplify) => {
		play(() => body);

		const { items } = await getMany(THANKS_IO, simplify);

		expect(items).toMatchObject([
			{ [simplify ? 'orderId' : 'id']: simplify ? '1' : 1, status: 'Reviewing' },
			{ [simplify ? 'orderId' : 'id']: null, status: 'Printing' },
		]);
		expect(JSON.stringify(items)).not.toContain('90071992547409');
	});

	it('From List shows it, and it is refused when it is chosen', async () => {
		play(() => body);
		const entry = (await openList(useOf(THANKS_IO))).results.find(
			({ name }) => name === 'No exact ID - Printing',
		);
		asked = [];

		const { failed, items } = await runNode({
			...useOf(THANKS_IO),
			ids: [entry?.value, 9007199254740992],
			settings: { onError: 'continueErrorOutput' },
		});

		expect(items).toEqual([]);
		expect(failed.map((item) => resultOf(item).message)).toEqual([
			`'Order ID' "No exact ID - Printing" is not a thanks.io ID (expected digits only), so nothing was sent`,
			"'Order ID' is a number too large to be exact, so nothing was sent",
		]);
		expect(asked).toEqual([]);
	});
});
