import type { Told } from './support/recorders';
import { useExamples } from './support/useExamples';

const { play, cancelled, sandbox } = useExamples({
	file: 'shopify-order-cancelled.json',
	start: 'Order Cancelled',
	dryRun: false,
});

function cancelledInShop(orderNumber: number) {
	const id = 5701234500000 + orderNumber;
	return { pin: { 'Order Cancelled': [{ id, order_number: orderNumber }] } };
}

function refunded(orderNumber: number, financial_status: string) {
	const id = 5701234500000 + orderNumber;
	return {
		start: 'Refund Created',
		pin: { 'Refund Created': [{ id: 1, order_id: id }] },
		answers: { 'Get the Refunded Order': [{ id, order_number: orderNumber, financial_status }] },
	};
}

function from(told: readonly Told[], node: string): Told[] {
	return told.filter((entry) => entry.node === node);
}

describe('examples/shopify-order-cancelled.json', () => {
	it('as downloaded, it cancels nothing and says that the order may still ship', async () => {
		const { told } = await play({ dryRun: undefined });

		expect(cancelled()).toEqual([]);
		expect(told).toHaveLength(1);
		expect(told[0]).toMatchObject({
			node: 'Tell a Person',
			subject: 'Shop order 1001 may still ship',
			text: expect.stringContaining('Dry run: order F237-120723-000021 can still be cancelled'),
		});
	});

	it('an order that is cancelled in the shop is not printed, and only that one', async () => {
		const { told } = await play(cancelledInShop(1001));

		expect(cancelled()).toEqual(['F237-120723-000021']);
		expect(told).toHaveLength(1);
		expect(told[0]).toMatchObject({
			node: 'Tell: Stopped',
			text: 'Shop order 1001: FastPOD confirmed that order F237-120723-000021 is cancelled.',
		});
	});

	it('an event that Shopify sends twice is dealt with once, and so is a refund after it', async () => {
		await play(cancelledInShop(1001));

		const again = await play(cancelledInShop(1001));
		const refund = await play(refunded(1001, 'refunded'));

		expect(cancelled()).toEqual(['F237-120723-000021']);
		expect(again.told).toEqual([]);
		expect(refund.told.map(({ node }) => node)).toEqual(['Get the Refunded Order']);
		expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(1);
	});

	it('dry runs of the same order are not taken for duplicates', async () => {
		await play({ dryRun: true });

		await play({ dryRun: false });

		expect(cancelled()).toEqual(['F237-120723-000021']);
	});

	it('two FastPOD orders with the reference: none is cancelled, a person gets both', async () => {
		const { told } = await play(cancelledInShop(1002));

		expect(cancelled()).toEqual([]);
		expect(told).toHaveLength(1);
		expect(told[0]).toMatchObject({
			node: 'Tell a Person',
			subject: 'Shop order 1002 may still ship',
		});
		expect(String(told[0]?.text)).toContain('F237-120723-000022');
		expect(String(told[0]?.text)).toContain('F237-120723-000023');
	});

	it('no FastPOD order with the reference: a person hears of it', async () => {
		const { told } = await play(cancelledInShop(7777));

		expect(told).toHaveLength(1);
		expect(told[0]).toMatchObject({
			node: 'Tell a Person',
			subject: 'Shop order 7777 may still ship',
			text: expect.stringContaining('reference "7777"'),
		});
	});

	it('FastPOD does not let itself be read: a person hears why, and nothing is cancelled', async () => {
		sandbox().addFault({ operation: 'list', kind: 'statusBefore', status: 403, times: Infinity });

		const { told } = await play(cancelledInShop(1001));

		expect(cancelled()).toEqual([]);
		expect(told).toHaveLength(1);
		expect(told[0]?.subject).toBe('Shop order 1001 may still ship');
		expect(told[0]?.text).toContain('FastPOD accepts the credential but not for this request');
	});

	it('an order that is fully refunded but in production: a person hears that it may still ship', async () => {
		const { told } = await play(refunded(1003, 'refunded'));

		expect(cancelled()).toEqual([]);
		const [mail] = from(told, 'Tell a Person');
		expect(mail?.subject).toBe('Shop order 1003 may still ship');
		expect(mail?.text).toContain('can no longer be cancelled (status in_production)');
	});

	it('an answer that nobody can trust is told as "may still ship", not as stopped', async () => {
		const orderId = 'F237-120723-000021';
		sandbox().addFault({ orderId, kind: 'redirect', location: '/', times: Infinity });

		const { told } = await play(cancelledInShop(1001));

		expect(from(told, 'Tell: Stopped')).toEqual([]);
		expect(from(told, 'Tell a Person')).toMatchObject([
			{ text: expect.stringContaining('It is not known whether order F237-120723-000021') },
		]);
	});

	it('a partial refund cancels nothing and asks a person', async () => {
		const { told } = await play(refunded(1001, 'partially_refunded'));

		expect(cancelled()).toEqual([]);
		expect(from(told, 'Tell a Person')[0]?.subject).toBe(
			'Shop order 1001 was refunded in part: no cancellation was sent',
		);
	});
});
