import { Settings } from 'luxon';
import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { SEARCH_METHOD } from '../../nodes/orders/form/properties';
import { listSearch } from '../../nodes/orders/listSearch';
import { recordAt, statesIn, textOf } from '../../nodes/orders/vendor/parse';
import type { PageAsk, Subject, Vendor } from '../../nodes/orders/vendor/vendor';
import { acmeOrder, acmeWith } from './support/acme';
import { inVirtualTime } from './support/nodeRun';

interface Order {
	id: string | number;
	status?: string | null;
	placed?: string;
	what?: string;
	name?: string;
}

let opened = 0;

/** The editor with a node of Acme's that is being set up, and the service with its orders. */
class FakeEditor {
	/** What each page was asked for, in order. */
	readonly asked: PageAsk[] = [];
	/** Milliseconds that an answer may take. */
	readonly timeouts: unknown[] = [];
	/** What stands in the form. */
	form: Record<string, unknown> = { resource: 'order', operation: 'cancel', options: {} };
	readonly credential: ICredentialDataDecryptedObject;
	status = 200;
	/** What the list takes from the subject, and adds to it. */
	list: Partial<NonNullable<Subject['list']>> = {};
	/** Pages of the list. */
	readonly pages: Order[][];
	vendor: Partial<Vendor> = {};

	constructor(...pages: Order[][]) {
		opened += 1;
		this.pages = pages;
		this.credential = { apiKey: `k3yOfTheShop${opened}`, baseUrl: 'https://acme.example' };
	}

	/** Opens "From List", with what is typed in, or goes on where the page before ended. */
	async open(filter?: string, token?: string): Promise<INodeListSearchResult> {
		const search = listSearch(this.whole())[SEARCH_METHOD];
		return await inVirtualTime(async () => await search.call(this.context(), filter, token));
	}

	/** The same, where it is refused: what the editor shows. */
	async refused(): Promise<{ message: string; description: unknown }> {
		const thrown: unknown = await this.open().catch((error: unknown) => error);
		if (!(thrown instanceof NodeOperationError)) throw new Error('It was not refused.');
		return { message: thrown.message, description: thrown.description };
	}

	/** What can be read in it. */
	async labels(): Promise<string[]> {
		return (await this.open()).results.map(({ name }) => name);
	}

	private whole(): Vendor {
		const list: Subject['list'] = {
			filterFields: [],
			pageSize: 25,
			page: (ask) => {
				this.asked.push(ask);
				return { method: 'GET', path: '/orders', qs: { page: ask.page } };
			},
			interpretPage: (body, { page }) => {
				const states = statesIn(recordAt(body)?.data, (order) => ({
					id: Number.isInteger(order.id) ? null : textOf(order.id),
					status: textOf(order.status),
					phase: order.status === 'Called off' ? 'cancelled' : 'unclear',
					cancelledAt: null,
					order,
				}));
				return states === null ? null : { states, isLast: page >= this.pages.length };
			},
			...this.list,
		};
		const subject: Subject = {
			...acmeOrder,
			list,
			details: ({ placed }) => ({ ...acmeOrder.details({}), createdAt: textOf(placed) }),
			describe: ({ what }) => textOf(what) ?? '',
		};
		const gift: Subject = { ...acmeOrder, list: undefined };
		const acme = acmeWith(subject);
		const operations: Vendor['operations'] = [
			...acme.operations,
			{ resource: 'gift', operation: 'expire', does: 'cancel', subject: gift },
		];
		return { ...acme, operations, ...this.vendor };
	}

	private context(): ILoadOptionsFunctions {
		return Object.assign({} as ILoadOptionsFunctions, {
			getCurrentNodeParameter: (name: string) => this.form[name],
			getCredentials: async () => await Promise.resolve(this.credential),
			getNode: () => ({ name: 'Acme', parameters: {} }),
			helpers: {
				httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
					await Promise.resolve(this.answer(options)),
			},
		});
	}

	private answer({ qs = {}, timeout }: IHttpRequestOptions): IDataObject {
		this.timeouts.push(timeout);
		const data = this.pages[Number(qs.page) - 1] ?? [];
		return { statusCode: this.status, headers: {}, body: { data } };
	}
}

const TWO: Order[] = [
	{ id: 'a', status: 'open' },
	{ id: 'b', status: 'open' },
];

