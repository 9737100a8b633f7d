import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { authenticateWith } from '../nodes/orders/credential/authenticateWith';
import {
	baseUrlField,
	CLEAN_BASE_URL,
	testRules,
} from '../nodes/orders/credential/credentialFields';

const ADDRESS = 'https://api-v2.fastpod.net';

export class FastPodOrdersApi implements ICredentialType {
	name = 'fastPodOrdersApi';

	displayName = 'FastPOD Orders API';

	icon: Icon = {
		light: 'file:../nodes/FastPod/fastPod.svg',
		dark: 'file:../nodes/FastPod/fastPod.dark.svg',
	};

	documentationUrl = 'https://fastpodapi.apidog.io';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Bearer token of your FastPOD account; see Getting Started in the FastPOD API documentation',
		},
		baseUrlField(ADDRESS),
	];

	/** https://fastpodapi.apidog.io/api-4681584 */
	authenticate = authenticateWith({
		field: 'apiToken',
		label: 'API Token',
		headers: (key) => ({ Authorization: `Bearer ${key}` }),
	});

	/** A read that needs the token, https://fastpodapi.apidog.io/api-4681580; its use as a test is inferred. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: CLEAN_BASE_URL,
			url: '/v1/orders',
			qs: { page: 1, limit: 1 },
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: testRules({
			service: 'FastPOD',
			label: 'API Token',
			remedy: 'Copy it once more, or create a new one, in your FastPOD account.',
			address: ADDRESS,
		}),
	};
}
