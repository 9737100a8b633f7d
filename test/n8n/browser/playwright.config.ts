import { defineConfig } from '@playwright/test';

import { isRoot } from '../programs';
import { findChromium } from './chromium';

/** For one step of a person in the editor, on a machine that does other things too. */
const PATIENCE_MS = 60_000;

/** A test browser calls nobody but the n8n under test; what it tries by itself only costs time. */
const ARGUMENTS = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export default defineConfig({
	// One n8n with one sandbox is enough work for a small machine.
	workers: 1,
	// A browser on a busy machine may be too slow for an answer; a real defect is there in the second try, too. The
	// second try gets a new n8n and a new sandbox, because Playwright starts a new worker after each failure.
	retries: 1,
	forbidOnly: true,
	reporter: 'list',
	reportSlowTests: null,
	timeout: 5 * PATIENCE_MS,
	expect: { timeout: PATIENCE_MS },
	use: {
		// n8n's own end-to-end tests use this attribute, so it stays longer than any other mark.
		testIdAttribute: 'data-test-id',
		actionTimeout: PATIENCE_MS,
		navigationTimeout: PATIENCE_MS,
		screenshot: 'only-on-failure',
		// The first try is the one to look into: a test that was only too slow passes in the second.
		trace: 'retain-on-first-failure',
		launchOptions: {
			executablePath: findChromium(),
			// Chromium's own sandbox does not run as root.
			chromiumSandbox: !isRoot(),
			args: ARGUMENTS,
		},
	},
	projects: [
		{
			name: 'editor',
			testIgnore: 'pictures/**',
			use: { viewport: { width: 1280, height: 800 } },
		},
		{
			// No tests: `npm run screenshots` takes the pictures in docs/images/editor anew.
			name: 'screenshots',
			testMatch: 'pictures/*.spec.ts',
			retries: 0,
			// Wide enough for the buttons above the output.
			use: { viewport: { width: 1440, height: 860 } },
		},
	],
});
