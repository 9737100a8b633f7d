import type { ICredentialDataDecryptedObject, IDataObject, INodeProperties } from 'n8n-workflow';

import type { Vendor } from '../contract/vendor';
import {
	credentialObstacle,
	NO_CERTIFICATE_SUPPORT,
	type Obstacle,
} from '../credential/credentialObstacle';
import { OptionUnreadable } from '../form/optionValues';
import { readRunSettings, type RunSettings } from '../form/runSettings';
import { looksAtClientCertificate } from '../transport/certificateSupport';
import type { Caller } from '../transport/send';

/** Everything is ready to send, or a sentence says why nothing can be sent. */
export type Preparation =
	| { ready: true; settings: RunSettings; credential: ICredentialDataDecryptedObject; key: string }
	| { ready: false; obstacle: Obstacle };

/** The secret of a credential type is its required password field. */
function keyFieldOf({ credential }: Vendor): { name: string; displayName: string } {
	const field = credential.properties.find(
		({ required, typeOptions }) => required === true && typeOptions?.password === true,
	);
	return field ?? { name: '', displayName: '' };
}

/**
 * Opens the credential and reads the options of the run; what is wrong with them is said before anything is sent.
 *
 * @param options of the first item, or why they cannot be read
 * @param fields the number options that the operation has
 */
export async function prepareRun(
	context: Caller,
	vendor: Vendor,
	options: IDataObject | OptionUnreadable,
	fields: readonly INodeProperties[],
): Promise<Preparation> {
	if (options instanceof OptionUnreadable) return { ready: false, obstacle: options.obstacle };
	let credential: ICredentialDataDecryptedObject;
	try {
		credential = await context.getCredentials(vendor.credential.name);
	} catch {
		const nextStep = `Choose a ${vendor.credential.displayName} credential in the node`;
		return { ready: false, obstacle: { reason: 'the credential could not be opened', nextStep } };
	}
	const { name, displayName } = keyFieldOf(vendor);
	const found = credentialObstacle(credential, name, displayName);
	if (found !== null) return { ready: false, obstacle: found };
	if (credential.mutualTls === true && !(await looksAtClientCertificate(context))) {
		return { ready: false, obstacle: NO_CERTIFICATE_SUPPORT };
	}
	const settings = readRunSettings(options, fields, vendor, credential);
	return settings instanceof OptionUnreadable
		? { ready: false, obstacle: settings.obstacle }
		: { ready: true, settings, credential, key: String(credential[name]) };
}
