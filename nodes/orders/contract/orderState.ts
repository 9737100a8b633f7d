import type { IDataObject } from 'n8n-workflow';

/**
 * Where an order stands, in the terms that matter to a cancellation.
 * `unclear` is a status that the vendor's documentation does not explain: nothing is concluded from it.
 */
export type Phase = 'cancelled' | 'cancellable' | 'tooLate' | 'unclear';

/** What a vendor's answer says about an order. */
export interface OrderState {
	/** The id that the answer itself names; null when it names none. */
	orderId: string | null;
	/** The vendor's own word. */
	status: string | null;
	/** Why the order is where it is, when its status alone does not say so: "shipment inTransit". */
	statusDetail?: string;
	phase: Phase;
	/** ISO 8601 UTC; null where the vendor gives none. */
	cancelledAt: string | null;
	/** The vendor's order as received. It holds recipient data: only `simplify` off passes it on. */
	order: IDataObject;
	/**
	 * True when the order described may be a newer one than the order that was meant (a gift that was
	 * claimed again after a cancellation). Such an order must not be cancelled on the strength of an old request.
	 */
	mayBeNewer?: boolean;
}
