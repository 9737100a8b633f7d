import fc, { type Arbitrary } from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { connectionFailure } from '../../nodes/orders/client/connectionFailure';
import {
	MAX_RETRY_AFTER_MS,
	retryAfterMs,
	usageOf,
} from '../../nodes/orders/client/rateLimitHeaders';
import {
	cleanBaseUrl,
	cleanKey,
	credentialProblem,
} from '../../nodes/orders/credential/credentialProblem';
import { cleanPem } from '../../nodes/orders/credential/pem';
import { wordsIn } from '../../nodes/orders/form/guards';
import { flawOf, givenId, idOf, plainId, shownAsId } from '../../nodes/orders/vendor/id';
import { isoUtc, numberOf, storable, textOf, wordOf } from '../../nodes/orders/vendor/parse';
import { matchesOf } from '../../nodes/orders/vendor/reference';
import { Redactor } from '../../nodes/orders/wording/redact';
import { shortText } from '../../nodes/orders/wording/text';
import { vendorWords } from '../../nodes/orders/wording/vendorWords';
import { askFor, CASES } from '../unit/support/subjects';
import { claim, claimPlain, claimUntouched } from './claims';
import type { EntryPoint } from './entryPoints';
import { bodyOf, given, json, pageBodies, placesIn, repeated, text } from './inputs';

function pure<T>(name: string, inputs: Arbitrary<T>, check: (input: T) => void): EntryPoint {
	return {
		name,
		isPure: true,
		inputs,
		check: (input: T) => {
			check(input);
			claimUntouched();
		},
	};
}

function isTime(value: string | null): boolean {
	return value === null || !Number.isNaN(Date.parse(value));
}

/** What a vendor makes of a body, and what is said of it. */
const bodies = CASES.map((entry) => {
	const { label, subject, vendor, samples } = entry;
	const { found, confirmed, otherState, otherOrder, refusal } = samples.wire;
	const { listPage, listEntry } = samples.vendor.orders;
	const documented = [...Object.values(found), confirmed, otherState, otherOrder, refusal.body];
	const all = [...documented, listPage(1, 1, [listEntry(entry.id)]), ...pageBodies(samples.vendor)];
	return pure(`${label}: bodies`, bodyOf(all), (body) => {
		const ask = askFor(entry);
		const pageAsk = { page: 1, skip: 0, size: 50, filters: {}, settings: {} };
		const states = [
			subject.interpretCancel(body, ask),
			subject.interpretLookUp(body, ask),
			...(subject.list?.interpretPage(body, pageAsk)?.states ?? []),
		];
		subject.interpretNoOrder?.(body, ask);
		const redactor = new Redactor(vendor, subject, (words) => words).learnFrom(body);
		for (const state of states) {
			if (state === null) continue;
			const { createdAt, updatedAt, total } = subject.details(state.order);
			claim(
				isTime(createdAt) && isTime(updatedAt) && isTime(state.cancelledAt),
				'A time is no time',
			);
			claim(total === null || Number.isFinite(total), 'A total is no amount');
			claim(typeof subject.describe(state.order) === 'string', 'A description is no text');
			subject.moreFacts?.(state, (status) => redactor.status(status, false));
			matchesOf(subject.list?.references?.namesOf(state.order) ?? [], new Set(['a=b']));
			claimPlain(storable(state.order));
			claim((redactor.status(state.status, false) ?? '').length <= 60, 'A status is too long');
		}
		const words = vendorWords(body);
		claim(words === null || redactor.text(words).length <= 300, 'The words are too many');
	});
});

const values = pure('ids, dates and words', given, (value) => {
	claim(isTime(isoUtc(value)), 'A time is no time');
	const id = idOf(value);
	claim(id === null || (id !== '' && id.length <= 200), 'An ID is none');
	for (const read of [givenId, plainId]) {
		const result = read(value);
		claim(typeof result === 'string' || result.is !== '', 'An ID is neither good nor bad');
	}
	claim(Number.isFinite(numberOf(value) ?? 0), 'A number is none');
	wordOf(textOf(value));
	wordsIn(value);
	cleanPem(value);
	credentialProblem({ baseUrl: value as string, key: value as string }, 'key', 'Key');
});

const limits = pure(
	'headers of limits',
	fc.dictionary(fc.constantFrom('retry-after', 'x-ratelimit-remaining', 'x-ratelimit-limit'), text),
	(headers) => {
		const wait = retryAfterMs(headers, 0);
		claim(
			wait === null || (wait >= 0 && wait <= MAX_RETRY_AFTER_MS),
			`It would wait ${String(wait)} ms`,
		);
		const usage = usageOf(headers);
		claim(usage === null || (usage.ofHowMany >= 0 && (usage.used ?? 0) >= 0), 'A count is none');
	},
);

