import type { Locator, Page } from 'playwright-core';

import type { Clip } from './album';

/** Buttons and bars that lie on the canvas. */
const ON_THE_CANVAS = [
	'[data-test-id="canvas-controls"]',
	'[data-test-id="execute-workflow-button"]',
	'[data-test-id="workflow-chat-button"]',
	'[data-test-id="node-creator-plus-button"]',
	'[data-test-id="command-bar-button"]',
	'[data-test-id="add-sticky-button"]',
	'[data-test-id="toggle-focus-panel-button"]',
	'[data-test-id="logs-panel"]',
	'[data-test-id="radio-button-workflow"]',
	// Credentials that whoever imports the workflow has yet to choose.
	'[data-test-id="node-issues"]',
];

/** Space around what is outermost; names may be wider than their node. */
const MARGIN = 56;

/** What a node has below itself at full size: its name in two lines, and what it does. */
const NAME_HEIGHT = 64;
const NODE_HEIGHT = 96;

/** Takes away everything that is not the workflow. */
export async function bareCanvas(page: Page): Promise<void> {
	const content = `${ON_THE_CANVAS.join(', ')} { visibility: hidden !important; }`;
	await page.addStyleTag({ content });
}

/** Brings the whole workflow into view. */
export async function fitWorkflow(page: Page): Promise<void> {
	await page.getByTestId('zoom-to-fit').click();
	// The button would keep its tooltip.
	await page.mouse.move(0, 0);
}

async function boxes(elements: Locator): Promise<Clip[]> {
	const found = await Promise.all(
		(await elements.all()).map(async (element) => await element.boundingBox()),
	);
	return found.filter((box) => box !== null);
}

function withName(box: Clip, zoom: number): Clip {
	return { ...box, height: box.height + NAME_HEIGHT * zoom };
}

/** The part of the window in which the workflow is. */
export async function clipOfWorkflow(page: Page): Promise<Clip> {
	const nodes = await boxes(page.getByTestId('canvas-node'));
	const zoom = Math.min(...nodes.map(({ height }) => height)) / NODE_HEIGHT;
	const others = await boxes(page.getByTestId('sticky').or(page.getByTestId('canvas-handle-plus')));
	const [canvas] = await boxes(page.getByTestId('canvas'));
	const all = [...nodes.map((box) => withName(box, zoom)), ...others];
	const left = Math.min(...all.map(({ x }) => x)) - MARGIN;
	const right = Math.max(...all.map(({ x, width }) => x + width)) + MARGIN;
	const top = Math.min(...all.map(({ y }) => y)) - MARGIN;
	const lowest = Math.max(...all.map(({ y, height }) => y + height)) + MARGIN;
	const bottom = Math.min(lowest, canvas === undefined ? Infinity : canvas.y + canvas.height);
	return { x: left, y: top, width: right - left, height: bottom - top };
}
