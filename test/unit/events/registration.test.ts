import type { CallEnd } from '../../../nodes/orders/client/reply';
import {
	createWebhooks,
	ownWebhooks,
	removeWebhooks,
	type Registration,
} from '../../../nodes/orders/events/registration';
import { Problem } from '../../../nodes/orders/problem';
import type { Webhook } from '../../../nodes/orders/vendor/webhooks';
import { acmeOrder, acmeWith } from '../support/acme';
import { answered, clientFor, LOST, TEST } from '../support/client';
import { FakeClock } from '../support/fakeClock';
import { OURS, ours, WEBHOOKS, WebhookService } from '../support/webhookService';

const FOREIGN: Webhook = { id: 'f1', url: 'https://n8n.example/webhook/other', event: 'placed' };
const REFUSED: CallEnd = {
	end: 'notDelivered',
	cause: 'the connection was refused',
	temporary: true,
};
const UNTRUSTED: CallEnd = {
	end: 'notDelivered',
	cause: 'its certificate has expired',
	temporary: false,
};
const LIST = 'GET /webhooks?page=1';
const CREATE = 'POST /webhooks';
const NO_RIGHT = new Problem('This account may not manage webhooks', 'Upgrade it');

/** Does something with the webhooks of a node, in virtual time. */
async function act<T>(
	service: WebhookService,
	work: (registration: Registration) => Promise<T>,
): Promise<T> {
	const clock = new FakeClock();
	const client = clientFor(clock, (plan) => service.transmit(plan), { test: TEST });
	const subject = { ...acmeOrder, noun: 'parcel', holder: 'box' };
	const description = 'n8n workflow 7';
	const vendor = acmeWith(subject);
	return await clock.finish(
		work({ client, vendor, subject, api: WEBHOOKS, url: OURS, description }),
		60 * 60_000,
	);
}

async function create(service: WebhookService, ...events: string[]): Promise<Problem | null> {
	return await act(service, async (registration) => await createWebhooks(registration, events));
}

async function idsOf(service: WebhookService): Promise<string[] | Problem> {
	const own = await act(service, ownWebhooks);
	return own instanceof Problem ? own : own.map(({ id }) => id);
}

/** A list of three pages: the first and the last one hold one of this node's. */
function threePages(): WebhookService {
	const foreign = ['a', 'b', 'c'].map((id) => ({ ...FOREIGN, id }));
	return new WebhookService([ours('1', 'placed'), ...foreign, ours('2', 'sent')]);
}

describe('the webhooks that call a node', () => {
	it('are found on all pages of the list, without those of others', async () => {
		const service = threePages();
		expect(await idsOf(service)).toEqual(['1', '2']);
		expect(service.log).toEqual([LIST, 'GET /webhooks?page=2', 'GET /webhooks?page=3']);
	});

	it('are found where no page says that it is the last one: until one brings nothing new', async () => {
		const service = threePages();
		service.saysLast = false;
		expect(await idsOf(service)).toEqual(['1', '2']);
		expect(service.log).toHaveLength(4);
	});

	it('are found once where the service gives one page again and again', async () => {
		const service = threePages();
		const page = answered(200, { webhooks: [ours('1', 'placed')], isLast: false, mayManage: true });
		service.instead['GET'] = Array.from({ length: 9 }, () => page);
		expect(await idsOf(service)).toEqual(['1']);
		expect(service.log).toHaveLength(2);
	});

	it('are found at the address that the list named last for them', async () => {
		const service = new WebhookService();
		const webhooks = [{ ...ours('1', 'placed'), url: FOREIGN.url }, ours('1', 'placed')];
		service.instead['GET'] = [answered(200, { webhooks, isLast: true, mayManage: true })];
		expect(await idsOf(service)).toEqual(['1']);
	});

	it.each<[string, CallEnd, Problem]>([
		[
			'no list',
			answered(200, { oops: true }),
			new Problem(
				'The list of webhooks could not be read: the answer could not be understood',
				"Try again; if it stays like this, check the connection and the 'Base URL' of the credential",
			),
		],
		['a list without the right to manage them', answered(200, { webhooks: [] }), NO_RIGHT],
		[
			'an address where nothing is',
			answered(404, { message: 'no route' }),
			new Problem(
				'The list of webhooks could not be read',
				"Try again; if it stays like this, check the connection and the 'Base URL' of the credential",
			),
		],
		['403', answered(403, {}), NO_RIGHT],
	])('cannot be told by %s', async (_case, answer, problem) => {
		const service = threePages();
		service.instead['GET'] = [answer];
		expect(await idsOf(service)).toEqual(problem);
	});

	it('cannot be told where the key is refused, which is called that', async () => {
		const service = threePages();
		service.instead['GET'] = [answered(401)];
		service.testStatus = 401;
		expect(await idsOf(service)).toMatchObject({
			reason: 'Acme refused the credential, so the list of webhooks was not read',
			nextStep: 'Renew the key in the credential, test it there, and try again',
		});
	});

	it('cannot be told where nobody knows whether the key is good', async () => {
		const service = threePages();
		service.instead['GET'] = [answered(403)];
		service.testStatus = 500;
		const problem = await idsOf(service);
		expect(problem).toBeInstanceOf(Problem);
		expect(problem).not.toEqual(NO_RIGHT);
	});

	it('are looked for again after a short outage', async () => {
		const service = threePages();
		service.instead['GET'] = [answered(503), LOST];
		expect(await idsOf(service)).toEqual(['1', '2']);
	});
});

