import type { IDataObject } from 'n8n-workflow';

/** A request as a vendor describes it: relative to the credential's base URL, never with a body. */
export interface RequestPlan {
	method: 'GET' | 'POST' | 'PUT';
	/** Path below the base URL; ids in it are already URL-encoded. */
	path: string;
	qs?: IDataObject;
	headers?: Record<string, string>;
}

/** The vendor answered: the only end of a call that carries a status code. */
export interface Answered {
	end: 'answered';
	status: number;
	headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or the text when it was not JSON ('' when empty). */
	body: unknown;
}

/** The request provably never reached the vendor. */
export interface NotDelivered {
	end: 'notDelivered';
	/** What stood in the way, for people: "the connection was refused (ECONNREFUSED)". */
	cause: string;
	/** Whether trying again can change anything (a refused connection: yes, a bad certificate: no). */
	temporary: boolean;
}

/** The request may have reached the vendor, and may have been carried out; no usable answer came. */
export interface Lost {
	end: 'lost';
	cause: string;
}

/** Nothing was sent because the run ended while the request waited for its turn. */
export interface NotSent {
	end: 'notSent';
	why: 'stopped' | 'halted' | 'outOfTime';
}

/** The ends of one HTTP call. `lost` is why an order is read before it is ever sent again. */
export type Reply = Answered | NotDelivered | Lost | NotSent;
