import type { IDataObject } from 'n8n-workflow';

import { cancellationOf } from '../samples';
import {
	conversation,
	getMany,
	idsOf,
	runAgainst,
	seedByAge,
	stopRequests,
} from '../support/againstSandbox';
import { outcomesOf, resultOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const ORDER = cancellationOf('fastPod');
const { vendor } = ORDER;

const sandbox = useSandbox();

describe('FastPOD: Only If Status names a status that we take for too late', () => {
	const id = ORDER.idOf(0);
	const options = { onlyIfStatus: ['in_production'] };

	it('the cancellation is sent: FastPOD does not say until when it accepts one', async () => {
		sandbox().seed([{ service: 'fastPod', id, status: 'in_production', cancellable: true }]);

		const { items } = await runAgainst(sandbox(), ORDER, [id], { options });

		expect(resultOf(items[0])).toMatchObject({ outcome: 'cancelled', stopped: true });
		expect(conversation(sandbox(), vendor)).toEqual([
			`GET /v1/orders/${id}`,
			`POST /v1/orders/${id}/cancel`,
		]);
	});

	it('if FastPOD refuses, it is too late, and is not tried again', async () => {
		ORDER.seed(sandbox(), id, 'in_production');

		const { items } = await runAgainst(sandbox(), ORDER, [id], { options });

		expect(resultOf(items[0])).toMatchObject({ outcome: 'tooLate', attempts: 1 });
		expect(stopRequests(sandbox(), ORDER)).toHaveLength(1);
	});

	it('what FastPOD refused is not sent again for an item with another condition', async () => {
		ORDER.seed(sandbox(), id, 'in_production');
		const fields: IDataObject[] = [{ only: 'in_production' }, { only: 'in_production,draft' }];

		const { items } = await runAgainst(sandbox(), ORDER, [id, id], {
			fields,
			options: { onlyIfStatus: '={{ $json.only }}' },
		});

		expect(outcomesOf(items)).toEqual(['tooLate', 'tooLate']);
		expect(stopRequests(sandbox(), ORDER)).toHaveLength(1);
	});
});

describe('FastPOD: Get Many', () => {
	it('a reference is searched for and then compared, so only the exact ones come, all of them', async () => {
		const references = ['1001', '10010', '21001', '1001', 'x'];
		const ids = seedByAge(sandbox(), ORDER, 5, (number) => ({ reference: references[number] }));

		const { items } = await getMany(sandbox(), vendor, {
			limit: 2,
			filters: { reference: '1001', search: 'x' },
		});

		expect(conversation(sandbox(), vendor)).toEqual(['GET /v1/orders?page=1&limit=25&search=1001']);
		expect(idsOf(items)).toEqual([ids[0], ids[3]]);
	});
});

describe('FastPOD: lists with nothing but what is documented, current_page and data', () => {
	/** FastPOD orders number `from` to `to`. */
	function entries(from: number, to: number): IDataObject[] {
		return Array.from({ length: to - from }, (_, index) => ({
			id: `A-${from + index}`,
			order_status: 'new_order',
		}));
	}

	/** Reads all while the pages are answered with these bodies, in order. */
	async function readAll(pages: IDataObject[]) {
		for (const body of pages) {
			sandbox().addFault({ operation: 'list', kind: 'statusBefore', status: 200, body });
		}
		const { items } = await getMany(sandbox(), vendor, { returnAll: true });
		return { items, requests: conversation(sandbox(), vendor) };
	}

	it('is read until a page is empty, also if a page is shorter than was asked for', async () => {
		const { items, requests } = await readAll([
			{ current_page: 1, data: entries(0, 10) },
			{ current_page: 2, data: entries(10, 20) },
			{ current_page: 3, data: entries(20, 23) },
			{ current_page: 4, data: [] },
		]);

		expect(requests).toEqual([1, 2, 3, 4].map((page) => `GET /v1/orders?page=${page}&limit=25`));
		expect(idsOf(items)).toEqual(entries(0, 23).map(({ id }) => id));
	});

	it('the number as text is a number', async () => {
		const { items } = await readAll([
			{ current_page: '1', data: entries(0, 2) },
			{ current_page: '2', data: [] },
		]);

		expect(items).toHaveLength(2);
	});

	it('a server that gives its last page once more for every page beyond it: the list is complete', async () => {
		const { items, requests } = await readAll([
			{ current_page: 1, data: entries(0, 25) },
			{ current_page: 2, data: entries(25, 28) },
			{ current_page: 2, data: entries(25, 28) },
		]);

		expect(requests).toHaveLength(3);
		expect(idsOf(items)).toEqual(entries(0, 28).map(({ id }) => id));
	});

	it.each([
		['under its own number', [1, 1, 1]],
		['under the number that was asked for', [1, 2, 3]],
	])('the first page over and over, %s, is the whole list', async (_case, numbers) => {
		const { items, requests } = await readAll(
			numbers.map((current_page) => ({ current_page, data: entries(0, 25) })),
		);

		expect(requests).toHaveLength(2);
		expect(new Set(items.map(({ json }) => json.orderId)).size).toBe(25);
		expect(items).toHaveLength(25);
	});
});
