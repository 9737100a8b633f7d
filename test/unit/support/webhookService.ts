import type { RequestPlan } from '../../../nodes/orders/vendor/vendor';
import type { Webhook, WebhookApi } from '../../../nodes/orders/vendor/webhooks';
import { recordAt, textOf } from '../../../nodes/orders/vendor/parse';
import type { CallEnd } from '../../../nodes/orders/client/reply';
import { acmeOrder } from './acme';
import { answered, TEST } from './client';

/** The address of the node that the tests are about. */
export const OURS = 'https://n8n.example/webhook/ours';

/** A webhook that calls this node. */
export function ours(id: string, event: string): Webhook {
	return { id, url: OURS, event };
}

/** A service that calls the addresses it is told to call. */
export class WebhookService {
	/** "GET /webhooks?page=1": what arrived, in order. */
	readonly log: string[] = [];
	/** What the webhooks that were created are said to be for, in order. */
	readonly descriptions: unknown[] = [];
	/** Answers that come in place of what was asked for, by the start of what is in the log, in order. */
	readonly instead: Record<string, CallEnd[]> = {};
	/** What the credential's test request is answered with. */
	testStatus = 200;
	mayManage = true;
	/** Whether a page says if it is the last one. */
	saysLast = true;
	/** How many webhooks stand on a page. */
	pageSize = 2;

	constructor(readonly webhooks: Webhook[] = []) {}

	/** The events for which this node is called. */
	get events(): string[] {
		return this.webhooks.filter(({ url }) => url === OURS).map(({ event }) => event);
	}

	transmit({ method, path, qs, body }: RequestPlan): CallEnd {
		if (path === TEST.path) return answered(this.testStatus);
		const page = qs?.page === undefined ? '' : `?page=${String(qs.page)}`;
		const entry = `${method} ${path}${page}`;
		this.log.push(entry);
		const [, instead] =
			Object.entries(this.instead).find(([asked]) => entry.startsWith(asked)) ?? [];
		return (
			instead?.shift() ?? this.carriedOut(method, path.split('/')[2], recordAt(body) ?? qs ?? {})
		);
	}

	/** Does what is asked, whatever is answered. */
	carriedOut(method: string, id: string | undefined, asked: object): CallEnd {
		const { url, event, description, page } = { ...asked } as Record<string, unknown>;
		if (method === 'POST') {
			this.webhooks.push({
				id: `new${this.webhooks.length}`,
				url: String(url),
				event: String(event),
			});
			this.descriptions.push(description);
			return answered(201);
		}
		if (method === 'DELETE') {
			const index = this.webhooks.findIndex((webhook) => webhook.id === id);
			if (index >= 0) this.webhooks.splice(index, 1);
			return answered(index >= 0 ? 204 : 404);
		}
		const end = Number(page) * this.pageSize;
		const webhooks = this.webhooks.slice(end - this.pageSize, end);
		const isLast = this.saysLast ? end >= this.webhooks.length : null;
		return answered(200, { webhooks, isLast, mayManage: this.mayManage });
	}
}

const NO_ASK = { id: '', expectedOrderId: null, settings: {} };

/** The service as a vendor describes it. */
export const WEBHOOKS: WebhookApi = {
	page: (page) => ({ method: 'GET', path: '/webhooks', qs: { page } }),
	interpretPage(body) {
		const page = recordAt(body);
		if (!Array.isArray(page?.webhooks)) return null;
		const { webhooks, isLast, mayManage } = page;
		return {
			webhooks: webhooks as object[] as Webhook[],
			isLast: isLast as boolean | null,
			mayManage: mayManage === true,
		};
	},
	create: (webhook, description) => ({
		method: 'POST',
		path: '/webhooks',
		body: { ...webhook, description },
	}),
	remove: (id) => ({ method: 'DELETE', path: `/webhooks/${id}` }),
	interpretCall(body) {
		const call = recordAt(body);
		const state = acmeOrder.interpretLookUp(call?.order, NO_ASK);
		if (call === null || state === null) return null;
		const facts = { reason: textOf(call.reason) };
		return { id: textOf(call.id), event: textOf(call.event) ?? '', state, facts };
	},
	noRight: { reason: 'This account may not manage webhooks', nextStep: 'Upgrade it' },
};
