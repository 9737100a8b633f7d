/** What a vendor's order says beside its status; null where the API gives nothing. */
export interface OrderDetails {
	/** ISO 8601 UTC. */
	createdAt: string | null;
	/** ISO 8601 UTC. */
	updatedAt: string | null;
	/** In whole units of the currency, not in cents. */
	total: number | null;
	/** ISO 4217. */
	currency: string | null;
	/** Name of the person it goes to. */
	recipient: string | null;
	/** The API's own word on whether it could be cancelled, where it has one; left out: the phase tells. */
	cancellable?: boolean;
}
