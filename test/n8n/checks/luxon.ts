import { join } from 'node:path';

import type { N8nPlace } from '../../../scripts/realN8n/n8nEnvironment';
import { packageManifest } from '../../../scripts/realN8n/packPackage';
import { demand, type Report } from '../report';

/** Variables with which n8n tells, when it is ready, which luxon the nodes get. */
export function luxonHook({ userFolder }: Pick<N8nPlace, 'userFolder'>): NodeJS.ProcessEnv {
	const [node = ''] = packageManifest().n8n.nodes;
	return {
		EXTERNAL_HOOK_FILES: join(__dirname, '..', 'whereLuxonIs.js'),
		CANCEL_ORDER_NODE: join(userFolder.packageFolder, node),
	};
}

/** The nodes import luxon, which is not in the package: n8n's own has to be found from where they are loaded. */
export async function checkLuxon(report: Report, place: N8nPlace, log: string): Promise<void> {
	await report.check('luxon is found from where n8n loads the nodes', () => {
		const line = log.split('\n').find((text) => text.startsWith('{"luxon":'));
		demand(line !== undefined, () => 'n8n did not say where');
		const { luxon } = JSON.parse(line) as { luxon: { path: string; version: string } };
		const { folder } = place.installation;
		demand(luxon.path.startsWith(folder), () => `it is not n8n's own but ${luxon.path}`);
		return `${luxon.version}, ${luxon.path.slice(folder.length + 1)}`;
	});
}
