import { isAlive } from '../realN8n/processes';
import type { DataFolder } from './dataFolder';

/**
 * Two n8n on one folder would spoil each other's data.
 *
 * @returns the address of the n8n that runs on this folder; null if none does
 */
export async function isStillRunning({ running }: DataFolder): Promise<string | null> {
	if (running === undefined || !isAlive(running.pid)) return null;
	try {
		// Another program may have got the number of the process since.
		const response = await fetch(`${running.url}/rest/settings`);
		return response.ok ? running.url : null;
	} catch {
		return null;
	}
}
