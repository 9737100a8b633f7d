import fc from 'fast-check';

import { judgeAnswer } from '../../../nodes/orders/cancel/judgeAnswer';
import {
	NOT_SENT,
	type Denied,
	type NotSent,
	type Reply,
} from '../../../nodes/orders/client/reply';
import { answered, LOST } from '../support/client';
import {
	askFor,
	CASES,
	FAST_POD,
	SNAPPY,
	SNAPPY_GIFT,
	THANKS_IO,
	type Case,
} from '../support/subjects';

const NOT_UNDERSTOOD = 'the answer could not be understood';

function judge(entry: Case, status: number, body?: unknown, expectedOrderId?: string) {
	const ask = expectedOrderId === undefined ? askFor(entry) : askFor(entry, { expectedOrderId });
	return judgeAnswer(answered(status, body), entry.subject, ask);
}

/** What every status code means, whatever stands in the body. */
function meaningOf(status: number): object {
	if (status === 408 || status >= 500) return { next: 'read', cause: 'lost' };
	if (status === 404) return { next: 'settle', verdict: { outcome: 'notFound' }, endsDoubt: false };
	if (status >= 400) return { next: 'read', cause: 'refused' };
	return { next: 'settle', verdict: { outcome: 'unknown' }, endsDoubt: false };
}

describe.each(CASES)('$label: the answer to a cancel', (entry) => {
	const { wire } = entry.samples;

	it('means the same with any body if its status is not 2xx', () => {
		const bodies = ['', null, '<html>', { message: 'No' }, wire.confirmed];
		for (let status = 100; status < 600; status++) {
			if (status >= 200 && status < 300) continue;
			for (const body of bodies) {
				expect(judge(entry, status, body)).toMatchObject(meaningOf(status));
			}
		}
	});

	it('never means cancelled unless it says so about this order', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), fc.anything(), (status, body) => {
				const decision = judge(entry, status, body);
				expect(decision.next === 'settle' ? decision.verdict.outcome : '').not.toBe('cancelled');
			}),
		);
	});

	it('is believed if a 2xx says cancelled, and ends every doubt', () => {
		expect(judge(entry, 200, wire.confirmed)).toMatchObject({
			next: 'settle',
			verdict: { outcome: 'cancelled', verifiedBy: 'response', httpStatus: 200 },
			endsDoubt: true,
		});
	});

	it('is not believed if it names another state', () => {
		const detail = 'the answer did not say that the order is cancelled';
		expect(judge(entry, 200, wire.otherState)).toMatchObject({
			next: 'read',
			cause: 'otherState',
			evidence: { detail },
		});
	});

	it('is not believed if it is about another order', () => {
		expect(judge(entry, 200, wire.otherOrder)).toMatchObject({
			next: 'read',
			cause: 'otherState',
			evidence: { detail: 'the answer was not about this order' },
		});
	});

	it("keeps the vendor's own words for a refusal", () => {
		const { status, body, words } = wire.refusal;
		const evidence = { httpStatus: status, words, detail: `the answer was HTTP ${status}` };
		expect(judge(entry, status, body)).toEqual({ next: 'read', cause: 'refused', evidence });
	});

	it.each<[string, unknown, string, string]>([
		['is empty', '', 'otherState', 'the answer was empty'],
		['is null', null, 'otherState', 'the answer was empty'],
		['is missing', undefined, 'otherState', 'the answer was empty'],
		['is a web page', '\n<!doctype html>', 'otherState', 'the answer could not be understood'],
		['is a list', [], 'otherState', 'the answer could not be understood'],
		['is a bare true', true, 'otherState', 'the answer could not be understood'],
		['is plain text', 'Accepted', 'otherState', 'the answer could not be understood'],
		['is JSON with more behind it', '{"a":1}{"b":2}', 'otherState', NOT_UNDERSTOOD],
		['is JSON with a warning', '{"status":"ok \\" ["}\nWarning: x', 'otherState', NOT_UNDERSTOOD],
		['is nearly JSON', '{"order":{"total":NaN}}', 'otherState', NOT_UNDERSTOOD],
		['is text in brackets', '[OK] accepted', 'otherState', NOT_UNDERSTOOD],
		['is text with a bracket', 'Accepted (see {draft', 'otherState', NOT_UNDERSTOOD],
		['is a list of a text', ['{"a'], 'otherState', NOT_UNDERSTOOD],
		['was cut off in a bare list', '[1, 2', 'lost', 'the answer was cut off'],
		['was cut off', '{"order":{"id":427', 'lost', 'the answer was cut off'],
		['was cut off in a text', '{"order":{"note":"a } b', 'lost', 'the answer was cut off'],
		['was cut off in a list', ' \n[{"id":427', 'lost', 'the answer was cut off'],
	])('leads to reading the order if it is a 2xx but %s', (_case, body, cause, detail) => {
		for (const status of [200, 201, 202, 204]) {
			const evidence = { httpStatus: status, words: null, detail };
			const decision = judgeAnswer({ ...answered(status), body }, entry.subject, askFor(entry));
			expect(decision).toEqual({ next: 'read', cause, evidence });
		}
	});
});

