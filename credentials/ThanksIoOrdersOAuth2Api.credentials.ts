import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { baseUrlField } from '../nodes/orders/credential/credentialFields';

const ADDRESS = 'https://api.thanks.io/api/v2';
const SIGN_IN_ADDRESS = 'https://dashboard.thanks.io/oauth';

/**
 * For thanks.io accounts of other people, who sign in there and allow it: https://docs.thanks.io/authentication/oauth.
 * n8n's own OAuth2 credential signs in and renews the access token. No scopes are documented.
 */
export class ThanksIoOrdersOAuth2Api implements ICredentialType {
	name = 'thanksIoOrdersOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'thanks.io Orders OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/ThanksIo/thanksIo.svg',
		dark: 'file:../nodes/ThanksIo/thanksIo.dark.svg',
	};

	documentationUrl = 'https://docs.thanks.io/authentication/oauth';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: '={{ $self["oAuthUrl"] }}/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{ $self["oAuthUrl"] }}/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		// The documented requests for a token carry client ID and secret in their body.
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		// Newer versions of n8n always use the hidden addresses as they stand here, and a sandbox has others.
		{
			displayName: 'OAuth URL',
			name: 'oAuthUrl',
			type: 'string',
			default: SIGN_IN_ADDRESS,
			placeholder: `e.g. ${SIGN_IN_ADDRESS}`,
			description: 'Address where thanks.io signs people in',
		},
		baseUrlField(ADDRESS),
	];
}
