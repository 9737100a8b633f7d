import { cancelOrder } from '../../../nodes/orders/cancel/cancelOrder';
import type { OrderTask } from '../../../nodes/orders/cancel/jobs';
import { Pace } from '../../../nodes/orders/client/pace';
import type { CallEnd } from '../../../nodes/orders/client/reply';
import type { ClientParts } from '../../../nodes/orders/client/vendorClient';
import { NO_GUARDS, type Guards } from '../../../nodes/orders/form/guards';
import type { RequestPlan } from '../../../nodes/orders/vendor/vendor';
import { answered, clientFor, TEST } from '../support/client';
import { FakeClock } from '../support/fakeClock';
import { taskFor } from '../support/oneOrder';
import { GIFT_EXPIRY, operationIn, SNAPPY_GIFT, THANKS_IO } from '../support/subjects';
import { REVIEWING } from '../support/world';

const REFUSED: CallEnd = {
	end: 'notDelivered',
	cause: 'the connection was refused',
	temporary: true,
};

/** thanks.io with one status for all orders, 50 ms away. */
class Shop {
	readonly clock = new FakeClock();
	readonly log: Array<{ id: string; method: string; at: number }> = [];
	private readonly pace = new Pace(this.clock);

	/** @param reply to a request; null: as a shop whose orders are being reviewed */
	constructor(private readonly reply: (method: string, sent: number) => CallEnd | null) {}

	async cancel(
		count: number,
		parts: Partial<ClientParts> = {},
		more: Partial<OrderTask> = {},
	): Promise<string[]> {
		const deadline = this.clock.now() + 60 * 60_000;
		const transmit = async (plan: RequestPlan) => await this.transmit(plan);
		const client = clientFor(this.clock, transmit, { pace: this.pace, deadline, ...parts });
		const task = { ...taskFor(THANKS_IO, client), guards: REVIEWING };
		const orders = Array.from({ length: count }, async (_, order) => {
			const id = String(order + 1);
			const ask = { id, expectedOrderId: id, settings: {} };
			return await cancelOrder({ ...task, ask, ...more });
		});
		const endings = await this.clock.finish(Promise.all(orders), 60 * 60_000);
		return endings.map(({ verdict }) => verdict.outcome);
	}

	/** "GET PUT GET PUT": what was asked about one order. */
	of(id: string): string {
		return this.log.flatMap((entry) => (entry.id === id ? [entry.method] : [])).join(' ');
	}

	private async transmit({ method, path }: RequestPlan): Promise<CallEnd> {
		const id = path.split('/')[2] ?? path;
		const sent = this.log.filter((entry) => entry.method === method).length;
		this.log.push({ id, method, at: this.clock.now() });
		await this.clock.wait(50);
		const reply = this.reply(method, sent);
		if (reply !== null) return reply;
		const order = { id: Number(id), status: method === 'PUT' ? 'cancelled' : 'Reviewing' };
		return method === 'PUT'
			? answered(200, { order })
			: answered(200, { data: { id: Number(id), order: { status: order.status } } });
	}
}

