import type { CallEnd } from '../../../nodes/orders/client/reply';
import {
	createWebhooks,
	ownWebhooks,
	removeWebhooks,
	type Registration,
} from '../../../nodes/orders/events/registration';
import { Problem } from '../../../nodes/orders/problem';
import type { RequestPlan } from '../../../nodes/orders/vendor/vendor';
import type { Webhook, WebhookApi, WebhookPage } from '../../../nodes/orders/vendor/webhooks';
import { answered, clientFor, LOST, TEST } from '../support/client';
import { FakeClock } from '../support/fakeClock';
import { THANKS_IO } from '../support/subjects';

const URL = 'https://n8n.example.com/webhook/1';
const OTHER_URL = 'https://n8n.example.com/webhook/2';
const UPDATED = 'order.status_update';
const DELIVERED = 'order_item.delivered';
const NOT_DELIVERED: CallEnd = { end: 'notDelivered', cause: 'it was refused', temporary: true };
const NO_RIGHT = { reason: 'This account may not', nextStep: 'Pay for it' };

const PAGE_SIZE = 2;

/** A service that calls addresses. What is not said of an answer goes well. */
class Service {
	readonly clock = new FakeClock();
	/** "list 1", "create order.status_update", "remove 1": what arrived, in order. */
	readonly log: string[] = [];
	/** The next answers to such requests, by the beginning of how they are logged. */
	readonly answers: Record<string, CallEnd[]> = {};
	/** What is carried out although something else is answered. */
	carriesOut = false;
	mayManage = true;
	/** How the test request of the credential is answered. */
	test = 200;
	/** Whether a page says that it is the last. */
	says = true;
	webhooks: Webhook[];

	constructor(...webhooks: Array<Omit<Webhook, 'id'>>) {
		this.webhooks = webhooks.map((webhook, index) => ({ id: String(index + 1), ...webhook }));
	}

	registration(): Registration {
		const transmit = (plan: RequestPlan) => this.answer(plan);
		return {
			client: clientFor(this.clock, transmit, { test: TEST }),
			vendor: THANKS_IO.vendor,
			subject: THANKS_IO.subject,
			api: this.api,
			url: URL,
			description: 'n8n workflow 7',
		};
	}

	async finish<T>(work: Promise<T>): Promise<T> {
		return await this.clock.finish(work, 3_600_000);
	}

	/** What is said of the page that was answered. */
	private readonly api: WebhookApi = {
		page: (page) => ({ method: 'GET', path: `/list ${page}` }),
		interpretPage: (body) => (body === 'none' ? null : (body as WebhookPage)),
		create: ({ event, url }, description) => ({
			method: 'POST',
			path: `/create ${event}`,
			body: { event, url, description },
		}),
		remove: (id) => ({ method: 'DELETE', path: `/remove ${id}` }),
		interpretCall: () => null,
		noRight: NO_RIGHT,
	};

	private answer({ path, body }: RequestPlan): CallEnd {
		if (path === TEST.path) return answered(this.test);
		const asked = path.slice(1);
		this.log.push(asked);
		const kind = Object.keys(this.answers).find((begin) => asked.startsWith(begin)) ?? '';
		const answer = this.answers[kind]?.shift();
		if (answer === undefined || this.carriesOut) this.carryOut(asked, body?.url);
		return answer ?? this.wellAnswered(asked);
	}

	private carryOut(asked: string, url: unknown): void {
		const [kind = '', about = ''] = asked.split(' ');
		if (kind === 'create')
			this.webhooks.push({ id: `new ${about}`, url: String(url), event: about });
		if (kind === 'remove') this.webhooks = this.webhooks.filter(({ id }) => id !== asked.slice(7));
	}

	private wellAnswered(asked: string): CallEnd {
		const page = Number(asked.split(' ')[1]);
		const webhooks = this.webhooks.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
		const isLast = this.says ? page * PAGE_SIZE >= this.webhooks.length : null;
		return answered(200, { webhooks, isLast, mayManage: this.mayManage });
	}
}

