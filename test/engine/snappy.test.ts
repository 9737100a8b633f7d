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

const SNAPPY = SERVICES[1] as ServiceCase;
const GIFT: ServiceCase = {
	...SNAPPY,
	node: { ...SNAPPY.node, resource: 'gift', operation: 'cancelOrder', idParameter: 'giftId' },
};
const GIFT_ID = 'gift000001';
const OLD = 'OrderOld01';
const NEW = 'OrderNew02';

describe('Snappy: company and account', () => {
	const sandbox = useSandbox();

	async function headersWith(credential: object, options: Record<string, string>) {
		const ids = seedOrders(sandbox(), SNAPPY, 1);
		await runAgainst(sandbox(), SNAPPY, ids, {
			credential: { ...credentialFor(sandbox(), SNAPPY), ...credential },
			options,
		});
		return sandbox().requests()[0]?.headers;
	}

	it('come from the credential', async () => {
		expect(await headersWith({ companyId: 'company01', accountId: 'account01' }, {})).toMatchObject(
			{
				'snappy-company-id': 'company01',
				'snappy-account-id': 'account01',
			},
		);
	});

	it('are overridden by the options of the node', async () => {
		const credential = { companyId: 'company01', accountId: 'account01' };
		const options = { companyId: 'company02', accountId: 'account02' };
		expect(await headersWith(credential, options)).toMatchObject({
			'snappy-company-id': 'company02',
			'snappy-account-id': 'account02',
		});
	});

	it('are not sent when there are none', async () => {
		const headers = await headersWith({}, {});
		expect(headers).not.toHaveProperty('snappy-company-id');
		expect(headers).not.toHaveProperty('snappy-account-id');
	});

	it('for a gift, the company is a query parameter and the source a header that is only sent on request', async () => {
		sandbox().seedGift({ id: GIFT_ID, orders: [{ id: NEW, status: 'active' }] });
		await runAgainst(sandbox(), GIFT, [GIFT_ID], {
			options: { companyId: 'company03', requestSource: 'api_native' },
		});
		const [request] = sandbox().requests();
		expect(request?.path).toBe(`/snappy/public-api/v2/gifts/${GIFT_ID}/cancel?companyId=company03`);
		expect(request?.headers['request-source']).toBe('api_native');
	});
});

describe('Snappy gift: Expected Order ID', () => {
	const sandbox = useSandbox();

	async function cancelExpecting(expectedOrderId: string) {
		const { items } = await runAgainst(sandbox(), GIFT, [GIFT_ID], {
			options: { expectedOrderId },
		});
		return resultOf(items[0]);
	}

	it('cancels when it is the active order of the gift', async () => {
		sandbox().seedGift({ id: GIFT_ID, orders: [{ id: NEW, status: 'active' }] });

		expect(await cancelExpecting(NEW)).toMatchObject({ outcome: 'cancelled', orderId: NEW });
		expect(
			sandbox()
				.requests()
				.map(({ operation }) => operation),
		).toEqual(['get', 'cancel']);
	});

	it('an old list does not cancel the newer order of a gift that was claimed again', async () => {
		sandbox().seedGift({
			id: GIFT_ID,
			orders: [
				{ id: OLD, status: 'cancelled', cancelled: true },
				{ id: NEW, status: 'active' },
			],
		});

		expect(await cancelExpecting(OLD)).toMatchObject({
			outcome: 'alreadyCancelled',
			stopped: true,
			orderId: OLD,
		});
		expect(sandbox().requests({ operation: 'cancel' })).toEqual([]);
		expect(sandbox().order('snappy', NEW)?.cancelled).toBe(false);
	});

	it('refuses when the active order is another one', async () => {
		sandbox().seedGift({ id: GIFT_ID, orders: [{ id: NEW, status: 'active' }] });

		const result = await cancelExpecting('SomeOther9');

		expect(result).toMatchObject({
			outcome: 'rejected',
			stopped: false,
			orderId: 'SomeOther9',
			attempts: 0,
		});
		expect(result.message).toContain(NEW);
		expect(sandbox().requests({ operation: 'cancel' })).toEqual([]);
	});

	it('a guard that is blank for an item guards nothing, so nothing is sent', async () => {
		sandbox().seedGift({ id: GIFT_ID, orders: [{ id: NEW, status: 'active' }] });

		expect(await cancelExpecting('')).toMatchObject({ outcome: 'notAttempted' });
		expect(sandbox().requests()).toEqual([]);
	});

	it('without it, a lost answer is not followed by a second cancel when the gift may have been claimed again', async () => {
		sandbox().seedGift({
			id: GIFT_ID,
			orders: [
				{ id: OLD, status: 'cancelled', cancelled: true },
				{ id: NEW, status: 'active' },
			],
		});
		sandbox().addFault({ operation: 'cancel', kind: 'cutBefore' });

		const { items } = await runAgainst(sandbox(), GIFT, [GIFT_ID]);

		expect(resultOf(items[0])).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
		expect(sandbox().order('snappy', NEW)?.cancelled).toBe(false);
	});
});

describe('Snappy: a key with the scope orders:cancel only', () => {
	const sandbox = useSandbox();

	it('cancels, and says that it does not know where reading back is not allowed', async () => {
		const ids = seedOrders(sandbox(), SNAPPY, 2);
		sandbox().addKey('snappy', 'cancelonlykey', ['cancel']);
		sandbox().addFault({ operation: 'cancel', orderId: ids[1], kind: 'cutAfter' });

		const { items } = await runAgainst(sandbox(), SNAPPY, ids, {
			credential: credentialFor(sandbox(), SNAPPY, 'cancelonlykey'),
		});

		expect(items.map((item) => resultOf(item).outcome)).toEqual(['cancelled', 'unknown']);
	});

	it('a key without it is forbidden, not unauthorized', async () => {
		const ids = seedOrders(sandbox(), SNAPPY, 1);
		sandbox().addKey('snappy', 'readonlykey', ['read']);

		const { items } = await runAgainst(sandbox(), SNAPPY, ids, {
			credential: credentialFor(sandbox(), SNAPPY, 'readonlykey'),
		});

		expect(resultOf(items[0])).toMatchObject({ outcome: 'forbidden', stopped: false });
	});
});
