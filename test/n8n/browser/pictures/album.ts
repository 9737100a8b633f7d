import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { ROOT } from '../../../../scripts/realN8n/packPackage';
import { succeed } from '../../../../scripts/realN8n/processes';
import { clearNews } from '../news';

export type Theme = 'light' | 'dark';

/** Where the documentation takes them from. */
const FOLDER = join(ROOT, 'docs', 'images', 'editor');
const MOST_BYTES = 150_000;

/** Half a neighbour at the edge of a panel, and what a picture shows that cannot be scrolled. */
const FOR_PICTURES = [
	'[data-test-id="floating-nodes"] { visibility: hidden; }',
	'[data-test-id="parameter-input-toolDescription"] textarea { height: 345px !important; }',
].join('\n');

/** A rectangle of the window. */
export interface Clip {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Pictures of the editor have few colours: 256 of them are enough, and a third of the size. */
async function shrink(path: string, pngquant: string): Promise<void> {
	const args = ['--force', '--strip', '--skip-if-larger', '--output', path, '--', path];
	await succeed(pngquant, args, { cwd: FOLDER, env: process.env, timeoutMs: 60_000 });
}

/** Takes the pictures of one theme. */
export class Album {
	constructor(
		readonly page: Page,
		readonly theme: Theme,
		private readonly pngquant: string,
		private readonly say: (line: string) => void,
	) {
		mkdirSync(FOLDER, { recursive: true });
	}

	/** A picture of the window, or of a part of it. */
	async take(name: string, clip?: Clip): Promise<void> {
		await clearNews(this.page);
		const path = join(FOLDER, `${name}-${this.theme}.png`);
		await this.page.screenshot({ path, clip, animations: 'disabled', caret: 'hide' });
		await shrink(path, this.pngquant);
		const { size } = statSync(path);
		this.say(`${name}-${this.theme}.png ${Math.ceil(size / 1000)} kB`);
		if (size > MOST_BYTES) throw new Error(`${path} is too large.`);
	}

	/** A picture of a panel or a dialog. */
	async takeOf(name: string, element: Locator): Promise<void> {
		await this.page.addStyleTag({ content: FOR_PICTURES });
		const box = await element.boundingBox();
		if (box === null) throw new Error(`There is nothing to see for ${name}.`);
		await this.take(name, box);
	}
}