function own(event: string): Omit<Webhook, 'id'> {
	return { url: URL, event };
}

const OTHER = { url: OTHER_URL, event: UPDATED };

describe('the webhooks that call this node', () => {
	it('are those with its address, from all pages of the list', async () => {
		const service = new Service(own(UPDATED), OTHER, OTHER, OTHER, own(DELIVERED));
		const found = await service.finish(ownWebhooks(service.registration()));
		expect(found).toEqual([
			{ id: '1', ...own(UPDATED) },
			{ id: '5', ...own(DELIVERED) },
		]);
		expect(service.log).toEqual(['list 1', 'list 2', 'list 3']);
	});

	it('are looked for up to a page that brings nothing new, where none says that it is the last', async () => {
		const service = new Service(OTHER, OTHER, own(UPDATED));
		service.says = false;
		expect(await service.finish(ownWebhooks(service.registration()))).toHaveLength(1);
		expect(service.log).toEqual(['list 1', 'list 2', 'list 3']);
	});

	it.each<[string, CallEnd, object]>([
		[
			'the list is not to be read',
			answered(422, { message: 'No' }),
			{ reason: expect.stringContaining('HTTP 422'), nextStep: expect.any(String) },
		],
		['the key may not do that', answered(403, { message: 'No' }), NO_RIGHT],
		[
			'the account may have none',
			answered(200, { webhooks: [], isLast: true, mayManage: false }),
			NO_RIGHT,
		],
		[
			'the answer is no list',
			answered(200, 'none'),
			{ reason: expect.stringContaining('could not be understood') },
		],
	])('are not known where %s', async (_what, answer, told) => {
		const service = new Service(own(UPDATED));
		service.answers.list = [answer];
		const problem = await service.finish(ownWebhooks(service.registration()));
		expect(problem).toBeInstanceOf(Problem);
		expect(problem).toMatchObject(told);
		expect(service.log).toEqual(['list 1']);
	});
});

describe('creating webhooks', () => {
	it('creates those that are missing, each with the address and whose it is', async () => {
		const service = new Service(own(UPDATED), { url: OTHER_URL, event: DELIVERED });
		const events = [UPDATED, DELIVERED];
		const problem = await service.finish(createWebhooks(service.registration(), events));
		expect(problem).toBeNull();
		expect(service.log).toEqual(['list 1', `create ${DELIVERED}`]);
		expect(service.webhooks.at(-1)).toMatchObject(own(DELIVERED));
	});

	it('creates nothing where it is not known which there are', async () => {
		const service = new Service();
		service.mayManage = false;
		const problem = await service.finish(createWebhooks(service.registration(), [UPDATED]));
		expect(problem).toMatchObject(NO_RIGHT);
		expect(service.log).toEqual(['list 1']);
	});

	it.each([
		[1, null, 2],
		[2, null, 3],
		[3, 'it was refused', 3],
	])(
		'is tried again only where nothing was delivered, three times in all (%i times: %p)',
		async (times, reason, sent) => {
			const service = new Service();
			service.answers.create = Array<CallEnd>(times).fill(NOT_DELIVERED);
			const problem = await service.finish(createWebhooks(service.registration(), [UPDATED]));
			if (reason === null) expect(problem).toBeNull();
			else expect(problem?.reason).toContain(reason);
			expect(service.log.filter((asked) => asked.startsWith('create'))).toHaveLength(sent);
		},
	);

	it.each<[string, CallEnd, string]>([
		['is not answered', LOST, 'could not be created: no answer came in time'],
		[
			'cannot be delivered at all',
			{ ...NOT_DELIVERED, temporary: false },
			'was not created: it was refused',
		],
		['is refused', answered(422, {}), 'could not be created: it was answered with HTTP 422'],
		['is unknown there', answered(404, {}), 'could not be created'],
	])('that %s is not sent again, and nothing stays behind', async (_what, answer, words) => {
		const service = new Service(OTHER);
		service.answers[`create ${DELIVERED}`] = [answer];
		const events = [UPDATED, DELIVERED];
		const problem = await service.finish(createWebhooks(service.registration(), events));
		expect(problem?.reason).toBe(`The webhook with the event '${DELIVERED}' ${words}`);
		expect(service.webhooks).toEqual([{ id: '1', ...OTHER }]);
		expect(service.log.filter((asked) => asked.startsWith('create'))).toHaveLength(2);
	});

	it('waits before it is tried again, longer each time', async () => {
		const service = new Service();
		service.clock.chance = 1;
		service.answers.create = [NOT_DELIVERED, NOT_DELIVERED];
		const begin = service.clock.now();
		await service.finish(createWebhooks(service.registration(), [UPDATED]));
		expect(service.clock.now() - begin).toBe(3_000);
	});

	it('that is not answered may be there all the same: then all is well', async () => {
		const service = new Service();
		service.answers.create = [LOST];
		service.carriesOut = true;
		const events = [UPDATED, DELIVERED];
		const problem = await service.finish(createWebhooks(service.registration(), events));
		expect(problem).toBeNull();
		expect(service.webhooks.map(({ event }) => event)).toEqual(events);
	});

	it('that is not answered is not taken for another one that is there', async () => {
		const service = new Service(own(UPDATED));
		service.answers.create = [LOST];
		const events = [UPDATED, DELIVERED];
		const problem = await service.finish(createWebhooks(service.registration(), events));
		expect(problem?.reason).toContain('no answer came in time');
		expect(service.webhooks).toEqual([]);
	});
});

