import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** How to sign in: https://docs.thanks.io/authentication/choosing-auth-method */
export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'API Token', value: 'apiToken' },
		{ name: 'OAuth2', value: 'oAuth2' },
	],
	default: 'apiToken',
};

export const credentials: INodeCredentialDescription[] = [
	{
		name: 'thanksIoOrdersApi',
		required: true,
		displayOptions: { show: { authentication: ['apiToken'] } },
	},
	{
		name: 'thanksIoOrdersOAuth2Api',
		required: true,
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
];
