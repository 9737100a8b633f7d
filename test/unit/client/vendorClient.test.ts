import fc from 'fast-check';

import { backoffMs } from '../../../nodes/orders/client/tryAgain';
import type { CallEnd, Reply } from '../../../nodes/orders/client/reply';
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