describe('what else can come of a cancel', () => {
	const { subject } = THANKS_IO;
	const judgeReply = (reply: Reply) => judgeAnswer(reply, subject, askFor(THANKS_IO));

	it('is no answer: the order is read', () => {
		const evidence = { httpStatus: null, words: null, detail: 'no answer came in time' };
		expect(judgeReply(LOST)).toEqual({ next: 'read', cause: 'lost', evidence });
	});

	it.each([true, false])(
		'is that it never left, which is tried again only if that may pass (%s)',
		(temporary) => {
			const cause = 'the connection was refused';
			const decision = judgeReply({ end: 'notDelivered', cause, temporary });
			const verdict = { outcome: 'notAttempted', detail: cause };
			expect(decision).toMatchObject(
				temporary
					? { next: 'send', otherwise: verdict }
					: { next: 'settle', verdict: { ...verdict, retryable: false }, endsDoubt: false },
			);
		},
	);

	it.each<[Denied['credential'], string]>([
		['refused', 'unauthorized'],
		['accepted', 'forbidden'],
		['unclear', 'forbidden'],
	])('is a 401 or 403 with a credential that is %s: %s', (credential, outcome) => {
		for (const status of [401, 403]) {
			const body = { message: 'Unauthenticated.' };
			expect(judgeReply({ end: 'denied', status, body, credential })).toMatchObject({
				next: 'settle',
				verdict: { outcome, httpStatus: status, words: 'Unauthenticated.' },
				endsDoubt: false,
			});
		}
	});

	it.each([300, 302, 404, 403])(
		'is the word of something else than the API (HTTP %d), which says nothing about the order',
		(status) => {
			const cause = 'a web page was the answer';
			expect(judgeReply({ end: 'elsewhere', status, cause })).toEqual({
				next: 'settle',
				verdict: expect.objectContaining({
					outcome: 'unknown',
					detail: cause,
					nextStep:
						"Check the 'Base URL' of the credential, and the proxy or firewall on the way; then look the order up, or run again",
				}),
				endsDoubt: false,
				isContradiction: false,
			});
		},
	);

	it('is a web page that may hide a cancel that was carried out (HTTP 200): the order is read', () => {
		expect(judgeReply({ end: 'elsewhere', status: 200, cause: 'a web page' })).toEqual({
			next: 'read',
			cause: 'otherState',
			evidence: { httpStatus: 200, words: null, detail: 'a web page' },
		});
	});

	it('is another status, such as 304, of which the number is told', () => {
		expect(judge(THANKS_IO, 304)).toMatchObject({ verdict: { detail: 'the answer was HTTP 304' } });
	});

	it("is that there is no such order, in the vendor's words if it has any", () => {
		const words = (body: unknown) => judge(THANKS_IO, 404, body);
		expect(words({ message: 'No such order' })).toMatchObject({
			verdict: { words: 'No such order' },
		});
		expect(words('')).toMatchObject({ verdict: expect.not.objectContaining({ words: null }) });
	});

	it('is that a credential may have been refused, of which nothing more is known', () => {
		const body = { message: 'Unauthenticated.' };
		const reply = { end: 'denied', status: 401, body } as const;
		expect(judgeReply({ ...reply, credential: 'unclear' })).toMatchObject({
			verdict: { isKeyUnproven: true },
		});
		expect(judgeReply({ ...reply, credential: 'accepted' })).not.toHaveProperty(
			'verdict.isKeyUnproven',
		);
	});

	it('is 429 until the run was stopped', () => {
		expect(judgeReply({ end: 'rateLimited', until: 'stopped' })).toMatchObject({
			verdict: { outcome: 'rateLimited', detail: NOT_SENT.stopped },
		});
	});

	it('is 429 until time ran out', () => {
		expect(judgeReply({ end: 'rateLimited', until: 'outOfTime' })).toMatchObject({
			next: 'settle',
			verdict: { outcome: 'rateLimited', httpStatus: 429 },
			endsDoubt: false,
		});
	});

	it.each(Object.entries(NOT_SENT))('is that the run ended before its turn (%s)', (why, detail) => {
		expect(judgeReply({ end: 'notSent', why: why as NotSent['why'] })).toMatchObject({
			next: 'settle',
			verdict: { outcome: 'notAttempted', httpStatus: null, detail },
			endsDoubt: false,
		});
	});
});

describe('a 2xx that says cancelled', () => {
	it.each<[string, Case, unknown]>([
		['thanks.io, without an ID', THANKS_IO, { order: { status: 'cancelled' } }],
		['Snappy, in other letters', SNAPPY, { data: { id: 'g7nr4bd9mk', status: 'cancelled' } }],
	])('is not believed about an ID that is not exactly the same: %s', (_case, entry, body) => {
		expect(judge(entry, 200, body)).toMatchObject({ next: 'read', cause: 'otherState' });
	});

	it('is believed about any order of a gift, unless one is expected behind it', () => {
		const body = { orderId: 'B0000001', status: 'cancelled' };
		expect(judge(SNAPPY_GIFT, 200, body)).toMatchObject({ next: 'settle' });
		expect(judge(SNAPPY_GIFT, 200, body, 'A0000001')).toMatchObject({ cause: 'otherState' });
		expect(judge(SNAPPY_GIFT, 200, body, 'B0000001')).toMatchObject({ next: 'settle' });
	});

	it.each([{ status: false }, {}, { status: 'true' }])(
		'is not believed while the status of FastPOD itself is %j',
		(envelope) => {
			const data = { id: FAST_POD.id, order_status: 'cancelled' };
			expect(judge(FAST_POD, 200, { ...envelope, data })).toMatchObject({ cause: 'otherState' });
		},
	);
});
