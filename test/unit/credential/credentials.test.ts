import { FastPodOrdersApi } from '../../../credentials/FastPodOrdersApi.credentials';
import { SnappyOrdersApi } from '../../../credentials/SnappyOrdersApi.credentials';
import { ThanksIoOrdersApi } from '../../../credentials/ThanksIoOrdersApi.credentials';

const KEY = 'k3yThatNobodyMaySee000001';
const BASE_URL = 'https://api.example.com/v1';

describe.each([
	['FastPOD', FastPodOrdersApi, 'apiToken', 'API Token', { Authorization: `Bearer ${KEY}` }],
	['thanks.io', ThanksIoOrdersApi, 'apiToken', 'API Token', { Authorization: `Bearer ${KEY}` }],
	['Snappy', SnappyOrdersApi, 'apiKey', 'API Key', { 'X-Api-Key': KEY }],
])('%s', (_service, Credential, field, label, headers) => {
	const sign = async (key: string) =>
		await new Credential().authenticate(
			{ baseUrl: BASE_URL, [field]: key },
			{ url: `${BASE_URL}/orders` },
		);

	it('signs a request as its service wants it', async () => {
		expect(await sign(KEY)).toEqual({ url: `${BASE_URL}/orders`, headers });
	});

	it('names its field where that is blank', async () => {
		await expect(sign(' ')).rejects.toThrow(`the '${label}' of the credential is blank`);
	});
});
