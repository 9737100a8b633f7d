import { installNewest } from '../../../scripts/n8n/installNewest';
import { leaveNothingBehind } from '../../../scripts/realN8n/leftovers';
import { findProgram, installDebianPackages } from '../programs';
import { findChromium } from './chromium';

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

/**
 * Installs what is missing, before Playwright starts: its configuration names the path of Chromium, and its time limits
 * are not made for downloads. Called with `pngquant`, it installs that, too.
 */
async function main(): Promise<void> {
	if (findChromium() === undefined) {
		const need = "Trying n8n's editor needs Chromium";
		const otherwise = ', or name another one with CHROMIUM=/path/to/it';
		await installDebianPackages({ need, packages: ['chromium'], otherwise }, say);
	}
	if (process.argv.includes('pngquant') && findProgram('pngquant') === undefined) {
		const need = 'Making the pictures small needs pngquant';
		await installDebianPackages({ need, packages: ['pngquant'] }, say);
	}
	await installNewest(say);
}

leaveNothingBehind();
main().catch((thrown: unknown) => {
	say(thrown instanceof Error ? thrown.message : String(thrown));
	process.exitCode = 1;
});
