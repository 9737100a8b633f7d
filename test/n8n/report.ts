import { leaveNothingBehind } from '../../scripts/realN8n/leftovers';

/** Writes a line to the terminal. */
export function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

/** One line per check, and at the end how many there were. */
export class Report {
	private passed = 0;

	private failed = 0;

	constructor(private readonly write: (line: string) => void) {}

	/** Something to know that is neither good nor bad. */
	note(text: string): void {
		this.write(`   ${text.replaceAll('\n', '\n   ')}`);
	}

	/**
	 * Runs one check.
	 *
	 * @param name what has to be true
	 * @param body throws if it is not; may return a detail for the line
	 * @returns whether it passed
	 */
	async check(
		name: string,
		body: () => string | undefined | Promise<string | undefined>,
	): Promise<boolean> {
		try {
			const detail = await body();
			this.passed += 1;
			this.write(detail === undefined ? `ok ${name}` : `ok ${name}: ${detail}`);
			return true;
		} catch (thrown) {
			this.failed += 1;
			this.write(`not ok ${name}`);
			this.note(thrown instanceof Error ? thrown.message : String(thrown));
			return false;
		}
	}

	/** Writes the last line. */
	finish(): { failed: number } {
		this.write(`${this.passed} passed, ${this.failed} failed`);
		return { failed: this.failed };
	}
}

/** Throws a sentence that says what is wrong, if something is. */
export function demand(condition: boolean, otherwise: () => string): asserts condition {
	if (!condition) throw new Error(otherwise());
}

/** Throws the list of what is wrong, unless it is empty. */
export function demandNone(wrong: readonly string[]): void {
	demand(wrong.length === 0, () => wrong.join('\n'));
}

/**
 * Runs checks as a command: a line for each, the last line counts them, and the exit code says whether all are good.
 *
 * @param name what has to be true in the end, because whatever is thrown in between is a failed check, too
 */
export async function runChecks(
	name: string,
	body: (report: Report) => Promise<string | undefined>,
): Promise<void> {
	leaveNothingBehind();
	const report = new Report(say);
	await report.check(name, async () => await body(report));
	// Not only an exit code: what could not be stopped would keep this process alive, and is killed when it ends.
	process.exit(report.finish().failed > 0 ? 1 : 0);
}