describe('an entry of the list', () => {
	it.each<[string, Order, string]>(
		[
			[
				'all of it',
				{ status: 'open', placed: '2026-11-21T16:05:59.999Z', what: 'Postcard' },
				'a - Open - 2026-11-21 16:05 UTC - Postcard',
			],
			['no time', { status: 'open', what: 'Postcard' }, 'a - Open - Postcard'],
			[
				'nothing to describe',
				{ status: 'open', placed: '2026-11-21T16:05:00.000Z' },
				'a - Open - 2026-11-21 16:05 UTC',
			],
			['no status', { placed: '2026-11-21T00:05:00.000Z' }, 'a - 2026-11-21 00:05 UTC'],
			['nothing but its ID', {}, 'a'],
			['a status that nobody knows', { status: 'on hold' }, 'a - on hold'],
			['a status in other letters', { status: 'OPEN' }, 'a - Open'],
			['a long description', { what: 'x'.repeat(300) }, `a - ${'x'.repeat(135)}…`],
		].map(
			([title, order, label]) =>
				[title, { id: 'a', ...(order as object) }, label] as [string, Order, string],
		),
	)('says what it is (%s)', async (_case, order, label) => {
		const { results } = await new FakeEditor([order]).open();
		expect(results).toEqual([{ name: label, value: 'a' }]);
	});

	it('has its time in UTC, wherever n8n is', async () => {
		const { defaultZone } = Settings;
		Settings.defaultZone = 'America/New_York';
		const editor = new FakeEditor([{ id: 'a', placed: '2026-11-21T16:05:00.000Z' }]);
		expect(await editor.labels()).toEqual(['a - 2026-11-21 16:05 UTC']);
		Settings.defaultZone = defaultZone;
	});

	it("has its status as the list's filters call it, where they have words of their own", async () => {
		const editor = new FakeEditor([
			{ id: 'a', status: 'in work' },
			{ id: 'b', status: 'open' },
		]);
		editor.list = { statuses: [{ name: 'Being Made', value: 'in_work' }] };
		expect(await editor.labels()).toEqual(['a - Being Made', 'b - open']);
	});

	it('shows nothing of the recipient, but an ID that is part of the name', async () => {
		const editor = new FakeEditor([
			{ id: 'Beispiel', status: 'sent to Renate Beispiel', name: 'Renate Beispiel' },
		]);
		expect(await editor.labels()).toEqual(['Beispiel - sent to [hidden] Beispiel']);
	});

	it('shows a word of the service that means something, whoever is called like it', async () => {
		const editor = new FakeEditor([{ id: 'a', status: 'Called off', name: 'Called off' }]);
		expect(await editor.labels()).toEqual(['a - Called off']);
	});

	it('does not show the key of the credential', async () => {
		const editor = new FakeEditor();
		const key = String(editor.credential.apiKey);
		editor.pages.push([{ id: 'a', status: `for ${key}` }]);
		expect(await editor.labels()).toEqual(['a - for [hidden]']);
	});

	it('is called what it is if its ID is not exact, and is given as what is no ID', async () => {
		const { results } = await new FakeEditor([{ id: 2 ** 60, status: 'open' }]).open();
		expect(results).toEqual([{ name: 'No exact ID - Open', value: 'No exact ID - Open' }]);
	});
});

describe('the list', () => {
	it('begins with the newest, and ends with those that have no time', async () => {
		const orders = [
			{ id: 'a', placed: '2026-01-02T00:00:00.000Z' },
			{ id: 'b' },
			{ id: 'c', placed: '2026-01-03T00:00:00.000Z' },
			{ id: 'd', placed: '2025-12-31T00:00:00.000Z' },
			{ id: 'e' },
		];
		const { results } = await new FakeEditor(orders).open();
		expect(results.map(({ value }) => value)).toEqual(['c', 'a', 'd', 'b', 'e']);
	});

	it('comes page by page, and shows nothing a second time', async () => {
		const editor = new FakeEditor(TWO, [
			{ id: 'b', status: 'open' },
			{ id: 'c', status: 'open' },
		]);
		const first = await editor.open();
		expect(first.results.map(({ value }) => value)).toEqual(['a', 'b']);
		const { paginationToken } = first;
		expect(typeof paginationToken).toBe('string');
		expect(await editor.open('', paginationToken as string)).toEqual({
			results: [{ name: 'c - Open', value: 'c' }],
		});
		const rest = { size: 25, filters: {}, settings: {} };
		expect(editor.asked).toEqual([
			{ page: 1, skip: 0, ...rest },
			{ page: 2, skip: 2, ...rest },
		]);
	});

	it('counts on from page to page what was there', async () => {
		const editor = new FakeEditor(TWO, [{ id: 'c' }], [{ id: 'd' }]);
		const { paginationToken: second } = await editor.open();
		const { paginationToken: third } = await editor.open('', second as string);
		expect(await editor.open('', third as string)).toEqual({
			results: [{ name: 'd', value: 'd' }],
		});
		expect(editor.asked.map(({ page, skip }) => [page, skip])).toEqual([
			[1, 0],
			[2, 2],
			[3, 3],
		]);
	});

	it.each([
		[10, 10],
		[50, 50],
		[1_000, 50],
	])('asks for no more than a person looks through: of %d, %d', async (pageSize, size) => {
		const editor = new FakeEditor(TWO);
		editor.list = { pageSize };
		await editor.open();
		expect(editor.asked).toMatchObject([{ size }]);
	});

	it.each([
		['what is typed in', ' 42\u200b', { reference: '42' }],
		['nothing for blanks', ' \u200b', {}],
		['nothing where nothing is typed in', undefined, {}],
	])('is searched for %s', async (_case, typed, filters) => {
		const editor = new FakeEditor(TWO);
		editor.list = { searchFilter: 'reference' };
		await editor.open(typed);
		expect(editor.asked).toMatchObject([{ filters }]);
		expect(editor.asked[0]?.filters).toEqual(filters);
	});

	it('is not searched where the service cannot', async () => {
		const editor = new FakeEditor(TWO);
		await editor.open('42');
		expect(editor.asked[0]?.filters).toEqual({});
	});

	it.each([
		['an operation that has no list', 'gift', 'expire'],
		['an operation of another resource', 'gift', 'cancel'],
		['no operation of the resource', 'order', 'expire'],
		['nothing', undefined, undefined],
	])('is empty for %s, and nothing is asked', async (_case, resource, operation) => {
		const editor = new FakeEditor(TWO);
		editor.form = { resource, operation, options: {} };
		expect(await editor.open()).toEqual({ results: [] });
		expect(editor.asked).toEqual([]);
	});
});

