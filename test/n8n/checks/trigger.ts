import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import type { N8nRest } from '../../../scripts/realN8n/n8nRest';
import { packageManifest } from '../../../scripts/realN8n/packPackage';
import { waitUntil } from '../../../scripts/realN8n/waitUntil';
import { listedWebhooks } from '../../support/thanksIoWebhooks';
import { untilOver, type StoredExecution } from '../editorRun';
import { itemsOf } from '../executions';
import { demand } from '../report';
import type { Scene } from '../scene';

const NODE = 'thanks.io Trigger';
const OPEN = '42901';
const PRINTING = '42902';

/** Time in which an n8n that has been called would have started the workflow. */
const QUIET_MS = 1_500;

/** A workflow that thanks.io starts, and what it has been called for. */
export interface TriggeredWorkflow {
	sandbox: Sandbox;
	id: string;
	/** Executions that were looked at. */
	seen: Set<string>;
}

function workflowFor(credential: { id: string; name: string }, type: string) {
	return {
		name: NODE,
		active: false,
		nodes: [
			{
				id: 'trigger',
				name: NODE,
				type: `${packageManifest().name}.thanksIoTrigger`,
				typeVersion: 1,
				position: [0, 0],
				webhookId: '6d3e3a5e-0d2f-4f0f-9a55-1f2f3a4b5c6d',
				parameters: { events: ['order.status_update', 'order_item.delivered'] },
				credentials: { [type]: credential },
			},
			{
				id: 'end',
				name: 'End',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0],
				parameters: {},
			},
		],
		connections: { [NODE]: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** Newer versions of n8n answer before they have told the vendor. @returns what the webhooks are for, and their addresses */
async function untilThere(sandbox: Sandbox, count: number): Promise<string> {
	let told = '';
	return await waitUntil(
		async () => {
			const webhooks = await listedWebhooks(sandbox);
			told = webhooks.map(({ type, url }) => `${type} ${url}`).join(', ');
			return webhooks.length === count && told;
		},
		{ pollMs: 100, longestMs: 30_000, otherwise: () => `${count} were wanted, there are: ${told}` },
	);
}

async function executionsOf(rest: N8nRest, id: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = (await rest.get(`/rest/executions?filter=${filter}`)) as {
		results: StoredExecution[];
	};
	return results.map((execution) => execution.id);
}

/** What the workflow was started with since it was last looked at, once there is something or it has been quiet. */
async function started(scene: Scene, workflow: TriggeredWorkflow): Promise<IDataObject[]> {
	const { rest } = scene;
	const end = Date.now() + QUIET_MS;
	const fresh = await waitUntil(
		async () => {
			const all = await executionsOf(rest, workflow.id);
			const found = all.filter((execution) => !workflow.seen.has(execution));
			return (found.length > 0 || Date.now() > end) && found;
		},
		{ pollMs: 100, longestMs: 10 * QUIET_MS, otherwise: () => 'n8n lists no executions' },
	);
	const items: IDataObject[] = [];
	for (const execution of fresh) {
		workflow.seen.add(execution);
		const run = scene.read((await untilOver(scene, execution)).data);
		items.push(...itemsOf(run, NODE).map(({ json }) => json));
	}
	return items;
}

/** What a call of thanks.io's starts. */
async function afterCall(
	scene: Scene,
	workflow: TriggeredWorkflow,
	call: Parameters<Sandbox['sendEvent']>[1],
): Promise<IDataObject[]> {
	const statuses = await workflow.sandbox.sendEvent('thanksIo', call);
	demand(statuses.join() === '200', () => `n8n answered ${statuses.join()}`);
	return await started(scene, workflow);
}

function demandOnly(items: readonly IDataObject[], expected: IDataObject | null): string {
	const text = JSON.stringify(items);
	demand(items.length === (expected === null ? 0 : 1), () => `it was started with ${text}`);
	const [item] = items;
	for (const [key, value] of Object.entries(expected ?? {})) {
		demand(item?.[key] === value, () => `${key} is not ${JSON.stringify(value)}: ${text}`);
	}
	return expected === null ? 'nothing' : `${String(item?.orderId)} ${String(item?.status)}`;
}

const STATUS_UPDATE = { event: 'order.status_update' };

/**
 * From activating to the last call. The workflow stays active.
 *
 * @returns it, for when n8n has been started anew
 */
export async function checkTrigger(scene: Scene): Promise<TriggeredWorkflow> {
	const { report, rest } = scene;
	const sandbox = await startSandbox();
	const workflow: TriggeredWorkflow = { sandbox, id: '', seen: new Set() };
	await report.check('thanks.io Trigger: activating creates a webhook per event', async () => {
		sandbox.seed([
			{ service: 'thanksIo', id: OPEN, status: 'reviewing' },
			{ service: 'thanksIo', id: PRINTING, status: 'processing' },
		]);
		const { type, data } = sandbox.credentialOf('thanksIo');
		const credential = { name: NODE, type, data };
		const { id } = (await rest.post('/rest/credentials', credential)) as { id: string };
		const saved = await rest.post('/rest/workflows', workflowFor({ id, name: NODE }, type));
		const { id: workflowId, versionId } = saved as { id: string; versionId: string };
		workflow.id = workflowId;
		await rest.post(`/rest/workflows/${workflowId}/activate`, { versionId });
		return await untilThere(sandbox, 2);
	});
	await report.check('thanks.io Trigger: an event starts the workflow, repeated once', async () => {
		const call = { ...STATUS_UPDATE, orderId: PRINTING, id: 'event-1' };
		const items = await afterCall(scene, workflow, call);
		const told = demandOnly(items, { orderId: PRINTING, status: 'Printing', verified: true });
		demandOnly(await afterCall(scene, workflow, call), null);
		return told;
	});
	await report.check('thanks.io Trigger: a forged call gives what thanks.io says', async () => {
		const claim = { ...STATUS_UPDATE, orderId: OPEN, status: 'cancelled' };
		return demandOnly(await afterCall(scene, workflow, claim), { status: 'Reviewing' });
	});
	await report.check('thanks.io Trigger: a call about no order starts nothing', async () => {
		const claim = { ...STATUS_UPDATE, orderId: '99999' };
		return demandOnly(await afterCall(scene, workflow, claim), null);
	});
	return workflow;
}

/** The same workflow in an n8n that was started anew: what is repeated is still known, and it ends without a trace. */
export async function checkTriggerAgain(scene: Scene, workflow: TriggeredWorkflow): Promise<void> {
	const { report, rest } = scene;
	const { sandbox, id } = workflow;
	try {
		await report.check('thanks.io Trigger: after a restart, an old event is known', async () => {
			const webhooks = await listedWebhooks(sandbox);
			demand(webhooks.length === 2, () => `${webhooks.length} webhooks`);
			const call = { ...STATUS_UPDATE, orderId: PRINTING };
			demandOnly(await afterCall(scene, workflow, { ...call, id: 'event-1' }), null);
			const items = await afterCall(scene, workflow, { ...call, id: 'event-2' });
			return demandOnly(items, { status: 'Printing' });
		});
		await report.check('thanks.io Trigger: deactivating leaves no webhook behind', async () => {
			await rest.post(`/rest/workflows/${id}/deactivate`, {});
			await untilThere(sandbox, 0);
			return undefined;
		});
	} finally {
		await sandbox.close();
	}
}
