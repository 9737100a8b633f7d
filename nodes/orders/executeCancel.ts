import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation, Subject, Vendor } from './contract/vendor';
import { commonOptions } from './form/commonOptions';
import { readItem, readOptions, type ItemRequest } from './form/readItem';
import { finishOrder } from './result/orderResult';
import { complaintOf, summaryOf } from './result/summary';
import { isGood, toItems, type ItemResult } from './result/toItems';
import { cancelOrders, endWithoutRequest, type ItemEnd } from './run/cancelOrders';
import { credentialIdOf, openDesk } from './run/openDesk';
import { prepareRun } from './run/prepareRun';
import { SettledOrders } from './run/settledOrders';
import { throwComplaint } from './result/throwComplaint';

function nowUtc(): string {
	return DateTime.utc().toISO();
}

function finish(end: ItemEnd, vendor: Vendor, subject: Subject): ItemResult {
	const { request, verdict, attempts } = end;
	const { id, expectedOrderId } = request;
	const about = { vendor, subject, id: id.ok ? id.id : id.given, expectedOrderId };
	return {
		...finishOrder(verdict, about, attempts, nowUtc()),
		item: request.item,
		dryRun: request.dryRun,
		reportRefusal: request.reportRefusal,
	};
}

async function runItems(
	context: IExecuteFunctions,
	vendor: Vendor,
	{ resource, operation, subject }: Operation,
	requests: readonly ItemRequest[],
	simplify: boolean,
): Promise<ItemResult[]> {
	const preparation = await prepareRun(context, vendor, readOptions(context, 0), commonOptions);
	if (!preparation.ready) {
		return requests.map((request) =>
			finish({ request, ...endWithoutRequest(request, preparation.obstacle) }, vendor, subject),
		);
	}
	const { settings } = preparation;
	const { desk, close } = openDesk(context, vendor, subject, preparation);
	const scope = `${credentialIdOf(context, vendor)} ${resource} ${operation}`;
	const memory = new SettledOrders(context, scope, !simplify);
	const run = { maxOrders: settings.maxOrders, settings: settings.vendor };
	const ends = await cancelOrders(requests, desk, memory, run);
	close();
	return ends.map((end) => finish(end, vendor, subject));
}

function sumUp(context: IExecuteFunctions, results: readonly ItemResult[]): void {
	const type = results.every(isGood) ? 'info' : 'warning';
	context.addExecutionHints({ message: summaryOf(results), type, location: 'outputPane' });
}

/**
 * Runs a cancel operation for all input items.
 *
 * Programmatic and not declarative because a declarative node starts all requests at once and believes every 2xx.
 *
 * @param context of n8n
 * @param vendor whose orders
 * @param operation what is cancelled
 * @returns one output with one item per input item, in order
 * @throws NodeOperationError naming every order that was not stopped, after all were dealt with, if On Error is to stop
 */
export async function executeCancel(
	context: IExecuteFunctions,
	vendor: Vendor,
	operation: Operation,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const simplify = context.getNodeParameter('simplify', 0, true) !== false;
	const requests = items.map((_, item) => readItem(context, vendor, operation.subject, item));
	const results = await runItems(context, vendor, operation, requests, simplify);
	const complaint = complaintOf(results);
	if (complaint !== null && !context.continueOnFail()) throwComplaint(context, complaint);
	sumUp(context, results);
	return [toItems(results, simplify)];
}
