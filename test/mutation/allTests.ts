import { createRequire } from 'node:module';

import { suitesIn } from './suites';

const load = createRequire(__filename);

// Modules are loaded once for all suites, and those of suites that are not asked for not at all.
const { testNamePattern } = globalThis as { testNamePattern?: string };

for (const { path, title } of suitesIn(testNamePattern)) {
	describe(title, () => {
		load(path);
	});
}
