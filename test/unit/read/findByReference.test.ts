import type { Account, WithAccount } from '../../../nodes/orders/client/accounts';
import type { CallEnd } from '../../../nodes/orders/client/reply';
import type { ItemRequest } from '../../../nodes/orders/form/itemRequest';
import { Problem } from '../../../nodes/orders/problem';
import { findByReference } from '../../../nodes/orders/read/findByReference';
import type { OrderState } from '../../../nodes/orders/vendor/order';
import type { ListPage, PageAsk, RequestPlan, Subject } from '../../../nodes/orders/vendor/vendor';
import { answered, clientFor, LOST } from '../support/client';
import { FakeClock } from '../support/fakeClock';
import { GIFT_EXPIRY, SNAPPY } from '../support/subjects';

const HOUR_MS = 3_600_000;
const SECRET = 's3cret';

type Request = WithAccount<ItemRequest>;
type Recall = Parameters<typeof findByReference>[2];

/** A service whose orders go by a reference each, and whose list can be asked for several of them at once. */
class Service {
	readonly clock = new FakeClock();
	readonly began = new Date(this.clock.now()).toISOString();
	/** For each request that arrived, what it asked for. */
	readonly asked: string[] = [];
	/** References of the orders 1, 2... */
	references: Array<string | number> = [];
	pageSize = 3;
	mostTogether = 2;
	searchDepth = 100;
	/** Given in the place of an answer. */
	instead: CallEnd | null = null;
	/** A reference over which our own code stumbles. */
	stumblesOver: string | null = null;

	/** An account of it. */
	account(name = 'account'): Account {
		const transmit = async (plan: RequestPlan) => await Promise.resolve(this.answer(plan));
		const parts = { account: name, secrets: [SECRET], maxAttempts: 1 };
		return { client: clientFor(this.clock, transmit, parts), settings: {} };
	}

	/** Looks up what is asked for. */
	async find(requests: readonly Request[], recall?: Recall, more: Partial<Subject> = {}) {
		const subject = { ...this.subject(), ...more };
		const run = { vendor: SNAPPY.vendor, subject, searchDepth: this.searchDepth };
		return await this.clock.finish(findByReference(requests, run, recall), HOUR_MS);
	}

	private subject(): Subject {
		const { list } = SNAPPY.subject;
		if (list?.references === undefined) throw new Error('Snappy finds orders by reference.');
		return {
			...SNAPPY.subject,
			list: {
				...list,
				pageSize: this.pageSize,
				page: ({ page, size, filters: { asked = 'all' } }) => ({
					method: 'GET',
					path: `${asked}, page ${page} of ${size}`,
				}),
				interpretPage: (_body, ask) => this.pageOf(ask),
				references: {
					...list.references,
					mostTogether: this.mostTogether,
					filters: (asked) => ({ asked: asked.join('+') }),
					namesOf: ({ reference }) => [['', reference]],
				},
			},
		};
	}

	private pageOf({ page, size, filters: { asked = '' } }: PageAsk): ListPage {
		if (asked.split('+').includes(String(this.stumblesOver))) throw new Error('Stumbled.');
		const states = this.references.map((reference, index): OrderState => ({
			id: `G7nR4bD${index + 1}`,
			status: 'active',
			phase: 'cancellable',
			cancelledAt: null,
			order: { reference },
		}));
		const to = page * size;
		return { states: states.slice(to - size, to), isLast: to >= states.length };
	}

	private answer({ path }: RequestPlan): CallEnd {
		this.asked.push(path);
		return this.instead ?? answered(200);
	}
}

function request(account: Account | Problem, more: Partial<ItemRequest>): Request {
	return { item: 0, id: '', settings: {}, problem: null, account, ...more };
}

const HELD_BACK = new Problem('a guard could not be read', 'Look at the guard');

function service(...references: Array<string | number>): Service {
	const made = new Service();
	made.references = references;
	return made;
}

