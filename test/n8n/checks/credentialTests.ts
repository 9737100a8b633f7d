import type { StoredCredential } from '../../../scripts/engine/credentialStore';
import type { N8nRest } from '../../../scripts/realN8n/n8nRest';
import { packageManifest, ROOT, typeName } from '../../../scripts/realN8n/packPackage';
import { demand, type Report } from '../report';

/** What the editor shows under a credential form after its test. */
interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** Fields that hold a key. */
const KEY = /^api(Key|Token)$/;

/**
 * The words of the credential's own rules, without which the newest n8n says "Unauthorized". An n8n as old as 2.0 forgets
 * which HTTP status there was before it looks at the rules, and has a sentence of its own.
 */
const SAYS_WHAT_TO_DO =
	/does not accept this API (Key|Token)\. \w|^Authorization failed - please check your credentials$/;

/** The same credential with a key that the service does not know. */
function withWrongKey(credential: StoredCredential): StoredCredential {
	const data = Object.entries(credential.data).map(([field, value]) => [
		field,
		KEY.test(field) ? 'ffffffffffffffffffffffff' : value,
	]);
	return { ...credential, data: Object.fromEntries(data) as StoredCredential['data'] };
}

/** Asks n8n for the test that the editor makes when a credential is saved. */
async function test(rest: N8nRest, credential: StoredCredential): Promise<TestResult> {
	return (await rest.post('/rest/credentials/test', { credentials: credential })) as TestResult;
}

/**
 * For every credential type: a right key is green, a wrong one red.
 *
 * @param working one or more credentials of each type; the first of a type has to be a right one
 * @param root the package whose credentials are tested; the one with all services, unless told otherwise
 */
export async function checkCredentialTests(
	report: Report,
	rest: N8nRest,
	working: readonly StoredCredential[],
	root = ROOT,
): Promise<void> {
	const names = packageManifest(root).n8n.credentials.map(typeName);
	// n8n tests no credential that signs in: somebody connects it.
	for (const name of names.filter((each) => !each.includes('OAuth2'))) {
		const credential = working.find(({ type }) => type === name);
		await report.check(`the test of ${name} is green with a right key`, async () => {
			demand(credential !== undefined, () => 'the sandbox has no such credential');
			const { status, message } = await test(rest, credential);
			demand(status === 'OK', () => `it is red: ${message}`);
			return message;
		});
		await report.check(`the test of ${name} is red with a wrong key`, async () => {
			demand(credential !== undefined, () => 'the sandbox has no such credential');
			const { status, message } = await test(rest, withWrongKey(credential));
			demand(status === 'Error', () => `it is green: ${message}`);
			demand(!message.includes('ffffffff'), () => `it shows the key: ${message}`);
			demand(SAYS_WHAT_TO_DO.test(message), () => `it does not say what to do: ${message}`);
			return message;
		});
	}
}
