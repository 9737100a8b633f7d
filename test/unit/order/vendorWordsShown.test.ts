import { answered, runOrder, taskFor } from '../support/desk';
import { THANKS_IO } from '../support/subjects';

const KEY = 'k3yThatNobodyMaySee000001';
const TASK = taskFor(THANKS_IO);
const REVIEWING = answered(200, {
	data: { id: 42708, order: { status: 'Reviewing', return_name: 'Renate Beispielfrau' } },
});

/** What is left of the vendor's words when it refuses a cancel with them. */
async function shown(message: string): Promise<string> {
	const script = { cancel: [answered(422, { message })], lookUp: REVIEWING, secrets: [KEY] };
	const { verdict } = await runOrder(THANKS_IO, TASK, script);
	expect(verdict.outcome).toBe('rejected');
	return verdict.words ?? '';
}

describe("the vendor's words in a verdict", () => {
	it('are kept when there is nothing to hide', async () => {
		expect(await shown('Order is locked')).toBe('Order is locked');
	});

	it('hide the key and the recipient', async () => {
		expect(await shown(`${KEY} may not stop the card of Renate Beispielfrau`)).toBe(
			'[hidden] may not stop the card of [hidden]',
		);
	});

	it('hide the key also where a long text is cut in the middle of it', async () => {
		for (let filler = 270; filler <= 300; filler++) {
			expect(await shown(`${'x'.repeat(filler)} ${KEY}`)).not.toContain(KEY.slice(0, 6));
		}
	});

	it('are no longer than a few sentences', async () => {
		const words = await shown('Order is locked. '.repeat(1_000));
		expect(words.length).toBeLessThanOrEqual(300);
		expect(words).toMatch(/(…|\.\.\.)$/);
	});
});
