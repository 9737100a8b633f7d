import type { Target } from './routing';
import type { Fault, FaultKind, SandboxOrder } from './types';
import type { Reply } from './vendor';
import type { Wire } from './wire';
import type { World } from './world';

/** What a fault may use: the request's target, the wire, and the honest way to process it. */
export interface FaultScene {
	world: World;
	target: Target;
	fault: Fault;
	wire: Wire;
	/** Processes the request as if nothing were wrong and returns the honest answer. */
	process: () => Reply;
}

type FaultAct = (scene: FaultScene) => void;

const LATE_MS = 1000;

const HTML = {
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: '<!doctype html><html><head><title>Log in</title></head><body>Please log in.</body></html>',
};

/** "Before" faults change nothing, whatever key was sent; "after" faults hide a real outcome. */
export const FAULT_ACTS: Record<FaultKind, FaultAct> = {
	timeoutBefore: () => undefined,
	timeoutAfter: ({ process }) => void process(),
	processLate: ({ world, fault, process }) =>
		world.later(fault.delayMs ?? LATE_MS, () => void process()),
	cutBefore: ({ wire }) => wire.cut(),
	cutAfter: (scene) => afterwards(scene, () => scene.wire.cut()),
	cutBody: ({ wire, process }) => wire.sendCut(process()),
	slowBody: ({ wire, process }) => wire.drip(process()),
	statusBefore: (scene) => scene.wire.send(statusReply(scene, 503)),
	statusAfter: (scene) => afterwards(scene, () => scene.wire.send(statusReply(scene, 503))),
	otherState: (scene) => scene.wire.send(claim(scene, uncancelled(scene))),
	statusFalse: ({ target, wire }) =>
		wire.send({ status: 200, body: target.route?.showNothing() ?? {} }),
	otherOrder: (scene) => scene.wire.send(claim(scene, someoneElses(scene))),
	emptyBefore: ({ wire }) => wire.send({ status: 200, body: undefined }),
	emptyAfter: (scene) => afterwards(scene, () => scene.wire.send({ status: 200, body: undefined })),
	htmlBefore: ({ wire }) => wire.send({ status: 200, ...HTML }),
	htmlAfter: (scene) => afterwards(scene, () => scene.wire.send({ status: 200, ...HTML })),
	malformedBefore: (scene) => scene.wire.sendMalformed(claim(scene, orderOf(scene))),
	malformedAfter: ({ wire, process }) => wire.sendMalformed({ ...process(), status: 200 }),
	redirect: ({ fault, wire }) =>
		wire.send({
			status: fault.status ?? 302,
			body: fault.body,
			headers: { location: fault.location ?? '/' },
		}),
	rateLimited: (scene) => scene.wire.send(statusReply(scene, 429)),
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

/** A 200 in the vendor's success envelope about the given order. */
function claim({ target }: FaultScene, order: SandboxOrder): Reply {
	return { status: 200, body: target.route?.show(order) ?? {} };
}

/** The order that the request names, for a gift its last one; a made-up one if there is none. */
function orderOf({ world, target }: FaultScene): SandboxOrder {
	const { service, otherState } = target.vendor;
	const id = target.id ?? target.vendor.otherId;
	const gift = target.path.startsWith('/v2/') ? world.state.gift(id) : undefined;
	const giftOrders = gift === undefined ? [] : world.state.giftOrders(gift);
	const active = giftOrders.filter((order) => !order.cancelled).at(-1);
	const known = active ?? giftOrders.at(-1) ?? world.state.find(service, id);
	if (known !== undefined) return known;
	const now = new Date().toISOString();
	return {
		service,
		id,
		status: otherState,
		cancelled: false,
		cancelCount: 0,
		foreign: false,
		createdAt: now,
		updatedAt: now,
		cancelledAt: null,
	};
}

function uncancelled(scene: FaultScene): SandboxOrder {
	const status = scene.target.vendor.otherState;
	return { ...orderOf(scene), status, cancelled: false, cancelledAt: null };
}

function someoneElses(scene: FaultScene): SandboxOrder {
	const id = scene.target.vendor.otherId;
	const cancelledAt = new Date().toISOString();
	return { ...orderOf(scene), id, giftId: id, status: 'cancelled', cancelled: true, cancelledAt };
}
