/**
 * What keeps something from being done. Functions that check what comes from outside return the value or one of these,
 * so that no caller can overlook it; nothing of it is ever thrown.
 */
export class Problem {
	/**
	 * @param reason what is wrong, as a clause: "the option 'Dry Run' is neither true nor false for this item"
	 * @param nextStep what to do about it, as a sentence without its full stop
	 * @param outcome how an order ends because of it; nothing was sent in either case
	 */
	constructor(
		readonly reason: string,
		readonly nextStep: string,
		readonly outcome: 'notAttempted' | 'invalidOrderId' = 'notAttempted',
	) {}
}
