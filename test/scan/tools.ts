import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { keepInCache } from '../../scripts/realN8n/cache';
import { succeed } from '../../scripts/realN8n/processes';

const LOCKFILES = resolve(__dirname, 'tools');
const FILES = ['package.json', 'package-lock.json', '.npmrc'] as const;
const INSTALL_MS = 10 * 60_000;

/** What n8n's scanner says about a package. */
interface Analysis {
	passed: boolean;
	message?: string;
	details?: string;
}

/** The part of `@n8n/scan-community-package` that needs no published package. */
interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(folder: string, patterns: string[]): Promise<Analysis>;
}

/** n8n's tools, installed. */
export interface Tools {
	/** Holds node_modules. */
	folder: string;
	/** Patterns of the files that the scanner reads, in the sources and in what is published. */
	patterns: Record<'sources' | 'published', string[]>;
	/** Runs n8n's analysis; files are those that it reads. */
	analyze(folder: string, patterns: string[]): Promise<Analysis & { files: string[] }>;
}

/** Installs n8n's tools, or finds those of an earlier run: they bring 700 MB, which no `npm ci` has to wait for. */
export async function installTools(say: (line: string) => void): Promise<Tools> {
	const hash = createHash('sha256');
	for (const file of FILES) hash.update(readFileSync(join(LOCKFILES, file)));
	const name = `tools-${hash.digest('hex').slice(0, 16)}`;
	const folder = await keepInCache(name, async (unfinished) => {
		for (const file of FILES) copyFileSync(join(LOCKFILES, file), join(unfinished, file));
		say("installing n8n's tools (700 MB, some minutes, only this time)");
		const options = { cwd: unfinished, timeoutMs: INSTALL_MS };
		await succeed('npm', ['ci', '--no-audit', '--no-fund'], options);
	});
	const path = join(folder, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
	const scanner = (await import(pathToFileURL(path).href)) as Scanner;
	const glob = createRequire(path)('fast-glob') as {
		sync(patterns: string[], options: { cwd: string; ignore: string[] }): string[];
	};
	return {
		folder,
		patterns: {
			sources: scanner.SOURCE_FILE_PATTERNS,
			// As its command line calls it; it exports no name for them.
			published: ['**/*.js', 'package.json'],
		},
		analyze: async (where, patterns) => ({
			...(await scanner.analyzePackage(where, patterns)),
			files: glob.sync(patterns, { cwd: where, ignore: ['node_modules/**'] }),
		}),
	};
}
