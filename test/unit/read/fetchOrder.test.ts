import type { CallEnd } from '../../../nodes/orders/client/reply';
import {
	answerOf,
	fetchOrder,
	judgeUnread,
	type Reading,
} from '../../../nodes/orders/read/fetchOrder';
import { giftBody } from '../support/bodies';
import { answered, clientFor, LOST } from '../support/client';
import { FakeClock } from '../support/fakeClock';
import { askFor, CASES, SNAPPY_GIFT, THANKS_IO, type Case } from '../support/subjects';

async function fetched(entry: Case, answer: CallEnd): Promise<Reading> {
	const clock = new FakeClock();
	const client = clientFor(clock, () => answer);
	return await clock.finish(
		fetchOrder(client, entry.subject, askFor(entry), { urgent: false }),
		600_000,
	);
}

describe.each(CASES)('$label: reading one', (entry) => {
	const { found, otherOrder, orderId } = entry.samples.wire;

	it.each(Object.entries(found))('finds it where it stands (%s)', async (phase, body) => {
		expect(await fetched(entry, answered(200, body))).toMatchObject({
			found: 'order',
			httpStatus: 200,
			state: { id: orderId, phase },
		});
	});

	it('does not take the answer to another request for it', async () => {
		const reading = await fetched(entry, answered(200, otherOrder));
		expect(reading.found).not.toBe('order');
	});
});

describe('reading an order', () => {
	it('tells another order from the one that was asked for', async () => {
		const body = { data: { id: 9, order: { status: 'Reviewing' } } };
		expect(await fetched(THANKS_IO, answered(200, body))).toMatchObject({
			found: 'otherOrder',
			state: { id: '9' },
		});
	});

	it('tells that there is none yet, where the vendor says so', async () => {
		const noOrder = { why: 'nobody has claimed the gift', status: 'sent', nextStep: 'Wait' };
		const subject = { ...THANKS_IO.subject, interpretNoOrder: () => noOrder };
		expect(await fetched({ ...THANKS_IO, subject }, answered(200, {}))).toEqual({
			found: 'noOrder',
			httpStatus: 200,
			noOrder,
		});
	});

	it.each<[string, CallEnd, object]>([
		['nothing', answered(404), { found: 'nothing', httpStatus: 404 }],
		['a closed door', answered(403), { found: 'denied', credential: 'unclear' }],
		[
			'a web page',
			answered(200, '<html>'),
			{ found: 'elsewhere', detail: 'a web page was the answer (HTTP 200)' },
		],
		[
			'an order without an ID',
			answered(200, { data: { order: { status: 'Paused' } } }),
			{ found: 'unreadable' },
		],
		[
			'a redirect',
			answered(302),
			{ found: 'elsewhere', detail: 'a redirect was the answer (HTTP 302)' },
		],
		[
			'no answer',
			LOST,
			{ found: 'unreadable', httpStatus: null, detail: 'no answer came in time' },
		],
	])('that meets %s does not find it', async (_what, answer, reading) => {
		expect(await fetched(THANKS_IO, answer)).toMatchObject(reading);
	});

	it('of a gift that nobody has claimed finds the gift, and why it has none', async () => {
		expect(await fetched(SNAPPY_GIFT, answered(200, giftBody('opened', [])))).toMatchObject({
			found: 'noOrder',
			httpStatus: 200,
			noOrder: { status: 'opened' },
		});
	});

	it('looks for it only in what was answered with success', () => {
		for (const status of [200, 201, 299]) {
			const answer = answered(status, { data: {} });
			expect(answerOf(answer)).toBe(answer);
		}
		for (const status of [199, 300, 503]) {
			expect(answerOf(answered(status))).toEqual({
				found: 'unreadable',
				httpStatus: status,
				detail: `it was answered with HTTP ${status}`,
			});
		}
	});

	it.each<[Parameters<typeof judgeUnread>[0], object]>([
		[{ found: 'nothing', httpStatus: 404 }, { outcome: 'notFound' }],
		[
			{ found: 'denied', httpStatus: 401, credential: 'refused' },
			{ outcome: 'unauthorized', nextStep: undefined },
		],
		[
			{ found: 'denied', httpStatus: 401, credential: 'accepted' },
			{ outcome: 'forbidden', isKeyUnproven: undefined },
		],
		[
			{ found: 'denied', httpStatus: 401, credential: 'unclear' },
			{ outcome: 'forbidden', isKeyUnproven: true },
		],
		[
			{ found: 'rateLimited', httpStatus: 429, until: 'outOfTime' },
			{ outcome: 'rateLimited', detail: undefined },
		],
		[
			{ found: 'unreadable', httpStatus: 200, detail: 'x' },
			{ outcome: 'unknown', detail: 'x' },
		],
		[
			{ found: 'rateLimited', httpStatus: 429, until: 'stopped' },
			{ outcome: 'rateLimited', detail: 'the run was stopped before its turn came' },
		],
		[
			{ found: 'elsewhere', httpStatus: 404, detail: 'a web page was the answer (HTTP 404)' },
			{
				outcome: 'unknown',
				detail: 'a web page was the answer (HTTP 404)',
				nextStep: "Check the 'Base URL' of the credential, and the proxy or firewall on the way",
			},
		],
		[
			{ found: 'notDelivered', httpStatus: null, detail: 'refused', temporary: true },
			{ outcome: 'notAttempted', detail: 'refused' },
		],
		[
			{ found: 'notDelivered', httpStatus: null, detail: 'not allowed', temporary: false },
			{ outcome: 'notAttempted', detail: 'not allowed', retryable: false },
		],
		[
			{
				found: 'noOrder',
				httpStatus: 200,
				noOrder: { why: 'nobody has claimed it', nextStep: 'Expire it', status: 'opened' },
			},
			{
				outcome: 'rejected',
				detail: 'nobody has claimed it',
				nextStep: 'Expire it',
				status: 'opened',
			},
		],
		[
			{ found: 'notSent', httpStatus: null, why: 'halted' },
			{ outcome: 'notAttempted', detail: 'the credential was refused earlier in this run' },
		],
		[
			{ found: 'notSent', httpStatus: null, why: 'elsewhere' },
			{
				outcome: 'notAttempted',
				detail: "no API answers at the 'Base URL'",
				nextStep: "Check the 'Base URL' of the credential, and the proxy or firewall on the way",
				isOutOfTime: undefined,
			},
		],
		[
			{ found: 'notSent', httpStatus: null, why: 'outOfTime' },
			{
				outcome: 'notAttempted',
				detail: 'time ran out before its turn came',
				nextStep: undefined,
				isOutOfTime: true,
			},
		],
		[
			{ found: 'denied', httpStatus: 401, credential: 'expired' },
			{
				outcome: 'unauthorized',
				nextStep: 'Open the credential, connect it again, and try again',
			},
		],
	])('is judged where nothing was sent: %j', (unread, verdict) => {
		const silent = { detail: undefined, nextStep: undefined };
		const flags = { isKeyUnproven: undefined, isOutOfTime: undefined };
		const judged = { ...silent, ...flags, ...judgeUnread(unread) };
		expect(judged).toMatchObject({ httpStatus: unread.httpStatus, ...verdict });
	});
});
