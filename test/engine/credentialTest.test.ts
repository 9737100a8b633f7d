import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeCredentialTestResult } from 'n8n-workflow';

import { VENDORS, type VendorSamples } from '../samples';
import { credentialFor } from '../support/againstSandbox';
import { testCredential } from '../support/credentialTester';
import { useSandbox } from '../support/useSandbox';

const sandbox = useSandbox();

/** A page that anybody may see, as a login page is. */
const loginPage = createServer((_request, response) => response.end('<html>Log in</html>'));
let visits = 0;
loginPage.on('request', () => {
	visits += 1;
});

beforeAll(async () => {
	await new Promise<void>((resolve) => loginPage.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
	visits = 0;
});
afterAll(() => loginPage.close());

async function press(
	vendor: VendorSamples,
	changes: Record<string, string> = {},
): Promise<INodeCredentialTestResult> {
	const values = { ...credentialFor(sandbox(), { vendor }), ...changes };
	return await testCredential(vendor.credential.type, values);
}

/** The same sandbox by an address that is not this machine's own name; Linux and macOS connect it all the same. */
function notLoopback(url: string): string {
	return url.replace('127.0.0.1', '0.0.0.0');
}

describe.each(VENDORS)('$service: the test button in the form of the credential', (vendor) => {
	const { keyField, keyLabel, fields, wrongKey, forbidden } = vendor.credential;
	const address = String(fields.baseUrl?.default);
	const baseUrl = () => sandbox().baseUrlOf(vendor.name);

	it('is green for the right key, after one harmless read', async () => {
		expect(await press(vendor)).toMatchObject({ status: 'OK' });

		const requests = sandbox().requests();
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({ method: 'GET', operation: 'probe', status: 200 });
	});

	it('is green whatever cannot be seen was pasted around key and Base URL', async () => {
		const key = sandbox().keyOf(vendor.name);
		const values = {
			[keyField]: `\u200e${key}\u200b`,
			baseUrl: `\ufeff ${baseUrl()}/\u2060/ \u00ad`,
		};

		expect(await press(vendor, values)).toMatchObject({ status: 'OK' });
		expect(sandbox().requests()[0]).toMatchObject({ operation: 'probe', status: 200 });
	});

	it('is red for a wrong key, and says what happened and what to do', async () => {
		const shown = await press(vendor, { [keyField]: 'not-the-key' });

		expect(shown).toEqual({ status: 'Error', message: wrongKey });
	});

	it('says more than "Forbidden" about a key that is not allowed in', async () => {
		sandbox().addFault({ kind: 'statusBefore', operation: 'probe', status: 403 });

		expect(await press(vendor)).toEqual({ status: 'Error', message: forbidden });
	});

	it.each([301, 302, 307, 308, 404])('says what to check after a %d', async (status) => {
		sandbox().addFault({ kind: 'statusBefore', operation: 'probe', status });

		expect(await press(vendor)).toEqual({
			status: 'Error',
			message: `${vendor.service} did not answer as its API does: no such page, or a redirect. Check the 'Base URL' first, the usual one is ${address}, then the ${keyLabel}.`,
		});
	});

	it('leaves what only time can mend in the words of HTTP', async () => {
		sandbox().addFault({ kind: 'statusBefore', operation: 'probe', status: 503 });

		expect(await press(vendor)).toEqual({ status: 'Error', message: 'Service Unavailable' });
	});

	it.each(['', '   '])('is red for a blank key ("%s"), before anything is sent', async (key) => {
		const shown = await press(vendor, { [keyField]: key });

		expect(shown.status).toBe('Error');
		expect(shown.message).toContain(`'${keyLabel}' of the credential is blank`);
		expect(sandbox().requests()).toEqual([]);
	});

	it('is red for plain http to any other machine, and the key does not leave', async () => {
		const shown = await press(vendor, { baseUrl: notLoopback(baseUrl()) });

		expect(shown.status).toBe('Error');
		expect(shown.message).toMatch(/'Base URL' of the credential is not https/);
		expect(sandbox().requests()).toEqual([]);
	});

	it('is red for a redirect to a login page, which is not visited', async () => {
		const { port } = loginPage.address() as AddressInfo;
		const location = `http://127.0.0.1:${port}/login`;
		sandbox().addFault({ kind: 'redirect', operation: 'probe', location });

		expect(await press(vendor)).toMatchObject({ status: 'Error' });
		expect(sandbox().requests()).toHaveLength(1);
		expect(visits).toBe(0);
	});

	it('is red when nobody listens at the base URL', async () => {
		const shown = await press(vendor, { baseUrl: 'http://127.0.0.1:1' });

		expect(shown).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});

	it.each(['/', '///', '/ '])('does not mind "%s" at the end of the base URL', async (end) => {
		expect(await press(vendor, { baseUrl: `${baseUrl()}${end}` })).toMatchObject({ status: 'OK' });

		const { pathname } = new URL(baseUrl());
		expect(sandbox().requests()[0]?.path).toMatch(new RegExp(`^${pathname}/[^/]`));
	});

	it('never shows the key', async () => {
		const key = 'k3yThatNobodyMaySee000001';
		const faults = ['cutBefore', 'statusBefore', 'malformedBefore'] as const;
		const shown = [await press(vendor, { [keyField]: key })];
		for (const kind of faults) {
			sandbox().addFault({ kind, operation: 'probe', times: 2 });
			shown.push(await press(vendor, { [keyField]: key }));
		}

		expect(JSON.stringify(shown)).not.toContain(key);
	});
});
