import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

import { cancelItems } from './cancel/cancelItems';
import { mayHoldOrders, Memory } from './cancel/memory';
import { Accounts, type WithAccount } from './client/accounts';
import { inParallel } from './client/inParallel';
import { parseCancelItem, parseItem, type ItemRequest } from './form/itemRequest';
import { parseListItem } from './form/listRequest';
import { shapeOf } from './form/outputFields';
import { operationOf, settingsOf, type RunSettings } from './form/runOptions';
import { Problem } from './problem';
import { fetchLists, fetchOrders, type Fetched } from './read/fetchItems';
import { resultOf, resultWithoutOrder, toItems } from './result/orderResult';
import { readResultOf, toReadItems } from './result/readResult';
import { SIMPLIFIED, type Shape } from './result/shape';
import {
	complaintOf,
	hintOf,
	readComplaint,
	throwComplaint,
	type Complaint,
} from './result/summary';
import type { Operation, Vendor } from './vendor/vendor';
import { capital } from './wording/text';

/** One run of the node: what holds for all of its items. */
interface Run {
	context: IExecuteFunctions;
	vendor: Vendor;
	operation: Operation;
	/** Positions of the input items. */
	items: readonly number[];
	shape: Shape;
	/** Opens the account of an item; or why nothing can be sent for any of them. */
	accounts: Accounts | Problem;
	limits: Pick<RunSettings, 'maxOrders' | 'maxAttempts' | 'searchDepth'>;
	/** Whether something may have been sent. */
	hasBegun: boolean;
}

/** What the run comes to. */
interface Output {
	items: INodeExecutionData[];
	/** What is thrown instead if On Error is to stop; null: all went well. */
	complaint: Complaint | null;
	/** Sums the run up in the editor; null: there is nothing to add. */
	hint: NodeExecutionHint | null;
}

const NOT_STARTED = new Problem(
	'the node could not start its work',
	'Check the expressions in the parameters of the node; nothing was sent',
);
const NOT_FINISHED = new Problem(
	'the node could not finish its work',
	'Look the orders up before you count on them either way',
);
const NOT_OPENED = new Problem(
	'the credential could not be opened',
	'Check the expressions in the credential',
);

/** Parses once what shapes the run. */
function openRun(context: IExecuteFunctions, vendor: Vendor, operation: Operation): Run {
	const items = context.getInputData().map((_, item) => item);
	const shape = shapeOf(context);
	const settings = settingsOf(context, vendor, operation);
	const problem = [shape, settings].find((value) => value instanceof Problem);
	const isOpen = problem === undefined && !(settings instanceof Problem);
	return {
		context,
		vendor,
		operation,
		items,
		shape: shape instanceof Problem ? SIMPLIFIED : shape,
		accounts: isOpen ? new Accounts(context, vendor, settings) : (problem ?? NOT_STARTED),
		limits:
			settings instanceof Problem ? { maxOrders: 0, maxAttempts: 0, searchDepth: 0 } : settings,
		hasBegun: false,
	};
}

/** Adds to each request the account to which the credential resolves for its item. */
async function withAccounts<Request extends ItemRequest>(
	{ accounts }: Run,
	requests: readonly Request[],
): Promise<Array<WithAccount<Request>>> {
	return await inParallel(
		requests,
		async (request) => {
			const { item, settings, problem } = request;
			if (accounts instanceof Problem) return { ...request, account: accounts };
			// Without an id there is no order that the account could matter for.
			if (problem?.outcome === 'invalidOrderId') return { ...request, account: problem };
			return { ...request, account: await accounts.open(item, settings) };
		},
		(request) => ({ ...request, account: NOT_OPENED }),
	);
}

/** Retry On Fail and "Retry execution" repeat the number, a loop counts it up. */
function runIndexOf(context: IExecuteFunctions): number {
	return Number(context.getWorkflowDataProxy(0).$runIndex);
}

