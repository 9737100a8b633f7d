import type { Page } from 'playwright-core';

import { waitFor } from './waiting';

/** What n8n tells in a corner of the window; there is no other mark on it. */
const BOX = '.el-notification';

/** Closes it, so that it covers nothing and is not taken for something newer. */
export async function clearNews(page: Page): Promise<void> {
	const boxes = page.locator(BOX);
	await waitFor(
		async () => {
			const close = boxes.locator('.el-notification__closeBtn').first();
			// It may go away by itself while it is being clicked.
			if (await close.isVisible()) await close.click({ timeout: 2000 }).catch(() => undefined);
			return await boxes.count();
		},
		(count) => count === 0,
		'no news in the corner',
	);
}

/** Does something whose end n8n tells in the corner, waits for that, and reads it. */
export async function untilNews(page: Page, act: () => Promise<void>): Promise<string> {
	await clearNews(page);
	await act();
	const box = page.locator(BOX).first();
	await box.waitFor();
	const text = (await box.innerText()).replace(/\s+/g, ' ').trim();
	await clearNews(page);
	return text;
}
