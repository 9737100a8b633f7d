import { World } from '../../sandbox/world';

const ID = 'G7nR4bD9mK';

/** An account with an order that is put in transit. */
function accountWithOrder() {
	const world = new World();
	world.seed([{ service: 'snappy', id: ID, status: 'active' }]);
	const account = world.account('snappy');
	const seeded = account.snapshot();
	const [order] = account.all();
	if (order === undefined) throw new Error('Nothing was seeded.');
	account.change(order, { ...order, ...{ fulfillment: 'inTransit' } });
	return { account, order, seeded };
}

it('an order as it was before it was put in transit is not in transit', () => {
	const { account, order } = accountWithOrder();
	expect(account.asOf(0, () => ({ ...order }))).not.toHaveProperty('fulfillment');
	expect(order).toHaveProperty('fulfillment', 'inTransit');
});

it('an account that is taken back has all that it was seeded with, and nothing else', () => {
	const { account, seeded } = accountWithOrder();
	expect(account.snapshot()).not.toBe(seeded);
	account.rewind();
	expect(account.snapshot()).toBe(seeded);
	expect(account.changesAfter(0)).toEqual([]);
});

it('a snapshot tells gifts apart, which are no orders', () => {
	const { account, order } = accountWithOrder();
	const before = account.snapshot();
	account.collection(Map<string, unknown>).set('gift', { status: 'opened', orderIds: [order.id] });
	expect(account.snapshot()).not.toBe(before);
});
