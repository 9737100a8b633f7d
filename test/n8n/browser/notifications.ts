import { expect, type Page } from '@playwright/test';

/** What n8n tells in a corner of the window; there is no other mark on it. */
const BOX = '.el-notification';

/** Closes all notifications, so that they cover nothing and are not taken for newer ones. */
export async function closeNotifications(page: Page): Promise<void> {
	const boxes = page.locator(BOX);
	const close = boxes.locator('.el-notification__closeBtn').first();
	await expect(async () => {
		// One may go away by itself while it is being clicked.
		if (await close.isVisible()) await close.click({ timeout: 2000 });
		await expect(boxes).toHaveCount(0, { timeout: 1000 });
	}).toPass();
}

/** Does something whose end n8n tells in a notification, and waits for the one that says this. */
export async function untilNotified(
	page: Page,
	expected: string,
	act: () => Promise<void>,
): Promise<void> {
	await closeNotifications(page);
	await act();
	await expect(page.locator(BOX).first()).toContainText(expected);
	await closeNotifications(page);
}
