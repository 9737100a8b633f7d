import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import type { Editor } from '../../../scripts/n8n/startEditor';
import type { Report } from '../report';

let pictures: string | undefined;

/** Kept after the run: whoever looks into a failure needs it. */
function pictureFolder(): string {
	pictures ??= mkdtempSync(join(tmpdir(), 'n8n-cancel-order-failed-'));
	return pictures;
}

/** What somebody does in the editor, step by step; after a step that failed, the others cannot be tried. */
export class Scenario {
	private isBroken = false;

	constructor(
		private readonly report: Report,
		readonly name: string,
		readonly page: Page,
		readonly editor: Editor,
	) {}

	/**
	 * One step.
	 *
	 * @param name what has to be true
	 * @param body throws if it is not; may return a detail for the report
	 */
	async step(name: string, body: () => Promise<string | undefined>): Promise<void> {
		const passed = await this.report.check(`${this.name}: ${name}`, async () => {
			if (this.isBroken) throw new Error('not tried, because an earlier step failed');
			try {
				return await body();
			} catch (thrown) {
				throw new Error(await this.describe(thrown));
			}
		});
		this.isBroken ||= !passed;
	}

	private async describe(thrown: unknown): Promise<string> {
		const message = thrown instanceof Error ? thrown.message : String(thrown);
		const path = join(pictureFolder(), `${this.name.replaceAll(/\W+/g, '-')}.png`);
		try {
			await this.page.screenshot({ path });
			return `${message}\nscreenshot: ${path}`;
		} catch {
			return `${message}\nno screenshot: the page is gone`;
		}
	}
}
