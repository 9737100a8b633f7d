import { NodeApiError, NodeOperationError, type IDataObject } from 'n8n-workflow';

import { placesIn, type Path } from './inputs';
import type { Played, Sent } from './playedN8n';

/* What holds whatever comes in. */

/** The documented keys, not those of the code: a key that falls out there must be missed here. */
const CANCEL_KEYS = [
	...['orderId', 'service', 'outcome', 'stopped', 'retryable', 'status', 'cancelledAt'],
	...['message', 'nextStep', 'attempts'],
];
const RAW_CANCEL_KEYS = [...CANCEL_KEYS, 'httpStatus', 'verifiedBy', 'checkedAt', 'response'];
export const ORDER_KEYS = [
	...['orderId', 'service', 'status', 'cancellable', 'createdAt', 'updatedAt', 'total'],
	...['currency', 'recipient'],
];
export const FAILURE_KEYS = ['message', 'nextStep', 'outcome', 'retryable', 'service'];

const STOPPED: Readonly<Record<string, boolean | null>> = {
	...{ cancelled: true, alreadyCancelled: true, cancellable: false, tooLate: false },
	...{ notFound: null, rejected: false, invalidOrderId: false, unauthorized: false },
	...{ forbidden: false, rateLimited: false, unknown: null, notAttempted: false },
};

const PROTOTYPES = [
	Object,
	Array,
	String,
	Number,
	Boolean,
	Function,
	Map,
	Set,
	Date,
	RegExp,
	Error,
	Promise,
];

function prototypeKeys(): string {
	return PROTOTYPES.map(({ prototype }) => Reflect.ownKeys(prototype).length).join();
}

const UNTOUCHED = prototypeKeys();

/** @throws Error with what is not so */
export function claim(isSo: boolean, otherwise: string): asserts isSo {
	if (!isSo) throw new Error(otherwise);
}

export function claimUntouched(): void {
	claim(prototypeKeys() === UNTOUCHED, 'A prototype was touched');
}

/** What leaves can be stored by n8n, and carries nothing that could become somebody's prototype. */
export function claimPlain(value: unknown): void {
	JSON.stringify(value);
	const left: unknown[] = [value];
	for (let inner = left.pop(); inner !== undefined; inner = left.pop()) {
		if (typeof inner !== 'object' || inner === null) continue;
		const prototype: unknown = Object.getPrototypeOf(inner);
		const isPlain = prototype === (Array.isArray(inner) ? Array.prototype : Object.prototype);
		claim(isPlain, 'The prototype of something that leaves is not the usual one');
		claim(!Object.hasOwn(inner, '__proto__'), 'Something that leaves has a key __proto__');
		left.push(...Object.values(inner).filter((each) => each !== undefined));
	}
}

export function claimKeys(result: IDataObject, keys: readonly string[]): void {
	const [has, should] = [Object.keys(result), keys].map((list) => [...list].sort().join(', '));
	claim(has === should, `It has the keys ${has} and should have ${should}`);
}

/** Our sentences, whatever was put into them. */
export function claimSentence(value: unknown): void {
	claim(typeof value === 'string' && value !== '', `${String(value)} is no message`);
	claim(value.length <= 3_000, `The message has ${value.length} characters`);
}

function isTime(value: unknown): boolean {
	return (
		value === null ||
		(typeof value === 'string' && /^\d{4}-.*Z$/.test(value) && !Number.isNaN(Date.parse(value)))
	);
}

/** The result of a cancellation says something whole, and what its outcome stands for. */
export function claimCancelResult(result: IDataObject, isRaw: boolean): void {
	// A run that cannot start knows neither an order nor how its result is to be shown.
	const isStarted = result.orderId !== '' || result.checkedAt !== undefined;
	claimKeys(result, isRaw && isStarted ? RAW_CANCEL_KEYS : CANCEL_KEYS);
	const { orderId, outcome, stopped, status, cancelledAt, attempts, retryable } = result;
	claim(typeof orderId === 'string', 'orderId is no text');
	claim(
		STOPPED[String(outcome)] === stopped,
		`${String(outcome)} goes with stopped ${String(stopped)}`,
	);
	claim(
		status === null || (typeof status === 'string' && status.length <= 60),
		'status is no word',
	);
	claim(isTime(cancelledAt), `cancelledAt is ${String(cancelledAt)}`);
	claim(Number.isInteger(attempts), 'attempts is no count');
	claim(typeof retryable === 'boolean', 'retryable is neither true nor false');
	claimSentence(result.message);
	claim(typeof result.nextStep === 'string', 'nextStep is no text');
}

