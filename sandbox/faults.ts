import type { Fault, LoggedRequest } from './types';

interface QueuedFault {
	fault: Fault;
	passFirst: number;
	left: number;
}

/** Faults waiting for a request that fits them. */
export class FaultQueue {
	private queue: QueuedFault[] = [];

	add(fault: Fault): void {
		const left = fault.times ?? 1;
		if (left > 0) this.queue.push({ fault, passFirst: fault.skip ?? 0, left });
	}

	/** The first fault due for this request. Every matching fault sees the request pass. */
	take(request: LoggedRequest): Fault | undefined {
		let due: QueuedFault | undefined;
		for (const entry of this.queue) {
			if (!matches(entry.fault, request)) continue;
			if (entry.passFirst > 0) entry.passFirst -= 1;
			else due ??= entry;
		}
		if (due === undefined) return undefined;
		due.left -= 1;
		if (due.left <= 0) this.queue = this.queue.filter((entry) => entry !== due);
		return due.fault;
	}

	reset(): void {
		this.queue = [];
	}
}

function matches(fault: Fault, request: LoggedRequest): boolean {
	if (fault.service !== undefined && fault.service !== request.service) return false;
	if (fault.orderId !== undefined && fault.orderId !== request.orderId) return false;
	const operation = fault.operation ?? 'any';
	return operation === 'any' || operation === request.operation;
}
