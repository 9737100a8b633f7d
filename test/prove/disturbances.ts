import { FAULT_ACTS, type FaultScene } from '../../sandbox/faults';
import type { Fault } from '../../sandbox/model';
import type { Reply } from '../../sandbox/vendor';
import type { Answered, CallEnd, Lost, NotDelivered } from '../../nodes/orders/client/reply';
import { LOST } from '../unit/support/client';

/** Milliseconds from the node to the service, and back. */
export const JOURNEY_MS = 20;

/** Of one request; the node itself hangs up a second later. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** A carried-out refusal takes effect before anybody looks for the second time. */
const SOON_MS = 100;

/** As old as an answer may be that lags: younger than the two seconds after which the node looks again. */
export const LAG_MS = 1_000;

/** One thing that goes wrong with a request. */
export interface Disturbance {
	words: string;
	/** What the service does and answers. */
	fault?: Omit<Fault, 'service' | 'operation'>;
	/** It never left. */
	neverLeft?: NotDelivered;
	/** Whether the service carries it out some time later, perhaps after the run. */
	isCarriedOutLate?: true;
	/** Milliseconds that the answer takes in addition. */
	slowMs?: number;
	/** What happens to the run, while the request is under way or when it has been answered. */
	run?: 'stoppedUnderWay' | 'stopped' | 'outOfTime';
	/** From now on the key is refused. */
	revokes?: true;
}

type Plain = [words: string, fault: Disturbance['fault'], more?: Partial<Disturbance>];

function listOf(entries: readonly Plain[]): Disturbance[] {
	return entries.map(([words, fault, more]) => ({ words, fault, ...more }));
}

const NOT_CONNECTED: NotDelivered = {
	end: 'notDelivered',
	cause: 'the connection was refused (ECONNREFUSED)',
	temporary: true,
};
const NO_TLS: NotDelivered = {
	end: 'notDelivered',
	cause: 'no secure connection could be agreed on',
	temporary: false,
};

/** What can go wrong with every request. */
const ANY: readonly Disturbance[] = listOf([
	['the connection is refused', undefined, { neverLeft: NOT_CONNECTED }],
	['no secure connection is agreed on', undefined, { neverLeft: NO_TLS }],
	['the connection is cut before it is carried out', { kind: 'cutBefore' }],
	['503, and it is not carried out', { kind: 'statusBefore' }],
	['429 without Retry-After', { kind: 'rateLimited' }],
	['429 with Retry-After', { kind: 'rateLimited', retryAfter: '1' }],
	['a web page with 200', { kind: 'htmlBefore' }],
	['a web page with 403', { kind: 'htmlBefore', status: 403 }],
	['a redirect', { kind: 'redirect' }],
	['401', { kind: 'statusBefore', status: 401 }],
	['403', { kind: 'statusBefore', status: 403 }],
	['404', { kind: 'statusBefore', status: 404 }],
	['401 from now on', undefined, { revokes: true }],
	[
		'the run is stopped while it is under way',
		{ kind: 'timeoutBefore' },
		{ run: 'stoppedUnderWay' },
	],
	['the run is stopped when it is answered', undefined, { run: 'stopped' }],
	['time is up when it is answered', undefined, { run: 'outOfTime' }],
]);

const OF_ORDER: readonly Disturbance[] = listOf([
	['the answer takes 29 seconds', undefined, { slowMs: 29_000 }],
	['an answer about another order', { kind: 'otherOrder' }],
	['a body that is cut in the middle', { kind: 'malformedAfter' }],
	['422', { kind: 'statusBefore', status: 422 }],
]);

const OF_CANCEL: readonly Disturbance[] = listOf([
	['the connection is cut after it is carried out', { kind: 'cutAfter' }],
	[
		'the connection is cut, and it is carried out late',
		{ kind: 'cutBefore' },
		{ isCarriedOutLate: true },
	],
	['it is carried out, and no answer comes in time', { kind: 'timeoutAfter' }],
	['503, and it is carried out', { kind: 'statusAfter' }],
	['503, and it is carried out late', { kind: 'statusBefore' }, { isCarriedOutLate: true }],
	['a web page with 200, and it is carried out', { kind: 'htmlAfter' }],
	['an empty 200, and it is carried out late', { kind: 'emptyBefore' }, { isCarriedOutLate: true }],
	[
		'422, and it is carried out a moment later',
		{ kind: 'statusBefore', status: 422, delayMs: SOON_MS },
	],
	['200 with another state, and it is not carried out', { kind: 'otherState' }],
	[
		'200 with another state, and it is carried out late',
		{ kind: 'otherState' },
		{ isCarriedOutLate: true },
	],
	['200 with a body that is cut, and it is not carried out', { kind: 'malformedBefore' }],
	[
		'it is carried out, and the run is stopped meanwhile',
		{ kind: 'timeoutAfter' },
		{ run: 'stoppedUnderWay' },
	],
]);

const OF_READ: readonly Disturbance[] = listOf([
	['no answer comes in time', { kind: 'timeoutBefore' }],
	['an empty 200', { kind: 'emptyBefore' }],
	['it shows what was true a second ago', { kind: 'stale', lagMs: LAG_MS }],
]);

/** What is asked. */
export type Kind = 'cancel' | 'read' | 'test';

const BY_KIND: Readonly<Record<Kind, readonly Disturbance[]>> = {
	cancel: [...ANY, ...OF_ORDER, ...OF_CANCEL],
	read: [...ANY, ...OF_ORDER, ...OF_READ],
	test: ANY,
};

/**
 * @param answerNamesIt whether an answer about another thing can be told from one about this one
 * @returns all that can go wrong with a request of this kind
 */
export function disturbancesOf(kind: Kind, answerNamesIt: boolean): readonly Disturbance[] {
	return BY_KIND[kind].filter(({ fault }) => {
		// A read of a gift says which gift it is about; the answers to its cancel need not.
		return fault?.kind !== 'otherOrder' || kind === 'read' || answerNamesIt;
	});
}

/** As n8n's helper gives an answer: JSON is parsed, anything else stays text. */
export function answerOf({ status, body, headers }: Reply): Answered {
	const type = typeof body === 'string' ? 'text/plain' : 'application/json';
	return {
		end: 'answered',
		status,
		headers: { 'content-type': type, ...headers },
		body: body ?? '',
	};
}

/** What the node sees of a fault of the sandbox. @returns null: no answer in time */
export function spoil(fault: Fault, scene: Omit<FaultScene, 'wire' | 'fault'>): CallEnd | null {
	let end: CallEnd | null = null;
	const cut: Lost = { end: 'lost', cause: 'the connection was cut (ECONNRESET)' };
	FAULT_ACTS[fault.kind]({
		...scene,
		fault,
		wire: {
			send: (reply) => (end = answerOf(reply)),
			sendCut: () => (end = cut),
			sendMalformed: (reply) => {
				const text = JSON.stringify(reply.body);
				end = answerOf({ ...reply, body: text.slice(0, Math.floor(text.length / 2)) });
			},
			drip: () => undefined,
			cut: () => (end = cut),
		},
	});
	return end;
}

export const NO_ANSWER = LOST;
