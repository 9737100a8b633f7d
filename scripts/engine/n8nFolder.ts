import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Imported before n8n-core, which writes its settings file as soon as it is asked for anything: the n8n of whoever
// runs this must not be touched.
const folder = join(tmpdir(), 'n8n-nodes-cancel-order');
mkdirSync(folder, { recursive: true });
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_DIAGNOSTICS_ENABLED = 'false';
// Whatever n8n would log is in the record of the execution too.
process.env.N8N_LOG_LEVEL ??= 'silent';
