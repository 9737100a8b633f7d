import type { INodeProperties } from 'n8n-workflow';

/** The address that all requests go to; people change it for a sandbox or a client-certificate host. */
export function baseUrlField(address: string): INodeProperties {
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: address,
		placeholder: `e.g. ${address}`,
		description:
			'Address of the API. It must be https; plain http is accepted for this machine only (localhost).',
	};
}
