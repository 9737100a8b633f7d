import type { StopWords } from '../vendor/order';
import { because, capital } from '../wording/text';
import type { Outcome } from './verdict';

/** The facts that a message is made of. */
export interface MessageFacts {
	service: string;
	/** "order 42708", "the order of gift abc123de". */
	what: string;
	/** The vendor's own status word, or null. */
	status: string | null;
	/** Why: the vendor's words, quoted, or what stood in the way. '' if nothing is known. */
	why: string;
	idLabel: string;
	/** What is stopped: "order". */
	noun: string;
	/** What is done to it. */
	words: StopWords;
	/** What the operation does, whatever that was for this one: "stopped". */
	done: string;
	/** It is not known whether the service accepts the credential. */
	isKeyUnproven: boolean;
	/** Nothing was sent because the time for the run was over. */
	isOutOfTime: boolean;
}

export interface OutcomeRule {
	/** `refusal`: the vendor (or we) said a clear no, nothing to repeat. `fault`: it was not settled. */
	kind: 'success' | 'dryRun' | 'refusal' | 'fault';
	stopped: boolean | null;
	retryable: boolean;
	message(facts: MessageFacts): string;
	nextStep(facts: MessageFacts): string;
	/** For the summary of a run: "3 too late". */
	short: string;
}

function reportedAs(status: string | null): string {
	return status === null ? '' : ` (status ${status})`;
}

const MORE_TIME = "Run again later, or raise 'Give Up After'";

function removeAndRepeat(noun: string): string {
	return `Remove what stood in the way and run again; this ${noun} is safe to send`;
}

/** The beginning of what a 401 or 403 means for one order. It claims nothing of the key that nobody has found out. */
export function notAllowed({
	service,
	isKeyUnproven,
}: Pick<MessageFacts, 'service' | 'isKeyUnproven'>): string {
	return isKeyUnproven
		? `${service} did not allow this request, and it is not known whether it accepts the credential`
		: `${service} accepts the credential but not for this request`;
}

/** The beginning of what 429s mean after which nothing more could be sent. */
export function askedToSlowDown({ service, why }: Pick<MessageFacts, 'service' | 'why'>): string {
	return why === ''
		? `${service} kept asking to slow down until time ran out`
		: `${service} asked to slow down, and then ${why}`;
}

/** Everything that an outcome means, in one screen. */
export const OUTCOMES: Readonly<Record<Outcome, OutcomeRule>> = {
	cancelled: {
		kind: 'success',
		stopped: true,
		retryable: false,
		short: 'cancelled',
		message: ({ service, what, words }) => `${service} confirmed that ${what} is ${words.done}`,
		nextStep: ({ words }) => words.doneStep ?? '',
	},
	alreadyCancelled: {
		kind: 'success',
		stopped: true,
		retryable: false,
		short: 'already cancelled',
		message: ({ what, why, words }) =>
			why === ''
				? `${capital(what)} was already ${words.done} before this run`
				: `${capital(what)} is ${words.done}${because(why)}`,
		nextStep: ({ words }) => words.doneStep ?? '',
	},
	cancellable: {
		kind: 'dryRun',
		stopped: false,
		retryable: false,
		short: 'cancellable',
		message: ({ what, status, words }) =>
			`Dry run: ${what} can still be ${words.done}${reportedAs(status)}, and nothing was sent to do so`,
		nextStep: ({ words }) => `Turn off 'Dry Run' to ${words.verb} it`,
	},
	tooLate: {
		kind: 'refusal',
		stopped: false,
		retryable: false,
		short: 'too late',
		message: ({ what, status, words }) =>
			`${capital(what)} can no longer be ${words.done}${reportedAs(status)}`,
		nextStep: ({ service, words }) =>
			words.tooLateStep ?? `Expect it to ship; only ${service} support could still stop it`,
	},
	notFound: {
		kind: 'refusal',
		stopped: null,
		retryable: false,
		short: 'not found',
		message: ({ service, what, noun }) =>
			`${service} knows no such ${noun} with this credential: ${what}`,
		nextStep: ({ idLabel, noun }) =>
			`Check '${idLabel}', and that the credential belongs to the account that ${noun === 'order' ? 'placed the order' : `sent the ${noun}`}`,
	},
	rejected: {
		kind: 'refusal',
		stopped: false,
		retryable: false,
		short: 'rejected',
		message: ({ what, why, status, words }) =>
			`${capital(what)} was not ${words.done}${reportedAs(status)}${because(why)}`,
		nextStep: ({ service, noun, words }) =>
			`Act on the reason given, or ask ${service} support; until then it ${noun === 'order' ? 'will ship' : `is not ${words.done}`}`,
	},
	invalidOrderId: {
		kind: 'refusal',
		stopped: false,
		retryable: false,
		short: 'invalid ID',
		message: ({ why }) => `${why}, so nothing was sent`,
		nextStep: ({ idLabel }) => `Correct '${idLabel}' of this item`,
	},
	unauthorized: {
		kind: 'fault',
		stopped: false,
		retryable: false,
		short: 'unauthorized',
		message: ({ service, what, why, words }) =>
			`${service} refused the credential, so ${what} was not ${words.done}${because(why)}`,
		nextStep: () => 'Renew the key in the credential, test it there, and run again',
	},
	forbidden: {
		kind: 'fault',
		stopped: false,
		retryable: false,
		short: 'forbidden',
		message: ({ what, why, words, ...facts }) =>
			`${notAllowed(facts)}, so ${what} was not ${words.done}${because(why)}`,
		nextStep: ({ noun, words, isKeyUnproven }) =>
			`${isKeyUnproven ? 'Test the credential; if it works, check' : 'Check'} that the ${noun} belongs to this account and that the key has the right to ${words.verb} ${noun}s`,
	},
	rateLimited: {
		kind: 'fault',
		stopped: false,
		retryable: true,
		short: 'rate limited',
		message: ({ what, words, ...facts }) =>
			`${askedToSlowDown(facts)}, so ${what} was not ${words.done}`,
		nextStep: ({ why, noun }) =>
			why === '' ? `${MORE_TIME}; this ${noun} is safe to send again` : removeAndRepeat(noun),
	},
	unknown: {
		kind: 'fault',
		stopped: null,
		retryable: true,
		short: 'unknown',
		message: ({ what, why, words }) =>
			`It is not known whether ${what} is ${words.done}${because(why)}`,
		nextStep: ({ service, noun }) =>
			`Look the ${noun} up in ${service} before you count on it either way`,
	},
	notAttempted: {
		kind: 'fault',
		stopped: false,
		retryable: true,
		short: 'not attempted',
		message: ({ what, why, words }) => `No ${words.act} was sent for ${what}${because(why)}`,
		nextStep: ({ noun, isOutOfTime }) =>
			isOutOfTime ? `${MORE_TIME}; this ${noun} is safe to send` : removeAndRepeat(noun),
	},
};

/** An outcome in the summary of a run, in the words of what was done: "already expired". */
export function shortOf(outcome: Outcome, done: string): string {
	return OUTCOMES[outcome].short.replace('cancelled', done);
}
