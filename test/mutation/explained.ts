/** A change of a source that no test notices, and why none has to. */
export interface Explained {
	file: string;
	/** The line that it begins in, without its indentation. */
	line: string;
	/** As `npm run mutate` prints it. */
	change: string;
	why: string;
}

/** What is left of the changes that were survived. */
export const EXPLAINED: readonly Explained[] = [];
