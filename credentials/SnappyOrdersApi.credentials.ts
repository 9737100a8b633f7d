import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { authenticateWith } from '../nodes/orders/credential/authenticateWith';
import {
	baseUrlField,
	CLEAN_BASE_URL,
	testRules,
} from '../nodes/orders/credential/credentialFields';

const ADDRESS = 'https://api.snappy.com/public-api';

const withMutualTls = { show: { mutualTls: [true] } };

export class SnappyOrdersApi implements ICredentialType {
	name = 'snappyOrdersApi';

	displayName = 'Snappy Orders API';

	icon: Icon = {
		light: 'file:../nodes/Snappy/snappy.svg',
		dark: 'file:../nodes/Snappy/snappy.dark.svg',
	};

	documentationUrl = 'https://docs.snappy.com/quickstart';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Key from your Snappy dashboard, under Company Settings, Sharing & Access, API Access. It needs the scope orders:cancel, and orders:read:masked so that an unclear answer can be checked.',
		},
		baseUrlField(ADDRESS),
		{
			displayName: 'Company ID',
			name: 'companyId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12345678',
			description: 'Only needed when Snappy cannot tell the company from the key',
		},
		{
			displayName: 'Account ID',
			name: 'accountId',
			type: 'string',
			default: '',
			placeholder: 'e.g. acc123456',
			description: 'Limits requests to one account of the company',
		},
		{
			displayName: 'Mutual TLS',
			name: 'mutualTls',
			type: 'boolean',
			default: false,
			description:
				'Whether the key enforces mutual TLS. Set the Base URL to https://mtls-api.snappy.com/public-api then. Needs n8n 2.20 or newer.',
		},
		{
			displayName: 'Client Certificate',
			name: 'clientCertificate',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			displayOptions: withMutualTls,
			default: '',
			placeholder: '-----BEGIN CERTIFICATE-----',
			description: 'Certificate from Snappy support, as PEM text',
		},
		{
			displayName: 'Client Private Key',
			name: 'clientPrivateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			displayOptions: withMutualTls,
			default: '',
			placeholder: '-----BEGIN PRIVATE KEY-----',
			description: 'Private key of the certificate, as PEM text',
		},
		{
			displayName: 'Client Key Passphrase',
			name: 'clientKeyPassphrase',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: withMutualTls,
			default: '',
			description: 'Only if the private key is encrypted',
		},
	];

	/** https://docs.snappy.com/authentication-and-security */
	authenticate = authenticateWith({
		field: 'apiKey',
		label: 'API Key',
		headers: (key) => ({ 'X-Api-Key': key }),
	});

	/** Works with any valid key, whatever its scopes: https://docs.snappy.com/api-reference/api-keys/get-api-keys */
	test: ICredentialTestRequest = {
		request: {
			baseURL: CLEAN_BASE_URL,
			url: '/v2/authentication/apiKeys',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: testRules({
			service: 'Snappy',
			label: 'API Key',
			// A key is shown only once, and expires: https://docs.snappy.com/modules/api/v2/api-keys/overview
			remedy:
				'Paste it once more; if it has expired or was deleted, create a new one in your Snappy dashboard, under Company Settings, Sharing & Access, API Access.',
			// Any key may make this request, so what is left is the way it was made (inferred).
			forbidden:
				"Snappy does not allow this API Key to make the request. If the key enforces mutual TLS, turn on 'Mutual TLS' and set the 'Base URL' for it; if not, ask Snappy support.",
			address: ADDRESS,
		}),
	};
}