const failures = pure(
	'exceptions',
	json(['code', 'cause', 'message', 'errors', 'response', 'address', 'port', 'syscall']),
	(thrown) => {
		const { end, cause } = connectionFailure(thrown, 'https://service.example');
		claim(cause !== '' && ['lost', 'notDelivered'].includes(end), 'An exception has no meaning');
	},
);

/** Where a text goes that may be as long as it likes. */
const [someCase] = CASES;
const TEXT_PLACES: Record<string, (given: string) => unknown> = {
	givenId,
	plainId,
	flawOf,
	shownAsId,
	idOf,
	isoUtc,
	textOf,
	numberOf,
	wordOf,
	wordsIn,
	cleanKey,
	cleanBaseUrl,
	cleanPem,
	shortText: (long) => shortText(long, 300),
	credentialProblem: (long) => credentialProblem({ baseUrl: long, key: long }, 'key', 'Key'),
	retryAfterMs: (long) => retryAfterMs({ 'retry-after': long }, 0),
	usageOf: (long) => usageOf({ 'x-ratelimit-remaining': long }),
	connectionFailure: (long) => {
		const thrown = { message: long, code: long, address: long, cause: { message: long } };
		return connectionFailure(thrown, 'https://service.example');
	},
	vendorWords: (long) => vendorWords({ message: long, errors: [long, long] }),
	redact: (long) => {
		if (someCase === undefined) return '';
		const redactor = new Redactor(someCase.vendor, someCase.subject, (words) => words);
		return redactor
			.learnFrom({ name: long, email: [long] })
			.keep(long)
			.text(long);
	},
};
for (const entry of CASES) {
	const { idRule, list } = entry.subject;
	TEXT_PLACES[`${entry.label}: ID`] = (long) =>
		idRule.pattern.test(long) && idRule.canonical?.(long);
	TEXT_PLACES[`${entry.label}: reference`] = (long) => list?.references?.rule.pattern.test(long);
	const document = JSON.stringify(entry.samples.wire.found.cancellable);
	const wordAt = JSON.stringify(entry.samples.wire.words.cancellable);
	TEXT_PLACES[`${entry.label}: status`] = (long) =>
		entry.subject.interpretLookUp(
			JSON.parse(document.replaceAll(wordAt, () => JSON.stringify(long))),
			askFor(entry),
		);
}

const SHORT = 12_500;
const LONG = 8 * SHORT;
/** Eight times the text may take eight times as long; where time grows with the square, it is 64 times. */
const MOST_TIMES_LONGER = 24;
const MOST_TRIES = 20;
/** What takes less than so many passes over the text is not worth measuring. */
const FEW_PASSES = 60;

/** Of the processor, in microseconds: what else the machine has to do does not count. */
function shortestTime(work: () => unknown, tries: number): number {
	let shortest = Infinity;
	for (let time = 0; time < tries; time++) {
		const start = process.cpuUsage();
		work();
		const { user, system } = process.cpuUsage(start);
		shortest = Math.min(shortest, user + system);
	}
	return Math.max(1, shortest);
}

function lengthened([before, unit, behind]: [string, string, string], length: number): string {
	return before + unit.repeat(Math.ceil(length / unit.length)) + behind;
}

/** One pass over a text, which everything else is compared with. */
function onePass(long: string): string {
	return JSON.parse(JSON.stringify(long)) as string;
}

const times = pure(
	'time that long texts take',
	fc.tuple(fc.constantFrom(...Object.keys(TEXT_PLACES)), repeated),
	([place, parts]) => {
		const use = TEXT_PLACES[place] ?? String;
		const [short, long] = [lengthened(parts, SHORT), lengthened(parts, LONG)];
		const unit = shortestTime(() => onePass(long), 3);
		if (shortestTime(() => use(long), 1) < FEW_PASSES * unit) return;
		let ratio = Infinity;
		// A process may be slow for a while, but not each time.
		for (let time = 0; time < MOST_TRIES && ratio >= MOST_TIMES_LONGER; time++) {
			const ofLong = shortestTime(() => use(long), 2);
			ratio = Math.min(ratio, ofLong / shortestTime(() => use(short), 4));
		}
		claim(
			ratio < MOST_TIMES_LONGER,
			`${place} takes ${ratio.toFixed(0)} times as long for a text eight times as long`,
		);
	},
);

const storing = pure('orders as received', json(['id', 'data']), (value) => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
	claimPlain(storable(value as IDataObject));
	claim(placesIn(value).length > 0, 'An order has nothing');
});

export const PURE_PLACES: readonly EntryPoint[] = [
	...bodies,
	values,
	limits,
	failures,
	times,
	storing,
];
