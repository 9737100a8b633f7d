import type { Browser } from 'playwright-core';

import { DataFolder } from '../../../scripts/n8n/dataFolder';
import { freePortFrom } from '../../../scripts/n8n/freePort';
import { installNewest } from '../../../scripts/n8n/installNewest';
import { startEditor, type Editor } from '../../../scripts/n8n/startEditor';
import { leaveNothingBehind, temporaryFolder } from '../../../scripts/realN8n/leftovers';
import { findProgram, installDebianPackages } from '../programs';
import { startChromium } from './chromium';
import { Album, type Theme } from './pictures/album';
import { photographCanvases } from './pictures/canvases';
import { photographPanels } from './pictures/panels';
import { seedForPictures } from './pictures/pictureOrders';
import { signIn } from './signIn';
import { PATIENCE_MS } from './waiting';

const THEMES: readonly Theme[] = ['light', 'dark'];
/** Wide enough for the buttons above the output. */
const WINDOW = { width: 1440, height: 860 };

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

async function pngquant(): Promise<string> {
	const packages = ['pngquant'];
	if (findProgram('pngquant') === undefined) {
		await installDebianPackages(
			{ need: 'Making the pictures small needs pngquant', packages },
			say,
		);
	}
	return findProgram('pngquant') ?? 'pngquant';
}

async function photograph(browser: Browser, editor: Editor, theme: Theme): Promise<void> {
	seedForPictures(editor.sandbox);
	const context = await browser.newContext({ viewport: WINDOW, colorScheme: theme });
	context.setDefaultTimeout(PATIENCE_MS);
	const album = new Album(await context.newPage(), theme, await pngquant(), say);
	await signIn(album.page, editor);
	await photographPanels(album, editor);
	await photographCanvases(album, editor);
	await context.close();
}

/** `npm run screenshots`: takes the pictures in docs/images/editor anew. */
async function main(): Promise<void> {
	await pngquant();
	const browser = await startChromium(say);
	const installation = await installNewest(say);
	const data = DataFolder.open(temporaryFolder('screenshots'));
	// The ports are in the pictures.
	const [port, sandboxPort] = [await freePortFrom(5678), await freePortFrom(8085)];
	const editor = await startEditor({ installation, data, port, sandboxPort, say });
	try {
		for (const theme of THEMES) await photograph(browser, editor, theme);
	} finally {
		await Promise.all([browser.close(), editor.stop()]);
	}
}

leaveNothingBehind();
main().catch((thrown: unknown) => {
	say(thrown instanceof Error ? thrown.message : String(thrown));
	process.exitCode = 1;
});
