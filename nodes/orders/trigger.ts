import type {
	IDataObject,
	IHookFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { Accounts } from './client/accounts';
import { EventMemory } from './events/eventMemory';
import {
	createWebhooks,
	ownWebhooks,
	removeWebhooks,
	type Registration,
} from './events/registration';
import { parseEventSettings, type EventSettings } from './form/eventProperties';
import type { RunSettings } from './form/runOptions';
import { Problem } from './problem';
import { fetchOrders } from './read/fetchItems';
import { factsOf, readFailure, type FoundOrders } from './result/readResult';
import { throwComplaint } from './result/summary';
import type { Verdict } from './result/verdict';
import { storable, wordOf } from './vendor/parse';
import type { Subject, Vendor } from './vendor/vendor';
import type { ClaimedEvent, WebhookApi } from './vendor/webhooks';
import { Redactor } from './wording/redact';

/** What a trigger node is about. */
export interface Trigger {
	vendor: Vendor;
	subject: Subject;
	api: WebhookApi;
}

/** Somebody waits for it. Where a limit is used up, a turn comes within a minute. */
const PATIENCE: Omit<RunSettings, 'limit' | 'searchDepth'> = {
	giveUpAfterMs: 90_000,
	requestTimeoutMs: 15_000,
	maxAttempts: 5,
	maxOrders: 0,
};

/** An expression may come out like that. Starting for any status is not what was asked for. */
const BLANK_STATUSES = new Problem(
	"An event was not passed on, because the option 'Only If Status' is blank",
	"Choose a status under 'Only If Status', or remove the option",
);

/** @throws NodeOperationError saying what happened, and what to do */
function refuse(context: IHookFunctions | IWebhookFunctions, { reason, nextStep }: Problem): never {
	return throwComplaint(context, { message: `${reason}. ${nextStep}.`, description: nextStep });
}

function accountsOf(context: IHookFunctions | IWebhookFunctions, { vendor }: Trigger): Accounts {
	return new Accounts(context, vendor, { ...PATIENCE, limit: vendor.limit });
}

/** Does something with the webhooks of this node; what stands in the way is thrown. */
async function withWebhooks<T>(
	context: IHookFunctions,
	trigger: Trigger,
	act: (registration: Registration, events: readonly string[]) => Promise<T | Problem>,
): Promise<T> {
	const accounts = accountsOf(context, trigger);
	const url = context.getNodeWebhookUrl('default');
	const account = await accounts.open(undefined, {});
	if (account instanceof Problem) return refuse(context, account);
	if (url === undefined) throw new TypeError('A trigger has a webhook.');
	const description = `n8n workflow ${context.getWorkflow().id ?? ''}`;
	const { events } = parseEventSettings(context);
	try {
		const result = await act({ ...trigger, client: account.client, url, description }, events);
		return result instanceof Problem ? refuse(context, result) : result;
	} finally {
		accounts.close();
	}
}

/** Whether the vendor calls this node for every event that was chosen. */
export async function webhooksExist(context: IHookFunctions, trigger: Trigger): Promise<boolean> {
	return await withWebhooks(context, trigger, async (registration, events) => {
		const own = await ownWebhooks(registration);
		if (own instanceof Problem) return own;
		return events.every((event) => own.some((webhook) => webhook.event === event));
	});
}

/** Has the vendor call this node. */
export async function addWebhooks(context: IHookFunctions, trigger: Trigger): Promise<boolean> {
	return await withWebhooks(
		context,
		trigger,
		async (registration, events) => (await createWebhooks(registration, events)) ?? true,
	);
}

/** Has the vendor call this node no more. */
export async function dropWebhooks(context: IHookFunctions, trigger: Trigger): Promise<boolean> {
	return await withWebhooks(
		context,
		trigger,
		async (registration) => (await removeWebhooks(registration)) ?? true,
	);
}

async function readBack(
	context: IWebhookFunctions,
	trigger: Trigger,
	id: string,
): Promise<FoundOrders | Verdict> {
	const accounts = accountsOf(context, trigger);
	const account = await accounts.open(undefined, {});
	const settings = account instanceof Problem ? {} : account.settings;
	const request = { item: 0, id, settings, problem: null, account };
	const [fetched] = await fetchOrders([request], { ...trigger, searchDepth: 0 });
	accounts.close();
	if (fetched === undefined) throw new TypeError('Something is read for every request.');
	return fetched.found;
}

/** As the call says it, where that is to be enough. */
function asClaimed({ vendor, subject }: Trigger, { state }: ClaimedEvent): FoundOrders {
	const redactor = new Redactor(vendor, subject, (text) => text).keep(state.id);
	return { orders: [state], redactorOf: () => redactor };
}

/** An order that is not there, or not this account's: the call was made up, or meant for somebody else. */
function isNoneOfOurs({ outcome, isKeyUnproven }: Verdict): boolean {
	return outcome === 'notFound' || (outcome === 'forbidden' && isKeyUnproven !== true);
}

function itemFor(
	trigger: Trigger,
	found: FoundOrders,
	settings: EventSettings,
	[event, body]: [ClaimedEvent, IDataObject],
): IDataObject | null {
	const { statuses, simplify, trustEvents } = settings;
	const [state] = found.orders;
	if (state === undefined) return null;
	if (statuses !== null && !statuses.includes(wordOf(state.status))) return null;
	const { id, event: type, facts } = event;
	const order = simplify ? factsOf(trigger, state, found.redactorOf(state)) : storable(state.order);
	const beside = simplify ? { id, type, ...facts } : storable(body);
	return { ...order, verified: !trustEvents, event: beside };
}

/**
 * Deals with a call of the vendor's. A call proves nothing: the order is read, and what is passed on is what the service
 * says of it, with the event beside it.
 *
 * @returns the item that starts the workflow, or nothing if the call is repeated, made up, or not asked for
 * @throws NodeOperationError if the order could not be read; the vendor is told that the call did not arrive
 */
export async function receiveEvent(
	context: IWebhookFunctions,
	trigger: Trigger,
): Promise<IWebhookResponseData> {
	const settings = parseEventSettings(context);
	const body = context.getBodyData();
	const event = trigger.api.interpretCall(body);
	const orderId = event?.state.id ?? '';
	const isAsked = event !== null && settings.events.includes(event.event);
	if (!isAsked || !trigger.subject.idRule.pattern.test(orderId)) return {};
	if (settings.statuses?.length === 0) return refuse(context, BLANK_STATUSES);
	// Whoever tries the workflow in the editor may send the same event as often as they like.
	const memory = context.getMode() === 'manual' ? null : new EventMemory(context);
	if (event.id !== null && memory?.claim(event.id) === false) return {};
	const found = settings.trustEvents
		? asClaimed(trigger, event)
		: await readBack(context, trigger, orderId);
	if ('orders' in found) {
		const json = itemFor(trigger, found, settings, [event, body]);
		return json === null ? {} : { workflowData: [[{ json }]] };
	}
	// Whoever makes calls up must not crowd out what is remembered.
	if (event.id !== null) memory?.release(event.id);
	if (isNoneOfOurs(found)) return {};
	const { message, nextStep } = readFailure(found, { ...trigger, id: orderId }, 'trigger');
	return refuse(context, new Problem(message, nextStep));
}
