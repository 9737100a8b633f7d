import { cancelOrder } from '../../../nodes/orders/cancel/cancelOrder';
import type { OrderTask } from '../../../nodes/orders/cancel/jobs';
import type { CallEnd } from '../../../nodes/orders/client/reply';
import type { Outcome } from '../../../nodes/orders/result/verdict';
import { answered, clientFor, LOST } from '../support/client';
import { FakeClock } from '../support/fakeClock';
import { cancelOne, taskFor } from '../support/oneOrder';
import { CASES, FAST_POD, GIFT_EXPIRY, THANKS_IO } from '../support/subjects';

const KEY = 'k3yThatNobodyMaySee000001';
const REFUSED_CONNECTION: CallEnd = {
	end: 'notDelivered',
	cause: 'the connection was refused',
	temporary: true,
};

function stumble(): never {
	throw new TypeError(`Cannot read properties of undefined (${KEY})`);
}

describe.each(CASES)('$label: the work on one', (entry) => {
	const { confirmed, otherState, found, refusal } = entry.samples.wire;
	const ok = answered(200, confirmed);
	const refused = answered(refusal.status, refusal.body);
	const read = Object.fromEntries(
		Object.entries(found).map(([phase, body]) => [phase, answered(200, body)]),
	);
	const { cancelled = LOST, cancellable = LOST, tooLate = LOST } = read;

	it('is done when the vendor confirms the cancel', async () => {
		expect(await cancelOne(entry, { cancel: [ok], lookUp: [LOST] })).toMatchObject({
			attempts: 1,
			checkedAt: '2026-01-01T00:00:00.000Z',
			verdict: { outcome: 'cancelled', verifiedBy: 'response', httpStatus: 200 },
		});
	});

	it.each<[string, CallEnd[], CallEnd, Outcome, number]>([
		['a lost answer, and it is cancelled', [LOST], cancelled, 'cancelled', 1],
		['a lost answer, and it is too late', [LOST], tooLate, 'tooLate', 1],
		['a lost answer, and it is still open: once more', [LOST, ok], cancellable, 'cancelled', 2],
		['a lost answer, and reading fails', [LOST], LOST, 'unknown', 1],
		['a 500, and it is cancelled', [answered(500)], cancelled, 'cancelled', 1],
		['another state, and it is cancelled', [answered(200, otherState)], cancelled, 'cancelled', 1],
		['another state, and it is still open', [answered(200, otherState)], cancellable, 'unknown', 1],
		['a refusal, and it is cancelled', [refused], cancelled, 'alreadyCancelled', 1],
		['a refusal, and it is too late', [refused], tooLate, 'tooLate', 1],
		['a refusal, and it is still open', [refused], cancellable, 'rejected', 1],
		['a refusal, and reading fails', [refused], LOST, 'unknown', 1],
		['a 404', [answered(404)], LOST, 'notFound', 1],
	])('is decided by reading after %s', async (_case, cancel, lookUp, outcome, attempts) => {
		expect(await cancelOne(entry, { cancel, lookUp })).toMatchObject({
			attempts,
			verdict: { outcome },
		});
	});

	it.each<[keyof typeof found, Outcome]>([
		['cancelled', 'alreadyCancelled'],
		['cancellable', 'cancellable'],
		['tooLate', 'tooLate'],
		['unclear', 'unknown'],
	])('only reads in a dry run (%s: %s)', async (phase, outcome) => {
		const script = { cancel: [], lookUp: read[phase] ?? LOST };
		const ending = await cancelOne(entry, script, { task: { dryRun: true } });
		expect(ending).toMatchObject({ attempts: 0, verdict: { outcome } });
	});

	/** What happens to the second cancel, when the order was still open after the first one was lost. */
	const AFTERWARDS: Array<[string, CallEnd, CallEnd, Outcome, number]> = [
		['refused while it is still open', refused, cancellable, 'unknown', 2],
		['refused because it is too late', refused, tooLate, 'tooLate', 2],
		['refused because it is cancelled', refused, cancelled, 'cancelled', 2],
		['answered 404', answered(404), cancellable, 'unknown', 2],
		['answered 401', answered(401), cancellable, 'unknown', 2],
		['never sent', { ...REFUSED_CONNECTION, temporary: false }, cancellable, 'unknown', 1],
		['confirmed', ok, cancellable, 'cancelled', 2],
	];

	it.each(AFTERWARDS)(
		'stays in doubt after a lost answer, if the next cancel is %s',
		async (_case, second, lookUp, outcome, attempts) => {
			const script = { cancel: [LOST, second], lookUp: [cancellable, lookUp] as const };
			expect(await cancelOne(entry, script)).toMatchObject({ attempts, verdict: { outcome } });
		},
	);
});

