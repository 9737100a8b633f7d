import fc from 'fast-check';

import { backoffMs } from '../../../nodes/orders/client/tryAgain';
import type { CallEnd, Reply } from '../../../nodes/orders/client/reply';
import { Pair } from '../../../nodes/orders/client/turnQueue';
import type { ClientParts } from '../../../nodes/orders/client/vendorClient';
import { answer, CANCEL, LOOK_UP, VendorService } from '../support/vendorService';

const LATENCY_MS = 10;
const NEW = false;

const LOST: CallEnd = { end: 'lost', cause: 'no answer came in time' };

function notDelivered(temporary: boolean): CallEnd {
	return { end: 'notDelivered', cause: 'the connection was refused', temporary };
}

function limited(retryAfter?: string): CallEnd {
	return answer(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
}

/** "200", "lost", "denied": for a list of replies that is read at a glance. */
function short(reply: Reply): string {
	if (reply.end === 'answered') return String(reply.status);
	if (reply.end === 'denied') return `${reply.status} ${reply.credential}`;
	return reply.end === 'notSent' ? reply.why : reply.end;
}

describe('the wait before another try', () => {
	const anyTries = fc.integer({ min: 1, max: 1_000 });
	const anyChance = fc.double({ min: 0, max: 1, noNaN: true });

	it.each([
		[1, 1_000],
		[2, 2_000],
		[3, 4_000],
		[4, 8_000],
		[5, 16_000],
		[6, 30_000],
		[7, 30_000],
		[1_000, 30_000],
	])(
		'is at most doubled with each try, up to half a minute: after %i tries %i ms',
		(tries, most) => {
			expect(backoffMs(tries, 1)).toBe(most);
		},
	);

	it('is spread over the whole range (full jitter, so that orders do not come back together)', () => {
		expect([0.1, 0.25, 0.5, 0.75].map((chance) => backoffMs(3, chance))).toEqual([
			400, 1_000, 2_000, 3_000,
		]);
	});

	it('is a whole number from 50 ms (a service that is down is not hammered) to 30,000 ms', () => {
		expect(backoffMs(1, 0)).toBe(50);
		fc.assert(
			fc.property(anyTries, anyChance, (tries, chance) => {
				const wait = backoffMs(tries, chance);
				expect(Number.isInteger(wait) && wait >= 50 && wait <= 30_000).toBe(true);
			}),
		);
	});

	it('never gets shorter with more tries or more chance', () => {
		const both = fc.tuple(anyTries, anyChance);
		fc.assert(
			fc.property(both, both, ([triesA, chanceA], [triesB, chanceB]) => {
				const less = backoffMs(Math.min(triesA, triesB), Math.min(chanceA, chanceB));
				const more = backoffMs(Math.max(triesA, triesB), Math.max(chanceA, chanceB));
				expect(more).toBeGreaterThanOrEqual(less);
			}),
		);
	});

	it('ends early when the run is stopped', async () => {
		const service = new VendorService([]);
		const client = service.client();
		const waiting = client.pause(6);
		client.stop();
		await waiting;
		expect(service.clock.pending).toBe(0);
	});
});

describe('a request answered 429', () => {
	/** When it was sent, and sent again, until it was answered otherwise. */
	async function sends(...replies: CallEnd[]): Promise<number[]> {
		const service = new VendorService([...replies, answer(200)]);
		service.clock.chance = 1;
		const reply = await service.finish(service.client().send(CANCEL, { urgent: NEW }));
		expect(short(reply)).toBe('200');
		return service.times(CANCEL);
	}

	it.each([
		['in seconds', '7', 7_000],
		['as a date', 'Thu, 01 Jan 2026 00:00:40 GMT', 39_990],
	])('is sent again after Retry-After, %s', async (_form, header, ms) => {
		expect(await sends(limited(header))).toEqual([0, LATENCY_MS + ms]);
	});

	it('is sent again after growing waits where Retry-After is missing', async () => {
		const times = await sends(...Array<CallEnd>(7).fill(limited()));
		const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0) - LATENCY_MS);
		expect(waits).toEqual([125, 250, 610, 1_000, 2_000, 5_970, 8_000]);
	});

	it('is sent again after growing waits where Retry-After keeps being too short', async () => {
		const times = await sends(limited('0'), limited('0'), limited('60'), limited('0'));
		const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0) - LATENCY_MS);
		expect(waits).toEqual([125, 250, 60_000, 1_000]);
	});

	it('is sent again as often as its time allows, however few tries are allowed', async () => {
		const replies = [...Array<CallEnd>(20).fill(limited('1')), answer(200)];
		const service = new VendorService(replies);
		const reply = await service.finish(
			service.client({ maxAttempts: 1 }).read(LOOK_UP, { urgent: false }),
		);
		expect(short(reply)).toBe('200');
		expect(service.times(LOOK_UP)).toHaveLength(21);
	});

	it('keeps every other request of the account back until the service lets something through again', async () => {
		const service = new VendorService([limited('7'), answer(200)]);
		const first = service.client().send(CANCEL, { urgent: NEW });
		await service.clock.advance(LATENCY_MS);
		const other = service.client().send(LOOK_UP, { urgent: NEW });
		await service.finish(Promise.all([first, other]));
		expect(service.times(CANCEL)).toEqual([0, LATENCY_MS + 7_000]);
		expect(service.times(LOOK_UP)).toEqual([LATENCY_MS + 7_000 + LATENCY_MS]);
	});

	it('goes before requests that have waited longer but have not begun', async () => {
		const service = new VendorService([limited('7'), answer(200)]);
		const client = service.client({ limit: { requests: 1, windowMs: 1_000 } });
		const plans = [CANCEL, LOOK_UP, LOOK_UP];
		await service.finish(
			Promise.all(plans.map(async (plan) => await client.send(plan, { urgent: NEW }))),
		);
		const paths = [CANCEL, CANCEL, LOOK_UP, LOOK_UP].map(({ path }) => path);
		expect(service.arrived.map(([path]) => path)).toEqual(paths);
	});

	it('is rate limited if the time is over before it may be sent again', async () => {
		const service = new VendorService([limited('60')]);
		const client = service.client({ deadline: service.clock.now() + 30_000 });
		expect(await service.finish(client.send(CANCEL, { urgent: NEW }))).toEqual({
			end: 'rateLimited',
			until: 'outOfTime',
		});
		expect(service.times(CANCEL)).toEqual([0]);
	});

	it('ends with the run while it waits to be sent again', async () => {
		const service = new VendorService([limited('60')]);
		const client = service.client();
		const waiting = client.send(CANCEL, { urgent: NEW });
		await service.clock.advance(1_000);
		client.stop();
		expect(await waiting).toEqual({ end: 'rateLimited', until: 'stopped' });
	});
});

