import { answered, runOrder, taskFor } from '../support/desk';
import { THANKS_IO } from '../support/subjects';

const TASK = taskFor(THANKS_IO);

function stumble(): never {
	throw new TypeError('Cannot read properties of undefined (k3yThatNobodyMaySee000001)');
}

describe('an answer that our own code stumbles over', () => {
	it('ends as unknown, without the text of the stumble, and does not end the run', async () => {
		const subject = { ...THANKS_IO.subject, readCancel: stumble };
		const script = { cancel: [answered(200, { order: {} })], lookUp: answered(404, {}) };

		const { verdict, attempts } = await runOrder({ ...THANKS_IO, subject }, TASK, script);

		expect(verdict).toMatchObject({ outcome: 'unknown', verifiedBy: null });
		expect(JSON.stringify(verdict)).not.toContain('k3y');
		expect(attempts).toBe(1);
	});
});
