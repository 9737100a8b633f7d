/** The vendor answered: the only end of a call that carries a status code and a body. */
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
	/** What stood in the way, for people: "the connection was refused (ECONNREFUSED 192.0.2.7:443)". */
	cause: string;
	/** Whether trying again can change anything (a refused connection: yes, a bad certificate: no). */
	temporary: boolean;
}

/** The request may have reached the vendor, and may have been carried out; no usable answer came. */
export interface Lost {
	end: 'lost';
	cause: string;
	/** The call itself, where nobody waits for it any more: until it has ended, its connection may be open. */
	unfinished?: Promise<unknown>;
}

/** The ends of one HTTP call. `lost` is why an order is read before it is ever sent again. */
export type CallEnd = Answered | NotDelivered | Lost;

/** The vendor refused the request, and the credential's own test request was asked what that means. */
export interface Denied {
	end: 'denied';
	status: number;
	body: unknown;
	/** What the test request says of the credential. */
	credential: 'refused' | 'accepted' | 'unclear';
}

/** Something else answered in the API's place (a proxy, a firewall, a website): it says nothing about any order. */
export interface Elsewhere {
	end: 'elsewhere';
	status: number;
	/** What answered, for people. */
	cause: string;
}

/** Nothing was sent because the run ended while the request waited for its turn. */
export interface NotSent {
	end: 'notSent';
	/**
	 * `stopped`: by the person, or with the run; `halted`: the credential was refused; `elsewhere`: no API answers at the
	 * address; `outOfTime`: the time for the run is over.
	 */
	why: 'stopped' | 'halted' | 'elsewhere' | 'outOfTime';
}

/** The vendor answered 429, which means that it carried nothing out, and after that the run ended. */
export interface RateLimited {
	end: 'rateLimited';
	until: NotSent['why'];
}

/** What came of a request, with all its repetitions after a 429. */
export type Reply = CallEnd | Denied | Elsewhere | RateLimited | NotSent;

/** Why a request did not leave, for people. */
export const NOT_SENT: Readonly<Record<NotSent['why'], string>> = {
	stopped: 'the run was stopped before its turn came',
	halted: 'the credential was refused earlier in this run',
	elsewhere: "no API answers at the 'Base URL'",
	outOfTime: "the time of 'Give Up After' was over before its turn came",
};

/** What to do where no connection can be made. */
export const CHECK_CONNECTION = "Check the connection and the 'Base URL' of the credential";

/** What to do where no API answers. */
export const CHECK_ADDRESS =
	"Check the 'Base URL' of the credential, and the proxy or firewall on the way";
