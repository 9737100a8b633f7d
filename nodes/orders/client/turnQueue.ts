import type { RequestLimit } from '../vendor/vendor';
import type { CallEnd, RequestEnd } from './reply';

export type Permission = Place | 'stopped' | 'outOfTime';

/** One that waits for its turn. */
export interface Turn {
	/** null: no limit is known, so the pace finds what the service takes. */
	limit: RequestLimit | null;
	/** Ends the wait; all turns of a run have the same one, and the runs take turns. */
	signal: AbortSignal;
	/** Milliseconds since the epoch; a turn that cannot come before it is refused at once. */
	deadline: number;
	/** Whether it finishes something that was begun: it goes before what its run has not begun yet. */
	urgent: boolean;
	/** Requests that leave one after the other, without waiting again in between: a reading, and the cancel after it. */
	requests: 1 | 2;
}

/** A turn that has come. */
export interface Place {
	/**
	 * One of its requests has ended.
	 *
	 * @param unfinished where its connection may still be open: it keeps its place until this has settled
	 */
	end(end: RequestEnd, unfinished?: Promise<unknown>): void;
	/** What has not been sent of it will not be sent. */
	giveBack(): void;
}

/** One turn for a reading and the cancel that follows it, while what was read still holds. */
export class Pair {
	private place: Place | null = null;

	/** Keeps the place of the reading for the cancel. */
	keep(place: Place): void {
		this.place = place;
	}

	/** The place that was kept, for the cancel that leaves now; null: none, so it begins with a reading. */
	take(): Place | null {
		const { place } = this;
		this.place = null;
		return place;
	}

	/** Nothing follows the reading, or not at once. */
	giveBack(): void {
		this.take()?.giveBack();
	}
}

/** Who sends a request, and wants to know of every call that it takes. */
export interface Watch {
	/** Whether it finishes something that was begun: it goes before what has not begun yet. */
	urgent: boolean;
	/** Of a reading and its cancel: the cancel follows in the same turn, and comes back if it is answered 429. */
	pair?: Pair;
	/** Called for every call, with how it ended. */
	onReply?(reply: CallEnd): void;
}

/** A turn that waits. */
interface Waiting extends Turn {
	resolve(permission: Permission): void;
}

/** The turns of one run that wait, in order of arrival. */
interface Line {
	signal: AbortSignal;
	urgent: Waiting[];
	others: Waiting[];
	/** None of them has an earlier one. */
	deadline: number;
}

/**
 * Who goes next: the runs that share an account take turns, so that a small one never waits for the whole of a large one.
 * Inside a run, what was begun is finished before anything else is begun.
 */
export class TurnQueue {
	/** In the order in which the runs have their turns; none is empty. */
	private lines: Line[] = [];

	get isEmpty(): boolean {
		return this.lines.length === 0;
	}

	/**
	 * None that waits has an earlier deadline; Infinity: nobody waits. Asked at every step of a run, so that not all who wait
	 * are looked at then. A turn that was taken counts until the next refusal.
	 */
	get deadline(): number {
		return Math.min(...this.lines.map(({ deadline }) => deadline));
	}

	add(turn: Waiting): void {
		let line = this.lines.find(({ signal }) => signal === turn.signal);
		if (line === undefined) {
			line = { signal: turn.signal, urgent: [], others: [], deadline: Infinity };
			this.lines.push(line);
		}
		line.deadline = Math.min(line.deadline, turn.deadline);
		(turn.urgent ? line.urgent : line.others).push(turn);
	}

	/** Whose turn it is. */
	first(isOnlyUrgent: boolean): Waiting | undefined {
		for (const { urgent, others } of this.lines) {
			const turn = urgent[0] ?? (isOnlyUrgent ? undefined : others[0]);
			if (turn !== undefined) return turn;
		}
		return undefined;
	}

	/** Takes out the turn that `first` gave; the other runs are before its own now. */
	take(turn: Waiting): void {
		const place = this.lines.findIndex(({ signal }) => signal === turn.signal);
		const [line] = this.lines.splice(place, 1);
		if (line === undefined) return;
		(turn.urgent ? line.urgent : line.others).shift();
		if (line.urgent.length + line.others.length > 0) this.lines.push(line);
	}

	/** Takes out all that are meant, and tells them. @returns whether there are any */
	refuse(permission: 'stopped' | 'outOfTime', isMeant: (turn: Turn) => boolean): boolean {
		const all = this.lines.flatMap(({ urgent, others }) => [...urgent, ...others]);
		const refused = all.filter(isMeant);
		const isKept = (turn: Waiting) => !isMeant(turn);
		const lines = this.lines.map((line) => {
			const urgent = line.urgent.filter(isKept);
			const others = line.others.filter(isKept);
			const deadlines = [...urgent, ...others].map(({ deadline }) => deadline);
			return { ...line, urgent, others, deadline: Math.min(...deadlines) };
		});
		this.lines = lines.filter(({ urgent, others }) => urgent.length + others.length > 0);
		for (const turn of refused) turn.resolve(permission);
		return refused.length > 0;
	}

	/** Refuses all whose deadline is before a time, milliseconds since the epoch. @returns whether there are any */
	refuseBefore(time: number): boolean {
		return this.deadline < time && this.refuse('outOfTime', ({ deadline }) => deadline < time);
	}
}