describe('a refusal that contradicts what the order reads as', () => {
	const { found, refusal, confirmed } = THANKS_IO.samples.wire;
	const open = answered(200, found.cancellable);
	const refused = answered(refusal.status, refusal.body);

	/** What was asked, and when, in milliseconds. */
	async function timed(lookUps: readonly [CallEnd, ...CallEnd[]], task: object = {}) {
		const asked: Array<[method: string, at: number]> = [];
		const clock = new FakeClock();
		const begin = clock.now();
		const replies = [...lookUps];
		const transmit = ({ method }: { method: string }): CallEnd => {
			asked.push([method, clock.now() - begin]);
			return method === 'GET' ? (replies.shift() ?? LOST) : refused;
		};
		const ending = await clock.finish(
			cancelOrder({ ...taskFor(THANKS_IO, clientFor(clock, transmit)), ...task }),
			60_000,
		);
		return { ending, asked };
	}

	it('is not believed before the order was read once more, two seconds later', async () => {
		const { ending, asked } = await timed([open, open]);
		expect(ending).toMatchObject({ attempts: 1, verdict: { outcome: 'rejected' } });
		expect(asked).toEqual([
			['PUT', 0],
			['GET', 0],
			['GET', 2_000],
		]);
	});

	it.each<[string, CallEnd, Outcome]>([
		['cancelled', answered(200, found.cancelled), 'alreadyCancelled'],
		['past cancelling', answered(200, found.tooLate), 'tooLate'],
		['not to be read', LOST, 'unknown'],
		['gone', answered(404), 'unknown'],
	])('is not what counts where the order is %s by then', async (_case, second, outcome) => {
		expect((await timed([open, second])).ending.verdict.outcome).toBe(outcome);
	});

	it('is read once where nothing contradicts it', async () => {
		const { asked } = await timed([answered(200, found.tooLate)]);
		expect(asked.map(([method]) => method)).toEqual(['PUT', 'GET']);
	});

	it('leaves an order in doubt where an earlier request may still be carried out', async () => {
		const script = { cancel: [LOST, refused], lookUp: open };
		expect((await cancelOne(THANKS_IO, script)).verdict.outcome).toBe('unknown');
	});

	it('is not read again where the time of the run is over', async () => {
		const deadline = Date.UTC(2026, 0, 1) + 1_000;
		const script = { cancel: [refused], lookUp: [open, answered(200, confirmed)] as const };
		const { verdict } = await cancelOne(THANKS_IO, script, { client: { deadline } });
		expect(verdict).toMatchObject({
			outcome: 'unknown',
			detail: expect.stringContaining('time ran out') as string,
		});
	});
});

describe('an inferred status', () => {
	const inProduction = { id: FAST_POD.id, order_status: 'in_production' };

	it.each([[LOST], [answered(500)], [answered(200, { status: true, data: inProduction })]])(
		'does not tell what became of a cancel whose fate is open (%#)',
		async (first) => {
			const script = { cancel: [first], lookUp: answered(200, inProduction) };
			expect((await cancelOne(FAST_POD, script)).verdict).toMatchObject({
				outcome: 'unknown',
				status: 'in_production',
			});
		},
	);

	it('is too late where the vendor refused the only cancel', async () => {
		const script = { cancel: [answered(422, {})], lookUp: answered(200, inProduction) };
		expect((await cancelOne(FAST_POD, script)).verdict.outcome).toBe('tooLate');
	});
});

