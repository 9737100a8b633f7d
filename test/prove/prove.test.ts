import { untruths } from './search';

/** As the prover printed them when the node was broken on purpose. */
it.each([
	['plain', { 'cancel 1': 'it is carried out, and the run is stopped meanwhile' }],
	['guarded', { 'cancel 1': 'it is carried out, and no answer comes in time' }],
	['guarded', { 'cancel 1': '429 with Retry-After' }],
] as const)('Snappy order, %s: %j is told truthfully', async (mode, story) => {
	expect(await untruths('Snappy order', mode, story)).toEqual([]);
});

it.each([
	{
		'cancel 1': '422, and it is carried out a moment later',
		'before read 2': 'the gift is claimed again',
	},
])("Snappy gift's order, plain: %j is told truthfully", async (story) => {
	expect(await untruths("Snappy gift's order", 'plain', story)).toEqual([]);
});

it('a story that cannot happen is refused', async () => {
	await expect(untruths('Snappy order', 'dry', { 'cancel 1': '404' })).rejects.toThrow(
		'This never happens: cancel 1',
	);
});
