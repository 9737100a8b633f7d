import { useExamples } from './support/useExamples';

const { play, cancelled, sandbox } = useExamples({
	file: 'thanksio-withdrawn-mailing.json',
	start: 'Order in Review',
	dryRun: false,
});

/** What the trigger passes on when such an order is in review. */
function inReview(id: number, reference?: string) {
	const metadata = reference === undefined ? null : { reference };
	return { pin: { 'Order in Review': [{ id, status: 'Reviewing', metadata, verified: true }] } };
}

describe('examples/thanksio-withdrawn-mailing.json', () => {
	it('as downloaded, it cancels nothing and says that the order may still ship', async () => {
		const { told } = await play({ dryRun: undefined });

		expect(cancelled()).toEqual([]);
		expect(told).toMatchObject([
			{
				subject: 'Order 45001 of winter-mailing may still ship',
				text: expect.stringContaining('Dry run: order 45001 can still be cancelled'),
			},
		]);
	});

	it('an order of the mailing is cancelled when it comes in, and a person hears of it', async () => {
		const { told } = await play({});

		expect(cancelled()).toEqual(['45001']);
		expect(told).toMatchObject([
			{
				subject: 'Order 45001 of winter-mailing is stopped',
				text: 'thanks.io confirmed that order 45001 is cancelled.',
			},
		]);
	});

	it.each<[string, string | undefined]>([
		['of another mailing', 'thank-you-cards'],
		['without a reference', undefined],
	])('an order %s is left alone, and nobody is told', async (_case, reference) => {
		const { told } = await play(inReview(45002, reference));

		expect(cancelled()).toEqual([]);
		expect(told).toEqual([]);
		expect(sandbox().requests()).toEqual([]);
	});

	it('an order that has left Reviewing meanwhile is not sent, and a person hears why', async () => {
		const { told } = await play(inReview(45003, 'winter-mailing'));

		expect(cancelled()).toEqual([]);
		expect(sandbox().requests({ operation: 'cancel' })).toEqual([]);
		expect(told).toMatchObject([
			{
				subject: 'Order 45003 of winter-mailing may still ship',
				text: expect.stringContaining('(status Printing)'),
			},
		]);
	});
});
