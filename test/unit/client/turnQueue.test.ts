import { TurnQueue, type Permission } from '../../../nodes/orders/client/turnQueue';

/** Runs that wait for turns of one account. */
class Runs {
	readonly queue = new TurnQueue();
	/** Whoever was refused, by name. */
	readonly refused: Array<[name: string, why: Permission]> = [];
	private readonly signals = new Map<string, AbortSignal>();
	private readonly names = new Map<object, string>();

	/** The run that a name begins with has one more that waits. */
	add(name: string, more: { urgent?: boolean; deadline?: number } = {}): void {
		const run = name.charAt(0);
		const signal = this.signals.get(run) ?? new AbortController().signal;
		this.signals.set(run, signal);
		const resolve = (why: Permission) => {
			this.refused.push([name, why]);
		};
		const asked = { limit: null, signal, deadline: Infinity, urgent: false, requests: 1 } as const;
		const turn = { ...asked, ...more, resolve };
		this.names.set(turn, name);
		this.queue.add(turn);
	}

	/** Whose turn it is. */
	first(isOnlyUrgent = false): string | undefined {
		const turn = this.queue.first(isOnlyUrgent);
		return turn === undefined ? undefined : this.names.get(turn);
	}

	/** Gives turns until nobody waits, or nobody may go. */
	order(isOnlyUrgent = false): string {
		const order: string[] = [];
		for (;;) {
			const turn = this.queue.first(isOnlyUrgent);
			if (turn === undefined) return order.join(' ');
			order.push(this.names.get(turn) ?? '');
			this.queue.take(turn);
		}
	}
}

describe('turns', () => {
	it('go round the runs, however many each has that wait', () => {
		const runs = new Runs();
		for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) runs.add(name);
		expect(runs.order()).toBe('a1 b1 c1 a2 b2 a3 a4');
		expect(runs.queue.isEmpty).toBe(true);
	});

	it('of a run are first for what is urgent in it', () => {
		const runs = new Runs();
		runs.add('a1');
		runs.add('a2', { urgent: true });
		runs.add('b1');
		expect(runs.order()).toBe('a2 b1 a1');
	});

	it('go only to what is urgent, wherever it is, while that is asked for', () => {
		const runs = new Runs();
		runs.add('a1');
		runs.add('b1');
		runs.add('b2', { urgent: true });
		expect(runs.order(true)).toBe('b2');
		expect(runs.order()).toBe('a1 b1');
	});
});

describe('the earliest deadline', () => {
	it('is that of all runs', () => {
		const runs = new Runs();
		runs.add('a1', { deadline: 300 });
		runs.add('b1', { deadline: 100 });
		runs.add('b2', { deadline: 200 });
		expect(runs.queue.deadline).toBe(100);
	});

	it('is over when somebody looks after it, and then it is the next one', () => {
		const runs = new Runs();
		for (const [index, deadline] of [300, 100, 200].entries()) runs.add(`a${index}`, { deadline });
		expect(runs.queue.refuseBefore(100)).toBe(false);
		expect(runs.queue.refuseBefore(200)).toBe(true);
		expect(runs.refused).toEqual([['a1', 'outOfTime']]);
		expect(runs.queue.deadline).toBe(200);
	});

	it('is never if nobody waits', () => {
		expect(new TurnQueue().deadline).toBe(Infinity);
		expect(new TurnQueue().refuseBefore(1e15)).toBe(false);
	});
});

describe('who is refused', () => {
	it('is told why, and the others keep their places', () => {
		const runs = new Runs();
		runs.add('a1', { urgent: true, deadline: 1 });
		runs.add('a2', { deadline: 2 });
		runs.add('b1', { deadline: 1 });
		runs.add('b2', { deadline: 2 });
		expect(runs.queue.refuse('stopped', ({ deadline }) => deadline === 1)).toBe(true);
		expect(runs.refused).toEqual([
			['a1', 'stopped'],
			['b1', 'stopped'],
		]);
		expect(runs.order()).toBe('a2 b2');
	});

	it('is nobody if nobody is meant', () => {
		const runs = new Runs();
		runs.add('a1');
		expect(runs.queue.refuse('stopped', () => false)).toBe(false);
		expect(runs.first()).toBe('a1');
	});

	it('leaves no empty line behind', () => {
		const runs = new Runs();
		runs.add('a1');
		runs.queue.refuse('stopped', () => true);
		expect(runs.queue.isEmpty).toBe(true);
	});
});
