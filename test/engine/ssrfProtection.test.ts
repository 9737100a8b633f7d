/** @own-n8n */
import { CANCELLATIONS } from '../samples';
import { runAgainst, seedOpen } from '../support/againstSandbox';
import { resultOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';

// n8n reads it once, when it sends its first request; the sandbox is on this machine, which n8n then calls restricted.
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
afterAll(() => {
	delete process.env.N8N_SSRF_PROTECTION_ENABLED;
});

const sandbox = useSandbox();

describe.each(CANCELLATIONS)("$label: n8n's protection against SSRF", (cancellation) => {
	it("refuses the Base URL: not attempted, with n8n's reason, and no use trying again", async () => {
		const ids = seedOpen(sandbox(), cancellation, 2);

		const { items } = await runAgainst(sandbox(), cancellation, ids);

		for (const item of items) {
			const result = resultOf(item);
			const told = { outcome: 'notAttempted', stopped: false, retryable: false, attempts: 0 };
			expect(result).toMatchObject(told);
			expect(result.message).toMatch(/SSRF protection: .*blocked .*restricted IP address/);
		}
		expect(items).toHaveLength(2);
		expect(sandbox().requests()).toEqual([]);
	});
});
