import type { OrderSeed, Sandbox } from '../../../sandbox';

type Service = 'thanksIo' | 'snappy' | 'fastPod';

/** What is the matter with an order. */
type Plight = 'open' | 'tooLate' | 'cancelledBefore' | 'unknown' | 'lostAnswer' | 'noAnswer';

/** One order that is sent to the webhook of its service. */
export interface QueueOrder {
	service: Service;
	id: string;
	plight: Plight;
	/** What a first run of it has to say. */
	expected: string;
}

/** An order and the execution that n8n made of it. */
export interface SentOrder {
	order: QueueOrder;
	executionId: string;
}

const EXPECTED: Readonly<Record<Plight, string>> = {
	open: 'cancelled',
	tooLate: 'tooLate',
	cancelledBefore: 'alreadyCancelled',
	unknown: 'notFound',
	lostAnswer: 'cancelled',
	noAnswer: 'cancelled',
};

/** Of twenty orders, fifteen are simply open. */
const PLIGHTS: readonly Plight[] = [
	...(['open', 'open', 'noAnswer', 'open', 'open', 'tooLate', 'open', 'open'] as const),
	...(['open', 'lostAnswer', 'open', 'open', 'open', 'cancelledBefore', 'open', 'open'] as const),
	...(['open', 'unknown', 'open', 'open'] as const),
];

const STATUS: Readonly<Record<Service, { open: string; tooLate: string }>> = {
	thanksIo: { open: 'reviewing', tooLate: 'processing' },
	snappy: { open: 'active', tooLate: 'completed' },
	fastPod: { open: 'new_order', tooLate: 'in_production' },
};

/** Ids of each service's own form. */
const ID: Readonly<Record<Service, (serial: number) => string>> = {
	thanksIo: (serial) => String(700_000 + serial),
	snappy: (serial) => `Q7nR4bD${String(serial).padStart(5, '0')}`,
	fastPod: (serial) => `F237-120723-${String(100_000 + serial)}`,
};

/**
 * The orders of a run, the services taking turns as far as they have any.
 *
 * @param counts how many of each service
 */
export function makeOrders(counts: Readonly<Record<Service, number>>): QueueOrder[] {
	const services = Object.entries(counts) as Array<[Service, number]>;
	const placed = services.flatMap(([service, count]) =>
		Array.from({ length: count }, (_, serial): { at: number; order: QueueOrder } => {
			const plight = PLIGHTS[serial % PLIGHTS.length] ?? 'open';
			const order = { service, id: ID[service](serial), plight, expected: EXPECTED[plight] };
			return { at: (serial + 0.5) / count, order };
		}),
	);
	return placed.sort((a, b) => a.at - b.at).map(({ order }) => order);
}

/** More thanks.io orders, all of them open. */
export function makeOpenPostcards(count: number): QueueOrder[] {
	return Array.from({ length: count }, (_, serial) => ({
		service: 'thanksIo',
		id: ID.thanksIo(50_000 + serial),
		plight: 'open',
		expected: EXPECTED.open,
	}));
}

function seedOf({ service, id, plight }: QueueOrder): OrderSeed[] {
	if (plight === 'unknown') return [];
	if (plight === 'cancelledBefore') return [{ service, id, status: 'cancelled' }];
	const { open, tooLate } = STATUS[service];
	return [{ service, id, status: plight === 'tooLate' ? tooLate : open }];
}

/** Puts the orders into the sandbox and sets up what goes wrong with some of them. */
export function seedOrders(sandbox: Sandbox, orders: readonly QueueOrder[]): void {
	sandbox.seed(orders.flatMap(seedOf));
	for (const { service, id: orderId, plight } of orders) {
		const where = { service, orderId, operation: 'cancel' } as const;
		if (plight === 'lostAnswer') sandbox.addFault({ ...where, kind: 'statusAfter' });
		if (plight === 'noAnswer') sandbox.addFault({ ...where, kind: 'timeoutAfter' });
	}
}
