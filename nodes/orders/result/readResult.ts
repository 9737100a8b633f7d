import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { OrderState, Phase } from '../vendor/order';
import { storable } from '../vendor/parse';
import type { Redactor } from '../wording/redact';
import { because, capital } from '../wording/text';
import { messageFacts, type About } from './messageFacts';
import { askedToSlowDown, notAllowed, OUTCOMES, type MessageFacts } from './outcomes';
import { shaped, type Shape } from './shape';
import { unproven, type Outcome, type Verdict } from './verdict';

const CANCELLABLE: Readonly<Record<Phase, boolean | null>> = {
	cancellable: true,
	cancelled: false,
	tooLate: false,
	likelyTooLate: false,
	unclear: null,
};

/** Orders that were read, and what must not be shown of each. */
export interface FoundOrders {
	orders: OrderState[];
	redactorOf(state: OrderState): Redactor;
}

/** The simplified result of Get and Get Many; what the API does not give is null. */
export function factsOf(
	{ vendor, subject }: Pick<About, 'vendor' | 'subject'>,
	state: OrderState,
	redactor: Redactor,
): IDataObject {
	const { createdAt, updatedAt, total, currency, recipient, cancellable } = subject.details(
		state.order,
	);
	return {
		orderId: state.id,
		service: vendor.service,
		status: redactor.status(state.status, state.phase !== 'unclear'),
		cancellable: cancellable ?? CANCELLABLE[state.phase],
		createdAt,
		updatedAt,
		total,
		currency,
		recipient,
		...subject.moreFacts?.(state, (status, isKnown) => redactor.status(status, isKnown)),
	};
}

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

/**
 * Who asked, and for what: how that is tried again, and what may help besides waiting. Only a run has the option
 * 'Give Up After'.
 */
const ASKERS = {
	run: { again: 'run again', orElse: ", or raise 'Give Up After'", done: 'read', right: 'read' },
	list: { again: 'open the list again', orElse: '', done: 'read', right: 'read' },
	trigger: { again: 'try again', orElse: '', done: 'read', right: 'read' },
	create: { again: 'try again', orElse: '', done: 'created', right: 'manage' },
	remove: { again: 'try again', orElse: '', done: 'removed', right: 'manage' },
};

type Asker = (typeof ASKERS)[keyof typeof ASKERS];

interface Wording {
	message(facts: MessageFacts, asker: Asker): string;
	nextStep(facts: MessageFacts, asker: Asker): string;
}

const NOT_DONE: Wording = {
	message: ({ what, why }, { done }) => `${capital(what)} could not be ${done}${because(why)}`,
	nextStep: (_facts, { again }) =>
		`${capital(again)}; if it stays like this, check the connection and the 'Base URL' of the credential`,
};

/** For every outcome that reading can have. */
const WORDINGS: Partial<Record<Outcome, Wording>> = {
	notFound: {
		message: OUTCOMES.notFound.message,
		nextStep: ({ idLabel, noun }) =>
			`Check '${idLabel}', and that the credential belongs to the account of the ${noun}`,
	},
	invalidOrderId: OUTCOMES.invalidOrderId,
	unauthorized: {
		message: ({ service, what, why }, { done }) =>
			`${service} refused the credential, so ${what} was not ${done}${because(why)}`,
		nextStep: (_facts, { again }) => `Renew the key in the credential, test it there, and ${again}`,
	},
	forbidden: {
		message: ({ what, why, ...facts }, { done }) =>
			`${notAllowed(facts)}, so ${what} was not ${done}${because(why)}`,
		nextStep: ({ noun, isKeyUnproven }, { right }) =>
			`${isKeyUnproven ? 'Test the credential; if it works, check' : 'Check'} that the ${noun} belongs to this account and that the key has the right to ${right} ${noun}s`,
	},
	rateLimited: {
		message: ({ what, ...facts }, { done }) =>
			`${askedToSlowDown(facts)}, so ${what} was not ${done}`,
		nextStep: (_facts, { again, orElse }) => `${capital(again)} later${orElse}`,
	},
	notAttempted: {
		message: ({ what, why }, { done }) => `${capital(what)} was not ${done}${because(why)}`,
		nextStep: ({ isOutOfTime }, { again, orElse }) =>
			isOutOfTime
				? `${capital(again)} later${orElse}`
				: `Remove what stood in the way and ${again}`,
	},
};

/** Words what stood in the way of reading an order or a list, or of what else an asker does. */
export function readFailure(
	verdict: Verdict,
	about: About,
	asker: keyof typeof ASKERS = 'run',
): ReadFailure {
	const { outcome } = verdict;
	// Without a field to check, what is not there is at another address.
	const isLost = outcome === 'notFound' && (about.id === null || asker === 'create');
	const wording = (isLost ? undefined : WORDINGS[outcome]) ?? NOT_DONE;
	const facts = messageFacts(verdict, about);
	return {
		...(about.id === null ? {} : { orderId: about.id }),
		service: facts.service,
		outcome,
		retryable: verdict.retryable ?? OUTCOMES[outcome].retryable,
		message: wording.message(facts, ASKERS[asker]),
		nextStep: verdict.nextStep ?? wording.nextStep(facts, ASKERS[asker]),
	};
}

/** What one input item gave. */
export interface ReadResult {
	/** Position of the input item. */
	item: number;
	/** The orders that were read, or why there are none. */
	outcome: IDataObject[] | ReadFailure;
}

/**
 * What was read for an item as its result. An order of a shape that our own code stumbles over must not cost the other
 * items their results.
 *
 * @param id of the order; null for a list
 * @param shape the common facts, some of them, or the vendor's order as received
 */
export function readResultOf(
	item: number,
	found: FoundOrders | Verdict,
	about: About,
	shape: Shape,
): ReadResult {
	if (!('orders' in found)) return { item, outcome: readFailure(found, about) };
	try {
		const outcome = found.orders.map((state) =>
			shape.isRaw
				? storable(state.order)
				: shaped(factsOf(about, state, found.redactorOf(state)), shape),
		);
		return { item, outcome };
	} catch {
		const verdict = unproven('unknown', null, { detail: 'the answer could not be dealt with' });
		return { item, outcome: readFailure(verdict, about) };
	}
}

/** One output item per order read; an input item that gave none because it could not be read has one with `error`. */
export function toReadItems(results: readonly ReadResult[]): INodeExecutionData[] {
	return results.flatMap(({ item, outcome }) => {
		const pairedItem = { item };
		return Array.isArray(outcome)
			? outcome.map((json) => ({ json, pairedItem }))
			: [{ json: { error: { ...outcome } }, pairedItem }];
	});
}
