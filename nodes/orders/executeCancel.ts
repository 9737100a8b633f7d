import { DateTime } from 'luxon';
import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { Subject, Vendor } from './contract/vendor';
import { readItem, type ItemRequest } from './form/readItem';
import { finishOrder } from './result/orderResult';
import { complaintOf, summaryOf } from './result/summary';
import { isGood, toItems, type ItemResult } from './result/toItems';
import { cancelOrders, endWithoutRequest, type ItemEnd } from './run/cancelOrders';
import { credentialIdOf, openDesk } from './run/openDesk';
import { prepareRun } from './run/prepareRun';
import { SettledOrders } from './run/settledOrders';

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
	subject: Subject,
	requests: readonly ItemRequest[],
	simplify: boolean,
): Promise<ItemResult[]> {
	const preparation = await prepareRun(context, vendor);
	if (!preparation.ready) {
		return requests.map((request) =>
			finish({ request, ...endWithoutRequest(request, preparation.obstacle) }, vendor, subject),
		);
	}
	const { settings } = preparation;
	const { desk, close } = openDesk(context, vendor, subject, preparation);
	const scope = `${credentialIdOf(context, vendor)} ${subject.noun}`;
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
 * @returns one output with one item per input item, in order
 * @throws NodeOperationError naming every order that was not stopped, after all were dealt with, if On Error is to stop
 */
export async function executeCancel(
	context: IExecuteFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];
	const resource = context.getNodeParameter('resource', 0);
	const subject = vendor.subjects[resource];
	if (subject === undefined) {
		throw new NodeOperationError(context.getNode(), `The resource '${resource}' is not known`, {
			description: 'Choose one in the node.',
		});
	}
	const simplify = context.getNodeParameter('simplify', 0, true) !== false;
	const requests = items.map((_, item) => readItem(context, vendor, subject, item));
	const results = await runItems(context, vendor, subject, requests, simplify);
	const complaint = complaintOf(results);
	if (complaint !== null && !context.continueOnFail()) {
		const { message, description, itemIndex } = complaint;
		const thrown = new NodeOperationError(context.getNode(), message, { description, itemIndex });
		// n8n replaces messages in which it finds the name of a system code; ids may contain one.
		thrown.message = message;
		throw thrown;
	}
	sumUp(context, results);
	return [toItems(results, simplify)];
}
