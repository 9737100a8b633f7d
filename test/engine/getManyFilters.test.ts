import type { IDataObject } from 'n8n-workflow';

import { conversation, getMany, idsOf, seedByAge, serviceCase } from '../support/reads';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const sandbox = useSandbox();
const thanksIo = serviceCase('thanksIo');
const snappy = serviceCase('snappy');
const fastPod = serviceCase('fastPod');

/** Runs with filters and gives back what was asked of the service, without the paging. */
async function queryOf(service: typeof snappy, filters: IDataObject, timezone?: string) {
	await getMany(sandbox(), service, { limit: 5, filters }, { timezone });
	const [request = ''] = conversation(sandbox(), service);
	return request
		.slice(request.indexOf('?') + 1)
		.split('&')
		.filter((part) => !/^(page|limit|items_per_page|sort|page\[\w+\])=/.test(part));
}

describe('thanks.io: filters', () => {
	it('the sub account is asked for on every page', async () => {
		const ids = seedByAge(sandbox(), thanksIo, 210, (number) => ({
			subAccountId: number % 2 === 0 ? 66 : null,
		}));

		const { items } = await getMany(sandbox(), thanksIo, {
			returnAll: true,
			filters: { subAccountId: '66' },
		});

		expect(conversation(sandbox(), thanksIo)).toEqual([
			'GET /orders/list?items_per_page=100&page=1&sub_account_id=66',
			'GET /orders/list?items_per_page=100&page=2&sub_account_id=66',
		]);
		expect(idsOf(items)).toEqual(ids.filter((_, number) => number % 2 === 0));
	});

	it('a status, which thanks.io cannot filter by, is picked out here, over as many pages as it takes', async () => {
		const ids = seedByAge(sandbox(), thanksIo, 250, (number) => ({
			status: number % 20 === 0 ? 'reviewing' : 'fulfilled',
		}));

		const { items } = await getMany(sandbox(), thanksIo, {
			limit: 7,
			filters: { status: 'reviewing' },
		});

		expect(conversation(sandbox(), thanksIo)).toEqual([
			'GET /orders/list?items_per_page=100&page=1',
			'GET /orders/list?items_per_page=100&page=2',
		]);
		expect(idsOf(items)).toEqual([0, 20, 40, 60, 80, 100, 120].map((number) => ids[number]));
		expect(new Set(items.map(({ json }) => json.status))).toEqual(new Set(['Reviewing']));
	});
});

describe('Snappy: filters', () => {
	it('go along under their documented names, on every page', async () => {
		const ids = seedByAge(sandbox(), snappy, 700);

		const { items } = await getMany(sandbox(), snappy, {
			returnAll: true,
			filters: { status: 'active' },
		});

		expect(conversation(sandbox(), snappy)).toEqual(
			[1, 2, 3].map(
				(page) =>
					`GET /v3/orders?page[number]=${page}&page[size]=300&sort=-createdAt&filter[status]=active`,
			),
		);
		expect(idsOf(items)).toEqual(ids);
	});

	it('times are sent in UTC, and one without a zone is of the time zone of the workflow', async () => {
		expect(
			await queryOf(
				snappy,
				{ createdAfter: '2026-01-02T00:30:00', createdBefore: '2026-01-03T00:00:00+02:00' },
				'Asia/Tokyo',
			),
		).toEqual([
			'filter[createdAt][gte]=2026-01-01T15:30:00.000Z',
			'filter[createdAt][lte]=2026-01-02T22:00:00.000Z',
		]);
	});

	it("times may be n8n's own, as of $now", async () => {
		expect(
			await queryOf(snappy, { createdAfter: "={{ DateTime.fromISO('2026-01-02T00:00:00Z') }}" }),
		).toEqual(['filter[createdAt][gte]=2026-01-02T00:00:00.000Z']);
	});

	it('the range really leaves out what is outside of it', async () => {
		const ids = seedByAge(sandbox(), snappy, 10);

		const { items } = await getMany(sandbox(), snappy, {
			filters: { createdAfter: '2026-06-01T11:55:00Z', createdBefore: '2026-06-01T11:57:00Z' },
		});

		expect(idsOf(items)).toEqual(ids.slice(3, 6));
	});

	it.each(['shop-1001', 'shop-1001,shop-1002', '2026-01-02'])(
		'the idempotency key %s goes as it is, also if it looks like a date',
		async (idempotencyKey) => {
			expect(await queryOf(snappy, { idempotencyKey })).toEqual([
				`filter[idempotencyKey]=${idempotencyKey}`,
			]);
		},
	);

	it('company and account are the same as for a cancellation', async () => {
		await getMany(sandbox(), snappy, {
			limit: 5,
			options: { companyId: 'company02', accountId: 'account02' },
		});

		expect(sandbox().requests()[0]?.headers).toMatchObject({
			'snappy-company-id': 'company02',
			'snappy-account-id': 'account02',
		});
	});
});

describe('FastPOD: filters', () => {
	it('go along under their documented names, days as days', async () => {
		const query = await queryOf(
			fastPod,
			{
				startDate: '2026-01-02T00:00:00',
				endDate: '2026-01-31T00:00:00',
				orderType: '2',
				paymentMethod: 'point',
				paymentStatus: 'paid',
				search: 'F237',
				shippingMethod: '4',
				status: 'on_hold',
			},
			'Pacific/Auckland',
		);

		expect(query.sort()).toEqual([
			'end_date=2026-01-31',
			'order_type=2',
			'payment_method=point',
			'payment_status=paid',
			'search=F237',
			'shipping_method=4',
			'start_date=2026-01-02',
			'status=on_hold',
		]);
	});

	it('the order type as a number is the same as the choice', async () => {
		expect(await queryOf(fastPod, { orderType: '={{ 2 }}' })).toEqual(['order_type=2']);
	});

	it('a reference is searched for and then compared, so only the exact ones come, all of them', async () => {
		const references = ['1001', '10010', '21001', '1001', 'x'];
		const ids = seedByAge(sandbox(), fastPod, 5, (number) => ({ reference: references[number] }));

		const { items } = await getMany(sandbox(), fastPod, {
			limit: 2,
			filters: { reference: '1001', search: 'x' },
		});

		expect(conversation(sandbox(), fastPod)).toEqual([
			'GET /v1/orders?page=1&limit=25&search=1001',
		]);
		expect(idsOf(items)).toEqual([ids[0], ids[3]]);
	});

	it('the filters are kept on every page', async () => {
		const ids = seedByAge(sandbox(), fastPod, 60);

		const { items } = await getMany(sandbox(), fastPod, {
			returnAll: true,
			filters: { status: 'new_order', paymentStatus: 'paid' },
		});

		expect(conversation(sandbox(), fastPod)).toEqual(
			[1, 2, 3].map(
				(page) => `GET /v1/orders?page=${page}&limit=25&payment_status=paid&status=new_order`,
			),
		);
		expect(idsOf(items)).toEqual(ids);
	});
});
