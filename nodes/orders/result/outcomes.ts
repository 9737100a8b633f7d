import type { Outcome } from '../contract/outcome';

/** What a message can draw on. */
export interface Telling {
	service: string;
	/** "order 42708", "the order of gift abc123de". */
	what: string;
	/** The vendor's own status word, or null. */
	status: string | null;
	/** Why: the vendor's words, quoted, or what stood in the way. '' if nothing is known. */
	why: string;
	idLabel: string;
}

/**
 * `refusal`: the vendor (or we) said a clear no, nothing to repeat. `fault`: it was not settled.
 */
export type OutcomeKind = 'success' | 'dryRun' | 'refusal' | 'fault';

export interface OutcomeRule {
	kind: OutcomeKind;
	stopped: boolean | null;
	retryable: boolean;
	message(telling: Telling): string;
	nextStep(telling: Telling): string;
	/** For the summary of a run: "3 too late". */
	short: string;
}

function because(why: string): string {
	return why === '' ? '' : `: ${why}`;
}

function reportedAs(status: string | null): string {
	return status === null ? '' : ` (status ${status})`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Everything that an outcome means, in one screen. */
export const OUTCOMES: Readonly<Record<Outcome, OutcomeRule>> = {
	cancelled: {
		kind: 'success',
		stopped: true,
		retryable: false,
		short: 'cancelled',
		message: ({ service, what }) => `${service} confirmed that ${what} is cancelled`,
		nextStep: () => '',
	},
	alreadyCancelled: {
		kind: 'success',
		stopped: true,
		retryable: false,
		short: 'already cancelled',
		message: ({ what }) => `${capital(what)} was already cancelled before this run`,
		nextStep: () => '',
	},
	cancellable: {
		kind: 'dryRun',
		stopped: false,
		retryable: false,
		short: 'cancellable',
		message: ({ what, status }) =>
			`Dry run: ${what} can still be cancelled${reportedAs(status)}, and nothing was sent to do so`,
		nextStep: () => "Turn off 'Dry Run' to cancel it",
	},
	tooLate: {
		kind: 'refusal',
		stopped: false,
		retryable: false,
		short: 'too late',
		message: ({ what, status }) =>
			`${capital(what)} can no longer be cancelled${reportedAs(status)}`,
		nextStep: ({ service }) => `Expect it to ship; only ${service} support could still stop it`,
	},
	notFound: {
		kind: 'refusal',
		stopped: null,
		retryable: false,
		short: 'not found',
		message: ({ service, what }) => `${service} knows no such order with this credential: ${what}`,
		nextStep: ({ idLabel }) =>
			`Check '${idLabel}', and that the credential belongs to the account that placed the order`,
	},
	rejected: {
		kind: 'refusal',
		stopped: false,
		retryable: false,
		short: 'rejected',
		message: ({ what, why, status }) =>
			`${capital(what)} was not cancelled${reportedAs(status)}${because(why)}`,
		nextStep: ({ service }) =>
			`Act on the reason given, or ask ${service} support; until then it will ship`,
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
		message: ({ service, what, why }) =>
			`${service} refused the credential, so ${what} was not cancelled${because(why)}`,
		nextStep: () => 'Renew the key in the credential, test it there, and run again',
	},
	forbidden: {
		kind: 'fault',
		stopped: false,
		retryable: false,
		short: 'forbidden',
		message: ({ service, what, why }) =>
			`${service} accepts the credential but not for this request, so ${what} was not cancelled${because(why)}`,
		nextStep: () =>
			'Check that the order belongs to this account and that the key has the right to cancel orders',
	},
	rateLimited: {
		kind: 'fault',
		stopped: false,
		retryable: true,
		short: 'rate limited',
		message: ({ service, what }) =>
			`${service} kept asking to slow down until time ran out, so ${what} was not cancelled`,
		nextStep: () => "Run again later, or raise 'Give Up After'; this order is safe to send again",
	},
	unknown: {
		kind: 'fault',
		stopped: null,
		retryable: true,
		short: 'unknown',
		message: ({ what, why }) => `It is not known whether ${what} is cancelled${because(why)}`,
		nextStep: ({ service }) => `Look the order up in ${service} before you count on it either way`,
	},
	notAttempted: {
		kind: 'fault',
		stopped: false,
		retryable: true,
		short: 'not attempted',
		message: ({ what, why }) => `No cancellation was sent for ${what}${because(why)}`,
		nextStep: () => 'Remove what stood in the way and run again; this order is safe to send',
	},
};
