/** The vendor answered: the only end of a call that carries a status code and a body. */
export interface Answered {
	end: 'answered';
	status: number;
	headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or the text when it was not JSON ('' when empty). */
	body: unknown;
	/** Whether the key that the request came with has been renewed since; left out: a key that is never renewed. */
	isKeyRenewed?(): boolean;
}

/** The request provably never reached the vendor, or came with a key that had expired. */
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
	/** What the test request says of the credential; `expired`: its access has ended, and cannot be renewed. */
	credential: 'refused' | 'expired' | 'accepted' | 'unclear';
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

/** Whether a call was answered 429. After a request it says so only where nothing may follow without a new reading. */
export function isRateLimited(reply: Reply): boolean {
	return reply.end === 'answered' && reply.status === 429;
}

/** Why a request did not leave, for people. */
export const NOT_SENT: Readonly<Record<NotSent['why'], string>> = {
	stopped: 'the run was stopped before its turn came',
	halted: 'the credential was refused earlier in this run',
	elsewhere: "no API answers at the 'Base URL'",
	outOfTime: 'time ran out before its turn came',
};

/** What to do where access that a person gave has ended. */
export const CONNECT_AGAIN = 'Open the credential, connect it again, and try again';

/** A key that has expired keeps everything from being carried out, and it is renewed by now. */
export const KEY_HAD_EXPIRED: NotDelivered = {
	end: 'notDelivered',
	cause: 'the access token had expired',
	temporary: true,
};

/** Whether a request was refused that came with a key that is renewed by now. */
export function hasOldKey({ status, isKeyRenewed }: Answered): boolean {
	return (status === 401 || status === 403) && isKeyRenewed?.() === true;
}

/** What to do where no connection can be made. */
export const CHECK_CONNECTION = "Check the connection and the 'Base URL' of the credential";

/** What to do where no API answers. */
export const CHECK_ADDRESS =
	"Check the 'Base URL' of the credential, and the proxy or firewall on the way";

/** What the credential's own test request says of the credential, or of the address: `elsewhere`, no API answers there. */
export type Probe = Denied['credential'] | 'elsewhere';

/** Enough of a body to see what it is. */
const BEGINNING = 200;

function beginningOf(body: unknown): string {
	return typeof body === 'string' ? body.slice(0, BEGINNING).trimStart() : '';
}

function isJson({ headers }: Answered): boolean {
	return /\bjson\b/i.test((headers['content-type'] ?? '').slice(0, BEGINNING));
}

/** Without a body nothing tells an API from a proxy that was asked to connect to it and would not. */
function isEmpty({ body }: Answered): boolean {
	return body === undefined || body === null || (typeof body === 'string' && body.trim() === '');
}

/**
 * Why an answer is not the API's word: all APIs answer in JSON, and none of them redirects. What a gateway says of a
 * service that struggles (408, 429, 5xx) has a meaning of its own, whatever it looks like.
 *
 * @returns what answered instead, as a clause; null: it may be the API
 */
function whatAnswered(answer: Answered): string | null {
	const { status, body } = answer;
	if (status === 408 || status === 429 || status >= 500) return null;
	if (status >= 300 && status < 400) return `a redirect was the answer (HTTP ${status})`;
	const beginning = beginningOf(body);
	if (beginning.startsWith('<')) return `a web page was the answer (HTTP ${status})`;
	const isText = status >= 400 && beginning !== '' && !isJson(answer);
	return isText ? `the answer was not the API's (HTTP ${status}, plain text)` : null;
}

/** Whether nothing in an answer shows that it came from the API. */
export function mayBeElsewhere(answer: Answered): boolean {
	const { status } = answer;
	return whatAnswered(answer) !== null || ((status === 403 || status === 404) && isEmpty(answer));
}

/** Whether an answer means one thing or another by what the credential's test request meets. */
export function needsProbe(answer: Answered): boolean {
	return answer.status === 401 || answer.status === 403 || mayBeElsewhere(answer);
}

/** What the answer to the test request says. That request is right for every key, so nothing is there if it meets a 404. */
export function probeOf(answer: Answered): Probe {
	const { status } = answer;
	if (mayBeElsewhere(answer) || status === 404) return 'elsewhere';
	if (status === 401 || status === 403) return 'refused';
	return status >= 200 && status < 300 ? 'accepted' : 'unclear';
}

/**
 * What an answer means that needs a probe.
 *
 * @param probe what the credential's test request met
 */
export function meaningOf(answer: Answered, probe: Probe): Answered | Denied | Elsewhere {
	const { status, body } = answer;
	const instead = whatAnswered(answer);
	if (instead !== null) return { end: 'elsewhere', status, cause: instead };
	if (probe === 'elsewhere' && mayBeElsewhere(answer)) {
		const cause = `no API answered (HTTP ${status}), and none did when the credential was tested`;
		return { end: 'elsewhere', status, cause };
	}
	// Without a body a 404 may hide everything from a key that is not accepted.
	if (status === 404 && probe !== 'refused' && probe !== 'expired') return answer;
	return { end: 'denied', status, body, credential: probe === 'elsewhere' ? 'unclear' : probe };
}

/** What the end of a request says about the service; `denied` is a 401 or 403. */
export type RequestEnd = 'well' | 'rateLimited' | 'denied' | 'badly';

/** What a call says about the service; a page that is not the API's is no better than a refusal. */
export function endOf(reply: CallEnd): RequestEnd {
	if (reply.end !== 'answered') return 'badly';
	if (reply.status === 429) return 'rateLimited';
	if (reply.status === 401 || reply.status === 403 || mayBeElsewhere(reply)) return 'denied';
	return reply.status >= 500 ? 'badly' : 'well';
}
