import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { giftCase, serviceCase } from './reads';
import type { ServiceCase } from './services';

/** Something that can be cancelled under conditions. */
export interface GuardCase {
	title: string;
	service: ServiceCase;
	/** Id that goes in. */
	idOf(number: number): string;
	/** A status in which a cancellation is accepted, as the form offers it. */
	allowed: string;
	/** Another status that is not too late either, in the sandbox and as the API shows it. */
	other: string;
	otherShown: string;
	/** A status that is too late, in the sandbox. */
	late: string;
	/** Puts one into the sandbox in a status of the sandbox. */
	seed(sandbox: Sandbox, id: string, status: string): void;
	/** The answer to a look-up that shows the other status. */
	otherBody(id: string): IDataObject;
}

function orderCase(
	name: ServiceCase['sandboxService'],
	more: Pick<GuardCase, 'other' | 'otherShown' | 'otherBody'>,
): GuardCase {
	const service = serviceCase(name);
	return {
		title: `${service.service} order`,
		service,
		idOf: service.idOf,
		allowed: service.cancellable,
		late: service.tooLate,
		seed: (sandbox, id, status) => sandbox.seed([{ service: name, id, status }]),
		...more,
	};
}

/** Of a gift's order, the gift's id goes in. */
function giftOrderCase(): GuardCase {
	const service = giftCase('cancelOrder');
	const orderOf = (id: string, status: string) => ({ id: `order${id}`, status });
	return {
		title: 'Snappy order of a gift',
		service,
		idOf: service.idOf,
		allowed: 'active',
		other: 'paused',
		otherShown: 'paused',
		late: 'completed',
		seed: (sandbox, id, status) => sandbox.seedGift({ id, orders: [orderOf(id, status)] }),
		otherBody: (id) => ({ id, status: 'claimed', orders: [orderOf(id, 'paused')] }),
	};
}

export const GUARD_CASES: readonly GuardCase[] = [
	orderCase('thanksIo', {
		other: 'paused',
		otherShown: 'Paused',
		otherBody: (id) => ({ data: { id: Number(id), order: { status: 'Paused' } } }),
	}),
	orderCase('snappy', {
		other: 'paused',
		otherShown: 'paused',
		otherBody: (id) => ({ data: { id, status: 'paused', fulfillmentStatus: 'unfulfilled' } }),
	}),
	orderCase('fastPod', {
		other: 'draft',
		otherShown: 'draft',
		otherBody: (id) => ({ id, order_status: 'draft' }),
	}),
	giftOrderCase(),
];
