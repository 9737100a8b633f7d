import type { Clock } from '../clock';
import type { Answered, Lost, NotDelivered, NotSent, RequestPlan } from '../contract/reply';
import type { Subject, Vendor } from '../contract/vendor';
import type { Pace } from '../pace/pace';

/** What the credential's own test request says about a key that was just refused. */
export type ProbeAnswer = 'works' | 'refused' | 'unclear';

/** Everything that one order needs from its run. */
export interface Desk {
	vendor: Vendor;
	subject: Subject;
	clock: Clock;
	pace: Pace;
	/** Requests per window that the pace allows; null: it finds its own. */
	limit: Vendor['limit'];
	/** Aborted when nothing more may be sent. */
	signal: AbortSignal;
	/** Milliseconds since the epoch. */
	deadline: number;
	/** Sends of one cancel, 429 answers not counted. */
	maxAttempts: number;
	/** Values of the credential that must not get into anything that is shown or stored. */
	secrets: readonly string[];
	/** One request, never repeated. */
	send(plan: RequestPlan): Promise<Answered | NotDelivered | Lost>;
	/** Why nothing more may be sent, once `signal` is aborted. */
	whyStopped(): NotSent['why'];
	/** Asked once per run, however many orders were refused; it ends the run if the credential itself is refused. */
	probe(): Promise<ProbeAnswer>;
}
