import type { IRun } from 'n8n-workflow';

import type { Example } from '../../scripts/realN8n/exampleFiles';
import { waitUntil } from '../../scripts/realN8n/waitUntil';
import { OVER } from './executions';
import { demand } from './report';
import type { Scene } from './scene';

const POLL_MS = 250;
const LONGEST_MS = 120_000;

/** An execution as n8n keeps it. */
export interface StoredExecution {
	id: string;
	status: string;
	/** In n8n's own format. */
	data: string;
}

/** Waits until n8n does nothing more for an execution. */
export async function untilOver(
	{ rest }: Pick<Scene, 'rest'>,
	executionId: string,
): Promise<StoredExecution> {
	let status = '';
	const otherwise = () => `the execution is still '${status}' after ${LONGEST_MS / 1000} s`;
	return await waitUntil(
		async () => {
			const stored = (await rest.get(`/rest/executions/${executionId}`)) as StoredExecution;
			({ status } = stored);
			return OVER.has(status) && stored;
		},
		{ pollMs: POLL_MS, longestMs: LONGEST_MS, otherwise },
	);
}

/**
 * Saves a workflow and starts it, as somebody does who clicks "Execute workflow" below a trigger. Pinned data stands
 * in for the nodes that have it, which n8n does in the editor only.
 *
 * @param start name of the trigger
 * @returns the id of the execution
 */
export async function startInEditor(
	{ rest }: Pick<Scene, 'rest'>,
	{ workflow }: Pick<Example, 'workflow'>,
	start: string,
): Promise<string> {
	const { id, name, nodes, connections, settings, pinData } = workflow;
	await rest.patch(`/rest/workflows/${id}`, { name, nodes, connections, settings, pinData });
	const { executionId } = (await rest.post(`/rest/workflows/${id}/run`, {
		// Older versions of n8n run what is sent, newer ones what is saved.
		workflowData: { ...workflow, active: false },
		triggerToStartFrom: { name: start },
	})) as { executionId?: string };
	demand(executionId !== undefined, () => 'n8n waits for an event instead of running');
	return executionId;
}

/** Starts a workflow as above and waits for its end. */
export async function runInEditor(
	scene: Scene,
	example: Pick<Example, 'workflow'>,
	start: string,
): Promise<IRun> {
	const stored = await untilOver(scene, await startInEditor(scene, example, start));
	return { ...scene.read(stored.data), status: stored.status as IRun['status'] };
}
