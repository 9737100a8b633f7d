import type { Caller } from './send';

/** No such scheme exists, so nothing can be sent to it. */
const NOWHERE = 'client-certificate-check:';

/**
 * Whether this n8n's request helper looks at a client certificate at all: from 2.20 it does, before that it calls
 * without one and says nothing. Asks the helper itself, without sending anything, because a version number cannot be
 * had and a second copy of n8n-workflow beside this package may be newer than the n8n that runs it.
 */
export async function looksAtClientCertificate(context: Caller): Promise<boolean> {
	let isRead = false;
	const agentOptions = {
		get cert(): string {
			isRead = true;
			throw new Error('This request is not to be sent.');
		},
	};
	try {
		await context.helpers.httpRequest({ url: NOWHERE, agentOptions });
	} catch {
		// Expected: either the certificate was read, or the scheme is unknown.
	}
	return isRead;
}
