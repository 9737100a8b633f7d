import { expect, type Locator, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../../../scripts/realN8n/packPackage';
import { closeNotifications } from '../notifications';

/** Where the documentation takes them from. */
const FOLDER = join(ROOT, 'docs', 'images', 'editor');
const MOST_BYTES = 150_000;

function hidden(testIds: readonly string[]): string {
	const elements = testIds.map((testId) => `[data-test-id="${testId}"]`).join(', ');
	return `${elements} { visibility: hidden !important; }`;
}

/** Half a neighbour at the edge of a panel, and what a picture shows that cannot be scrolled. */
const FOR_PANELS = [
	hidden(['floating-nodes']),
	'[data-test-id="parameter-input-toolDescription"] textarea { height: 345px !important; }',
].join('\n');

/** Takes away everything on the canvas that is not the workflow. */
const FOR_WORKFLOWS = `${hidden([
	'canvas-controls',
	'execute-workflow-button',
	'workflow-chat-button',
	'node-creator-plus-button',
	'command-bar-button',
	'add-sticky-button',
	'toggle-focus-panel-button',
	'logs-panel',
	'radio-button-workflow',
	// Credentials that whoever imports the workflow has yet to choose.
	'node-issues',
])}
/* Where there are several triggers, a menu stands beside the button. */
[aria-label="Select trigger node"] { visibility: hidden !important; }`;

/** Space around what is outermost; names may be wider than their node. */
const MARGIN = 56;

/** What a node has below itself at full size: its name in two lines, and what it does. */
const NAME_HEIGHT = 64;
const NODE_HEIGHT = 96;

/** A rectangle of the window. */
interface Clip {
	x: number;
	y: number;
	width: number;
	height: number;
}

async function boxes(elements: Locator): Promise<Clip[]> {
	const found = await Promise.all(
		(await elements.all()).map(async (element) => await element.boundingBox()),
	);
	return found.filter((box) => box !== null);
}

/** The part of the window in which the workflow is. */
async function clipOfWorkflow(page: Page): Promise<Clip> {
	const nodes = await boxes(page.getByTestId('canvas-node'));
	const zoom = Math.min(...nodes.map(({ height }) => height)) / NODE_HEIGHT;
	const named = nodes.map((box) => ({ ...box, height: box.height + NAME_HEIGHT * zoom }));
	const others = await boxes(page.getByTestId('sticky').or(page.getByTestId('canvas-handle-plus')));
	const [canvas] = await boxes(page.getByTestId('canvas'));
	const all = [...named, ...others];
	const left = Math.min(...all.map(({ x }) => x)) - MARGIN;
	const right = Math.max(...all.map(({ x, width }) => x + width)) + MARGIN;
	const top = Math.min(...all.map(({ y }) => y)) - MARGIN;
	const lowest = Math.max(...all.map(({ y, height }) => y + height)) + MARGIN;
	const bottom = Math.min(lowest, canvas === undefined ? Infinity : canvas.y + canvas.height);
	return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Takes the pictures of one theme. */
export class Album {
	constructor(
		private readonly page: Page,
		private readonly theme: string,
	) {
		mkdirSync(FOLDER, { recursive: true });
	}

	/** A picture of the window, or of a part of it. */
	async take(name: string, clip?: Clip): Promise<void> {
		await closeNotifications(this.page);
		const path = join(FOLDER, `${name}-${this.theme}.png`);
		await this.page.screenshot({ path, clip, animations: 'disabled', caret: 'hide' });
		// Pictures of the editor have few colours: 256 of them are enough, and a third of the size.
		const options = ['--force', '--strip', '--skip-if-larger'];
		execFileSync('pngquant', [...options, '--output', path, '--', path]);
		expect(statSync(path).size, `size of ${path}`).toBeLessThanOrEqual(MOST_BYTES);
	}

	/** A picture of a panel or a dialog. */
	async takeOf(name: string, element: Locator): Promise<void> {
		await this.page.addStyleTag({ content: FOR_PANELS });
		await expect(element).toBeVisible();
		await this.take(name, (await element.boundingBox()) ?? undefined);
	}

	/** A picture of the workflow that is open. */
	async takeWorkflow(name: string): Promise<void> {
		await closeNotifications(this.page);
		await this.page.getByTestId('zoom-to-fit').click();
		// The button would keep its tooltip.
		await this.page.mouse.move(0, 0);
		await this.page.addStyleTag({ content: FOR_WORKFLOWS });
		await this.take(name, await clipOfWorkflow(this.page));
	}
}
