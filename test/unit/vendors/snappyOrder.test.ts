import type { Phase } from '../../../nodes/orders';
import { askFor, SNAPPY } from '../support/subjects';

function order(more: object): unknown {
	const plain = {
		id: SNAPPY.id,
		status: 'active',
		fulfillmentStatus: 'unfulfilled',
		fulfillments: [],
	};
	return { data: { ...plain, ...more } };
}

function interpret(more: object) {
	return SNAPPY.subject.interpretLookUp(order(more), askFor(SNAPPY));
}

describe('an active Snappy order (delivered ones are called active too)', () => {
	it.each<[Phase, string, object]>([
		['cancellable', 'nothing is fulfilled', {}],
		['cancellable', 'nothing is said about fulfilments', { fulfillments: null }],
		['tooLate', 'it is fulfilled', { fulfillmentStatus: 'fulfilled' }],
		['tooLate', 'a partner has picked it up', { fulfillments: [{ status: 'inTransit' }] }],
		['tooLate', 'a fulfilment has no status yet', { fulfillments: [{}] }],
		['unclear', 'its fulfilment is cancelled', { fulfillmentStatus: 'cancelled' }],
		['unclear', 'its fulfilment is not told', { fulfillmentStatus: null }],
		['unclear', 'its fulfilment is called something new', { fulfillmentStatus: 'partial' }],
	])('is %s when %s', (phase, _case, more) => {
		expect(interpret(more)?.phase).toBe(phase);
	});

	it('tells how far its first shipment is', () => {
		expect(interpret({ fulfillments: [{ status: 'inTransit' }, {}] })?.statusDetail).toBe(
			'shipment inTransit',
		);
		expect(interpret({ fulfillments: [{}] })).not.toHaveProperty('statusDetail');
		expect(interpret({})).not.toHaveProperty('statusDetail');
	});

	it('is not cancelled by cancellation details alone (the documentation shows both)', () => {
		const cancellationDetails = { cancelledAt: '2026-05-27T15:57:00Z' };
		expect(interpret({ cancellationDetails })?.phase).toBe('cancellable');
	});
});

describe('a cancelled Snappy order', () => {
	it('is cancelled whatever is said about its fulfilment', () => {
		const more = {
			status: 'cancelled',
			fulfillmentStatus: 'fulfilled',
			fulfillments: [{ id: 'f' }],
		};
		expect(interpret(more)?.phase).toBe('cancelled');
	});

	it('tells when, in UTC', () => {
		const cancellationDetails = { cancelledAt: '2026-05-27T17:57:00+02:00' };
		expect(interpret({ status: 'cancelled', cancellationDetails })?.cancelledAt).toBe(
			'2026-05-27T15:57:00.000Z',
		);
		expect(interpret({ status: 'cancelled', cancellationDetails: null })?.cancelledAt).toBeNull();
	});
});

describe('the scope of a Snappy request', () => {
	it('is named in headers when it is set, and left to the key when it is not', () => {
		const settings = { companyId: 'c1', accountId: 'a1' };
		for (const plan of [
			SNAPPY.subject.cancel(askFor(SNAPPY, { settings })),
			SNAPPY.subject.lookUp(askFor(SNAPPY, { settings })),
		]) {
			expect(plan.headers).toEqual({ 'snappy-company-id': 'c1', 'snappy-account-id': 'a1' });
		}
		const unset = { companyId: '', accountId: undefined };
		expect(SNAPPY.subject.cancel(askFor(SNAPPY, { settings: unset })).headers).toStrictEqual({});
	});
});

describe('the person who gets a Snappy order', () => {
	it.each([
		[{ firstName: 'Renate', lastName: 'Beispiel' }, 'Renate Beispiel'],
		[{ firstName: 'Renate' }, 'Renate'],
		[{ lastName: 'Beispiel' }, 'Beispiel'],
		[{}, null],
		[null, null],
	])('is named as far as the answer does (%j)', (recipient, name) => {
		expect(SNAPPY.subject.details({ recipient }).recipient).toBe(name);
	});
});