describe("the options of the node, as the list's", () => {
	const field = { displayName: 'Company', name: 'company', type: 'string', default: '' } as const;

	it.each<[string, unknown, IDataObject]>([
		['a company', { company: 'C1' }, { company: 'C1' }],
		['a number for one', { company: 7 }, { company: '7' }],
		['blanks around it', { company: ' C1= ' }, { company: 'C1=' }],
		['an expression', { company: '=C1' }, {}],
		['an expression that fits', { company: '={{ $json.company }}' }, {}],
		['a blank', { company: ' ' }, {}],
		['what is no ID', { company: true }, {}],
		['none of them', {}, {}],
		['no options', undefined, {}],
		['null for them', null, {}],
		['an expression for all of them', '={{ $json.options }}', {}],
	])('take %s as it is known in the editor', async (_case, options, settings) => {
		const editor = new FakeEditor(TWO);
		editor.form.options = options;
		expect((await editor.open()).results).toHaveLength(2);
		expect(editor.asked[0]?.settings).toEqual(settings);
	});

	it('are left out where the form does not show them for the operation', async () => {
		const editor = new FakeEditor(TWO);
		const show = { '/resource': ['gift'] };
		const hidden = { ...field, name: 'budget', displayOptions: { show } };
		editor.vendor = { optionFields: [hidden, field] };
		editor.form.options = { company: 'C1', budget: 'B1' };
		await editor.open();
		expect(editor.asked[0]?.settings).toEqual({ company: 'C1' });
	});

	it.each([{}, { giveUpAfter: 900, requestTimeout: 600_000 }, undefined])(
		'do not let a person wait for longer than 15 seconds (%j)',
		async (options) => {
			const editor = new FakeEditor(TWO);
			editor.form.options = options;
			await editor.open();
			expect(editor.timeouts).toEqual([15_000]);
		},
	);

	it('say what is wrong with one of them, and nothing is asked', async () => {
		const editor = new FakeEditor(TWO);
		editor.form.options = { requestsPerMinute: 'many' };
		expect(await editor.refused()).toEqual({
			message:
				"The list of orders cannot be read: the option 'Requests per Minute' must be a whole number from 0 to 100000. Correct 'Requests per Minute' in the options of the node.",
			description: "Correct 'Requests per Minute' in the options of the node",
		});
		expect(editor.asked).toEqual([]);
	});

	it('are not wrong where an expression will give them', async () => {
		const editor = new FakeEditor(TWO);
		editor.form.options = { requestsPerMinute: '={{ $json.pace }}' };
		expect((await editor.open()).results).toHaveLength(2);
	});
});

describe('a list that cannot be read', () => {
	it('says what is wrong with the credential, and what to do', async () => {
		const editor = new FakeEditor(TWO);
		editor.credential.apiKey = '';
		expect(await editor.refused()).toEqual({
			message:
				"The list of orders cannot be read: the 'API Key' of the credential is blank. Open the credential and paste the API Key.",
			description: 'Open the credential and paste the API Key',
		});
	});

	it('says what the service answered, and what to do', async () => {
		const editor = new FakeEditor(TWO);
		editor.status = 400;
		expect(await editor.refused()).toEqual({
			message:
				"The list of orders could not be read: it was answered with HTTP 400. Open the list again; if it stays like this, check the connection and the 'Base URL' of the credential.",
			description:
				"Open the list again; if it stays like this, check the connection and the 'Base URL' of the credential",
		});
	});
});
