import { OutboundHttp } from '@n8n/backend-network';

import { resultOf } from '../support/runNode';
import { credentialFor, runAgainst, seedOrders, SERVICES } from '../support/services';
import { useSandbox } from '../support/useSandbox';

const sandbox = useSandbox();

// n8n 2.19 and older, with a newer copy of n8n-workflow installed beside the package: what the package imports looks
// new, and the request helper that it is given drops a client certificate without a word.
beforeEach(() => {
	const requests = OutboundHttp.prototype.requests;
	jest.spyOn(OutboundHttp.prototype, 'requests').mockImplementation(function (
		this: OutboundHttp,
		...options
	) {
		const client = requests.apply(this, options);
		const request = client.request.bind(client);
		client.request = async (wanted) => await request({ ...wanted, agentOptions: undefined });
		return client;
	});
});
afterEach(() => {
	jest.restoreAllMocks();
});

const snappy = SERVICES.filter(({ sandboxService }) => sandboxService === 'snappy');

describe.each(snappy)('$service, on an n8n that drops client certificates', (service) => {
	it('says which n8n is needed instead of sending without the certificate', async () => {
		const [id] = seedOrders(sandbox(), service, 1);
		const credential = {
			...credentialFor(sandbox(), service),
			mutualTls: true,
			clientCertificate: '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----',
			clientPrivateKey: '-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----',
		};

		const { items } = await runAgainst(sandbox(), service, [id], { credential });

		const result = resultOf(items[0]);
		expect(result).toMatchObject({ outcome: 'notAttempted', stopped: false, attempts: 0 });
		expect(result.message).toMatch(/this n8n cannot present a client certificate/i);
		expect(`${String(result.message)} ${String(result.nextStep)}`).toMatch(/2\.20 or newer/);
		expect(sandbox().requests()).toEqual([]);
	});

	it('still cancels with a key that needs no certificate', async () => {
		const [id] = seedOrders(sandbox(), service, 1);

		const { items } = await runAgainst(sandbox(), service, [id]);

		expect(resultOf(items[0])).toMatchObject({ outcome: 'cancelled' });
	});
});
