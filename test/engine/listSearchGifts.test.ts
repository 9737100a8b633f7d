import type { IDataObject } from 'n8n-workflow';

import { openList } from '../support/editorList';
import { conversation, giftCase, serviceCase } from '../support/reads';
import { credentialFor } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const GIFT = giftCase('get');

describe('Snappy gifts: From List', () => {
	const sandbox = useSandbox();

	async function open(operation: string, options: IDataObject = {}, token?: string) {
		const { node } = giftCase(operation);
		const credential = credentialFor(sandbox(), GIFT);
		return await openList({ node, credential, options, paginationToken: token });
	}

	/** Gifts in every status, the oldest first as the sandbox gives them. */
	function seedGifts(): void {
		['unopened', 'claimed', 'expired', 'claimed'].forEach((status, number) => {
			const createdAt = new Date(Date.UTC(2026, 5, 1 + number, 9, 30)).toISOString();
			const orders = status === 'claimed' ? [{ id: `ORDER0000${number}`, status: 'active' }] : [];
			sandbox().seedGift({ id: GIFT.idOf(number), status, createdAt, orders });
		});
	}

	it('Cancel Order offers the claimed ones, newest first', async () => {
		seedGifts();

		expect(await open('cancelOrder')).toEqual({
			results: [
				{ name: 'gift100003 - Claimed - 2026-06-04 09:30 UTC', value: 'gift100003' },
				{ name: 'gift100001 - Claimed - 2026-06-02 09:30 UTC', value: 'gift100001' },
			],
		});
		expect(conversation(sandbox(), GIFT)).toEqual([
			'GET /v2/gifts?fields=id,status,createdAt&statuses=claimed&skip=0&limit=50',
		]);
	});

	it.each(['expire', 'get'])('%s offers all of them, newest first', async (operation) => {
		seedGifts();

		const { results } = await open(operation);

		expect(results.map(({ value }) => value)).toEqual([3, 2, 1, 0].map(GIFT.idOf));
		expect(conversation(sandbox(), GIFT)).toEqual([
			'GET /v2/gifts?fields=id,status,createdAt&skip=0&limit=50',
		]);
	});

	it('goes on with the next fifty', async () => {
		for (let number = 0; number < 120; number++) {
			sandbox().seedGift({ id: GIFT.idOf(number), status: 'unopened', orders: [] });
		}

		const first = await open('expire');
		const second = await open('expire', {}, String(first.paginationToken));
		const third = await open('expire', {}, String(second.paginationToken));

		const values = [first, second, third].flatMap(({ results }) =>
			results.map(({ value }) => value),
		);
		expect(new Set(values).size).toBe(120);
		expect(third.paginationToken).toBeUndefined();
		expect(conversation(sandbox(), GIFT)).toEqual(
			[0, 50, 100].map((skip) => `GET /v2/gifts?fields=id,status,createdAt&skip=${skip}&limit=50`),
		);
	});

	it('asks for the company of the options, which goes before that of the credential', async () => {
		const credential = { ...credentialFor(sandbox(), GIFT), companyId: 'company01' };
		for (const options of [{ companyId: 'company02' }, { companyId: '={{ $json.company }}' }, {}]) {
			await openList({ node: giftCase('get').node, credential, options });
		}

		expect(
			conversation(sandbox(), GIFT).map((request) => request.slice(request.indexOf('companyId'))),
		).toEqual(['companyId=company02', 'companyId=company01', 'companyId=company01']);
	});

	it('the same for orders, in the headers', async () => {
		const snappy = serviceCase('snappy');
		const credential = { ...credentialFor(sandbox(), snappy), accountId: 'account01' };

		await openList({ node: snappy.node, credential, options: { companyId: 'company02' } });

		expect(sandbox().requests()[0]?.headers).toMatchObject({
			'snappy-company-id': 'company02',
			'snappy-account-id': 'account01',
		});
	});
});
