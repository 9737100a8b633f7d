import { SANDBOX_RECIPIENT, type Sandbox } from '../../sandbox';
import { listModeOf, openList, type OpenedList } from '../support/editorList';
import { conversation, giftCase, seedByAge, serviceCase } from '../support/reads';
import { credentialFor, SERVICES, type ServiceCase } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

/** Nothing of these may show up in the editor. */
const PERSONAL = Object.values(SANDBOX_RECIPIENT).filter((text) => text.length > 3);

const LABELS = {
	thanksIo: ['42000 - Reviewing - 2026-06-01 12:00 UTC - Postcard-4x6', '42001 - Printing - '],
	snappy: [
		'G7nR4bD1000 - Active - 2026-06-01 12:00 UTC - 1 x Premium Gift Card',
		'G7nR4bD1001 - Completed - ',
	],
	fastPod: [
		'F237-120723-000000 - New Order - 2026-06-01 12:00 UTC - reference 1001, 1 x UABSTAQUBXL3',
		'F237-120723-000001 - In Production - ',
	],
};

const PAGES = {
	thanksIo: [1, 2].map((page) => `GET /orders/list?items_per_page=50&page=${page}`),
	snappy: [1, 2].map((page) => `GET /v3/orders?page[number]=${page}&page[size]=50&sort=-createdAt`),
	fastPod: [1, 2, 3].map((page) => `GET /v1/orders?page=${page}&limit=25`),
};

async function open(sandbox: Sandbox, service: ServiceCase, more: Partial<OpenedList> = {}) {
	const credential = credentialFor(sandbox, service);
	return await openList({ node: service.node, credential, ...more });
}

describe.each(SERVICES)('$service: From List', (service) => {
	const sandbox = useSandbox();
	const { sandboxService } = service;

	it('shows id, status as the filters call it, time and then what it is, and nothing about the recipient', async () => {
		seedByAge(sandbox(), service, 2, (number) => ({
			reference: '1001',
			...(number === 1 ? { status: service.tooLate } : {}),
		}));

		const { results } = await open(sandbox(), service);

		const [label, start = ''] = LABELS[sandboxService];
		expect(results[0]).toEqual({ name: label, value: service.idOf(0) });
		expect(results[1]?.name.startsWith(start)).toBe(true);
		expect(PERSONAL.filter((text) => JSON.stringify(results).includes(text))).toEqual([]);
	});

	it('shows a status that no filter knows in the own word of the service', async () => {
		seedByAge(sandbox(), service, 1, () => ({ status: 'sent_to_mars' }));

		const [entry] = (await open(sandbox(), service)).results;

		expect(entry?.name).toMatch(/ - (sent_to_mars|Sent to mars) - 2026/i);
	});

	it('gives one page at a time, newest first, until there is no more', async () => {
		const ids = seedByAge(sandbox(), service, 60);
		const values: unknown[] = [];

		let paginationToken: string | undefined;
		do {
			const page = await open(sandbox(), service, { paginationToken });
			values.push(...page.results.map(({ value }) => value));
			paginationToken = page.paginationToken as string | undefined;
		} while (paginationToken !== undefined);

		expect(values).toEqual(ids);
		expect(conversation(sandbox(), service)).toEqual(PAGES[sandboxService]);
	});

	it.each(['cancel', 'get'])('is the same list for the operation %s', async (operation) => {
		const ids = seedByAge(sandbox(), service, 3);

		const { results } = await open(sandbox(), service, { node: { ...service.node, operation } });

		expect(results.map(({ value }) => value)).toEqual(ids);
	});

	it('expressions under Options are not known in the editor and do not stand in the way', async () => {
		seedByAge(sandbox(), service, 1);

		const { results } = await open(sandbox(), service, {
			options: {
				dryRun: '={{ $json.dry }}',
				requestTimeout: '={{ $json.timeout }}',
				onlyIfStatus: '={{ $json.only }}',
				companyId: '={{ $json.company }}',
			},
		});

		expect(results).toHaveLength(1);
		expect(sandbox().requests()[0]?.headers).not.toHaveProperty('snappy-company-id');
	});

	it('no orders: an empty list', async () => {
		expect(await open(sandbox(), service)).toEqual({ results: [] });
	});
});

describe('From List: searching', () => {
	const sandbox = useSandbox();

	it('FastPOD finds by ID or reference', async () => {
		const fastPod = serviceCase('fastPod');
		const references = ['1001', '1002', '21001'];
		const ids = seedByAge(sandbox(), fastPod, 3, (number) => ({ reference: references[number] }));

		const { results } = await open(sandbox(), fastPod, { filter: ' 1001 ' });

		expect(results.map(({ value }) => value)).toEqual([ids[0], ids[2]]);
		expect(conversation(sandbox(), fastPod)).toEqual([
			'GET /v1/orders?page=1&limit=25&search=1001',
		]);
		expect(await listModeOf(fastPod.node)).toMatchObject({ searchable: true });
	});

	it('Snappy finds by the idempotency key', async () => {
		const snappy = serviceCase('snappy');
		const ids = seedByAge(sandbox(), snappy, 3, (number) => ({ idempotencyKey: `shop-${number}` }));

		const { results } = await open(sandbox(), snappy, { filter: 'shop-1' });

		expect(results.map(({ value }) => value)).toEqual([ids[1]]);
		expect(conversation(sandbox(), snappy)).toEqual([
			'GET /v3/orders?page[number]=1&page[size]=50&sort=-createdAt&filter[idempotencyKey]=shop-1',
		]);
		expect(await listModeOf(snappy.node)).toMatchObject({ searchable: true });
	});

	it('a search field that holds only blanks is no search', async () => {
		const fastPod = serviceCase('fastPod');
		seedByAge(sandbox(), fastPod, 2);

		expect((await open(sandbox(), fastPod, { filter: '  ' })).results).toHaveLength(2);
		expect(conversation(sandbox(), fastPod)).toEqual(['GET /v1/orders?page=1&limit=25']);
	});

	it('thanks.io and gifts cannot be searched, and do not offer it', async () => {
		expect(await listModeOf(serviceCase('thanksIo').node)).toMatchObject({ searchable: false });
		expect(await listModeOf(giftCase('expire').node)).toMatchObject({ searchable: false });
	});
});