describe('a request', () => {
	it('is not sent if the time is over before its turn', async () => {
		const service = new VendorService([answer(200)]);
		service.pace.coolDown(60_000);
		const client = service.client({ deadline: service.clock.now() + 30_000 });
		expect(await client.send(CANCEL, { urgent: NEW })).toEqual({
			end: 'notSent',
			why: 'outOfTime',
		});
		expect(service.arrived).toEqual([]);
	});

	it('is not sent once the run was stopped, and one under way still gets its reply', async () => {
		const service = new VendorService([answer(200)]);
		const client = service.client();
		const underWay = client.send(CANCEL, { urgent: NEW });
		await service.clock.settle();
		client.stop();
		expect(await client.send(CANCEL, { urgent: NEW })).toEqual({ end: 'notSent', why: 'stopped' });
		expect(short(await service.finish(underWay))).toBe('200');
	});

	it('is reported after each call that it took, and not when none was made', async () => {
		const service = new VendorService([limited('1'), LOST]);
		const client = service.client();
		const ends: string[] = [];
		const watch = { urgent: false, onReply: (reply: CallEnd) => ends.push(short(reply)) };
		await service.finish(client.send(CANCEL, watch));
		client.stop();
		await client.send(CANCEL, watch);
		expect(ends).toEqual(['429', 'lost']);
	});

	it("waits for what others used of the vendor's limit, by the count in its answers", async () => {
		const counted = { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '1' };
		const service = new VendorService([answer(200, counted), answer(200)]);
		const client = service.client({ limit: { requests: 60, windowMs: 60_000 } });
		for (let request = 0; request < 3; request++)
			await service.finish(client.send(CANCEL, { urgent: NEW }));
		const [, second, third] = service.times(CANCEL);
		expect(second).toBe(LATENCY_MS);
		expect(third).toBeGreaterThanOrEqual(60_000);
	});

	it.each([
		['went well', [200, 200, 200, 200], 5],
		['was answered 5xx', [500, 502, 503, 504], 4],
		['was denied', [401, 403, 401, 403], 1],
		['went well but one, which was answered 429', [429, 200, 200, 200], 1],
	])(
		'leaves together with more or fewer others, depending on what became of the first four: each %s',
		async (_what, first, then) => {
			const service = new VendorService([...first.map((status) => answer(status)), answer(500)]);
			const client = service.client({ test: null });
			for (let request = 0; request < 100; request++) void client.send(CANCEL, { urgent: NEW });
			await service.clock.advance(1_000);
			const times = service.times(CANCEL);
			const second = times.find((time, index) => index >= 4 && time > 0) ?? NaN;
			const together = times.filter((time) => time >= second && time < second + LATENCY_MS);
			expect(together).toHaveLength(then);
		},
	);
});

