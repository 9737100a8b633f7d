import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, selectors, type Browser } from 'playwright-core';

import { succeed } from '../processes';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const APT_MS = 10 * 60_000;

/** A test browser calls nobody but the n8n under test; what it tries by itself only costs time. */
const ARGUMENTS = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function findChromium(): string | undefined {
	const { CHROMIUM = '', PATH = '' } = process.env;
	if (CHROMIUM !== '') {
		if (isExecutable(CHROMIUM)) return CHROMIUM;
		throw new Error(`CHROMIUM=${CHROMIUM} is no program; name the path of a Chromium or Chrome.`);
	}
	const folders = ['/usr/bin', ...PATH.split(delimiter)];
	const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	return [...candidates, MAC].find(isExecutable);
}

function isRoot(): boolean {
	return process.getuid?.() === 0;
}

/** Installs Debian's Chromium, if that can be done without asking anybody. */
async function installDebianPackage(name: string, say: (line: string) => void): Promise<void> {
	if (!isRoot() || !isExecutable('/usr/bin/apt-get')) {
		throw new Error(
			`There is no ${name} here; install it (on Debian: apt-get install ${name}), or name one with CHROMIUM=/path/to/it.`,
		);
	}
	say(`installing Debian's ${name} (about 115 MB to download, only this time)`);
	const options = {
		cwd: '/',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		timeoutMs: APT_MS,
	};
	await succeed('apt-get', ['update', '-q'], options);
	await succeed('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], options);
}

/** Starts a Chromium without a window. It ends with this process. */
export async function startChromium(say: (line: string) => void): Promise<Browser> {
	if (findChromium() === undefined) await installDebianPackage('chromium', say);
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
