import type {
	IDataObject,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { OrderState, Subject, Vendor } from '../../nodes/orders';
import { listSearch } from '../../nodes/orders';
import { acmeOrder, acmeWith } from './support/acme';

/** What stands in the form of the node. */
interface Form {
	resource?: string;
	operation?: string;
	options?: unknown;
	baseUrl?: string;
}

let accounts = 0;

function order(id: string | null, more: Partial<OrderState> = {}): OrderState {
	const status = more.status === undefined ? 'open' : more.status;
	return { id, phase: 'cancellable', cancelledAt: null, order: { id }, ...more, status };
}

/** A service with a list of orders, and what the editor asked of it. */
class Service {
	readonly asked: IHttpRequestOptions[] = [];
	/** The answer to whatever is asked; otherwise a page of orders. */
	statusCode = 200;
	isLast: boolean | null = true;

	constructor(
		readonly orders: readonly OrderState[],
		private readonly more: Partial<Subject> & { searchFilter?: string } = {},
	) {}

	get vendor(): Vendor {
		const { searchFilter, list = acmeOrder.list, ...more } = this.more;
		if (list === undefined) throw new Error('There is no list.');
		const gift: Subject = {
			...acmeOrder,
			details: ({ created }) => ({
				...acmeOrder.details({}),
				createdAt: typeof created === 'string' ? created : null,
			}),
			describe: ({ what }) => (typeof what === 'string' ? what : ''),
			...more,
		};
		delete gift.list;
		const subject: Subject = {
			...gift,
			list: {
				...list,
				pageSize: 2,
				page: ({ page, skip, size, filters, settings }) => ({
					method: 'GET',
					path: '/orders',
					qs: { page, skip, size, ...filters, ...settings },
				}),
				interpretPage: () => ({ states: [...this.orders], isLast: this.isLast }),
				...(searchFilter === undefined ? {} : { searchFilter }),
			},
		};
		const vendor = acmeWith(subject);
		return {
			...vendor,
			optionFields: [
				...vendor.optionFields,
				{
					displayName: 'Gift Box',
					name: 'box',
					type: 'string',
					default: '',
					displayOptions: { show: { '/resource': ['gift'] } },
				},
			],
			operations: [
				...vendor.operations,
				{ resource: 'gift', operation: 'cancel', does: 'cancel', subject: gift },
			],
		};
	}

	async open(
		{ resource = 'order', operation = 'cancel', options = {}, baseUrl }: Form = {},
		filter?: string,
		token?: string,
	): Promise<INodeListSearchResult> {
		accounts += 1;
		const form: Record<string, unknown> = { resource, operation, options };
		const credential = { apiKey: `listed${accounts}`, baseUrl: baseUrl ?? 'https://acme.example' };
		const context = Object.assign({} as ILoadOptionsFunctions, {
			getCurrentNodeParameter: (name: string) => form[name],
			getCredentials: async () => await Promise.resolve(credential),
			getNode: () => ({ name: 'Acme', type: 'acme', typeVersion: 1, parameters: {} }),
			helpers: {
				httpRequestWithAuthentication: async (_type: string, request: IHttpRequestOptions) => {
					this.asked.push(request);
					return await Promise.resolve({ statusCode: this.statusCode, headers: {}, body: {} });
				},
			},
		});
		const { searchRecent } = listSearch(this.vendor);
		return await searchRecent.call(context, filter, token);
	}

	/** The names of the entries. */
	async names(form: Form = {}): Promise<string[]> {
		return (await this.open(form)).results.map(({ name }) => name);
	}

	/** What the only request says beside its address. */
	get query(): IDataObject | undefined {
		expect(this.asked).toHaveLength(1);
		return this.asked[0]?.qs;
	}
}

async function thrownBy(work: Promise<unknown>): Promise<{ message: string; description: string }> {
	const thrown: unknown = await work.then(
		() => null,
		(error: unknown) => error,
	);
	return thrown as { message: string; description: string };
}

describe('an entry of From List', () => {
	it('says which order it is, how it stands, since when, and what it is', async () => {
		const created = '2026-11-21T17:05:00+01:00';
		const service = new Service([order('1', { order: { created, what: 'Mug' } })]);
		expect((await service.open()).results).toEqual([
			{ name: '1 - Open - 2026-11-21 16:05 UTC - Mug', value: '1' },
		]);
	});

	it('leaves out what is not known', async () => {
		const service = new Service([order('1'), order('2', { status: null })]);
		expect(await service.names()).toEqual(['1 - Open', '2']);
	});

	it('calls a status as the filters do, also where they know others than the options', async () => {
		const list = acmeOrder.list && {
			...acmeOrder.list,
			statuses: [{ name: 'On its way', value: 'Shipped' }],
		};
		const orders = [order('1', { status: ' shipped ' }), order('2')];
		expect(await new Service(orders, { list }).names()).toEqual(['1 - On its way', '2 - open']);
		expect(await new Service(orders).names()).toEqual(['1 - shipped', '2 - Open']);
	});

	it('shows no status that says something about a person, unless the service has that word', async () => {
		const status = 'Renate Beispiel';
		const named = { order: { name: status } };
		const orders = [
			order('1', { status, phase: 'unclear', ...named }),
			order('2', { status, phase: 'tooLate', ...named }),
		];
		expect(await new Service(orders).names()).toEqual(['1 - [hidden]', '2 - Renate Beispiel']);
	});

	it('of an order without an exact ID has the whole entry for its value, which is refused when it runs', async () => {
		const service = new Service([order(null, { order: { what: 'Mug' } })]);
		const name = 'No exact ID - Open - Mug';
		expect((await service.open()).results).toEqual([{ name, value: name }]);
	});

	it('comes before those that are older, and before those whose time is not known', async () => {
		const times = ['2026-01-02T00:00:00Z', null, '2026-01-03T00:00:00Z', '2026-01-01T00:00:00Z'];
		const orders = times.map((created, index) => order(String(index), { order: { created } }));
		const { results } = await new Service(orders).open();
		expect(results.map(({ value }) => value)).toEqual(['2', '0', '3', '1']);
	});
});

describe('From List', () => {
	it.each([
		['gift', 'cancel', 'it has no list'],
		['order', 'print', 'the node does not know it'],
		['parcel', 'cancel', 'the node does not know it'],
		['parcel', 'print', 'the node does not know it'],
	])('of %s: %s is empty and asks for nothing (%s)', async (resource, operation) => {
		const service = new Service([order('1')]);
		expect(await service.open({ resource, operation })).toEqual({ results: [] });
		expect(service.asked).toEqual([]);
	});

	it('asks with the options of the vendor that stand in the form, as far as they are there for the operation', async () => {
		const service = new Service([]);
		await service.open({ options: { company: 42, box: '7', dryRun: true, limit: 'x' } });
		expect(service.query).toEqual({ page: 1, skip: 0, size: 2, company: '42' });
	});

	it.each([
		['an expression', { company: '={{ $json.company }}' }],
		['blank', { company: '' }],
		['no option', {}],
		['an expression in place of all of them', '={{ $json.options }}'],
		['nothing', null],
		['nothing at all', undefined],
	])('goes without what is not known in the editor: %s', async (_what, options) => {
		const service = new Service([]);
		await service.open({ options });
		expect(service.query).toEqual({ page: 1, skip: 0, size: 2 });
	});

	it('waits as long as a person may, whatever the options say', async () => {
		const service = new Service([]);
		await service.open({ options: { requestTimeout: 120_000, giveUpAfter: 600 } });
		expect(service.asked[0]?.timeout).toBe(15_000);
	});

	it.each([
		[undefined, 'mug', {}],
		['reference', undefined, {}],
		['reference', ' \u200b ', {}],
		['reference', ' mug\n', { reference: 'mug' }],
	])(
		'searches where the service can (%s) and something is typed in (%j)',
		async (searchFilter, text, filters) => {
			const service = new Service([], searchFilter === undefined ? {} : { searchFilter });
			await service.open({}, text);
			expect(service.query).toEqual({ page: 1, skip: 0, size: 2, ...filters });
		},
	);

	it('goes on behind what it has shown, and shows none of it again', async () => {
		const service = new Service([order('1'), order('2')]);
		service.isLast = null;
		const first = await service.open();
		const next = new Service([order('2'), order('3')]);
		const second = await next.open({}, undefined, String(first.paginationToken));
		expect(first.results.map(({ value }) => value)).toEqual(['1', '2']);
		expect(next.query).toMatchObject({ page: 2, skip: 2 });
		expect(second.results.map(({ value }) => value)).toEqual(['3']);
		expect(second).not.toHaveProperty('paginationToken');
	});

	it('counts on what it has shown from page to page', async () => {
		const token = JSON.stringify({ page: 3, skip: 4, seen: ['1'] });
		const service = new Service([order('5'), order('6')]);
		service.isLast = null;
		const { paginationToken } = await service.open({}, undefined, token);
		const { seen, ...place } = JSON.parse(String(paginationToken)) as { seen: string[] };
		expect(place).toEqual({ page: 4, skip: 6 });
		expect(seen).toEqual(['1', '5', '6']);
	});
});

describe('From List that cannot be read', () => {
	it('says that nothing can be asked with the credential, and what to do', async () => {
		const service = new Service([], { holder: 'parcel' });
		const { message, description } = await thrownBy(
			service.open({ baseUrl: 'http://acme.example' }),
		);
		expect(message).toBe(
			`The list of parcels cannot be read: the 'Base URL' of the credential is not https. ${description}.`,
		);
		expect(description).toMatch(/^Open the credential/);
		expect(service.asked).toEqual([]);
	});

	it('says what the service answered, and what to do', async () => {
		const service = new Service([]);
		service.statusCode = 422;
		const { message, description } = await thrownBy(service.open());
		expect(message).toBe(
			`The list of orders could not be read: it was answered with HTTP 422. ${description}.`,
		);
		expect(description).toMatch(/^Open the list again/);
	});
});