describe('a reading and its cancel in one turn', () => {
	const ONE_PER_SECOND = { requests: 1, windowMs: 1_000 };
	const TWO_PER_SECOND = { requests: 2, windowMs: 1_000 };

	it('leave one right after the other, and what comes next waits for its own turn', async () => {
		const service = new VendorService([answer(200)]);
		const client = service.client({ limit: TWO_PER_SECOND });
		const pair = new Pair();
		for (const plan of [LOOK_UP, CANCEL, LOOK_UP])
			await service.finish(client.send(plan, { urgent: NEW, pair }));
		expect(service.times(CANCEL)).toEqual([LATENCY_MS]);
		expect(service.times(LOOK_UP)).toEqual([0, 1_000 + 2 * LATENCY_MS]);
	});

	it('keep no turn where the reading was answered 429: that waits as any other', async () => {
		const service = new VendorService([limited('7'), answer(200)]);
		const client = service.client();
		const pair = new Pair();
		for (const plan of [LOOK_UP, CANCEL])
			await service.finish(client.send(plan, { urgent: NEW, pair }));
		expect(service.times(LOOK_UP)).toEqual([0, 7_000 + LATENCY_MS]);
		expect(service.times(CANCEL)).toEqual([7_000 + 2 * LATENCY_MS]);
	});

	it('the cancel is not sent if the run is stopped after the reading', async () => {
		const service = new VendorService([answer(200)]);
		const client = service.client();
		const pair = new Pair();
		await service.finish(client.send(LOOK_UP, { urgent: NEW, pair }));
		client.stop();
		expect(await client.send(CANCEL, { urgent: NEW, pair })).toEqual({
			end: 'notSent',
			why: 'stopped',
		});
		expect(service.times(CANCEL)).toEqual([]);
	});

	it.each([
		[0, '200'],
		[1, 'outOfTime'],
	])('the cancel is sent until its time is over: %i ms later it is %s', async (late, expected) => {
		const service = new VendorService([answer(200)]);
		const client = service.client({ deadline: service.clock.now() + 500 });
		const pair = new Pair();
		await service.finish(client.send(LOOK_UP, { urgent: NEW, pair }));
		await service.clock.advance(500 - LATENCY_MS + late);
		const cancel = client.send(CANCEL, { urgent: NEW, pair });
		expect(short(await service.finish(cancel))).toBe(expected);
	});

	it('a connection that may still be open keeps its place until it is closed', async () => {
		let closed: () => void = () => undefined;
		const unfinished = new Promise<void>((resolve) => {
			closed = resolve;
		});
		const open: CallEnd = { end: 'lost', cause: 'no answer came in time', unfinished };
		const service = new VendorService([open, answer(200)]);
		const client = service.client({ limit: ONE_PER_SECOND });
		expect(short(await service.finish(client.send(CANCEL, { urgent: NEW })))).toBe('lost');
		const next = client.send(LOOK_UP, { urgent: NEW });
		await service.clock.advance(5_000);
		expect(service.times(LOOK_UP)).toEqual([]);
		closed();
		await service.finish(next);
		expect(service.times(LOOK_UP)).toEqual([5_000 + LATENCY_MS + 1_000]);
	});
});