describe('removing webhooks', () => {
	it('removes all that call this node, and no other', async () => {
		const service = new Service(own(UPDATED), OTHER, own(DELIVERED));
		expect(await service.finish(removeWebhooks(service.registration()))).toBeNull();
		expect(service.webhooks).toEqual([{ id: '2', ...OTHER }]);
	});

	it('goes well where one is gone already, and is sent again where it was not answered', async () => {
		const service = new Service(own(UPDATED), own(DELIVERED));
		service.answers.remove = [answered(404, { message: 'Not Found' }), LOST];
		expect(await service.finish(removeWebhooks(service.registration()))).toBeNull();
		expect(service.log.slice(1)).toEqual(['remove 1', 'remove 2', 'remove 2']);
	});

	it('removes the others too where one stays', async () => {
		const service = new Service(own(UPDATED), own(DELIVERED));
		service.answers['remove 1'] = [answered(422, {})];
		const problem = await service.finish(removeWebhooks(service.registration()));
		expect(problem?.reason).toBe('Webhook 1 could not be removed: it was answered with HTTP 422');
		expect(service.webhooks.map(({ id }) => id)).toEqual(['1']);
	});

	it('removes nothing where it is not known which there are', async () => {
		const service = new Service(own(UPDATED));
		service.mayManage = false;
		const problem = await service.finish(removeWebhooks(service.registration()));
		expect(problem).toMatchObject(NO_RIGHT);
		expect(service.webhooks).toHaveLength(1);
	});

	it('whose credential is refused says what was not done', async () => {
		const service = new Service(own(UPDATED));
		service.test = 401;
		service.answers.remove = [answered(401, {})];
		const problem = await service.finish(removeWebhooks(service.registration()));
		expect(problem).toEqual(
			new Problem(
				'thanks.io refused the credential, so webhook 1 was not removed',
				'Renew the key in the credential, test it there, and try again',
			),
		);
	});

	it('that the account may not manage says which right is missing', async () => {
		const service = new Service(own(UPDATED));
		service.answers.remove = [answered(403, {})];
		service.test = 500;
		const problem = await service.finish(removeWebhooks(service.registration()));
		expect(problem?.nextStep).toContain('has the right to manage webhooks');
	});
});
