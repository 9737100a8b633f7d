import getPort, { portNumbers } from 'get-port';

import { Hint } from '../demo/readFiles';

const HIGHEST = 65_535;

/** The first free port from the given one upwards. */
export async function freePortFrom(first: number): Promise<number> {
	return await getPort({ port: portNumbers(first, HIGHEST) });
}

/**
 * The port that somebody asked for.
 *
 * @param wish as it stands in the environment
 * @throws Hint if it is none, or taken
 */
export async function portAsWished(wish: string): Promise<number> {
	const port = Number(wish);
	if (!Number.isInteger(port) || port < 1 || port > HIGHEST) {
		throw new Hint(
			`N8N_PORT=${wish} is no port; set a number from 1 to ${HIGHEST}, or leave it out.`,
		);
	}
	if ((await getPort({ port })) !== port) {
		throw new Hint(`Port ${port} is taken; set N8N_PORT to another one, or leave it out.`);
	}
	return port;
}
