/** What is done to an order, for messages. */
export interface StopWords {
	/** "is cancelled" */
	done: string;
	/** "can no longer be", "turn off Dry Run to" */
	verb: string;
	/** "no cancellation was sent" */
	act: string;
	/** What to do when it is past being stopped this way; left out: expect it to ship. */
	tooLateStep?: string;
}

/** What nearly every operation does. */
export const CANCEL_WORDS: StopWords = {
	done: 'cancelled',
	verb: 'cancel',
	act: 'cancellation',
};
