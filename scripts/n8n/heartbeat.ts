const EVERY_MS = 20_000;

/** "40 s", "3 min 20 s". */
export function duration(ms: number): string {
	const seconds = Math.round(ms / 1000);
	const minutes = Math.floor(seconds / 60);
	const rest = `${seconds % 60} s`;
	return minutes === 0 ? rest : `${minutes} min ${rest}`;
}

/**
 * Waits for something that is silent for minutes, and says meanwhile that it is still going on.
 *
 * @param say receives a line every 20 seconds
 */
export async function withHeartbeat<T>(
	say: (line: string) => void,
	work: () => Promise<T>,
): Promise<T> {
	const start = Date.now();
	const timer = setInterval(() => say(`  ... ${duration(Date.now() - start)}`), EVERY_MS);
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
