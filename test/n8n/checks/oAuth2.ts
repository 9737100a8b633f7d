import { startSandbox, type Sandbox } from '../../../sandbox';
import type { N8nRest } from '../../../scripts/realN8n/n8nRest';
import { packageManifest } from '../../../scripts/realN8n/packPackage';
import { runPinned, type NodeSettings } from '../pinnedWorkflow';
import { demand } from '../report';
import type { Scene } from '../scene';

const MANY = 50;

interface Stored {
	id: string;
	name: string;
}

/** Stores a credential in which nobody has signed in yet. */
async function storeCredential(rest: N8nRest, sandbox: Sandbox): Promise<Stored> {
	const { type, data } = sandbox.oAuth2CredentialOf('thanksIo');
	const { oauthTokenData, ...notConnected } = data;
	demand(oauthTokenData !== undefined, () => 'the sandbox has given no token');
	const name = 'thanks.io by OAuth2';
	const stored = await rest.post('/rest/credentials', { name, type, data: notConnected });
	return { id: (stored as { id: string }).id, name };
}

/** Does what the button Connect does, and what a person does in the window that it opens. */
async function connect(rest: N8nRest, { id }: Stored): Promise<void> {
	const address = (await rest.get(`/rest/oauth2-credential/auth?id=${id}`)) as string;
	const page = await (await fetch(address)).text();
	const [, link = ''] = /href="([^"]+)"/.exec(page) ?? [];
	const back = new URL(link.replaceAll('&amp;', '&'));
	await (await rest.fetch(`${back.pathname}${back.search}`)).arrayBuffer();
}

function cancelNode({ id, name }: Stored): NodeSettings {
	return {
		type: `${packageManifest().name}.thanksIo`,
		typeVersion: 1,
		parameters: {
			authentication: 'oAuth2',
			resource: 'order',
			operation: 'cancel',
			orderId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			// More than the published limit: what met the expired token is sent again.
			options: { requestsPerMinute: 6000 },
		},
		credentials: { thanksIoOrdersOAuth2Api: { id, name } },
	};
}

/** Signing in, and a token that expires while orders are cancelled: it is renewed once, and nothing is cancelled twice. */
export async function checkOAuth2(scene: Scene): Promise<void> {
	const { report, rest } = scene;
	const sandbox = await startSandbox();
	const ids = Array.from({ length: MANY }, (_, order) => String(43_000 + order));
	sandbox.seed(ids.map((id) => ({ service: 'thanksIo', id, status: 'reviewing' })));
	try {
		const stored = await storeCredential(rest, sandbox);
		await report.check('thanks.io by OAuth2: the credential can be connected', async () => {
			await connect(rest, stored);
			const grants = sandbox
				.tokenRequests()
				.map(({ grantType, status }) => `${grantType} ${status}`);
			demand(grants.join() === 'authorization_code 200', () => grants.join());
			return grants.join();
		});
		await report.check('thanks.io by OAuth2: a token that expires is renewed once', async () => {
			sandbox.wearOut('thanksIo', 20);
			const items = ids.map((id) => ({ id }));
			const results = await runPinned(scene, 'OAuth2', cancelNode(stored), items);
			const bad = results.filter(({ json }) => json.outcome !== 'cancelled');
			demand(bad.length === 0, () => `${bad.length} of ${MANY}: ${JSON.stringify(bad[0]?.json)}`);
			const renewals = sandbox
				.tokenRequests()
				.filter(({ grantType }) => grantType !== 'authorization_code');
			demand(renewals.length === 1, () => JSON.stringify(renewals));
			const twice = sandbox.orders().filter(({ cancelCount }) => cancelCount !== 1);
			demand(twice.length === 0, () => JSON.stringify(twice));
			const refused = sandbox
				.requests({ operation: 'cancel' })
				.filter(({ status }) => status === 401);
			demand(refused.length > 0, () => 'it did not expire');
			return `${MANY} orders, ${refused.length} of them met the expired token`;
		});
	} finally {
		await sandbox.close();
	}
}
