import type { Outcome, Verdict } from '../contract/outcome';
import type { Subject, Vendor } from '../contract/vendor';
import { showId } from './orderResult';
import { because, capital } from './phrases';

/** Why something was not read, in words and for programs. */
export interface ReadFailure {
	/** Left out for a list. */
	orderId?: string;
	service: string;
	outcome: Outcome;
	/** Whether running again unchanged may end better. */
	retryable: boolean;
	message: string;
	nextStep: string;
}

/** What was to be read; `id` is null for a list. */
export interface ReadAbout {
	vendor: Vendor;
	subject: Subject;
	id: string | null;
	/** Whether it is a list of the editor, where nothing runs. */
	inEditor?: boolean;
}

interface Telling {
	service: string;
	noun: string;
	what: string;
	why: string;
	idLabel: string;
	/** "run again" */
	again: string;
	/** What may help besides waiting, from ", or" on. */
	orElse: string;
}

interface Wording {
	message(telling: Telling): string;
	nextStep: (telling: Telling) => string;
}

const NOT_READ: Wording = {
	message: ({ what, why }) => `${capital(what)} could not be read${because(why)}`,
	nextStep: ({ again }) =>
		`${capital(again)}; if it stays like this, check the connection and the 'Base URL' of the credential`,
};

/** For every outcome that reading can have. */
const WORDINGS: Partial<Record<Outcome, Wording>> = {
	notFound: {
		message: ({ service, noun, what }) =>
			`${service} knows no such ${noun} with this credential: ${what}`,
		nextStep: ({ idLabel, noun }) =>
			`Check '${idLabel}', and that the credential belongs to the account of the ${noun}`,
	},
	invalidOrderId: {
		message: ({ why }) => `${why}, so nothing was sent`,
		nextStep: ({ idLabel }) => `Correct '${idLabel}' of this item`,
	},
	unauthorized: {
		message: ({ service, what, why }) =>
			`${service} refused the credential, so ${what} was not read${because(why)}`,
		nextStep: ({ again }) => `Renew the key in the credential, test it there, and ${again}`,
	},
	forbidden: {
		message: ({ service, what, why }) =>
			`${service} accepts the credential but not for this request, so ${what} was not read${because(why)}`,
		nextStep: ({ noun }) =>
			`Check that the ${noun} belongs to this account and that the key has the right to read ${noun}s`,
	},
	rateLimited: {
		message: ({ service, what }) =>
			`${service} kept asking to slow down until time ran out, so ${what} was not read`,
		nextStep: ({ again, orElse }) => `${capital(again)} later${orElse}`,
	},
	notAttempted: {
		message: ({ what, why }) => `${capital(what)} was not read${because(why)}`,
		nextStep: ({ again }) => `Remove what stood in the way and ${again}`,
	},
};

const RETRYABLE: ReadonlySet<Outcome> = new Set<Outcome>([
	'rateLimited',
	'unknown',
	'notAttempted',
]);

function whyOf({ detail, words }: Verdict, service: string): string {
	const quoted = words === undefined ? '' : `${service} says "${words.replace(/\.$/, '')}"`;
	return [detail ?? '', quoted].filter((part) => part !== '').join('; ');
}

/** Words what stood in the way of reading an order or a list. */
export function readFailure(verdict: Verdict, about: ReadAbout): ReadFailure {
	const { vendor, subject, id, inEditor = false } = about;
	const { service } = vendor;
	const { noun, idLabel } = subject;
	const what = id === null ? `the list of ${noun}s` : `${noun} ${showId(id)}`;
	const wording = WORDINGS[verdict.outcome] ?? NOT_READ;
	const words = inEditor
		? { again: 'open the list again', orElse: '' }
		: { again: 'run again', orElse: ", or raise 'Give Up After'" };
	const telling = { service, noun, what, why: whyOf(verdict, service), idLabel, ...words };
	return {
		...(id === null ? {} : { orderId: id }),
		service,
		outcome: verdict.outcome,
		retryable: RETRYABLE.has(verdict.outcome),
		message: wording.message(telling),
		nextStep: verdict.nextStep ?? wording.nextStep(telling),
	};
}
