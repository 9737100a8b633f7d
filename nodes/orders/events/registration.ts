import type { VendorClient } from '../client/vendorClient';
import { Problem } from '../problem';
import { answerOf, judgeUnread, notUnderstood, type Unread } from '../read/fetchOrder';
import type { About } from '../result/messageFacts';
import { readFailure } from '../result/readResult';
import type { Subject, Vendor } from '../vendor/vendor';
import type { Webhook, WebhookApi } from '../vendor/webhooks';

/** How often a request to create a webhook is sent at most; it is only sent again if it was not carried out. */
const MOST_TRIES = 3;

/** Where the vendor is to call, and by way of which account. */
export interface Registration {
	client: VendorClient;
	vendor: Vendor;
	subject: Subject;
	api: WebhookApi;
	/** The address of this node: no other webhook calls it. */
	url: string;
	/** Tells people whose webhook it is. */
	description: string;
}

/** What was asked for when something stood in the way: the list (it has no ID), a webhook that is new, or one that is there. */
type Asked = Pick<About, 'id' | 'knownAs'> & { asker: 'trigger' | 'create' | 'remove' };

const LIST: Asked = { id: null, asker: 'trigger' };

function problemOf(unread: Unread, { vendor, subject, api }: Registration, asked: Asked): Problem {
	if (unread.found === 'denied' && unread.credential === 'accepted') {
		return new Problem(api.noRight.reason, api.noRight.nextStep);
	}
	const about = { vendor, subject: { ...subject, noun: 'webhook', holder: undefined }, ...asked };
	const { message, nextStep } = readFailure(judgeUnread(unread), about, asked.asker);
	return new Problem(message, nextStep);
}

/**
 * The webhooks that call this node, from all pages of the list.
 *
 * @returns them, or what keeps the list from being read to its end
 */
export async function ownWebhooks(registration: Registration): Promise<Webhook[] | Problem> {
	const { client, api, url } = registration;
	const all = new Map<string, Webhook>();
	for (let page = 1; ; page++) {
		const answer = answerOf(await client.read(api.page(page), { urgent: false }));
		if ('found' in answer) return problemOf(answer, registration, LIST);
		const interpreted = api.interpretPage(answer.body, page);
		if (interpreted === null) return problemOf(notUnderstood(answer.status), registration, LIST);
		if (!interpreted.mayManage) return new Problem(api.noRight.reason, api.noRight.nextStep);
		const before = all.size;
		for (const webhook of interpreted.webhooks) all.set(webhook.id, webhook);
		// A page that brings nothing new ends the list, also where an API gives one page again and again.
		if (interpreted.isLast === true || all.size === before) break;
	}
	return [...all.values()].filter((webhook) => webhook.url === url);
}

async function create(registration: Registration, event: string): Promise<Problem | null> {
	const { client, api, url, description } = registration;
	const plan = api.create({ url, event }, description);
	let reply = await client.send(plan, { urgent: false });
	for (let tries = 1; tries < MOST_TRIES; tries++) {
		if (reply.end !== 'notDelivered' || !reply.temporary) break;
		await client.pause(tries);
		reply = await client.send(plan, { urgent: false });
	}
	const answer = answerOf(reply);
	if (!('found' in answer)) return null;
	const asked: Asked = { id: '', knownAs: `the event '${event}'`, asker: 'create' };
	return problemOf(answer, registration, asked);
}

/**
 * Sees to it that the vendor calls this node for each of these events. Where that fails nothing is left behind.
 *
 * @returns what stood in the way; null: nothing
 */
export async function createWebhooks(
	registration: Registration,
	events: readonly string[],
): Promise<Problem | null> {
	const known = await ownWebhooks(registration);
	if (known instanceof Problem) return known;
	const missing = events.filter((event) => !known.some((webhook) => webhook.event === event));
	for (const event of missing) {
		const problem = await create(registration, event);
		if (problem === null) continue;
		// Without a clear answer it may be there all the same.
		const now = await ownWebhooks(registration);
		if (Array.isArray(now) && now.some((webhook) => webhook.event === event)) continue;
		await removeWebhooks(registration);
		return problem;
	}
	return null;
}

/**
 * Removes every webhook that calls this node.
 *
 * @returns what stood in the way; null: nothing
 */
export async function removeWebhooks(registration: Registration): Promise<Problem | null> {
	const { client, api } = registration;
	const webhooks = await ownWebhooks(registration);
	if (webhooks instanceof Problem) return webhooks;
	let problem: Problem | null = null;
	for (const { id } of webhooks) {
		// It may be sent again like a reading: what is gone cannot be removed twice.
		const answer = answerOf(await client.read(api.remove(id), { urgent: false }));
		if (!('found' in answer) || answer.found === 'nothing') continue;
		// What stood in the way first tells more than what followed from it.
		problem ??= problemOf(answer, registration, { id, asker: 'remove' });
	}
	return problem;
}
