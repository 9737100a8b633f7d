import { explore, untruths } from './search';
import { THINGS } from './things';

/** `npm run prove` goes on to three disturbances in every mode. */
const ORDERS = THINGS.filter(({ label }) => label === 'FastPOD order');

jest.setTimeout(60_000);

describe.each(THINGS)('$label', (thing) => {
	it.each(['plain', 'guarded', 'dry'] as const)(
		'keeps its word whatever goes wrong once (%s)',
		async (mode) => {
			const { worlds, violations } = await explore(thing, mode, 1);
			expect(violations).toEqual({});
			expect(worlds[1]).toBeGreaterThan(40);
		},
	);
});

it.each(ORDERS)('$label: keeps its word whatever goes wrong twice', async (thing) => {
	const { worlds, violations } = await explore(thing, 'plain', 2);
	expect(violations).toEqual({});
	expect(worlds[2]).toBeGreaterThan(2_000);
});

it('a cancel that was carried out without an answer is told by reading', async () => {
	const story = {
		'cancel 1': 'the connection is cut after it is carried out',
		'read 1': 'it shows what was true a second ago',
	};
	expect(await untruths('Snappy order', 'guarded', { 'cancel 1': story['cancel 1'] })).toEqual([]);
	expect(await untruths('Snappy order', 'plain', story)).toEqual([]);
});
