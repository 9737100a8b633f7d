import type { IDataObject, IRun } from 'n8n-workflow';

import type { LoggedRequest, Sandbox } from '../../sandbox';
import { itemsOf } from '../n8n/executions';
import { resultOf } from '../support/runNode';
import { NODE, type Lane } from './lanes';

/** What one execution was given and what it said. */
export interface Ended {
	lane: Lane;
	ids: readonly string[];
	wasStopped: boolean;
	status: string;
	/** When n8n called it over, milliseconds since 1970. */
	endedAt: number;
	results: IDataObject[];
}

/**
 * What had left when an execution was stopped may take so long to arrive on a busy machine; how long it took is measured and
 * written down. A run that went on would send the rest of its orders, far longer than that.
 */
const IN_FLIGHT_MS = 250;

/** What an account was asked. */
export function requestsOf(sandbox: Sandbox, { tenant, cancellation }: Lane): LoggedRequest[] {
	return sandbox.requests({ service: cancellation.vendor.name, tenant });
}

/** All results of all passes of the loop. */
export function resultsIn(run: IRun): IDataObject[] {
	return itemsOf(run, NODE).map(resultOf);
}

/** Whether a cancel was sent again although nothing had proven that the one before did not take effect. */
function sentBlindly(requests: readonly LoggedRequest[], operation: string): boolean {
	let isOpen = false;
	for (const { operation: asked, status } of requests) {
		if (asked !== operation) isOpen = false;
		else if (isOpen) return true;
		else isOpen = status !== 429;
	}
	return false;
}

function untruthsOfOrder(sandbox: Sandbox, ended: Ended, id: string): string[] {
	const { lane, results, wasStopped } = ended;
	const { vendor, logged, resultId } = lane.cancellation;
	const service = vendor.name;
	const requests = sandbox.requests({ service, tenant: lane.tenant, orderId: id });
	const cancels = requests.filter(({ operation }) => operation === logged);
	const really = cancels.filter(({ processed }) => processed).length;
	const said = results.filter(({ orderId }) => orderId === resultId(id) || orderId === id);
	const about = `${lane.path} ${id}`;
	const wrong: string[] = [];
	if (!wasStopped && said.length !== 1) wrong.push(`${about} has ${said.length} results`);
	for (const { outcome, stopped } of said) {
		if (typeof stopped === 'boolean' && stopped !== really > 0) {
			wrong.push(`${about} is called ${String(outcome)}, but was cancelled ${really} times`);
		}
	}
	if (really > 1) wrong.push(`${about} was cancelled ${really} times`);
	if (sentBlindly(requests, logged)) wrong.push(`${about} was sent again without proof`);
	return wrong;
}

/** How long after the end of an execution its last request arrived, milliseconds; below zero: before. */
export function lastArrivalMs(sandbox: Sandbox, { lane, endedAt }: Ended): number {
	return Math.max(...requestsOf(sandbox, lane).map(({ at }) => at - endedAt));
}

/** Compares what an execution said with the sandbox's own record, when everything late has happened. */
export function untruthsOf(sandbox: Sandbox, ended: Ended): string[] {
	const { lane, wasStopped, status, ids, endedAt } = ended;
	const late = requestsOf(sandbox, lane).filter(({ at }) => at > endedAt + IN_FLIGHT_MS);
	const wrong = ids.flatMap((id) => untruthsOfOrder(sandbox, ended, id));
	// n8n keeps no results of a webhook's execution that was stopped, so only its requests can tell of it.
	if (status !== (wasStopped ? 'canceled' : 'success'))
		wrong.push(`${lane.path} ended as ${status}`);
	for (const { at, operation } of late) {
		wrong.push(`${lane.path} was asked for a ${operation} ${at - endedAt} ms after its execution`);
	}
	return wrong;
}
