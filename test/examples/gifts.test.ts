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
		expect(out('Report')[0]?.subject).toBe('Dry run: 5 of 6 gifts may still reach somebody');
	});

	it('cancels the order of a claimed gift and expires an unclaimed one', async () => {
		const { out } = await play({});

		expect(cancelled()).toEqual(['G7nR4bD041']);
		expect(out('Expire It')).toMatchObject([{ orderId: 'giftUnopened1', stopped: true }]);
		expect(expired()).toBe(1);
	});

	it('a gift that was claimed again is left alone, and the report names the newer order', async () => {
		const { out } = await play({});

		expect(sandbox().order('snappy', 'G7nR4bD043')?.cancelled).toBe(false);
		expect(out('Report')[0]?.text).toContain(
			'giftClaimed02: Nothing was sent for gift giftClaimed02: it is claimed, and its order is G7nR4bD043, not G7nR4bD042.',
		);
	});

	it('the report names what may still reach somebody, with what to do, and nothing that is stopped', async () => {
		const { out } = await play({});

		const [report] = out('Report');
		expect(report?.subject).toBe('3 of 6 gifts may still reach somebody');
		const lines = String(report?.text).split('\n');
		expect(lines).toHaveLength(3);
		for (const part of ['G7nR4bD044', 'giftClaimed02', 'giftNobody001']) {
			expect(lines.filter((line) => line.includes(part))).toHaveLength(1);
		}
	});

	it('a gift that is claimed between reading and expiring is not reported as stopped', async () => {
		const unclaimed = {
			giftId: 'giftClaimed01',
			orderId: null,
			status: 'unopened',
			canExpire: true,
		};

		const { out } = await play({ pin: { 'Read the Gift': [unclaimed] } });

		expect(cancelled()).toEqual([]);
		expect(out('Report')[0]?.text).toContain("stop its order with the operation 'Cancel Order'");
	});

	it('a claimed gift without an order in the list is left alone', async () => {
		const gifts = { pin: { Gifts: [{ giftId: 'giftClaimed01', orderId: '' }] } };

		const { out } = await play(gifts);

		expect(cancelled()).toEqual([]);
		expect(out('Report')[0]?.text).toContain('its order is G7nR4bD041, not the one of your list');
	});
});
