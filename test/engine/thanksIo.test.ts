import { cancellationOf } from '../samples';
import {
	conversation,
	getMany,
	idsOf,
	runAgainst,
	seedByAge,
	seedOpen,
} from '../support/againstSandbox';
import { outcomesOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';

const ORDER = cancellationOf('thanksIo');
const { vendor } = ORDER;

const sandbox = useSandbox();

describe('thanks.io: Cancel', () => {
	it('Legacy Path: uses the older path', async () => {
		const ids = seedOpen(sandbox(), ORDER, 1);

		const { items } = await runAgainst(sandbox(), ORDER, ids, { options: { legacyPath: true } });

		expect(outcomesOf(items)).toEqual(['cancelled']);
		expect(conversation(sandbox(), vendor)).toEqual([`PUT /order/${ids[0]}/cancel`]);
	});

	it('leading zeros do not make a second order of one', async () => {
		const [id = ''] = seedOpen(sandbox(), ORDER, 1);

		const { items } = await runAgainst(sandbox(), ORDER, [id, `00${id}`, Number(id)]);

		expect(outcomesOf(items)).toEqual(['cancelled', 'cancelled', 'cancelled']);
		expect(sandbox().requests()).toHaveLength(1);
	});
});

describe('thanks.io: Get Many', () => {
	it('the sub account is asked for on every page, so only its orders come', async () => {
		const ids = seedByAge(sandbox(), ORDER, 210, (number) => ({
			subAccountId: number % 2 === 0 ? 66 : null,
		}));

		const { items } = await getMany(sandbox(), vendor, {
			returnAll: true,
			filters: { subAccountId: '66' },
		});

		expect(conversation(sandbox(), vendor)).toEqual([
			'GET /orders/list?items_per_page=100&page=1&sub_account_id=66',
			'GET /orders/list?items_per_page=100&page=2&sub_account_id=66',
		]);
		expect(idsOf(items)).toEqual(ids.filter((_, number) => number % 2 === 0));
	});

	it('a status, which thanks.io cannot filter by, is picked out here, over as many pages as it takes', async () => {
		const ids = seedByAge(sandbox(), ORDER, 250, (number) => ({
			status: number % 20 === 0 ? 'reviewing' : 'fulfilled',
		}));

		const { items } = await getMany(sandbox(), vendor, {
			limit: 7,
			filters: { status: 'reviewing' },
		});

		expect(conversation(sandbox(), vendor)).toEqual([
			'GET /orders/list?items_per_page=100&page=1',
			'GET /orders/list?items_per_page=100&page=2',
		]);
		expect(idsOf(items)).toEqual([0, 20, 40, 60, 80, 100, 120].map((number) => ids[number]));
		expect(new Set(items.map(({ json }) => json.status))).toEqual(new Set(['Reviewing']));
	});
});
