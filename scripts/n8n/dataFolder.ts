import { createHash, randomBytes } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import { Hint } from '../demo/readFiles';
import { removeFolder } from '../realN8n/leftovers';
import type { Owner } from '../realN8n/n8nRest';
import { isAlive } from '../realN8n/processes';

/** What tells such a folder from any other, so that nothing else is ever filled or removed. */
const STATE = 'cancel-order.json';

/** What is remembered between two starts. */
interface State {
	/** The password of the owner's account. */
	password: string;
	/** What was imported, by name, as a fingerprint of its content. */
	imported: Record<string, string>;
	/** n8n, as long as it runs. */
	running?: { pid: number; url: string };
}

/** Where n8n's data is kept unless somebody names a folder: never in the ~/.n8n of their own n8n. */
export const DEFAULT_FOLDER = join(homedir(), '.n8n-nodes-cancel-order');

function fingerprint(content: unknown): string {
	return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

/** n8n wants a capital letter and a digit. */
function newPassword(): string {
	return `Cancel-1-${randomBytes(5).toString('hex')}`;
}

function isState(value: unknown): value is State {
	return typeof value === 'object' && value !== null && 'password' in value && 'imported' in value;
}

function readState(path: string): State {
	try {
		const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
		if (isState(value)) return value;
	} catch {
		// Told below.
	}
	throw new Hint(`${path} is damaged; remove the folder ${dirname(path)} and start again.`);
}

/** The home of an n8n that is kept from one start to the next. */
export class DataFolder {
	private constructor(
		readonly path: string,
		private readonly state: State,
	) {}

	/**
	 * Opens a folder of an earlier start, or makes a new one.
	 *
	 * @throws Hint if something else is in it
	 */
	static open(path: string): DataFolder {
		const file = join(path, STATE);
		if (existsSync(file)) return new DataFolder(path, readState(file));
		if (existsSync(path) && readdirSync(path).length > 0) {
			throw new Hint(`${path} has something else in it; name an empty folder with --data.`);
		}
		mkdirSync(path, { recursive: true, mode: 0o700 });
		const folder = new DataFolder(path, { password: newPassword(), imported: {} });
		folder.write();
		return folder;
	}

	/** Removes a folder of an earlier start; any other is left alone. */
	static remove(path: string): void {
		if (existsSync(join(path, STATE))) removeFolder(path);
	}

	/** Who signs in to this n8n. */
	get owner(): Owner {
		const { password } = this.state;
		return { email: 'owner@example.com', firstName: 'Cancel', lastName: 'Order', password };
	}

	/**
	 * Two n8n on one folder would spoil each other's data.
	 *
	 * @returns the address of the n8n that runs on this folder; null if none does
	 */
	async runningAt(): Promise<string | null> {
		const { running } = this.state;
		if (running === undefined || !isAlive(running.pid)) return null;
		try {
			// Another program may have got the number of the process since.
			const response = await fetch(`${running.url}/rest/settings`);
			return response.ok ? running.url : null;
		} catch {
			return null;
		}
	}

	/** Whether this was not imported before, or has changed since. */
	isNew(name: string, content: unknown): boolean {
		return this.state.imported[name] !== fingerprint(content);
	}

	markImported(name: string, content: unknown): void {
		this.state.imported[name] = fingerprint(content);
		this.write();
	}

	markRunning(running: State['running']): void {
		this.state.running = running;
		this.write();
	}

	private write(): void {
		const file = join(this.path, STATE);
		// Whoever is killed while writing leaves the old file whole.
		writeFileSync(`${file}.new`, JSON.stringify(this.state, null, 2), { mode: 0o600 });
		renameSync(`${file}.new`, file);
	}
}
