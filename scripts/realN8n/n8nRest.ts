const ANSWER_MS = 60_000;

/** The account that an n8n belongs to. */
export interface Owner {
	email: string;
	firstName: string;
	lastName: string;
	password: string;
}

/** The owner that the tests set up. It exists only in a folder that is removed afterwards. */
export const OWNER: Owner = {
	email: 'owner@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: 'Sandbox-only-1',
};

/** Answers of n8n come as `{ data: ... }` from most addresses. */
function payload(body: unknown): unknown {
	return typeof body === 'object' && body !== null && 'data' in body ? body.data : body;
}

/** The part of n8n's own REST API that its editor uses, signed in as the owner. */
export class N8nRest {
	private constructor(
		readonly url: string,
		private readonly cookie: string,
	) {}

	/** Makes the owner account of a new n8n and signs in. */
	static async setUpOwner(url: string, owner: Owner = OWNER): Promise<N8nRest> {
		return await N8nRest.enter(url, '/rest/owner/setup', owner);
	}

	/** Signs in to an n8n whose owner account was made before. */
	static async signIn(url: string, owner: Owner = OWNER): Promise<N8nRest> {
		const { email, password } = owner;
		return await N8nRest.enter(url, '/rest/login', { emailOrLdapLoginId: email, password });
	}

	private static async enter(url: string, path: string, body: unknown): Promise<N8nRest> {
		const response = await new N8nRest(url, '').send('POST', path, body);
		const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
		await response.arrayBuffer();
		return new N8nRest(url, cookie.join('; '));
	}

	/** What is at an address, as it came: an icon, a script. */
	async fetch(path: string): Promise<Response> {
		return await this.send('GET', path);
	}

	/** Reads JSON. */
	async get(path: string): Promise<unknown> {
		return payload(await (await this.send('GET', path)).json());
	}

	/** Sends JSON and reads the answer. */
	async post(path: string, body: unknown): Promise<unknown> {
		return payload(await (await this.send('POST', path, body)).json());
	}

	/** Changes what is stored. */
	async patch(path: string, body: unknown): Promise<unknown> {
		return payload(await (await this.send('PATCH', path, body)).json());
	}

	/** Name and value of the cookies of this session, for a browser. */
	cookies(): Array<{ name: string; value: string }> {
		return this.cookie.split('; ').map((pair) => {
			const at = pair.indexOf('=');
			return { name: pair.slice(0, at), value: pair.slice(at + 1) };
		});
	}

	private async send(
		method: 'GET' | 'POST' | 'PATCH',
		path: string,
		body?: unknown,
	): Promise<Response> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				cookie: this.cookie,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(ANSWER_MS),
		});
		if (response.ok) return response;
		const text = await response.text();
		throw new Error(`${method} ${path} was answered ${response.status}: ${text.slice(0, 500)}`);
	}
}