describe('creating webhooks', () => {
	it('sends one for each event that has none, and says what they are for', async () => {
		const service = new WebhookService([FOREIGN, ours('1', 'sent')]);
		expect(await create(service, 'placed', 'sent', 'delivered')).toBeNull();
		expect(service.events).toEqual(['sent', 'placed', 'delivered']);
		expect(service.descriptions).toEqual(['n8n workflow 7', 'n8n workflow 7']);
	});

	it('sends none if all are there', async () => {
		const service = new WebhookService([ours('1', 'placed')]);
		expect(await create(service, 'placed')).toBeNull();
		expect(service.log).toEqual([LIST]);
	});

	it('sends none if the list could not be read', async () => {
		const service = new WebhookService();
		service.instead['GET'] = [answered(400)];
		expect(await create(service, 'placed')).toBeInstanceOf(Problem);
		expect(service.log).toEqual([LIST]);
	});

	it('is tried three times where no connection comes about', async () => {
		const service = new WebhookService();
		service.instead[CREATE] = [REFUSED, REFUSED];
		expect(await create(service, 'placed')).toBeNull();
		expect(service.log).toEqual([LIST, CREATE, CREATE, CREATE]);
	});

	it('is not tried a fourth time', async () => {
		const service = new WebhookService();
		service.instead[CREATE] = [REFUSED, REFUSED, REFUSED];
		expect(await create(service, 'placed')).toMatchObject({
			reason: "The webhook with the event 'placed' was not created: the connection was refused",
		});
		expect(service.log.filter((entry) => entry === CREATE)).toHaveLength(3);
	});

	it.each<[string, CallEnd]>([
		['was refused', answered(422)],
		['was not answered', LOST],
		['can have no connection', UNTRUSTED],
	])('is not tried again where it %s, and leaves nothing behind', async (_case, answer) => {
		const service = new WebhookService([FOREIGN]);
		service.instead[CREATE] = [answered(201), answer];
		service.webhooks.push(ours('1', 'placed'));
		expect(await create(service, 'placed', 'sent', 'delivered', 'lost')).toBeInstanceOf(Problem);
		expect(service.log.filter((entry) => entry === CREATE)).toHaveLength(2);
		expect(service.webhooks).toEqual([FOREIGN]);
	});

	it('waits longer before each try', async () => {
		const service = new WebhookService();
		service.instead[CREATE] = [REFUSED, REFUSED];
		const waits: number[] = [];
		await act(service, async (registration) => {
			jest.spyOn(registration.client, 'pause').mockImplementation(async (tries) => {
				waits.push(tries);
				await Promise.resolve();
			});
			return await createWebhooks(registration, ['placed']);
		});
		expect(waits).toEqual([1, 2]);
	});

	it('goes on where a webhook is there although its creation was not answered', async () => {
		const service = new WebhookService();
		const carryOut = service.carriedOut.bind(service);
		jest.spyOn(service, 'carriedOut').mockImplementation((method, ...more) => {
			const answer = carryOut(method, ...more);
			return method === 'POST' ? LOST : answer;
		});
		expect(await create(service, 'placed', 'sent')).toBeNull();
		expect(service.events).toEqual(['placed', 'sent']);
	});

	it('tells what stood in its own way, even if the list cannot be read any more', async () => {
		const service = new WebhookService();
		service.instead[CREATE] = [answered(422)];
		service.instead['GET'] = [
			answered(200, { webhooks: [], isLast: true, mayManage: true }),
			...Array.from({ length: 20 }, () => answered(400)),
		];
		expect(await create(service, 'placed')).toMatchObject({
			reason:
				"The webhook with the event 'placed' could not be created: it was answered with HTTP 422",
		});
	});

	it('that nobody knows of at this address could not be created either', async () => {
		const service = new WebhookService();
		service.instead[CREATE] = [answered(404, {})];
		expect(await create(service, 'placed')).toMatchObject({
			reason: expect.stringContaining("The webhook with the event 'placed' could not be created"),
		});
	});
});

