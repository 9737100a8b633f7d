/**
 * Imported before n8n-core: n8n logs all that it can, and everything that is written is kept here instead of being
 * printed. n8n's logger writes to the streams behind the console.
 */
export const written: string[] = [];

process.env.N8N_LOG_LEVEL = 'debug';

function note(...parts: unknown[]): void {
	written.push(parts.map(String).join(' '));
}

const { console: theirs } = globalThis;
Object.assign(theirs, { log: note, info: note, warn: note, error: note, debug: note });
Object.assign(theirs, { _stdout: { write: note }, _stderr: { write: note } });
