import { chromium, selectors, type Browser } from 'playwright-core';

import { findProgram, installDebianPackages, isExecutable, isRoot } from '../programs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_A_MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** A test browser calls nobody but the n8n under test; what it tries by itself only costs time. */
const ARGUMENTS = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

function findChromium(): string | undefined {
	const { CHROMIUM = '' } = process.env;
	if (CHROMIUM === '') {
		return findProgram(...NAMES) ?? (isExecutable(ON_A_MAC) ? ON_A_MAC : undefined);
	}
	if (isExecutable(CHROMIUM)) return CHROMIUM;
	throw new Error(`CHROMIUM=${CHROMIUM} is no program; name the path of a Chromium or Chrome.`);
}

/** Starts a Chromium without a window. It ends with this process. */
export async function startChromium(say: (line: string) => void): Promise<Browser> {
	if (findChromium() === undefined) {
		const otherwise = ', or name another one with CHROMIUM=/path/to/it';
		const need = "Trying n8n's editor needs Chromium";
		await installDebianPackages({ need, packages: ['chromium'], otherwise }, say);
	}
	// n8n's own end-to-end tests use this attribute, so it stays longer than any other mark.
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: findChromium(),
		// Chromium's own sandbox does not run as root.
		chromiumSandbox: !isRoot(),
		args: ARGUMENTS,
		// Ctrl+C is handled by whoever starts this.
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
}
