import { DEFAULT_TENANT } from './model';
import type { Fault, FaultKind, LoggedRequest, SandboxOrder } from './model';
import type { Target } from './routing';
import type { Reply } from './vendor';
import type { Wire } from './wire';

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
}

function matches(fault: Fault, request: LoggedRequest): boolean {
	if (fault.service !== undefined && fault.service !== request.service) return false;
	if (fault.orderId !== undefined && fault.orderId !== request.orderId) return false;
	if (fault.tenant !== undefined && fault.tenant !== request.tenant) return false;
	const { operation = 'any' } = fault;
	return operation === 'any' || operation === request.operation;
}

/** What a fault may use. */
export interface FaultScene {
	target: Target;
	fault: Fault;
	wire: Pick<Wire, 'send' | 'sendCut' | 'sendMalformed' | 'drip' | 'cut'>;
	/** Processes the request as if nothing were wrong and returns the honest answer. */
	process: () => Reply;
	/** The honest answer to a read at a time in the past, milliseconds since 1970. */
	processAsOf: (time: number) => Reply;
	/** The order that the request is about. */
	namedOrder: () => SandboxOrder | undefined;
}

type FaultAct = (scene: FaultScene) => void;

const LOGIN_PAGE =
	'<!doctype html><html><head><title>Log in</title></head><body>Please log in.</body></html>';

/**
 * "Before" faults change nothing, whatever key was sent, unless `delayMs` says that the request is carried out later;
 * "after" faults hide a real outcome.
 */
export const FAULT_ACTS: Record<FaultKind, FaultAct> = {
	timeoutBefore: () => undefined,
	timeoutAfter: ({ process }) => void process(),
	cutBefore: ({ wire }) => wire.cut(),
	cutAfter: (scene) => afterwards(scene, () => scene.wire.cut()),
	cutBody: ({ wire, process }) => wire.sendCut(process()),
	slowBody: ({ wire, process }) => wire.drip(process()),
	statusBefore: (scene) => scene.wire.send(statusReply(scene, 503)),
	statusAfter: (scene) => afterwards(scene, () => scene.wire.send(statusReply(scene, 503))),
	sameState: (scene) => scene.wire.send(unchanged(scene)),
	otherState: (scene) => scene.wire.send(claim(scene, uncancelled(scene))),
	statusFalse: ({ target, wire }) =>
		wire.send({ status: 200, body: target.route?.showNothing() ?? {} }),
	otherOrder: (scene) => scene.wire.send(claim(scene, someoneElses(scene))),
	emptyBefore: ({ wire }) => wire.send({ status: 200, body: undefined }),
	emptyAfter: (scene) => afterwards(scene, () => scene.wire.send({ status: 200, body: undefined })),
	htmlBefore: (scene) => scene.wire.send(page(scene)),
	htmlAfter: (scene) => afterwards(scene, () => scene.wire.send(page(scene))),
	malformedBefore: (scene) => scene.wire.sendMalformed(claim(scene, orderOf(scene))),
	malformedAfter: ({ wire, process }) => wire.sendMalformed({ ...process(), status: 200 }),
	redirect: ({ fault, wire }) =>
		wire.send({
			status: fault.status ?? 302,
			body: fault.body,
			headers: { location: fault.location ?? '/' },
		}),
	rateLimited: (scene) => scene.wire.send(statusReply(scene, 429)),
	stale: ({ wire, fault: { lagMs }, processAsOf }) =>
		wire.send(processAsOf(lagMs === undefined ? 0 : Date.now() - lagMs)),
	hugeText: ({ wire, process }) => wire.send(changed(process(), swell)),
	hugeId: ({ wire, process, target }) =>
		wire.send(changed(process(), (body) => withHugeId(body, target.id))),
};

function afterwards(scene: FaultScene, act: () => void): void {
	scene.process();
	act();
}

function statusReply({ target, fault }: FaultScene, usual: number): Reply {
	const status = usual === 429 ? usual : (fault.status ?? usual);
	return {
		status,
		body: fault.body ?? target.vendor.error(status, target.path),
		headers: {
			...(fault.retryAfter !== undefined && { 'retry-after': fault.retryAfter }),
			...(fault.location !== undefined && { location: fault.location }),
		},
	};
}

/** What a login, a proxy or a firewall shows. */
function page({ fault }: FaultScene): Reply {
	const headers = { 'content-type': 'text/html; charset=utf-8' };
	return { status: fault.status ?? 200, headers, body: fault.body ?? LOGIN_PAGE };
}

function changed(reply: Reply, change: (body: unknown) => unknown): Reply {
	return { ...reply, body: change(reply.body) };
}

const LONG_TEXT = 13_000;
const LONG_ID = 200_000;
const DEPTH = 1_500;

const NESTED = Array.from({ length: DEPTH }).reduce<object>((inner) => ({ inner }), {});

/** Names, streets and sentences get very long, and every object holds something that is nested very deep. */
function swell(value: unknown): unknown {
	if (typeof value === 'string') {
		return value.includes(' ') ? value.repeat(Math.ceil(LONG_TEXT / value.length)) : value;
	}
	if (Array.isArray(value)) return value.map(swell);
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value).map(([name, field]) => [name, swell(field)]);
	return { ...Object.fromEntries(fields), nested: NESTED };
}

function withHugeId(body: unknown, id: string | null): unknown {
	const grow = (_name: string, value: unknown) =>
		String(value) === id ? id.repeat(Math.ceil(LONG_ID / id.length)) : value;
	return body === undefined ? body : JSON.parse(JSON.stringify(body, grow));
}

/** A 200 in the vendor's success envelope about the given order. */
function claim({ target }: FaultScene, order: SandboxOrder): Reply {
	return { status: 200, body: target.route?.show(order) ?? {} };
}

/** A 200 about the order as it is. To a read that is the honest answer. */
function unchanged(scene: FaultScene): Reply {
	const isRead = scene.target.route?.method === 'GET';
	return isRead ? scene.process() : claim(scene, orderOf(scene));
}

/** The order that the request names, or a made-up one if there is none. */
function orderOf({ target, namedOrder }: FaultScene): SandboxOrder {
	const { service, otherState, otherOrder } = target.vendor;
	const now = new Date(Date.now()).toISOString();
	return (
		namedOrder() ?? {
			service,
			tenant: DEFAULT_TENANT,
			id: target.id ?? otherOrder.id,
			status: otherState,
			cancelled: false,
			cancelCount: 0,
			createdAt: now,
			updatedAt: now,
			cancelledAt: null,
		}
	);
}

function uncancelled(scene: FaultScene): SandboxOrder {
	const status = scene.target.vendor.otherState;
	return { ...orderOf(scene), status, cancelled: false, cancelledAt: null };
}

function someoneElses(scene: FaultScene): SandboxOrder {
	const cancelledAt = new Date(Date.now()).toISOString();
	const { otherOrder } = scene.target.vendor;
	return { ...orderOf(scene), status: 'cancelled', cancelled: true, cancelledAt, ...otherOrder };
}
