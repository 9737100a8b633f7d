import { useExamples } from './support/useExamples';

const YES = { 'Ask for a Yes': [{ data: { approved: true } }] };
const SILENCE = { 'Ask for a Yes': [{}] };

const { play, cancelled, sandbox } = useExamples({ file: 'approval-first.json', start: 'Form' });

function asked(orderId: string) {
	return { pin: { Form: [{ 'Order ID': orderId, Reason: 'Wrong size' }] }, answers: YES };
}

describe('examples/approval-first.json', () => {
	it('as downloaded, the pinned answer is no: nothing is cancelled, and the channel hears it', async () => {
		const { told } = await play({});

		expect(cancelled()).toEqual([]);
		expect(told.map(({ node }) => node)).toEqual(['Ask for a Yes', 'Tell the Channel']);
		expect(told[1]?.text).toBe('Not cancelled: nobody said yes to order G7nR4bD011. It will ship.');
	});

	it('the question names the order, its status and the reason', async () => {
		const { told } = await play({});

		expect(told[0]?.message).toMatch(
			/^Cancel Snappy order G7nR4bD011\?\nStatus: active, placed .*Reason given: Wrong size\n/s,
		);
	});

	it('a yes cancels this order', async () => {
		const { told } = await play({ answers: YES });

		expect(cancelled()).toEqual(['G7nR4bD011']);
		expect(told[1]?.text).toContain(
			'Stopped: Snappy confirmed that order G7nR4bD011 is cancelled.',
		);
	});

	it('nobody answers in time: nothing is cancelled', async () => {
		await play({ answers: SILENCE });

		expect(cancelled()).toEqual([]);
	});

	it('the order is not what the person saw any more: it is left alone, and the channel hears why', async () => {
		const seen = { orderId: 'G7nR4bD011', status: 'processing', cancellable: true };

		const { told } = await play({ answers: YES, pin: { 'Read the Order': [seen] } });

		expect(cancelled()).toEqual([]);
		expect(told[1]?.text).toMatch(/^Not stopped: .*'Only If Status' allows only processing/);
	});

	it('a yes that comes to nothing is not called a success', async () => {
		sandbox().addFault({
			orderId: 'G7nR4bD011',
			operation: 'cancel',
			kind: 'redirect',
			location: '/',
		});

		const { told } = await play({ answers: YES });

		expect(told[1]?.text).toMatch(/^Not stopped: It is not known whether/);
	});

	it('an order that can no longer be cancelled is not asked about', async () => {
		const { told } = await play(asked('G7nR4bD022'));

		expect(told).toHaveLength(1);
		expect(told[0]?.text).toMatch(/can no longer be cancelled .* Expect it to ship\.$/);
	});

	it('an order that does not exist is not asked about', async () => {
		const { told } = await play(asked('G7nR4bD999'));

		expect(told).toHaveLength(1);
		expect(told[0]?.text).toContain('Not cancelled: Snappy knows no such order');
	});
});