describe('removing webhooks', () => {
	it('removes those of this node on all pages, and no other', async () => {
		const service = threePages();
		expect(await act(service, removeWebhooks)).toBeNull();
		expect(service.webhooks.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
		expect(service.log.slice(3)).toEqual(['DELETE /webhooks/1', 'DELETE /webhooks/2']);
	});

	it('removes none if the list could not be read', async () => {
		const service = threePages();
		service.instead['GET'] = [answered(400)];
		expect(await act(service, removeWebhooks)).toBeInstanceOf(Problem);
		expect(service.log).toEqual([LIST]);
	});

	it('takes one for removed that is gone by then', async () => {
		const service = threePages();
		service.instead['DELETE'] = [answered(404, { message: 'no such webhook' })];
		expect(await act(service, removeWebhooks)).toBeNull();
	});

	it('goes on with the others where one cannot be removed, and tells that', async () => {
		const service = threePages();
		service.instead['DELETE'] = [answered(409)];
		expect(await act(service, removeWebhooks)).toMatchObject({
			reason: 'Webhook 1 could not be removed: it was answered with HTTP 409',
		});
		expect(service.webhooks.map(({ id }) => id)).toEqual(['1', 'a', 'b', 'c']);
	});

	it.each([
		[401, 401, 'Acme refused the credential, so webhook 1 was not removed', 'Renew the key'],
		[403, 500, 'so webhook 1 was not removed', 'has the right to manage webhooks'],
	])(
		'says what is not allowed where it is refused with %i, and the test of the credential with %i',
		async (status, testStatus, reason, nextStep) => {
			const service = threePages();
			service.testStatus = testStatus;
			service.instead['DELETE /webhooks/1'] = [answered(status, {})];
			const problem = await act(service, removeWebhooks);
			expect(problem).toMatchObject({
				reason: expect.stringContaining(reason),
				nextStep: expect.stringContaining(nextStep),
			});
		},
	);

	it('removes again after a short outage', async () => {
		const service = threePages();
		service.instead['DELETE'] = [answered(503)];
		expect(await act(service, removeWebhooks)).toBeNull();
		expect(service.events).toEqual([]);
	});
});

it('webhooks let orders go first whose cancellation was begun', async () => {
	const service = new WebhookService([ours('1', 'placed')]);
	const urgent: boolean[] = [];
	await act(service, async (registration) => {
		const { client } = registration;
		const send = client.send.bind(client);
		jest.spyOn(client, 'send').mockImplementation(async (plan, watch) => {
			urgent.push(watch.urgent);
			return await send(plan, watch);
		});
		service.instead[CREATE] = [REFUSED];
		await createWebhooks(registration, ['sent']);
		await removeWebhooks(registration);
	});
	expect(service.log).toEqual([
		LIST,
		CREATE,
		CREATE,
		LIST,
		'DELETE /webhooks/1',
		expect.stringContaining('DELETE') as string,
	]);
	expect(urgent).toEqual([false, false, false, false, false, false]);
});
