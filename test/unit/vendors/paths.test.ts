import { askFor, FAST_POD, THANKS_IO } from '../support/subjects';

describe('an order of thanks.io', () => {
	it.each([
		[undefined, '/orders/42708/cancel'],
		[false, '/orders/42708/cancel'],
		[true, '/order/42708/cancel'],
	])(
		'is cancelled at the path of the older documentation only by Legacy Path (%p)',
		(legacyPath, path) => {
			const ask = askFor(THANKS_IO, { id: '42708', settings: { legacyPath } });
			expect(THANKS_IO.subject.cancel(ask)).toEqual({ method: 'PUT', path });
		},
	);
});

describe('an order of FastPOD', () => {
	it.each([
		['bare', { id: 'F-1', order_status: 'shipped' }],
		['in an envelope', { status: true, data: { id: 'F-1', order_status: 'shipped' } }],
	])('is read where it stands %s', (_where, body) => {
		const state = FAST_POD.subject.interpretLookUp(body, askFor(FAST_POD));
		expect(state).toMatchObject({ id: 'F-1', status: 'shipped', phase: 'tooLate' });
	});
});
