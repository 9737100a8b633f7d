import { useExamples } from './support/useExamples';

const { play, cancelled, sandbox } = useExamples({
	file: 'gift-recall.json',
	start: "When clicking 'Execute workflow'",
	dryRun: false,
});

function expired(): number {
	return sandbox()
		.requests()
		.filter(({ path, status }) => path.includes('/expire') && status === 200).length;
}

describe('examples/gift-recall.json', () => {
	it('as downloaded, it stops nothing', async () => {
		const { out } = await play({ dryRun: undefined });

		expect(cancelled()).toEqual([]);
		expect(expired()).toBe(0);
		expect(out('Report')[0]?.subject).toBe('Dry run: 5 of 5 gifts may still reach somebody');
	});

	it('cancels the order of a claimed gift, also if it was claimed again, and expires an unclaimed one', async () => {
		await play({});

		expect(cancelled()).toEqual(['G7nR4bD041', 'G7nR4bD043']);
		expect(expired()).toBe(1);
	});

	it('the report names what may still reach somebody, with what to do, and nothing that is stopped', async () => {
		const { out } = await play({});

		const [report] = out('Report');
		expect(report?.subject).toBe('2 of 5 gifts may still reach somebody');
		const lines = String(report?.text).split('\n');
		expect(lines).toHaveLength(2);
		expect(lines[0]).toMatch(/^- .*G7nR4bD044.* can no longer be .*\. .*\.$/);
		expect(lines[1]).toMatch(/^- Snappy knows no such gift .*giftNobody001/);
	});

	it('a gift that is claimed while it is being expired: its order is cancelled', async () => {
		sandbox().seedGift({
			id: 'giftUnopened1',
			status: 'unopened',
			orders: [],
			claimedMeanwhile: { id: 'G7nR4bD045', status: 'active' },
		});

		await play({});

		expect(cancelled()).toContain('G7nR4bD045');
	});

	it('more gifts than allowed: nothing is sent, and all of them are in the report', async () => {
		const gifts = ['giftClaimed01', 'giftUnopened1'];
		const settings = { dryRun: false, maxGifts: 1, gifts };

		const { out } = await play({ pin: { Settings: [settings] } });

		expect(cancelled()).toEqual([]);
		expect(expired()).toBe(0);
		expect(out('Report')[0]?.subject).toBe('2 of 2 gifts may still reach somebody');
	});
});