describe('an order in doubt', () => {
	const { found } = THANKS_IO.samples.wire;
	const open = answered(200, found.cancellable);

	it('is told with what was unclear and what came afterwards', async () => {
		const script = { cancel: [LOST, answered(404)], lookUp: open };
		expect((await cancelOne(THANKS_IO, script)).verdict).toMatchObject({
			outcome: 'unknown',
			detail: 'an earlier request got no clear answer; afterwards: HTTP 404',
			nextStep: undefined,
		});
	});

	it('is read first when an earlier try left it so, and then cancelled', async () => {
		const script = {
			cancel: [answered(200, THANKS_IO.samples.wire.confirmed)],
			lookUp: [open, LOST] as const,
		};
		const ending = await cancelOne(THANKS_IO, script, { task: { before: 'inDoubt' } });
		expect(ending).toMatchObject({ attempts: 1, verdict: { outcome: 'cancelled' } });
	});

	it.each<[CallEnd, Outcome]>([
		[answered(404), 'unknown'],
		[answered(403), 'unknown'],
		[LOST, 'unknown'],
		[answered(200, found.tooLate), 'tooLate'],
		[answered(200, found.cancelled), 'cancelled'],
	])('is not sent again unless it was read as open (%#: %j)', async (lookUp, outcome) => {
		const task = { before: 'inDoubt' } as const;
		const ending = await cancelOne(THANKS_IO, { cancel: [], lookUp }, { task });
		expect(ending).toMatchObject({ attempts: 0, verdict: { outcome } });
	});

	it('is only read where a cancel was sent for it earlier, with nothing in doubt', async () => {
		const lookUp = answered(200, found.cancelled);
		const task = { before: 'sent' } as const;
		const ending = await cancelOne(THANKS_IO, { cancel: [], lookUp }, { task });
		expect(ending).toMatchObject({ attempts: 0, verdict: { outcome: 'alreadyCancelled' } });
	});
});

describe('the tries of one cancel', () => {
	const open = answered(200, THANKS_IO.samples.wire.found.cancellable);
	const ok = answered(200, THANKS_IO.samples.wire.confirmed);

	it('end at Max Attempts, with what is known by then', async () => {
		const script = { cancel: [LOST, LOST, LOST], lookUp: open };
		const ending = await cancelOne(THANKS_IO, script, { task: { maxAttempts: 3 } });
		expect(ending).toMatchObject({ attempts: 3, verdict: { outcome: 'unknown' } });
	});

	it('go on without reading while none of them has left', async () => {
		const script = { cancel: [REFUSED_CONNECTION, REFUSED_CONNECTION, ok], lookUp: LOST };
		const { verdict, checkedAt } = await cancelOne(THANKS_IO, script);
		expect(verdict.outcome).toBe('cancelled');
		expect(Date.parse(checkedAt ?? '')).toBeGreaterThan(Date.UTC(2026, 0, 1));
	});

	it.each([false, true])(
		'tell what stood in the way until time was over (read first: %s)',
		async (isOrderNamed) => {
			const lookUp = answered(200, THANKS_IO.samples.wire.found.cancellable);
			const script = { cancel: Array<CallEnd>(20).fill(REFUSED_CONNECTION), lookUp };
			const deadline = Date.UTC(2026, 0, 1) + 2_000;
			const ending = await cancelOne(THANKS_IO, script, {
				client: { deadline },
				task: { maxAttempts: 20, isOrderNamed },
			});
			expect(ending).toMatchObject({
				attempts: 0,
				checkedAt: isOrderNamed ? expect.any(String) : null,
				verdict: {
					outcome: 'notAttempted',
					detail: 'the connection was refused, and time ran out before its turn came',
				},
			});
		},
	);

	it('are rate limited where one was answered 429 and the next never left', async () => {
		const script = { cancel: [answered(429), REFUSED_CONNECTION], lookUp: LOST };
		const ending = await cancelOne(THANKS_IO, script, { task: { maxAttempts: 1 } });
		expect(ending).toMatchObject({
			attempts: 1,
			verdict: { outcome: 'rateLimited', detail: 'the connection was refused' },
		});
	});

	it.each([true, false])(
		'that never left are not attempted, and not repeated if that cannot pass (it may: %s)',
		async (temporary) => {
			const never = { ...REFUSED_CONNECTION, temporary };
			const script = { cancel: Array<CallEnd>(temporary ? 3 : 1).fill(never), lookUp: LOST };
			const ending = await cancelOne(THANKS_IO, script, { task: { maxAttempts: 3 } });
			expect(ending).toMatchObject({
				attempts: 0,
				checkedAt: null,
				verdict: { outcome: 'notAttempted', detail: 'the connection was refused' },
			});
			expect(ending.verdict.retryable).toBe(temporary ? undefined : false);
		},
	);

	it.each([false, true])(
		'are none, and the vendor was not asked, where time is over before the first (dry run: %s)',
		async (dryRun) => {
			const special = { client: { deadline: 0 }, task: { dryRun } };
			expect(await cancelOne(THANKS_IO, { cancel: [], lookUp: LOST }, special)).toMatchObject({
				attempts: 0,
				checkedAt: null,
				verdict: { outcome: 'notAttempted' },
			});
		},
	);

	it.each<[number, Outcome]>([
		[401, 'unauthorized'],
		[200, 'forbidden'],
		[500, 'forbidden'],
	])('end with a 401; the credential test answered %d: %s', async (test, outcome) => {
		const ending = await cancelOne(THANKS_IO, { cancel: [answered(401)], lookUp: LOST, test });
		expect(ending).toMatchObject({ attempts: 1, verdict: { outcome } });
	});
});