describe('a service whose address is another', () => {
	const PAGE: CallEnd = { end: 'answered', status: 404, headers: {}, body: '<html>Not found' };

	/** What becomes of orders that are sent one after the other. */
	async function oneByOne(service: VendorService, orders: number, more: Partial<ClientParts> = {}) {
		const client = service.client(more);
		const ends: string[] = [];
		for (let order = 0; order < orders; order++)
			ends.push(short(await service.finish(client.send(CANCEL, { urgent: NEW }))));
		return ends;
	}

	it('gets nothing more once an order and the test request have both met no API', async () => {
		const service = new VendorService([PAGE], [PAGE]);
		expect(await oneByOne(service, 3)).toEqual(['elsewhere', 'elsewhere', 'elsewhere']);
		expect(service.times(CANCEL)).toEqual([0]);
		expect(service.tests).toBe(1);
	});

	it('gets nothing of what waits while the test request finds it out', async () => {
		const service = new VendorService([PAGE], [PAGE]);
		const client = service.client();
		const orders = Array.from(
			{ length: 20 },
			async () => await client.send(CANCEL, { urgent: NEW }),
		);
		const replies = await service.finish(Promise.all(orders));
		expect(replies.map(({ end }) => end)).toEqual([
			...Array<string>(4).fill('elsewhere'),
			...Array<string>(16).fill('notSent'),
		]);
		expect(replies.at(-1)).toEqual({ end: 'notSent', why: 'elsewhere' });
		expect(service.times(CANCEL)).toHaveLength(4);
	});

	it('goes on getting orders where the test request meets the API', async () => {
		const service = new VendorService([PAGE, answer(200)]);
		expect(await oneByOne(service, 2)).toEqual(['elsewhere', '200']);
	});

	it('goes on getting orders where only the test request misses the API', async () => {
		const service = new VendorService([answer(401), answer(403), answer(200)], [PAGE]);
		expect(await oneByOne(service, 3)).toEqual(['401 unclear', '403 unclear', '200']);
	});

	it('gets nothing more once an order misses the API, too', async () => {
		const service = new VendorService([answer(401), PAGE, answer(200)], [PAGE]);
		expect(await oneByOne(service, 3)).toEqual(['401 unclear', 'elsewhere', 'elsewhere']);
		expect(service.times(CANCEL)).toHaveLength(2);
	});
});

describe('a run that is stopped', () => {
	it('was stopped also where the credential had been refused before', async () => {
		const service = new VendorService([answer(401)], [answer(401)]);
		const client = service.client();
		await service.finish(client.send(CANCEL, { urgent: NEW }));
		expect(short(await client.send(CANCEL, { urgent: NEW }))).toBe('halted');
		client.stop();
		expect(short(await client.send(CANCEL, { urgent: NEW }))).toBe('stopped');
	});

	it('was stopped also where the credential turns out to be refused after it', async () => {
		const service = new VendorService([answer(401)], [answer(401)]);
		const client = service.client();
		const underWay = client.send(CANCEL, { urgent: NEW });
		await service.clock.advance(LATENCY_MS + 1);
		client.stop();
		await service.finish(underWay);
		expect(service.tests).toBe(1);
		expect(short(await client.send(CANCEL, { urgent: NEW }))).toBe('stopped');
	});
});

