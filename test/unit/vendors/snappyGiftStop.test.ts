import type { Ask } from '../../../nodes/orders';
import { askFor, operationIn, SNAPPY, SNAPPY_GIFT } from '../support/subjects';

const { subject } = operationIn(SNAPPY.vendor, 'gift', 'stop');
const { id } = SNAPPY_GIFT;

const ACTIVE = { id: 'A0000001', status: 'active' };
const CANCELLED = { id: 'B0000001', status: 'cancelled' };

function ask(expectedOrderId: string | null = null, more: Partial<Ask> = {}): Ask {
	return askFor(SNAPPY_GIFT, { expectedOrderId, ...more });
}

function gift(status: string, ...orders: object[]) {
	return { id, status, orders };
}

function interpret(body: unknown, expectedOrderId: string | null = null) {
	const state = subject.interpretLookUp(body, ask(expectedOrderId));
	return state && { id: state.id, phase: state.phase, noun: state.as?.noun };
}

describe('what there is of a gift to be stopped', () => {
	it.each<[string, object, object | null]>([
		['the gift, unclaimed', gift('opened'), { id, phase: 'cancellable', noun: 'gift' }],
		['the gift, expired', gift('expired'), { id, phase: 'cancelled', noun: 'gift' }],
		[
			'the order of a claimed one',
			gift('claimed', ACTIVE),
			{ id: 'A0000001', phase: 'cancellable', noun: 'order' },
		],
		[
			'its order, whatever the gift says of itself',
			gift('opened', ACTIVE),
			{ id: 'A0000001', phase: 'cancellable', noun: 'order' },
		],
		[
			'the gift again, once its order is cancelled',
			gift('opened', CANCELLED),
			{ id, phase: 'cancellable', noun: 'gift' },
		],
		[
			'a cancelled order of a gift that counts as claimed',
			gift('claimed', CANCELLED),
			{ id: 'B0000001', phase: 'cancelled', noun: 'order' },
		],
		['nothing, if it is claimed and has no order', gift('claimed'), null],
		['nothing, if it is another gift', { ...gift('opened'), id: 'zzz98765' }, null],
	])('is %s', (_what, body, state) => {
		expect(interpret(body)).toEqual(state);
	});

	it('is the order and nothing else where one is expected', () => {
		expect(interpret(gift('opened'), 'A0000001')).toBeNull();
		expect(interpret(gift('opened', CANCELLED), 'B0000001')).toEqual({
			id: 'B0000001',
			phase: 'cancelled',
			noun: 'order',
		});
	});

	it('is no order where one is expected and nobody has claimed the gift, which is said', () => {
		expect(subject.interpretNoOrder?.(gift('opened'), ask('A0000001'))).toMatchObject({
			why: 'nobody has claimed the gift, so it has no order',
		});
		expect(subject.interpretNoOrder?.(gift('opened'), ask())).toBeNull();
	});
});

describe('what stops a gift', () => {
	function readAs(body: unknown): Ask {
		const read = subject.interpretLookUp(body, ask());
		if (read === null) throw new Error('There is nothing to be stopped.');
		return ask(null, { read });
	}

	it('expires one that is unclaimed', () => {
		const unclaimed = readAs(gift('opened'));
		expect(subject.cancel(unclaimed).path).toBe(`/v2/gifts/${id}/expire`);
		const done = subject.interpretCancel({ id, status: 'expired' }, unclaimed);
		expect(done).toMatchObject({ id, phase: 'cancelled', as: { noun: 'gift' } });
	});

	it('cancels the order of one that is claimed', () => {
		const claimed = readAs(gift('claimed', ACTIVE));
		expect(subject.cancel(claimed).path).toBe(`/v2/gifts/${id}/cancel`);
		const done = subject.interpretCancel({ orderId: 'A0000001', status: 'cancelled' }, claimed);
		expect(done).toMatchObject({ id: 'A0000001', phase: 'cancelled', as: { noun: 'order' } });
	});

	it('has stopped nothing where another order is confirmed than was read', () => {
		const claimed = readAs(gift('claimed', ACTIVE));
		const other = { orderId: 'B0000001', status: 'cancelled' };
		expect(subject.interpretCancel(other, claimed)).toBeNull();
	});

	it('has stopped nothing that is known where nothing was read before', () => {
		expect(subject.cancel(ask()).path).toBe(`/v2/gifts/${id}/expire`);
		expect(subject.interpretCancel({ id, status: 'expired' }, ask())).toBeNull();
	});
});
