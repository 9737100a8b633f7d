import { SANDBOX_RECIPIENT } from '../../sandbox';
import type { GiftSeed } from '../../sandbox/vendors/snappy/gifts';
import { conversation, giftCase } from '../support/reads';
import { resultOf } from '../support/runNode';
import { credentialFor, runAgainst } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const GIFT = giftCase('get');
const ID = GIFT.idOf(0);
const OLD = { id: 'OrderOld01', status: 'cancelled' };
const NEW = { id: 'OrderNew02', status: 'active' };

/** What a gift is, and what can be done about it. */
const GIFTS: Array<[string, Partial<GiftSeed>, object]> = [
	[
		'claimed: its order can be cancelled',
		{ orders: [NEW] },
		{ orderId: NEW.id, orderStatus: 'active', cancellable: true, canExpire: false },
	],
	[
		'claimed and in transit: nothing can be done',
		{ orders: [{ ...NEW, fulfillment: 'inTransit' }] },
		{ orderId: NEW.id, orderStatus: 'active', cancellable: false, canExpire: false },
	],
	[
		'claimed again after a cancellation: it is about the newer order',
		{ orders: [OLD, NEW] },
		{ orderId: NEW.id, orderStatus: 'active', cancellable: true, canExpire: false },
	],
	[
		'claimed, its order cancelled',
		{ orders: [OLD] },
		{ orderId: OLD.id, orderStatus: 'cancelled', cancellable: false, canExpire: false },
	],
	[
		'not opened: it can be expired, and has no order',
		{ status: 'unopened' },
		{ orderId: null, orderStatus: null, cancellable: false, canExpire: true },
	],
	[
		'unwrapped but not claimed: it can be expired',
		{ status: 'unwrapped' },
		{ orderId: null, orderStatus: null, cancellable: false, canExpire: true },
	],
	[
		'expired: nothing can be done',
		{ status: 'expired' },
		{ orderId: null, orderStatus: null, cancellable: false, canExpire: false },
	],
	[
		'in a status that nobody explains',
		{ status: 'onHold' },
		{ orderId: null, orderStatus: null, cancellable: false, canExpire: null },
	],
];

describe('Snappy: Get of a gift', () => {
	const sandbox = useSandbox();

	it('gives exactly the facts of an order and three more', async () => {
		const createdAt = '2026-06-01T12:00:00.000Z';
		sandbox().seedGift({ id: ID, createdAt, orders: [NEW] });

		const { items } = await runAgainst(sandbox(), GIFT, [ID]);

		expect(Object.entries(items[0]?.json ?? {})).toEqual([
			['orderId', NEW.id],
			['service', 'Snappy'],
			['status', 'claimed'],
			['cancellable', true],
			['createdAt', createdAt],
			['updatedAt', null],
			['total', null],
			['currency', null],
			['recipient', SANDBOX_RECIPIENT.name],
			['giftId', ID],
			['orderStatus', 'active'],
			['canExpire', false],
		]);
		expect(conversation(sandbox(), GIFT)).toEqual([`GET /v2/gifts/${ID}?expand=orders`]);
	});

	it.each(GIFTS)('%s', async (_, gift, facts) => {
		sandbox().seedGift({ id: ID, orders: [], ...gift });

		const { items } = await runAgainst(sandbox(), GIFT, [ID]);

		expect(items[0]?.json).toMatchObject({
			giftId: ID,
			status: gift.status ?? 'claimed',
			...facts,
		});
	});

	it('Simplify off: the gift as Snappy gives it, with its orders', async () => {
		sandbox().seedGift({ id: ID, orders: [OLD, NEW] });

		const { items } = await runAgainst(sandbox(), GIFT, [ID], { parameters: { simplify: false } });

		expect(items[0]?.json).toMatchObject({
			id: ID,
			campaignId: expect.any(String),
			orders: [OLD, NEW],
		});
	});

	it('the company of the options goes into the query, the source into a header', async () => {
		sandbox().seedGift({ id: ID, orders: [] });

		await runAgainst(sandbox(), GIFT, [ID], {
			options: { companyId: 'company03', requestSource: 'api_native' },
		});

		expect(conversation(sandbox(), GIFT)).toEqual([
			`GET /v2/gifts/${ID}?expand=orders&companyId=company03`,
		]);
		expect(sandbox().requests()[0]?.headers['request-source']).toBe('api_native');
	});

	it('unknown, foreign, impossible and repeated gifts', async () => {
		const [unknown, foreign, mine] = [5, 6, 7].map(GIFT.idOf);
		sandbox().seedGift({ id: foreign ?? '', tenant: 'another', orders: [] });
		sandbox().seedGift({ id: mine ?? '', orders: [] });

		const { items } = await runAgainst(sandbox(), GIFT, [
			unknown,
			foreign,
			'short',
			'',
			mine,
			mine,
		]);

		expect(items.map((item) => resultOf(item).outcome)).toEqual([
			'notFound',
			'notFound',
			'invalidOrderId',
			'invalidOrderId',
			undefined,
			undefined,
		]);
		expect(resultOf(items[0])).toMatchObject({
			message: `Snappy knows no such gift with this credential: gift ${unknown}`,
			nextStep: "Check 'Gift ID', and that the credential belongs to the account of the gift",
		});
		expect(resultOf(items[3]).message).toBe("'Gift ID' is blank, so nothing was sent");
		expect(sandbox().requests()).toHaveLength(3);
	});

	it('a wrong key, on Stop: one message', async () => {
		sandbox().seedGift({ id: ID, orders: [] });

		const { thrown } = await runAgainst(sandbox(), GIFT, [ID], {
			credential: credentialFor(sandbox(), GIFT, 'wrongkey'),
			settings: {},
		});

		expect(thrown?.message).toBe(`Snappy refused the credential, so gift ${ID} was not read`);
	});
});