describe('the test request of a key that expires', () => {
	const limit = { requests: 3, windowMs: 1_000 };

	it.each([
		['renews the key counts as two, for n8n sends it again', true, 1_000],
		['does not renew it counts as one', false, 0],
	])('that %s', async (_what, isRenewed, waitMs) => {
		const renewal: CallEnd = { ...answer(200), isKeyRenewed: () => isRenewed };
		const service = new VendorService([answer(401), answer(200)], [renewal]);
		const client = service.client({ limit, expires: true });
		await service.finish(client.send(CANCEL, { urgent: NEW }));
		await service.finish(client.send(LOOK_UP, { urgent: NEW }));
		const [first = NaN] = service.times(LOOK_UP);
		expect(first).toBeGreaterThanOrEqual(waitMs);
		expect(first).toBeLessThanOrEqual(waitMs + 2 * LATENCY_MS);
	});

	it('that is not answered says nothing of the key', async () => {
		const service = new VendorService([answer(401)], [LOST]);
		const client = service.client({ expires: true });
		const reply = await service.finish(client.send(CANCEL, { urgent: NEW }));
		expect(short(reply)).toBe('401 unclear');
	});
});

describe('a request that changes nothing', () => {
	/** The reply, and how often it was asked for. */
	async function read(replies: CallEnd[], maxAttempts = 5): Promise<[string, number]> {
		const service = new VendorService(replies);
		const reply = await service.finish(
			service.client({ maxAttempts }).read(LOOK_UP, { urgent: false }),
		);
		return [short(reply), service.times(LOOK_UP).length];
	}

	it.each([
		['no answer came', LOST],
		['it could not be delivered for now', notDelivered(true)],
		['the service timed out', answer(408)],
		['the service failed', answer(500)],
		['the service is being repaired', answer(503)],
	])('is sent again when %s, as often as tries are allowed', async (_case, reply) => {
		expect(await read([reply, reply, answer(200)])).toEqual(['200', 3]);
		expect(await read([reply], 3)).toEqual([short(reply), 3]);
		expect(await read([reply], 1)).toEqual([short(reply), 1]);
	});

	it.each([
		['answered', answer(200), '200'],
		['redirected', answer(302), 'elsewhere'],
		['not found', answer(404), '404'],
		['refused', answer(422), '422'],
		['denied', answer(403), '403 accepted'],
		['not to be delivered at all', notDelivered(false), 'notDelivered'],
	])('is not sent again when it is %s', async (_case, reply, expected) => {
		expect(await read([reply])).toEqual([expected, 1]);
	});

	it('waits longer before each try', async () => {
		const service = new VendorService([LOST]);
		service.clock.chance = 1;
		await service.finish(service.client({ maxAttempts: 4 }).read(LOOK_UP, { urgent: false }));
		expect(service.times(LOOK_UP)).toEqual([0, 1_010, 3_020, 7_030]);
	});

	it.each<[what: string, first: CallEnd, told: object]>([
		['no answer', LOST, { ...LOST, cause: 'no answer came in time, and STOPPED' }],
		[
			'a refused connection',
			notDelivered(true),
			{ ...notDelivered(true), cause: 'the connection was refused, and STOPPED' },
		],
		['an answer that says nothing', answer(503), answer(503)],
	])(
		'is not sent again once the run was stopped, and what stood in the way is told: %s',
		async (_what, first, told) => {
			const service = new VendorService([first]);
			const client = service.client();
			const reading = client.read(LOOK_UP, { urgent: false });
			await service.clock.advance(LATENCY_MS);
			client.stop();
			const stopped = 'the run was stopped before its turn came';
			expect(JSON.stringify(await reading).replace(stopped, 'STOPPED')).toBe(JSON.stringify(told));
			expect(service.times(LOOK_UP)).toHaveLength(1);
		},
	);
});

describe('the secrets of a credential', () => {
	it('are taken out of any text', () => {
		const secrets = ['Bearer k3yOfTheShop', 'k3yOfTheShop', ''];
		const client = new VendorService([]).client({ secrets });
		expect(client.hideSecrets('"Bearer k3yOfTheShop" or K3YOFTHESHOP')).toBe(
			'"[hidden]" or [hidden]',
		);
		expect(client.hideSecrets('Order is locked')).toBe('Order is locked');
	});
});
