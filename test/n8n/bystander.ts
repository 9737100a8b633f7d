import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PAGE = '<!doctype html><html><head><title>Nothing here</title></head><body></body></html>';

/** Something on the network that is no API: a website, and a proxy that opens no connection. */
export interface Bystander {
	/** Without a slash at the end. */
	url: string;
	/** What it was asked for: "GET /orders", "CONNECT 127.0.0.1:1". */
	asked: string[];
	close(): void;
}

/** Starts a server that answers every request with a page, and every wish for a connection with a page. */
export async function startBystander(): Promise<Bystander> {
	const asked: string[] = [];
	const server = createServer(({ method, url }, response) => {
		asked.push(`${method ?? ''} ${url ?? ''}`);
		response.writeHead(404, { 'content-type': 'text/html', connection: 'close' }).end(PAGE);
	});
	server.on('connect', ({ url }, socket) => {
		asked.push(`CONNECT ${url ?? ''}`);
		socket.on('error', () => undefined);
		socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r\n${PAGE}`);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, asked, close: () => void server.close() };
}

/**
 * Variables of an n8n that has such a proxy for encrypted connections, and its own protection against SSRF, which lets it
 * call nobody in the networks that are not public but this machine by its usual address.
 */
export function guardedBy({ url }: Bystander): NodeJS.ProcessEnv {
	return {
		HTTPS_PROXY: url,
		NO_PROXY: '',
		N8N_SSRF_PROTECTION_ENABLED: 'true',
		N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32',
	};
}