describe('orders that are given by reference', () => {
	it('are found, each for its item, and what is given by ID stays as it is', async () => {
		const shop = service('A', 'B');
		const account = shop.account();
		const requests = [
			request(account, { item: 0, reference: 'B' }),
			request(account, { item: 1, id: 'G7nR4bD9' }),
			request(account, { item: 2, reference: 'A' }),
		];

		const found = await shop.find(requests);

		expect(found.map(({ item, id }) => [item, id])).toEqual([
			[0, 'G7nR4bD2'],
			[1, 'G7nR4bD9'],
			[2, 'G7nR4bD1'],
		]);
		expect(found[1]).toBe(requests[1]);
		expect(shop.asked).toEqual(['B+A, page 1 of 3']);
	});

	it('are asked for as many at once as the service allows, each once, and each account for itself', async () => {
		const shop = service('A', 'B', 'C');
		const [one, other] = [shop.account('one'), shop.account('other')];
		const given = ['A', 'B', 'C', 'A', 'C'].map((reference) => request(one, { reference }));

		const found = await shop.find([...given, request(other, { reference: 'A' })]);

		expect(shop.asked).toEqual(['A+B, page 1 of 3', 'C, page 1 of 3', 'A, page 1 of 3']);
		expect(found.map(({ id }) => id.slice(-1)).join(' ')).toBe('1 2 3 1 3 1');
	});

	it('are looked for on all pages', async () => {
		const shop = service('x', 'x', 'x', 'x', 'x', 'x', 'A');
		const [found] = await shop.find([request(shop.account(), { reference: 'A' })]);
		expect(found).toMatchObject({ id: 'G7nR4bD7' });
		expect(found).not.toHaveProperty('ending');
		expect(shop.asked).toEqual([1, 2, 3].map((page) => `A, page ${page} of 3`));
	});

	it('are not told from others by what is not exact', async () => {
		const shop = service(2 ** 60, 'B');
		const account = shop.account();
		const [unsure, found] = await shop.find([
			request(account, { reference: String(2 ** 60) }),
			request(account, { reference: 'B' }),
		]);
		expect(unsure?.ending?.verdict).toMatchObject({ outcome: 'unknown' });
		expect(found).toMatchObject({ id: 'G7nR4bD2' });
	});
});

describe('how far a list is read', () => {
	it.each([
		['by whole pages, until it was read so deep', 4, 7, ['1 of 3', '2 of 3'], 6],
		['not a page further', 3, 7, ['1 of 3'], 3],
		['in a smaller page if that is deep enough', 2, 7, ['1 of 2'], 2],
		['to its end, if that comes first', 100, 7, ['1 of 3', '2 of 3', '3 of 3'], null],
		['to its end, if that comes just then', 6, 6, ['1 of 3', '2 of 3'], null],
	])('%s', async (_case, searchDepth, count, pages, read) => {
		const shop = service(...Array<string>(count).fill('x'));
		shop.searchDepth = searchDepth;

		const [found] = await shop.find([request(shop.account(), { reference: 'A' })]);

		expect(shop.asked).toEqual(pages.map((page) => `A, page ${page}`));
		expect(found?.ending?.verdict.outcome).toBe('notFound');
		const older = ` (${read} recent orders were read, and an older one may have it)`;
		expect(found?.knownAs).toBe(`reference "A"${read === null ? '' : older}`);
	});
});

