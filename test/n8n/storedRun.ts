import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IRun } from 'n8n-workflow';

import type { Installation } from '../../scripts/realN8n/installN8n';

/** States in which n8n does nothing more for an execution. */
export const OVER: ReadonlySet<string> = new Set(['success', 'error', 'crashed', 'canceled']);

/** Reads the data of an execution as n8n keeps and sends it. */
export type RunReader = (text: string) => IRun;

/** n8n's own reader of its own format. */
export function runReader({ folder }: Installation): RunReader {
	const requireThere = createRequire(join(folder, 'node_modules', 'n8n', 'package.json'));
	const flatted = requireThere('flatted') as { parse(text: string): unknown };
	return (text) => ({ data: flatted.parse(text) }) as IRun;
}