export function claimOrder(order: IDataObject, moreKeys: readonly string[]): void {
	claimKeys(order, [...ORDER_KEYS, ...moreKeys]);
	const { createdAt, updatedAt, total, cancellable } = order;
	claim(isTime(createdAt) && isTime(updatedAt), 'A time is no time');
	claim(total === null || Number.isFinite(total), `total is ${String(total)}`);
	claim(cancellable === null || typeof cancellable === 'boolean', 'cancellable is no answer');
}

export function claimReadFailure(error: IDataObject): void {
	claimKeys(error, 'orderId' in error ? [...FAILURE_KEYS, 'orderId'] : FAILURE_KEYS);
	claimSentence(error.message);
}

/** What is thrown is ours, and n8n does not take it for a stop by the user. */
export function claimOurs({
	hasThrown,
	thrown,
}: Pick<Played<unknown>, 'hasThrown' | 'thrown'>): void {
	if (!hasThrown) return;
	const isOurs = thrown instanceof NodeOperationError || thrown instanceof NodeApiError;
	claim(isOurs, `It threw ${thrown instanceof Error ? (thrown.stack ?? '') : String(thrown)}`);
	claimSentence(thrown.message);
	claim(!/canceled/i.test(thrown.message), `n8n takes this for a stop: ${thrown.message}`);
}

/** Status and body of an answer; null: there was none. */
export function answerIn({ answer }: Sent): { status: number; body: unknown } | null {
	if ('thrown' in answer) return null;
	const { response } = answer;
	if (typeof response !== 'object' || response === null) return null;
	const [status, body]: unknown[] = [
		Reflect.get(response, 'statusCode'),
		Reflect.get(response, 'body'),
	];
	return typeof status === 'number' ? { status, body } : null;
}

function isText(value: unknown): boolean {
	return typeof value === 'string' || typeof value === 'number';
}

function textAt(thing: unknown, key: string): unknown {
	return typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined;
}

function wordIn(value: unknown): string {
	const word = typeof value === 'string' ? value.toLowerCase().replace(/[\s_-]/g, '') : '';
	return word === 'canceled' ? 'cancelled' : word;
}

/** Without the numbers of list entries, and without what an answer may be wrapped in. */
function placeOf(path: Path): string {
	const place = path.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.');
	return place.replace(/^(data|results)\./, '');
}

/** Where the vendor's own bodies have its word for cancelled. */
export function placesOfWord(bodies: readonly unknown[], word: string): ReadonlySet<string> {
	const places = bodies.flatMap((body) =>
		placesIn(body)
			.filter(([, value]) => wordIn(value) === wordIn(word))
			.map(([path]) => placeOf(path)),
	);
	return new Set(places);
}

/** What it takes to call something stopped. */
export interface Evidence {
	word: string;
	places: ReadonlySet<string>;
	/** Path of the request that reads it. */
	lookUp: string;
	/** The ID that the answer has to name; null: it need not. */
	id: string | null;
}

/** Whether an answer says that the order is cancelled, where the vendor says so. */
export function saysCancelled(request: Sent, { word, places, id }: Evidence): boolean {
	const { status, body } = answerIn(request) ?? { status: 0, body: null };
	if (status < 200 || status > 299) return false;
	const all = placesIn(body);
	const isNamed =
		id === null || all.some(([, value]) => isText(value) && String(value).includes(id));
	return (
		isNamed &&
		all.some(([path, value]) => wordIn(value) === wordIn(word) && places.has(placeOf(path)))
	);
}

/** A cancel leaves again only if the one before was not carried out, or after the order was read. */
export function claimNoSecondCancel(sent: readonly Sent[], evidence: Evidence): void {
	let before: Sent | null = null;
	for (const request of sent) {
		if (request.method === 'GET') {
			const { status } = answerIn(request) ?? { status: 0 };
			if (request.path.startsWith(evidence.lookUp) && status >= 200 && status < 300) before = null;
			continue;
		}
		claim(before === null, `A second cancel left without a look at the order: ${request.path}`);
		const { answer } = request;
		const refused = 'thrown' in answer && textAt(answer.thrown, 'code') === 'ECONNREFUSED';
		const isUndone = [407, 429].includes(answerIn(request)?.status ?? 0) || refused;
		before = isUndone ? null : request;
	}
	const confirmed = sent.findIndex(
		(request) => request.method !== 'GET' && saysCancelled(request, evidence),
	);
	const after =
		confirmed === -1 ? [] : sent.slice(confirmed + 1).filter(({ method }) => method !== 'GET');
	claim(after.length === 0, 'A cancel left after one that was confirmed');
}
