/** One line that n8n wrote. */
export interface LogLine {
	/** `plain`: not from n8n's logger but from Node or a library. */
	level: string;
	text: string;
}

/** What tells that a line is about this package: its name, its nodes, its credentials. */
const ABOUT_US = /cancel-order|thanksIo|fastPod|snappy|thanks[.-]io/i;

const TROUBLE = /\bproblems?\b|deprecat|\bwarn|\berror|\bfail/i;

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** The messages of n8n's logger, without what surrounds them. */
export function logMessages(log: string): string[] {
	return log.split('\n').flatMap((line) => {
		const entry = parse(line);
		return isRecord(entry) && typeof entry.message === 'string' ? [entry.message] : [];
	});
}

/** What n8n wrote, line by line, with the level where the logger tells one. */
export function logLines(log: string): LogLine[] {
	return log
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const entry = parse(line);
			return isRecord(entry) && typeof entry.level === 'string'
				? { level: entry.level, text: line }
				: { level: 'plain', text: line };
		});
}

/** n8n writes the record of an execution into the log; its orders are results and no complaints. */
function isRecordOfExecution({ text }: LogLine): boolean {
	return text.includes('runData');
}

/**
 * The lines in which n8n or Node complain about this package.
 *
 * @param noMention folders and ids of workflows, which contain one of its names by chance
 */
export function complaintsAboutUs(log: string, noMention: readonly string[]): string[] {
	const bare = noMention.reduce((text, name) => text.replaceAll(name, ''), log);
	const complaints = logLines(bare)
		.filter((line) => ABOUT_US.test(line.text) && !isRecordOfExecution(line))
		.filter(({ level, text }) => level === 'error' || level === 'warn' || TROUBLE.test(text))
		.map(({ text }) => text);
	return [...new Set(complaints)];
}