async function cancelAll(run: Run): Promise<Output> {
	const { context, vendor, operation, items, shape, limits } = run;
	const { resource, operation: name, subject } = operation;
	const memory = new Memory(context, `${resource} ${name}`, runIndexOf(context));
	const parse = (item: number) => parseCancelItem(context, vendor, operation, item);
	const requests = await withAccounts(run, items.map(parse));
	run.hasBegun = true;
	const kept = { memory, keepsOrder: shape.isRaw };
	const ended = await cancelItems(requests, { ...limits, ...kept, vendor, subject });
	const results = ended.map(({ request, ending }) =>
		resultOf(request, ending, { ...request, vendor, subject }),
	);
	return { items: toItems(results, shape), complaint: complaintOf(results), hint: hintOf(results) };
}

async function readAll(run: Run): Promise<Output> {
	const { context, vendor, operation, items, shape, limits } = run;
	const { does, subject } = operation;
	const readRun = { ...limits, vendor, subject };
	let fetched: Fetched[];
	if (does === 'getAll') {
		const parsed = items.map((item) => parseListItem(context, vendor, operation, item));
		fetched = await fetchLists(await withAccounts(run, parsed), readRun);
	} else {
		const parsed = items.map((item) => parseItem(context, vendor, operation, item));
		fetched = await fetchOrders(await withAccounts(run, parsed), readRun);
	}
	const results = fetched.map(({ request, found }) => {
		const id = does === 'getAll' ? null : request.id;
		return readResultOf(request.item, found, { ...request, vendor, subject, id }, shape);
	});
	return { items: toReadItems(results), complaint: readComplaint(results), hint: null };
}

async function outputOf(context: IExecuteFunctions, vendor: Vendor): Promise<Output> {
	let run: Run | null = null;
	try {
		const operation = operationOf(context, vendor);
		if (operation instanceof Problem) return everyItem(context, vendor, operation);
		run = openRun(context, vendor, operation);
		return operation.does === 'cancel' ? await cancelAll(run) : await readAll(run);
	} catch {
		return run?.hasBegun === true
			? everyItem(context, vendor, NOT_FINISHED, true)
			: everyItem(context, vendor, NOT_STARTED);
	} finally {
		if (run !== null && run.accounts instanceof Accounts) run.accounts.close();
	}
}

/** The same for every input item, where nothing could be told or done item by item. */
function everyItem(
	context: IExecuteFunctions,
	{ service }: Vendor,
	problem: Problem,
	mayBeSent = mayHoldOrders(context),
): Output {
	const message = capital(problem.reason);
	const { nextStep } = mayBeSent ? NOT_FINISHED : problem;
	const outcome = mayBeSent ? 'unknown' : 'notAttempted';
	const error = resultWithoutOrder(service, outcome, message, nextStep);
	const items = context
		.getInputData()
		.map((_, item) => ({ json: { error }, pairedItem: { item } }));
	return { items, complaint: { message, description: nextStep, itemIndex: 0 }, hint: null };
}

/** n8n goes on after a failure if either of two settings says so, and its own `continueOnFail()` looks at one of them. */
function goesOn(context: IExecuteFunctions): boolean {
	return context.continueOnFail() || context.getNode().continueOnFail === true;
}

/**
 * Runs the operation that the node is set to, for all input items. This is the only place where something is thrown, and
 * only where n8n stops: where it goes on after an exception, it would send every input item on as if all had worked.
 *
 * @param context of n8n
 * @param vendor whose orders
 * @returns one output; every input item is in it, with its result or with `error`
 * @throws NodeOperationError naming what did not go well, after everything was dealt with, if On Error is to stop
 */
export async function executeOperation(
	context: IExecuteFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][]> {
	if (context.getInputData().length === 0) return [[]];
	const { items, complaint, hint } = await outputOf(context, vendor);
	if (complaint !== null && !goesOn(context)) throwComplaint(context, complaint);
	try {
		if (hint !== null) context.addExecutionHints(hint);
	} catch {
		// It only sums up what the items say.
	}
	return [items];
}
