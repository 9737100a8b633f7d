import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { authenticateWith } from '../nodes/orders/credential/authenticateWith';
import {
	baseUrlField,
	CLEAN_BASE_URL,
	testRules,
} from '../nodes/orders/credential/credentialFields';

const ADDRESS = 'https://api.papergram.example/v3';

export class PapergramOrdersApi implements ICredentialType {
	name = 'papergramOrdersApi';

	displayName = 'Papergram Orders API';

	icon: Icon = {
		light: 'file:../nodes/Papergram/papergram.svg',
		dark: 'file:../nodes/Papergram/papergram.dark.svg',
	};

	documentationUrl = 'https://papergram.example/docs/tokens';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		baseUrlField(ADDRESS),
	];

	authenticate = authenticateWith({
		field: 'accessToken',
		label: 'Access Token',
		headers: (key) => ({ 'X-Token': key }),
	});

	test: ICredentialTestRequest = {
		request: {
			baseURL: CLEAN_BASE_URL,
			url: '/orders',
			qs: { per_page: 1 },
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: testRules({
			service: 'Papergram',
			label: 'Access Token',
			remedy: 'Create a new one in your Papergram account.',
			address: ADDRESS,
		}),
	};
}
