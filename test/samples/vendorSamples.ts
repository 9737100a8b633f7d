import type { IDataObject } from 'n8n-workflow';

import type { OrderSeed, Sandbox } from '../../sandbox';
import type { Surface } from '../package/surface';

/** A request below the base URL of a vendor. */
export interface WireShape {
	method: string;
	path: string;
}

/** One operation of a node, and all that its form has below `resource` and `operation`. */
export interface OperationSurface {
	resource: string;
	operation: string;
	/** Parameter for the ID; null: it takes none. */
	idParameter: string | null;
	form: Surface;
}

export interface CredentialSamples {
	type: string;
	/** The field of its key, and what the form calls it. */
	keyField: string;
	keyLabel: string;
	/** The header that carries a key. */
	keyHeader(key: string): [name: string, value: string];
	/** Saved credentials hold these names; what is left out is at its default. */
	fields: Surface;
	/** Fields whose text the form hides, in alphabetical order; the key is the only one that has to be filled in. */
	secrets: string[];
	/** Fields that show only when a switch is on, by the name of the switch. */
	shownOnlyIf: Record<string, string[]>;
	/** The harmless request that tests it. */
	probe: WireShape;
	/** What the test button says about a key that is wrong, and about one that is not allowed in. */
	wrongKey: string;
	forbidden: string;
}

/** Statuses as the sandbox calls them, and as the vendor shows them where `Shown`. */
export interface Statuses {
	/** It can be stopped. As the form offers it too. */
	open: string;
	openShown: string;
	/** Neither known to be stoppable nor past it, or another one in which it can be stopped. */
	other: string;
	otherShown: string;
	late: string;
	lateShown: string;
	/** As the form offers the late one. */
	lateOffered: string;
	/** A status of which no page says that it is past cancelling: an order may show it and still be cancelled. null: none. */
	inferred: string | null;
	stopped: string;
}

/** What is asked and answered about one thing on the wire, in the bodies that the documentation shows. */
export interface WireSamples {
	/** The id that goes in, and the one that comes out. */
	id: string;
	orderId: string;
	cancel: WireShape;
	lookUp: WireShape;
	/** Answers to the cancel. */
	confirmed: IDataObject;
	otherState: IDataObject;
	/** About another thing than the one asked for, whichever request it answers. */
	otherOrder: IDataObject;
	/** Answers to the look-up. */
	found: Record<'cancelled' | 'cancellable' | 'tooLate' | 'unclear', IDataObject>;
	/** A refusal, and the words in it. */
	refusal: { status: number; body: IDataObject; words: string };
	/** The vendor's words for what was found. */
	words: Record<'cancelled' | 'cancellable' | 'tooLate', string>;
	cancelledAt: string | null;
}

/** One operation that stops something, and the thing that it stops. */
export interface CancellationSamples {
	/** Stands in titles: "Snappy gift". */
	label: string;
	resource: string;
	operation: string;
	/** An operation that does the same after it has found out by reading that this is what there is to be done. */
	alsoBy?: string;
	idParameter: string;
	idLabel: string;
	/** In messages: "order", "cancelled" and "cancel". */
	noun: string;
	done: string;
	verb: string;
	/** What to do once it is too late. */
	tooLateStep: string;
	/** What its description must tell a model: until when it works, and what is refunded. */
	toolDescription: string[];
	/** What the sandbox's log calls the request. */
	logged: 'cancel' | 'expire';
	/** Whether the answer to it names the thing that was asked for. */
	answerNamesIt: boolean;
	statuses: Statuses;
	/** A valid id, different for every number from 0 up. */
	idOf(number: number): string;
	/** The id in its result. */
	resultId(id: string): string;
	/** Puts one into the sandbox in a status of the sandbox. */
	seed(sandbox: Sandbox, id: string, status: string, more?: Partial<OrderSeed>): void;
	/** The answer to a look-up that shows the other status, and no time of ordering. */
	shownAsOther(id: string): IDataObject;
	wire: WireSamples;
}

/** Filters of Get Many, and the parts of the query that they become. */
export interface FilterSamples {
	title: string;
	filters: IDataObject;
	/** Of the workflow. */
	timezone?: string;
	query: string[];
}

/** How an order is found by what its customer calls it. */
export interface ReferenceSamples {
	/** A reference, different for every number from 0 up. */
	of(number: number): string;
	/** One that looks as much like an ID as it may. */
	like(id: string): string;
	/** One that has to be encoded on its way. */
	odd: string;
	/** In the sandbox, what an order has that goes by a reference. */
	seed(reference: string): Partial<OrderSeed>;
	/** The same in an entry of the list. */
	entry(reference: string): IDataObject;
	/** The request for a page of the list that is asked for these. */
	request(references: string[], page: number): string;
	/** References that one reading of the list is asked for at most. */
	mostTogether: number;
	/** Orders that are read at most, unless more are asked for; null: the list is read to its end. */
	depth: number | null;
	/** What is refused, with what is said of it. */
	refused: Array<[given: string, said: string]>;
}

/** What Get, Get Many and From List give about the orders of a vendor. */
export interface OrderSamples {
	/** What it says of an order that was placed on June 1st 2026 at noon and changed on the 2nd at 13:30. */
	facts: IDataObject;
	/** A status of the sandbox, the word that the vendor shows for it, and whether such an order can be cancelled. */
	states: Array<
		[Partial<OrderSeed> & { status: string }, shown: string, cancellable: boolean | null]
	>;
	/** How reading an order of another account ends. */
	foreign: 'forbidden' | 'notFound';
	largestPage: number;
	/** The one request that asks for a page. */
	listRequest(page: number, size: number): string;
	/** A page of the list with nothing in it but what is documented. */
	listPage(page: number, last: number, entries: IDataObject[]): IDataObject;
	/** An entry of the list with nothing in it but its id and a status in which it can be cancelled. */
	listEntry(id: string): IDataObject;
	filters: FilterSamples[];
	/** A filter that an expression may leave blank, with a value that is good for it. */
	blankFilter: { name: string; good: string };
	/** In From List: an open order with the reference 1001, and the beginning of one that is too late. */
	listLabels: [open: string, lateBegins: string];
	/** What is found by what is typed into From List; null: it cannot be searched. */
	search: {
		typed: string;
		seeds: Array<Partial<OrderSeed>>;
		query: string;
		found: number[];
	} | null;
	/** null: nobody but the service has a name for them. */
	references: ReferenceSamples | null;
}

/** All that the tests know about one vendor. */
export interface VendorSamples {
	/** Type name of its node, and name of its service in the sandbox. */
	name: string;
	/** What people call it. */
	service: string;
	/** Where the node panel shows the node, and what finds it beside "cancel order". */
	category: string;
	searchWords: string[];
	credential: CredentialSamples;
	/** The credential that signs in instead; left out: there is none. */
	oAuth2?: Pick<CredentialSamples, 'type' | 'fields'>;
	/** Its trigger and the form of it; left out: it has none. */
	trigger?: { name: string; form: Surface };
	/** Every operation of version 1. */
	operations: OperationSurface[];
	/** The first one is about an order. */
	cancellations: CancellationSamples[];
	orders: OrderSamples;
	/** The published rate limit; null: there is none. */
	limit: { requests: number; windowMs: number } | null;
}
