import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { authenticateWith } from '../nodes/orders/credential/authenticateWith';
import {
	baseUrlField,
	CLEAN_BASE_URL,
	testRules,
} from '../nodes/orders/credential/credentialFields';

const ADDRESS = 'https://api.thanks.io/api/v2';

export class ThanksIoOrdersApi implements ICredentialType {
	name = 'thanksIoOrdersApi';

	displayName = 'thanks.io Orders API';

	icon: Icon = {
		light: 'file:../nodes/ThanksIo/thanksIo.svg',
		dark: 'file:../nodes/ThanksIo/thanksIo.dark.svg',
	};

	documentationUrl = 'https://docs.thanks.io/authentication/bearer-token';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Personal access token from your thanks.io dashboard, under Settings and then API Access',
		},
		baseUrlField(ADDRESS),
	];

	/** https://docs.thanks.io/authentication/bearer-token */
	authenticate = authenticateWith({
		field: 'apiToken',
		label: 'API Token',
		headers: (key) => ({ Authorization: `Bearer ${key}` }),
	});

	/** A read that needs the token, https://docs.thanks.io/api-reference/endpoint/orders/list-orders */
	test: ICredentialTestRequest = {
		request: {
			baseURL: CLEAN_BASE_URL,
			url: '/orders/list',
			qs: { items_per_page: 1 },
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: testRules({
			service: 'thanks.io',
			label: 'API Token',
			remedy:
				'Copy it once more, or create a new one, in your thanks.io dashboard, under Settings and then API Access.',
			address: ADDRESS,
		}),
	};
}
