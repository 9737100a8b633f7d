import { askFor, THANKS_IO } from '../support/subjects';

const { subject } = THANKS_IO;

describe('the request that cancels an order at thanks.io', () => {
	it.each<[string, Parameters<typeof askFor>[1], string]>([
		['if nothing else is asked for', {}, '/orders/42708/cancel'],
		[
			'if the older path is not wanted',
			{ settings: { legacyPath: false } },
			'/orders/42708/cancel',
		],
		['if that is not said clearly', { settings: { legacyPath: 'true' } }, '/orders/42708/cancel'],
		[
			'to the older path if that is asked for',
			{ settings: { legacyPath: true } },
			'/order/42708/cancel',
		],
	])('goes where its documentation says, %s', (_case, more, path) => {
		expect(subject.cancel(askFor(THANKS_IO, more))).toEqual({ method: 'PUT', path });
	});

	it('is followed by the one path on which an order is read', () => {
		for (const legacyPath of [true, false]) {
			expect(subject.lookUp(askFor(THANKS_IO, { settings: { legacyPath } }))).toEqual({
				method: 'GET',
				path: '/orders/42708/track',
			});
		}
	});
});
