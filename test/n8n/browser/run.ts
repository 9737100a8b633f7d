import getPort from 'get-port';
import type { Browser, BrowserContext } from 'playwright-core';

import { DataFolder } from '../../../scripts/n8n/dataFolder';
import { installNewest } from '../../../scripts/n8n/installNewest';
import { startEditor, type Editor } from '../../../scripts/n8n/startEditor';
import { leaveNothingBehind, temporaryFolder } from '../../../scripts/realN8n/leftovers';
import { Report } from '../report';
import { aiTool } from './checks/aiTool';
import { dangerHint } from './checks/dangerHint';
import { exampleRun } from './checks/exampleRun';
import { firstCancel } from './checks/firstCancel';
import { otherServices } from './checks/otherServices';
import { startChromium } from './chromium';
import { seedOrders } from './orders';
import { Scenario } from './scenario';
import { signIn } from './signIn';
import { PATIENCE_MS } from './waiting';

const SCENARIOS: ReadonlyArray<[string, (scenario: Scenario) => Promise<void>]> = [
	['first cancellation', firstCancel],
	['other services', otherServices],
	['warning', dangerHint],
	['example', exampleRun],
	['AI tool', aiTool],
];

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

/** The n8n that `npm run n8n` gives, with a home that is removed at the end. */
async function startTestEditor(): Promise<Editor> {
	const installation = await installNewest(say);
	say(`n8n ${installation.n8nVersion} on Node ${installation.nodeVersion}`);
	const port = await getPort();
	const data = DataFolder.open(temporaryFolder('browser'));
	const editor = await startEditor({ installation, data, port, sandboxPort: 0, say });
	seedOrders(editor.sandbox);
	return editor;
}

async function runScenarios(report: Report, context: BrowserContext, editor: Editor) {
	context.setDefaultTimeout(PATIENCE_MS);
	const first = new Scenario(report, 'sign-in', await context.newPage(), editor);
	await first.step('e-mail and password of the terminal open the editor', async () => {
		await signIn(first.page, editor);
		return undefined;
	});
	for (const [name, run] of SCENARIOS) {
		const page = await context.newPage();
		await run(new Scenario(report, name, page, editor));
		await page.close();
	}
}

async function runInBrowser(report: Report, browser: Browser): Promise<void> {
	say(`Chromium ${browser.version()}`);
	const editor = await startTestEditor();
	try {
		const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
		await runScenarios(report, context, editor);
	} finally {
		await editor.stop();
	}
}

/** `npm run test:browser`: somebody tries the nodes in the editor of the newest n8n. */
async function main(): Promise<void> {
	const report = new Report(say);
	// Whatever is thrown in between is a failed check, too: the last line counts them all.
	await report.check('the tests in the browser ran to their end', async () => {
		const browser = await startChromium(say);
		try {
			await runInBrowser(report, browser);
		} finally {
			await browser.close();
		}
		return undefined;
	});
	process.exitCode = report.finish().failed > 0 ? 1 : 0;
}

leaveNothingBehind();
main().catch((thrown: unknown) => {
	say(thrown instanceof Error ? thrown.message : String(thrown));
	process.exitCode = 1;
});