describe('a reference that is not found', () => {
	it('says when that was seen', async () => {
		const shop = service();
		const [found] = await shop.find([request(shop.account(), { reference: 'A' })]);
		expect(found?.ending).toMatchObject({ checkedAt: shop.began, attempts: 0 });
	});

	it('was not looked at if nothing was asked', async () => {
		const shop = service();
		const account = shop.account();
		account.client.stop();
		const [found] = await shop.find([request(account, { reference: 'A' })]);
		expect(found?.ending).toMatchObject({
			checkedAt: null,
			verdict: { outcome: 'notAttempted', knownAs: 'reference "A"' },
		});
	});

	it('was looked at if no answer came', async () => {
		const shop = service();
		shop.instead = LOST;
		const [found] = await shop.find([request(shop.account(), { reference: 'A' })]);
		expect(found?.ending).toMatchObject({ checkedAt: shop.began, verdict: { outcome: 'unknown' } });
	});

	it('gives no key away that stands in an answer', async () => {
		const shop = service();
		shop.instead = { end: 'notDelivered', cause: `no way for ${SECRET}`, temporary: false };
		const [found] = await shop.find([request(shop.account(), { reference: 'A' })]);
		expect(found?.ending?.verdict.detail).toContain('no way for [hidden]');
	});
});

describe('what is not looked up', () => {
	it('is what is known from earlier in the execution', async () => {
		const shop = service('A', 'B');
		const account = shop.account();
		const requests = [request(account, { reference: 'A' }), request(account, { reference: 'B' })];

		const found = await shop.find(requests, ({ reference }, wanted) => {
			expect(wanted).toEqual({ account, reference });
			return reference === 'A' ? { id: 'G7nR4bD7', knownAs: 'from earlier' } : null;
		});

		expect(found).toMatchObject([{ id: 'G7nR4bD7', knownAs: 'from earlier' }, { id: 'G7nR4bD2' }]);
		expect(shop.asked).toEqual(['B, page 1 of 3']);
	});

	it.each<[string, (shop: Service) => Account | Problem]>([
		['whose credential cannot be used', () => new Problem('no credential', 'Choose one')],
		['that is held back, while nothing else is to be done', (shop) => shop.account()],
	])('is an item %s: it keeps its name', async (_case, accountOf) => {
		const shop = service('A');
		const account = accountOf(shop);
		const [found] = await shop.find([request(account, { reference: 'A', problem: HELD_BACK })]);
		expect(found).toMatchObject({ id: '', knownAs: 'reference "A"', problem: HELD_BACK });
		expect(found).not.toHaveProperty('ending');
		expect(shop.asked).toEqual([]);
	});

	it('is not what is held back beside another item of its account: it may be about the same order', async () => {
		const shop = service('A', 'B');
		const account = shop.account();
		const [found] = await shop.find([
			request(account, { reference: 'A', problem: HELD_BACK }),
			request(account, { id: 'G7nR4bD2' }),
		]);
		expect(found).toMatchObject({ id: 'G7nR4bD1', problem: HELD_BACK });
	});
});

describe('our own code', () => {
	const stumbled = { outcome: 'unknown', detail: 'the answer could not be dealt with' };

	it('may stumble over an answer: the references that were asked for with it are unknown, the others are found', async () => {
		const shop = service('A', 'B', 'C');
		shop.stumblesOver = 'A';
		const account = shop.account();
		const requests = ['A', 'B', 'C'].map((reference) => request(account, { reference }));

		const found = await shop.find(requests);

		expect(found).toMatchObject([
			{ knownAs: 'reference "A"', ending: { verdict: stumbled } },
			{ knownAs: 'reference "B"', ending: { verdict: stumbled } },
			{ id: 'G7nR4bD3' },
		]);
	});

	it.each<[string, Partial<Subject>]>([
		['there is no list', { list: undefined }],
		['its list knows none', { list: GIFT_EXPIRY.subject.list }],
	])('finds nothing by reference where %s, and says so', async (_case, more) => {
		const shop = service('A', 'B');
		const account = shop.account();
		const requests = ['A', 'B'].map((reference) => request(account, { reference }));
		const found = await shop.find(requests, undefined, more);
		expect(found).toMatchObject([
			{ knownAs: 'reference "A"', ending: { verdict: stumbled } },
			{ knownAs: 'reference "B"', ending: { verdict: stumbled } },
		]);
		expect(shop.asked).toEqual([]);
	});
});