describe('an answer that our own code stumbles over', () => {
	it.each(['interpretCancel', 'interpretLookUp', 'details', 'lookUp', 'cancel'])(
		'ends as unknown without the text of the stumble (%s)',
		async (name) => {
			const { wire } = THANKS_IO.samples;
			const entry = { ...THANKS_IO, subject: { ...THANKS_IO.subject, [name]: stumble } };
			const script = {
				cancel: [LOST, answered(200, {})],
				lookUp: answered(200, wire.found.cancellable),
			};
			const { verdict } = await cancelOne(entry, script);
			expect(verdict).toMatchObject({
				outcome: 'unknown',
				verifiedBy: null,
				detail: 'the answer could not be dealt with',
			});
			expect(JSON.stringify(verdict)).not.toContain('k3y');
		},
	);

	it.each<[string, Partial<OrderTask>]>([
		['stumbled', { subject: { ...THANKS_IO.subject, cancel: stumble } }],
		['were cancelled earlier, and read otherwise now', { before: 'sent', wasStopped: true }],
	])('does not keep the next order of the account from its turn: 64 %s', async (_why, more) => {
		const clock = new FakeClock();
		const { confirmed, found } = THANKS_IO.samples.wire;
		const answers = { GET: answered(200, found.cancellable), PUT: answered(200, confirmed) };
		const client = clientFor(clock, ({ method }) => (method === 'GET' ? answers.GET : answers.PUT));
		const task = { ...taskFor(THANKS_IO, client), isOrderNamed: true };
		const others = Array.from({ length: 64 }, async () => await cancelOrder({ ...task, ...more }));
		const beside = cancelOrder(task);
		const endings = await clock.finish(Promise.all(others), 60_000);
		// Those that are looked at again after two seconds do not hold a place until then.
		expect(await beside).toMatchObject({ checkedAt: '2026-01-01T00:00:00.000Z' });
		expect(new Set(endings.map(({ verdict }) => verdict.outcome))).toEqual(new Set(['unknown']));
		const { verdict } = await clock.finish(cancelOrder(task), 60_000);
		expect(verdict.outcome).toBe('cancelled');
	});
});

describe("the vendor's words in a verdict", () => {
	const lookUp = answered(200, {
		data: { id: 42708, order: { status: 'Reviewing', return_name: 'Renate Beispielfrau' } },
	});

	/** What is left of them when it refuses a cancel. */
	async function shown(message: string): Promise<string> {
		const script = { cancel: [answered(422, { message })], lookUp };
		const { verdict } = await cancelOne(THANKS_IO, script, { client: { secrets: [KEY] } });
		expect(verdict.outcome).toBe('rejected');
		return verdict.words ?? '';
	}

	it('are kept when there is nothing to hide', async () => {
		expect(await shown('Order is locked')).toBe('Order is locked');
	});

	it('hide the key and the recipient', async () => {
		expect(await shown(`${KEY} may not stop the card of Renate Beispielfrau`)).toBe(
			'[hidden] may not stop the card of [hidden]',
		);
	});

	it('hide the key also where a long text is cut in the middle of it', async () => {
		for (let filler = 270; filler <= 300; filler++) {
			expect(await shown(`${'x'.repeat(filler)} ${KEY}`)).not.toContain(KEY.slice(0, 6));
		}
	});

	it('are no longer than a few sentences', async () => {
		const words = await shown('Order is locked. '.repeat(1_000));
		expect(words.length).toBeLessThanOrEqual(300);
		expect(words).toMatch(/…$/);
	});
});

describe('a gift that is to be expired', () => {
	it.each([{}, { status: 'opened' }])(
		'is not taken for expired because of a 200 with %j',
		async (body) => {
			const lookUp = answered(200, GIFT_EXPIRY.samples.wire.found.cancellable);
			expect(await cancelOne(GIFT_EXPIRY, { cancel: [answered(200, body)], lookUp })).toMatchObject(
				{
					attempts: 1,
					verdict: { outcome: 'unknown' },
				},
			);
		},
	);
});
