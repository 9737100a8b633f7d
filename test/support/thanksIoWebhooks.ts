import type { Sandbox } from '../../sandbox';

/** A webhook as thanks.io shows it. */
export interface ListedWebhook {
	url: string;
	type: string;
	verb: string;
}

function headersFor(sandbox: Sandbox): Record<string, string> {
	return { authorization: `Bearer ${sandbox.keyOf('thanksIo')}` };
}

/** The webhooks that thanks.io has, as somebody sees them who looks at the account. */
export async function listedWebhooks(sandbox: Sandbox): Promise<ListedWebhook[]> {
	const all: ListedWebhook[] = [];
	for (let page = 1; ; page++) {
		const url = `${sandbox.baseUrlOf('thanksIo')}/webhooks?page=${page}`;
		const response = await fetch(url, { headers: headersFor(sandbox) });
		const { data, meta } = (await response.json()) as {
			data: ListedWebhook[];
			meta: { last_page: number };
		};
		all.push(...data);
		if (page >= meta.last_page) return all;
	}
}

/** Webhooks that others have in the same account, at `https://other.example`. */
export async function addOtherWebhooks(sandbox: Sandbox, count: number): Promise<void> {
	for (let other = 0; other < count; other++) {
		const url = `https://other.example/${other}`;
		await fetch(`${sandbox.baseUrlOf('thanksIo')}/webhooks`, {
			method: 'POST',
			headers: { ...headersFor(sandbox), 'content-type': 'application/json' },
			body: JSON.stringify({ url, type: 'order.status_update', verb: 'post' }),
		});
	}
}
