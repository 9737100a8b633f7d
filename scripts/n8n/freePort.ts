import { connect, createServer } from 'node:net';

import { Hint } from '../demo/readFiles';

const HIGHEST = 65_535;

/** Somebody may answer on `::1` only, to which a browser takes `localhost` first. */
async function isAnswered(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect({ host: 'localhost', port, autoSelectFamily: true });
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}

async function canListen(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

async function isFree(port: number): Promise<boolean> {
	return !(await isAnswered(port)) && (await canListen(port));
}

/** The first free port from the given one upwards. */
export async function freePortFrom(first: number): Promise<number> {
	for (let port = first; port <= HIGHEST; port += 1) if (await isFree(port)) return port;
	throw new Hint(
		`No port from ${first} upwards is free; end one of the programs that listen there.`,
	);
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
	if (!(await isFree(port))) {
		throw new Hint(`Port ${port} is taken; set N8N_PORT to another one, or leave it out.`);
	}
	return port;
}
