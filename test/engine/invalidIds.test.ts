import { resultOf } from '../support/runNode';
import { runAgainst, seedOrders, SERVICES, type ServiceCase } from '../support/services';
import { useSandbox } from '../support/useSandbox';

const BAD_IDS: Array<[string, unknown]> = [
	['blank', ''],
	['only blanks', '   '],
	['missing', undefined],
	['null', null],
	['a list', ['42708']],
	['an object', { id: '42708' }],
	['../', '../'],
	['../ and more', '../../v1/orders'],
	['a dot', '.'],
	['two dots', '..'],
	['?x=', '42708?x='],
	['a fragment', '42708#x'],
	['an encoded slash', '42708%2Fcancel'],
	['a slash', '42708/cancel'],
	['a backslash', '42708\\cancel'],
	['a line break', '42708\n1'],
	['unicode', 'ördér☃12345678'],
	['unicode digits', '٤٢٧٠٨٤٢٧٠٨'],
	['10,000 digits', '1'.repeat(10_000)],
	['10,000 letters', 'a'.repeat(10_000)],
];

const GIFT: ServiceCase = {
	...(SERVICES[1] as ServiceCase),
	service: 'Snappy gift',
	node: {
		nodeType: 'snappy',
		credentialType: 'snappyOrdersApi',
		resource: 'gift',
		operation: 'cancelOrder',
		idParameter: 'giftId',
	},
};

describe.each([...SERVICES, GIFT])('$service: an id that is no id', (service) => {
	const sandbox = useSandbox();

	it.each(BAD_IDS)('%s: nothing is sent', async (_case, id) => {
		const { items } = await runAgainst(sandbox(), service, [id]);

		expect(sandbox().requests()).toEqual([]);
		expect(items).toHaveLength(1);
		const result = resultOf(items[0]);
		expect(result).toMatchObject({
			outcome: 'invalidOrderId',
			stopped: false,
			retryable: false,
			attempts: 0,
		});
		expect(result.message).toMatch(/^'(Order|Gift) ID' .*, so nothing was sent$/);
	});

	it('a blank one is called blank', async () => {
		const { items } = await runAgainst(sandbox(), service, [' ']);

		expect(resultOf(items[0]).message).toMatch(/^'(Order|Gift) ID' is blank, so nothing was sent$/);
	});

	it('does not keep the good ones from being cancelled, in their order', async () => {
		if (service === GIFT)
			sandbox().seedGift({ id: GIFT.idOf(0), orders: [{ id: 'Order00001', status: 'active' }] });
		else seedOrders(sandbox(), service, 1);

		const { items } = await runAgainst(sandbox(), service, ['', service.idOf(0), '../']);

		expect(items.map((item) => resultOf(item).outcome)).toEqual([
			'invalidOrderId',
			'cancelled',
			'invalidOrderId',
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});
});