describe('an order', () => {
	it('is cancelled right after its look-up, however many others wait (65 orders, 60 per minute)', async () => {
		const shop = new Shop(() => null);
		const limit = { requests: 60, windowMs: 60_000 };
		expect(new Set(await shop.cancel(65, { limit }))).toEqual(new Set(['cancelled']));
		const ages = shop.log
			.filter(({ method }) => method === 'PUT')
			.map(({ id, at }) => at - (shop.log.find((entry) => entry.id === id)?.at ?? NaN));
		expect(ages).toHaveLength(65);
		expect(Math.max(...ages)).toBeLessThanOrEqual(50);
		const times = shop.log.map(({ at }) => at);
		const perMinute = times.map((from) => times.filter((at) => at >= from && at < from + 60_000));
		expect(Math.max(...perMinute.map(({ length }) => length))).toBe(60);
	});

	it.each([
		['was answered 429', answered(429)],
		['met a refused connection', REFUSED],
	])('is read again before it is sent again: its cancel %s', async (_, first) => {
		const shop = new Shop((method, sent) => (method === 'PUT' && sent === 0 ? first : null));
		expect(await shop.cancel(1)).toEqual(['cancelled']);
		expect(shop.of('1')).toBe('GET PUT GET PUT');
	});

	it.each([
		['was answered 429', answered(429)],
		['met a refused connection', REFUSED],
	])('is not sent if that reading no longer holds: its cancel %s', async (_, first) => {
		const shop = new Shop((method, sent) => {
			if (method === 'PUT') return first;
			return sent === 0 ? null : answered(200, { data: { id: 1, order: { status: 'Paused' } } });
		});
		expect(await shop.cancel(1)).toEqual(['rejected']);
		expect(shop.of('1')).toBe('GET PUT GET');
	});

	it.each<[string, CallEnd, string, Guards]>([
		['a second try', REFUSED, 'PUT PUT', NO_GUARDS],
		['the look after an unclear answer', answered(500), 'PUT GET', NO_GUARDS],
		['the look before a second try', answered(429), 'PUT GET', REVIEWING],
	])('that was begun is finished before others are begun: %s', async (...row) => {
		const [, first, course, guards] = row;
		const shop = new Shop((method, sent) => (method === 'PUT' && sent === 0 ? first : null));
		const limit = { requests: 10, windowMs: 60_000 };
		await shop.cancel(30, { limit }, { guards });
		const before = shop.log.findIndex(({ id }) => id === '30');
		const begun = shop.log.slice(0, before).filter(({ id }) => id === '1');
		expect(begun.map(({ method }) => method).join(' ')).toContain(course);
	});

	it.each<[string, number, CallEnd | null, Partial<OrderTask>]>([
		['a cancel that nothing is read before', 60, null, {}],
		['a dry run', 60, null, { dryRun: true }],
		['two readings after a refusal', 20, answered(422), {}],
		['a reading after an answer that says nothing', 30, answered(200), {}],
	])('has no room kept for a cancel that cannot follow: %s', async (_what, count, reply, more) => {
		const shop = new Shop((method) => (method === 'PUT' ? reply : null));
		const limit = { requests: 60, windowMs: 60_000 };
		await shop.cancel(count, { limit }, { guards: NO_GUARDS, ...more });
		expect(shop.log).toHaveLength(60);
		expect(Math.max(...shop.log.map(({ at }) => at)) - (shop.log[0]?.at ?? 0)).toBeLessThan(60_000);
	});

	it('is rate limited, as without a guard, if the time is over before it may be read again', async () => {
		const shop = new Shop((method) => (method === 'PUT' ? answered(429) : null));
		const deadline = shop.clock.now() + 5_000;
		expect(await shop.cancel(1, { deadline })).toEqual(['rateLimited']);
	});

	it('is sent again however often it is answered 429: that is no try', async () => {
		const shop = new Shop((method, sent) => {
			if (method === 'GET' || sent > 8) return null;
			return sent < 8 ? answered(429) : REFUSED;
		});
		expect(await shop.cancel(1)).toEqual(['cancelled']);
	});

	it('costs a wrong key five requests, the test request among them', async () => {
		const shop = new Shop(() => answered(401));
		expect(new Set(await shop.cancel(200, { test: TEST }))).toEqual(
			new Set(['unauthorized', 'notAttempted']),
		);
		expect(shop.log.length).toBeLessThanOrEqual(5);
	});
});

describe('a gift whose stop is refused because it was claimed meanwhile', () => {
	it('has its order cancelled right after it was read, although two requests have left in this window', async () => {
		const { subject } = operationIn(SNAPPY_GIFT.vendor, 'gift', 'stop');
		const clock = new FakeClock();
		const log: Array<[method: string, at: number]> = [];
		const reads = [GIFT_EXPIRY, SNAPPY_GIFT].map(({ samples }) => samples.wire.found.cancellable);
		const cancels = [answered(422), answered(200, SNAPPY_GIFT.samples.wire.confirmed)];
		const transmit = ({ method }: RequestPlan) => {
			log.push([method === 'GET' ? 'read' : 'cancel', clock.now()]);
			return (method === 'GET' ? answered(200, reads.shift()) : cancels.shift()) ?? answered(500);
		};
		const client = clientFor(clock, transmit, { limit: { requests: 3, windowMs: 60_000 } });
		const task = { ...taskFor(SNAPPY_GIFT, client), subject };
		const { verdict } = await clock.finish(cancelOrder(task), 10 * 60_000);
		expect(verdict.outcome).toBe('cancelled');
		expect(log.map(([what]) => what).join(' ')).toBe('read cancel read cancel');
		expect(log[3]?.[1]).toBe(log[2]?.[1]);
	});
});
