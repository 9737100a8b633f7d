import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { vendorMethods, type Sandbox } from './api';
import * as schema from './model';
import { addOAuth2 } from './oAuth2';
import { SANDBOX_RECIPIENT } from './vendor';
import type { World } from './world';

/** 20,000 orders in one seed request are about 5 MB. */
const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * The control endpoints under /_sandbox: the methods of `Sandbox` for another process. They need
 * no key and therefore answer on loopback connections only.
 */
export function buildControl(world: World, sandbox: () => Sandbox): FastifyInstance {
	const app = Fastify({ logger: false, bodyLimit: BODY_LIMIT_BYTES });
	app.addHook('onRequest', async (request, reply) => {
		reply.header('connection', 'close');
		if (isLoopback(request.socket.remoteAddress)) return;
		await reply.code(403).send({ error: 'Only from this computer' });
	});
	app.setErrorHandler(async (error, _request, reply) => {
		const status = error instanceof ZodError ? 400 : statusOf(error);
		const message = error instanceof Error ? error.message : String(error);
		await reply.code(status).send({ error: message });
	});
	app.setNotFoundHandler(async (_request, reply) => {
		await reply.code(404).send({ error: 'Not a path of the sandbox' });
	});
	addOAuth2(app, world);
	addReads(app, sandbox);
	addWrites(app, world, sandbox);
	return app;
}

function addReads(app: FastifyInstance, sandbox: () => Sandbox): void {
	app.get('/_sandbox/orders', async () => sandbox().orders());
	app.get('/_sandbox/requests', async (request) =>
		sandbox().requests(schema.requestFilter.parse(request.query)),
	);
	app.get('/_sandbox/settled', async () => {
		await sandbox().settled();
		return { ok: true };
	});
	app.get('/_sandbox/info', async () => {
		const { url, services, baseUrlOf, keyOf, openSockets, peakSockets } = sandbox();
		return {
			url,
			services: services.map((name) => ({ name, baseUrl: baseUrlOf(name), key: keyOf(name) })),
			recipient: SANDBOX_RECIPIENT,
			openSockets: openSockets(),
			peakSockets: peakSockets(),
		};
	});
}

function addWrites(app: FastifyInstance, world: World, sandbox: () => Sandbox): void {
	const write = (path: string, act: (body: unknown) => void) =>
		app.post(`/_sandbox/${path}`, async (request) => {
			act(request.body);
			return { ok: true };
		});
	write('reset', () => sandbox().reset());
	write('seed', (body) => sandbox().seed(schema.seed.parse(body)));
	for (const [name, act] of Object.entries(vendorMethods(world))) {
		const path = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
		write(path, act);
	}
	write('faults', (body) => schema.faults.parse(body).forEach((it) => sandbox().addFault(it)));
	write('rate-limit', (body) => sandbox().setRateLimit(schema.rateLimit.parse(body)));
	write('refusal', (body) => {
		const { service, style } = schema.refusal.parse(body);
		sandbox().setRefusal(service, style);
	});
	write('keys', (body) => {
		const { service, key, scopes, tenant } = schema.newKey.parse(body);
		sandbox().addKey(service, key, scopes, tenant);
	});
	write('revoke-key', (body) => {
		const { service, key } = schema.revokedKey.parse(body);
		sandbox().revokeKey(service, key);
	});
}

function isLoopback(address = ''): boolean {
	return address === '::1' || /^(::ffff:)?127\./.test(address);
}

/** fastify's own errors, such as unreadable JSON, know their status. */
function statusOf(error: unknown): number {
	const known = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
	return typeof known === 'number' ? known : 500;
}
