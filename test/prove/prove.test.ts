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

/** As the prover printed them when the node was broken on purpose. */
it.each([
	['plain', { 'cancel 1': 'it is carried out, and the run is stopped meanwhile' }],
	['guarded', { 'cancel 1': 'it is carried out, and no answer comes in time' }],
	['guarded', { 'cancel 1': '429 with Retry-After' }],
] as const)('Snappy order, %s: %j is told truthfully', async (mode, story) => {
	expect(await untruths('Snappy order', mode, story)).toEqual([]);
});

it('a story that cannot happen is refused', async () => {
	await expect(untruths('Snappy order', 'dry', { 'cancel 1': '404' })).rejects.toThrow(
		'This never happens: cancel 1',
	);
});
