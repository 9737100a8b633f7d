import getPort from 'get-port';

import type { Edition } from './editions';
import type { Installation } from './installN8n';
import type { UserFolder } from './userFolder';

/** Variables of the person's own n8n, which must not get into this one. */
const FOREIGN =
	/^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_|CREDENTIALS_|EXTERNAL_|GENERIC_|NODES_|NODE_OPTIONS$|NODE_PATH$|NODE_ENV$|NO_COLOR$|FORCE_COLOR$)/;

/** Nothing is looked up, reported or offered outside of this machine. */
const QUIET: Readonly<Record<string, string>> = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	// Said explicitly, because n8n announces that it will not be so by default for ever.
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
};

/** Parts of n8n that fetch lists from its makers; each n8n refuses to start over a name that it does not know. */
const FETCHING_PARTS: Readonly<Record<Edition, string>> = {
	oldest: '',
	newest: 'mcp-registry',
};

/** An n8n that can be run: which one, with what in its home, and under which variables. */
export interface N8nPlace {
	installation: Installation;
	userFolder: UserFolder;
	env: NodeJS.ProcessEnv;
}

/**
 * Puts together what running n8n needs. It logs one JSON object per line, which tells its level.
 *
 * @param more further variables, such as those of the queue mode
 */
export async function n8nPlace(
	installation: Installation,
	userFolder: UserFolder,
	more: NodeJS.ProcessEnv = {},
): Promise<N8nPlace> {
	const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
	return {
		installation,
		userFolder,
		env: {
			...Object.fromEntries(own),
			...QUIET,
			PATH: installation.path,
			N8N_DISABLED_MODULES: FETCHING_PARTS[installation.edition],
			N8N_USER_FOLDER: userFolder.folder,
			// What n8n leaves among the temporary files goes with the folder.
			TMPDIR: userFolder.folder,
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_HOST: '127.0.0.1',
			N8N_PORT: String(await getPort()),
			N8N_RUNNERS_BROKER_PORT: String(await getPort()),
			N8N_SECURE_COOKIE: 'false',
			N8N_LOG_FORMAT: 'json',
			N8N_LOG_LEVEL: 'info',
			...more,
		},
	};
}
