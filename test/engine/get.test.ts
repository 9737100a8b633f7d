import { SANDBOX_RECIPIENT } from '../../sandbox';
import { ORDERS } from '../samples';
import {
	conversation,
	credentialFor,
	lookUpOf,
	reading,
	runAgainst,
	seedOpen,
} from '../support/againstSandbox';
import { outcomesOf, resultOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const sandbox = useSandbox();

describe.each(ORDERS.map(reading))('$label: Get', (order) => {
	const { vendor, idOf, statuses } = order;
	const { facts, states, foreign } = vendor.orders;

	it('gives exactly the simplified facts, null where the service says nothing, times in UTC', async () => {
		const id = idOf(0);
		const createdAt = '2026-06-01T12:00:00.000Z';
		const updatedAt = '2026-06-02T13:30:00.000Z';
		sandbox().seed([{ service: vendor.name, id, status: statuses.open, createdAt, updatedAt }]);

		const { items } = await runAgainst(sandbox(), order, [id]);

		const about = { orderId: id, service: vendor.service, status: statuses.openShown };
		expect(items[0]?.json).toEqual({ ...about, cancellable: true, ...facts });
		expect(Object.keys(items[0]?.json ?? {})).toEqual([
			'orderId',
			'service',
			'status',
			'cancellable',
			'createdAt',
			'updatedAt',
			'total',
			'currency',
			'recipient',
		]);
		expect(conversation(sandbox(), vendor)).toEqual([lookUpOf(order, id)]);
	});

	it.each(states)('%j: shows status %s, cancellable %s', async (state, status, cancellable) => {
		sandbox().seed([{ service: vendor.name, id: idOf(0), ...state }]);

		const { items } = await runAgainst(sandbox(), order, [idOf(0)]);

		expect(items[0]?.json).toMatchObject({ status, cancellable });
	});

	it('keeps no more of the recipient than the name that it shows', async () => {
		const ids = seedOpen(sandbox(), order, 1);

		const { run } = await runAgainst(sandbox(), order, ids);

		const { name, email, phone, street, postalCode, lastName } = SANDBOX_RECIPIENT;
		const secrets: string[] = [email, phone, street, postalCode];
		if (facts.recipient === null) secrets.push(name, lastName);
		const stored = JSON.stringify(run);
		expect(secrets.filter((text) => stored.includes(text))).toEqual([]);
	});

	it('Simplify off: the order as the service gives it', async () => {
		const ids = seedOpen(sandbox(), order, 1);

		const { items } = await runAgainst(sandbox(), order, ids, {
			parameters: { simplify: false },
		});

		expect(Object.keys(items[0]?.json ?? {}).length).toBeGreaterThan(9);
		expect(items[0]?.json).not.toHaveProperty('cancellable');
		expect(JSON.stringify(items[0]?.json)).toContain(SANDBOX_RECIPIENT.lastName);
	});

	it('reads the same ID once, however often and however it is written', async () => {
		const [id = ''] = seedOpen(sandbox(), order, 1);

		const { items } = await runAgainst(sandbox(), order, [id, ` ${id} `, id]);

		expect(conversation(sandbox(), vendor)).toEqual([lookUpOf(order, id)]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(items.map(({ json }) => json)).toEqual(Array(3).fill(items[0]?.json));
	});

	it('an order chosen from the list is read like one that was typed in', async () => {
		const [id = ''] = seedOpen(sandbox(), order, 1);
		const chosen = { __rl: true, mode: 'list', value: id, cachedResultName: 'Chosen' };

		const { items } = await runAgainst(sandbox(), order, [''], {
			parameters: { [order.idParameter]: chosen },
		});

		expect(items[0]?.json).toMatchObject({ orderId: id, cancellable: true });
	});

	it('a blank or impossible ID sends nothing, and the other items are read', async () => {
		const [id = ''] = seedOpen(sandbox(), order, 1);

		const { items } = await runAgainst(sandbox(), order, ['', '../1', undefined, id]);

		expect(outcomesOf(items)).toEqual([...Array<string>(3).fill('invalidOrderId'), undefined]);
		expect(resultOf(items[0])).toEqual({
			orderId: '',
			service: vendor.service,
			outcome: 'invalidOrderId',
			retryable: false,
			message: `'${order.idLabel}' is blank, so nothing was sent`,
			nextStep: `Correct '${order.idLabel}' of this item`,
		});
		expect(sandbox().requests()).toHaveLength(1);
	});

	it("says of an unknown order, and of another account's, that this credential does not see it", async () => {
		const [unknown = '', other = ''] = [idOf(1), idOf(2)];
		order.seed(sandbox(), other, statuses.open, { tenant: 'another' });

		const { items } = await runAgainst(sandbox(), order, [unknown, other]);

		expect(resultOf(items[0])).toMatchObject({
			orderId: unknown,
			outcome: 'notFound',
			message: `${vendor.service} knows no such order with this credential: order ${unknown}`,
		});
		expect(resultOf(items[1])).toMatchObject({ orderId: other, outcome: foreign });
		expect(resultOf(items[1]).nextStep).toContain('account');
	});

	it('a wrong key is refused once, and the rest is not asked for', async () => {
		const ids = seedOpen(sandbox(), order, 30);

		const { items } = await runAgainst(sandbox(), order, ids, {
			credential: credentialFor(sandbox(), order, 'wrongkey'),
		});

		expect(new Set(outcomesOf(items))).toEqual(new Set(['unauthorized', 'notAttempted']));
		expect(sandbox().requests({ operation: 'get' }).length).toBeLessThan(5);
		expect(sandbox().requests({ operation: 'probe' })).toHaveLength(1);
	});

	it('an answer about another order is not taken for the one that was asked for', async () => {
		const ids = seedOpen(sandbox(), order, 1);
		sandbox().addFault({ operation: 'get', kind: 'otherOrder' });

		const { items } = await runAgainst(sandbox(), order, ids);

		expect(resultOf(items[0])).toMatchObject({
			outcome: 'unknown',
			message: `Order ${ids[0]} could not be read: the answer was about another one`,
		});
	});

	it('reads again after a short outage of the service', async () => {
		const ids = seedOpen(sandbox(), order, 1);
		sandbox().addFault({ operation: 'get', kind: 'statusBefore' });
		sandbox().addFault({ operation: 'get', kind: 'cutBody' });

		const { items } = await runAgainst(sandbox(), order, ids);

		expect(items[0]?.json).toMatchObject({ cancellable: true });
		expect(sandbox().requests()).toHaveLength(3);
	});

	it('On Error = Stop: one message with the first reason and how many more there are', async () => {
		const ids = seedOpen(sandbox(), order, 1);
		const unknown = idOf(7);

		const { thrown } = await runAgainst(sandbox(), order, [...ids, unknown, ''], { settings: {} });

		expect(thrown?.message).toBe(
			`${vendor.service} knows no such order with this credential: order ${unknown} (and 1 more of 3 items)`,
		);
		expect(thrown?.description).toContain(`Check '${order.idLabel}'`);
	});
});
