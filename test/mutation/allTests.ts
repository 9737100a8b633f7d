import { createRequire } from 'node:module';

import { systemClock } from '../../nodes/orders/clock';
import { suitesIn } from './suites';

const load = createRequire(__filename);

// Modules are loaded once for all suites, and those of suites that are not asked for not at all.
const { testNamePattern } = globalThis as { testNamePattern?: string };

Object.assign(globalThis, { loadSource: load });

const realClock = { ...systemClock };

for (const { path, title } of suitesIn(testNamePattern)) {
	describe(title, () => {
		load(path);
		// Some suites have it show their own time.
		afterAll(() => Object.assign(systemClock, realClock));
	});
}
