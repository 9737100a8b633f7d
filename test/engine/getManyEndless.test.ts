import type { IDataObject } from 'n8n-workflow';

import { conversation, getMany, serviceCase } from '../support/reads';
import type { ServiceCase } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const sandbox = useSandbox();
const fastPod = serviceCase('fastPod');

/** What a page is answered with, whatever was asked for; the last one for ever. */
function answers(bodies: IDataObject[], times = 1): void {
	for (const body of bodies) {
		sandbox().addFault({ operation: 'list', kind: 'statusBefore', status: 200, body, times });
	}
}

async function readAll(service: ServiceCase) {
	const { items } = await getMany(sandbox(), service, { returnAll: true });
	return { items, requests: conversation(sandbox(), service) };
}

/** FastPOD orders number `from` to `to`. */
function fastPodOrders(from: number, to: number): IDataObject[] {
	return Array.from({ length: to - from }, (_, index) => ({
		id: `A-${from + index}`,
		order_status: 'new_order',
	}));
}

describe('a server that gives the same page for ever', () => {
	it('thanks.io: another page than the one that was asked for is not taken for it', async () => {
		const data = Array.from({ length: 100 }, (_, id) => ({ id, status: 'Reviewing' }));
		const links = { next: 'https://api.thanks.io/api/v2/orders/list?page=2' };
		answers([{ data, links, meta: { current_page: 1, last_page: 3 } }], Infinity);

		const { items, requests } = await readAll(serviceCase('thanksIo'));

		expect(requests).toHaveLength(2);
		expect(items.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ outcome: 'unknown' }),
		]);
	});

	it('Snappy: a page that brings nothing new ends the reading with a message', async () => {
		const data = [{ id: 'ORDER0001', status: 'active' }];
		answers([{ data, links: { next: '/v3/orders?page[number]=2' } }], Infinity);

		const { items, requests } = await readAll(serviceCase('snappy'));

		expect(requests).toHaveLength(2);
		expect(items).toHaveLength(1);
		expect(items[0]?.json.error).toMatchObject({
			outcome: 'unknown',
			message: expect.stringContaining('page 2 of the list was the same as one before'),
		});
	});

	it('FastPOD: the first page over and over, under its own number, ends with a message', async () => {
		answers([{ current_page: 1, data: fastPodOrders(0, 25) }], Infinity);

		const { items, requests } = await readAll(fastPod);

		expect(requests).toHaveLength(2);
		expect(items.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ outcome: 'unknown' }),
		]);
	});

	it('FastPOD: the first page over and over, under the number that was asked for, ends with a message', async () => {
		const data = fastPodOrders(0, 25);
		answers([
			{ current_page: 1, data },
			{ current_page: 2, data },
			{ current_page: 3, data },
		]);

		const { items, requests } = await readAll(fastPod);

		expect(requests).toHaveLength(2);
		expect(items[0]?.json.error).toMatchObject({
			message: expect.stringContaining('page 2 of the list was the same as one before'),
		});
	});
});

describe('FastPOD with nothing but what is documented: current_page and data', () => {
	it('is read until a page is empty, also if a page is shorter than was asked for', async () => {
		answers([
			{ current_page: 1, data: fastPodOrders(0, 10) },
			{ current_page: 2, data: fastPodOrders(10, 20) },
			{ current_page: 3, data: fastPodOrders(20, 23) },
			{ current_page: 4, data: [] },
		]);

		const { items, requests } = await readAll(fastPod);

		expect(requests).toEqual([1, 2, 3, 4].map((page) => `GET /v1/orders?page=${page}&limit=25`));
		expect(items.map(({ json }) => json.orderId)).toEqual(fastPodOrders(0, 23).map(({ id }) => id));
	});

	it('the number as text is a number', async () => {
		answers([
			{ current_page: '1', data: fastPodOrders(0, 2) },
			{ current_page: '2', data: [] },
		]);

		expect((await readAll(fastPod)).items).toHaveLength(2);
	});

	it('a server that gives its last page once more for every page beyond it: the list is complete', async () => {
		answers([
			{ current_page: 1, data: fastPodOrders(0, 25) },
			{ current_page: 2, data: fastPodOrders(25, 28) },
			{ current_page: 2, data: fastPodOrders(25, 28) },
		]);

		const { items, requests } = await readAll(fastPod);

		expect(requests).toHaveLength(3);
		expect(items.map(({ json }) => json.orderId)).toEqual(fastPodOrders(0, 28).map(({ id }) => id));
	});
});
