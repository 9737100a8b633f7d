import { findProgram, isExecutable } from '../programs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_A_MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * The Chromium or Chrome of this machine.
 *
 * @throws Error if CHROMIUM names something that is no program
 */
export function findChromium(): string | undefined {
	const { CHROMIUM = '' } = process.env;
	if (CHROMIUM === '') {
		return findProgram(...NAMES) ?? (isExecutable(ON_A_MAC) ? ON_A_MAC : undefined);
	}
	if (isExecutable(CHROMIUM)) return CHROMIUM;
	throw new Error(`CHROMIUM=${CHROMIUM} is no program; name the path of a Chromium or Chrome.`);
}
