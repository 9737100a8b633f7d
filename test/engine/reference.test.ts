import type { IDataObject } from 'n8n-workflow';

import { NAMED, type Cancellation } from '../samples';
import {
	conversation,
	credentialFor,
	operationsSeen,
	reading,
	runAgainst,
	seedOpen,
	stopRequests,
} from '../support/againstSandbox';
import { outcomesOf, resultOf, type NodeRun } from '../support/runNode';
import { keepWaitsShort } from '../support/shortWaits';
import { useSandbox } from '../support/useSandbox';

keepWaitsShort();

const sandbox = useSandbox();

type Named = (typeof NAMED)[number];

function seed(
	{ vendor, idOf, statuses, references }: Named,
	number: number,
	reference: string,
	more: object = {},
): string {
	const id = idOf(number);
	const order = { service: vendor.name, id, status: statuses.open };
	sandbox().seed([{ ...order, ...references.seed(reference), ...more }]);
	return id;
}

/** How the node is told to look for what is in the items; an item may have its own way. */
function byReference({ idParameter }: Cancellation, mode: unknown = 'reference'): IDataObject {
	return { [idParameter]: { __rl: true, mode, value: '={{ $json.id }}' } };
}

async function run(order: Cancellation, references: unknown[], more: Partial<NodeRun> = {}) {
	return await runAgainst(sandbox(), order, references, {
		parameters: byReference(order),
		...more,
	});
}

describe.each(NAMED)('$label by reference', (order) => {
	const { vendor, statuses, wire, references, logged } = order;
	const { request } = references;
	const [first, second] = [references.of(1), references.of(2)] as const;
	const cancelOf = (id: string) => `${wire.cancel.method} ${wire.cancel.path.replace(wire.id, id)}`;
	const lookUpOf = (id: string) => `${wire.lookUp.method} ${wire.lookUp.path.replace(wire.id, id)}`;
	const asked = () => conversation(sandbox(), vendor);

	/** Answers the list with these pages: the references of the orders on each, or something else. */
	function pages(...all: Array<string[] | IDataObject>): void {
		all.forEach((page, index) => {
			const entries = (Array.isArray(page) ? page : []).map((reference, place) => ({
				...vendor.orders.listEntry(order.idOf(100 * index + place)),
				...references.entry(reference),
			}));
			const body = Array.isArray(page)
				? vendor.orders.listPage(index + 1, all.length, entries)
				: page;
			sandbox().addFault({ operation: 'list', kind: 'statusBefore', status: 200, body });
		});
	}

	it('one match: it is cancelled, and its ID is in the result', async () => {
		seed(order, 1, first);
		const id = seed(order, 2, second);

		const { items } = await run(order, [second]);

		expect(asked()).toEqual([request([second], 1), cancelOf(id)]);
		expect(resultOf(items[0])).toMatchObject({
			orderId: id,
			outcome: 'cancelled',
			message: `${vendor.service} confirmed that order ${id} is cancelled`,
			attempts: 1,
		});
	});

	it('no match: not found, after one request, and the reference is named', async () => {
		seed(order, 1, first);

		const { items } = await run(order, [second]);

		expect(asked()).toEqual([request([second], 1)]);
		expect(resultOf(items[0])).toMatchObject({
			orderId: '',
			outcome: 'notFound',
			stopped: null,
			message: `${vendor.service} knows no such order with this credential: the order with reference "${second}"`,
		});
	});

	it('two matches: nothing is sent, and both are named', async () => {
		const ids = [seed(order, 1, first), seed(order, 2, first)];

		const { items } = await run(order, [first]);

		expect(asked()).toEqual([request([first], 1)]);
		const { message, ...result } = resultOf(items[0]);
		expect(result).toMatchObject({ outcome: 'rejected', stopped: false, retryable: false });
		expect(message).toMatch(/^The order with reference ".*" was not cancelled: 2 orders/);
		for (const id of ids) expect(message).toContain(id);
	});

	it('one match beside cancelled ones: it is cancelled, and that is said', async () => {
		seed(order, 1, first, { status: statuses.stopped, cancelled: true });
		const id = seed(order, 2, first);

		const { items } = await run(order, [first]);

		expect(asked()).toEqual([request([first], 1), cancelOf(id)]);
		expect(resultOf(items[0])).toMatchObject({ orderId: id, outcome: 'cancelled' });
		expect(resultOf(items[0]).message).toContain(
			`order ${id} (the only one with reference "${first}" that was not cancelled)`,
		);
	});

	it('cancelled ones only: the newest is read, no cancel is sent', async () => {
		const cancelled = { status: statuses.stopped, cancelled: true };
		seed(order, 1, first, { ...cancelled, createdAt: '2026-06-01T12:00:00.000Z' });
		const id = seed(order, 2, first, { ...cancelled, createdAt: '2026-06-03T12:00:00.000Z' });
		seed(order, 3, first, { ...cancelled, createdAt: '2026-06-02T12:00:00.000Z' });

		const { items } = await run(order, [first]);

		expect(asked()).toEqual([request([first], 1), lookUpOf(id)]);
		expect(resultOf(items[0])).toMatchObject({ orderId: id, outcome: 'alreadyCancelled' });
		expect(resultOf(items[0]).message).toContain(
			`(the newest of 3 cancelled ones with reference "${first}")`,
		);
	});

	it('a match on page 3: all pages are read first', async () => {
		const id = order.idOf(200);
		order.seed(sandbox(), id, statuses.open);
		pages([second], [second, second], [first]);

		const { items } = await run(order, [first]);

		const lists = [1, 2, 3].map((page) => request([first], page));
		expect(asked()).toEqual([...lists, cancelOf(id)]);
		expect(resultOf(items[0])).toMatchObject({ orderId: id, outcome: 'cancelled' });
	});

	it.each([
		['broken', { data: 'none' }],
		['of another service', { message: 'ok' }],
	])(
		'a page that is %s: unknown, and nothing is sent, though a match was seen',
		async (_case, body) => {
			pages([first], body);

			const { items } = await run(order, [first]);

			expect(asked()).toEqual([1, 2].map((page) => request([first], page)));
			expect(resultOf(items[0])).toMatchObject({
				outcome: 'unknown',
				stopped: null,
				retryable: true,
				attempts: 0,
			});
			expect(resultOf(items[0]).message).toContain('could not be read to its end');
		},
	);

	it('a page that comes only after a while is waited for', async () => {
		const id = seed(order, 1, first);
		sandbox().addFault({ operation: 'list', kind: 'cutBefore' });
		sandbox().addFault({ operation: 'list', kind: 'statusBefore', status: 503 });

		const { items } = await run(order, [first]);

		expect(asked()).toEqual([...Array<string>(3).fill(request([first], 1)), cancelOf(id)]);
		expect(outcomesOf(items)).toEqual(['cancelled']);
	});

	it('50 items with 10 references: each is looked up once, with others where that is possible', async () => {
		const names = Array.from({ length: 10 }, (_, number) => references.of(number));
		const ids = names.map((name, number) => seed(order, number, name));
		const given = Array.from({ length: 50 }, (_, item) => names[item % 10]);

		const { items, hints } = await run(order, given);

		const { mostTogether } = references;
		const lookUps = Array.from({ length: Math.ceil(10 / mostTogether) }, (_, number) =>
			request(names.slice(number * mostTogether, (number + 1) * mostTogether), 1),
		);
		expect(asked().slice(0, lookUps.length)).toEqual(lookUps);
		expect(asked().slice(lookUps.length).sort()).toEqual(ids.map(cancelOf).sort());
		expect(items.map((item) => resultOf(item).orderId)).toEqual(
			given.map((_, item) => ids[item % 10]),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(given.map((_, item) => ({ item })));
		expect(hints).toEqual(['50 of 50 orders cancelled']);
	});

	it('by ID and by reference, the same order is one cancel and two equal results', async () => {
		const id = seed(order, 1, first);

		const { items } = await run(order, [id, first], {
			parameters: byReference(order, '={{ $json.mode }}'),
			fields: [{ mode: 'id' }, { mode: 'reference' }],
		});

		expect(stopRequests(sandbox(), order)).toHaveLength(1);
		expect(outcomesOf(items)).toEqual(['cancelled', 'cancelled']);
		expect(resultOf(items[1])).toEqual(resultOf(items[0]));
	});

	it('what looks like an ID is a reference here, and what looks like a reference an ID elsewhere', async () => {
		const [id = ''] = seedOpen(sandbox(), order, 1);
		const other = seed(order, 1, references.like(id));

		const { items } = await run(order, [references.like(id)]);
		const byId = await runAgainst(sandbox(), order, [first]);

		expect(resultOf(items[0])).toMatchObject({ orderId: other, outcome: 'cancelled' });
		expect(['notFound', 'invalidOrderId']).toContain(outcomesOf(byId.items)[0]);
		expect(stopRequests(sandbox(), order, id)).toEqual([]);
	});

	it('finds it exactly: capital letters count, and a part is not enough', async () => {
		seed(order, 1, `${first}0`);
		seed(order, 2, `x${first}`);
		seed(order, 3, first.toUpperCase() === first ? `${first}a` : first.toUpperCase());

		const { items } = await run(order, [first]);

		expect(outcomesOf(items)).toEqual(['notFound']);
		expect(stopRequests(sandbox(), order)).toEqual([]);
	});

	it('finds what has to be encoded on its way, without blanks and invisible characters around it', async () => {
		const id = seed(order, 1, references.odd);

		const { items } = await run(order, [`\ufeff ${references.odd}\u200b\n`]);

		expect(resultOf(items[0])).toMatchObject({ orderId: id, outcome: 'cancelled' });
	});

	it.each(references.refused)('does not ask for %j', async (given, said) => {
		const { items } = await run(order, [given]);

		expect(resultOf(items[0])).toMatchObject({ outcome: 'invalidOrderId', attempts: 0 });
		expect(resultOf(items[0]).message).toContain('is not a reference by which');
		expect(resultOf(items[0]).message).toContain(said);
		expect(sandbox().requests()).toEqual([]);
	});

	it('names what is no reference as what it is', async () => {
		const given = [
			'',
			[first],
			{ a: 1 },
			2 ** 60,
			null,
			`${first}\u200b${first}`,
			`${first}\n${first}`,
		];

		const { items } = await run(order, given);

		expect(outcomesOf(items)).toEqual(given.map(() => 'invalidOrderId'));
		const said = items.map((item) => resultOf(item).message);
		const flaws = ['is blank', 'is a list', 'is an object', 'too large to be exact', 'is blank'];
		[...flaws, 'an invisible character', 'a line break'].forEach((flaw, index) => {
			expect(said[index]).toContain(flaw);
		});
		expect(sandbox().requests()).toEqual([]);
	});

	it('Dry Run: finds and reads it, and sends nothing', async () => {
		const id = seed(order, 1, first);

		const { items } = await run(order, [first, second], { options: { dryRun: true } });

		expect(outcomesOf(items)).toEqual(['cancellable', 'notFound']);
		expect(resultOf(items[0]).orderId).toBe(id);
		expect(stopRequests(sandbox(), order)).toEqual([]);
	});

	it('a condition looks at the order itself, just before it is cancelled', async () => {
		const [open, late] = [seed(order, 1, first), seed(order, 2, second, { status: statuses.late })];

		const { items } = await run(order, [first, second], {
			options: { onlyIfStatus: [statuses.open] },
		});

		expect(outcomesOf(items)).toEqual(['cancelled', 'tooLate']);
		const about = asked().filter((line) => line.includes(open) || line.includes(late));
		expect(about.sort()).toEqual([lookUpOf(open), cancelOf(open), lookUpOf(late)].sort());
	});

	it('Max Orders counts the orders that are found, each once, before anything is sent', async () => {
		const id = seed(order, 1, first);
		seed(order, 2, second);
		const more = {
			parameters: byReference(order, '={{ $json.mode }}'),
			fields: [{ mode: 'id' }, { mode: 'reference' }, { mode: 'reference' }],
		};

		const tooMany = await run(order, [id, first, second], { ...more, options: { maxOrders: 1 } });
		const enough = await run(order, [id, first, second], { ...more, options: { maxOrders: 2 } });

		expect(outcomesOf(tooMany.items)).toEqual(Array(3).fill('notAttempted'));
		expect(outcomesOf(enough.items)).toEqual(Array(3).fill('cancelled'));
		expect(stopRequests(sandbox(), order)).toHaveLength(2);
	});

	it('is looked up in the account of the item', async () => {
		for (const shop of ['north', 'south']) {
			sandbox().addKey(vendor.name, `key0of0shop0${shop}`, ['cancel', 'read'], shop);
			seed(order, shop === 'north' ? 1 : 2, first, { tenant: shop });
		}

		const { items } = await run(order, [first, first], {
			fields: [{ key: 'key0of0shop0north' }, { key: 'key0of0shop0south' }],
			credential: credentialFor(sandbox(), order, '={{ $json.key }}'),
		});

		expect(items.map((item) => resultOf(item).orderId)).toEqual([order.idOf(1), order.idOf(2)]);
		expect(outcomesOf(items)).toEqual(['cancelled', 'cancelled']);
	});

	it('Get reads it, and says if several have it', async () => {
		const id = seed(order, 1, first);
		seed(order, 2, second);
		seed(order, 3, second);

		const { items } = await run(reading(order), [first, second, references.of(3)]);

		expect(resultOf(items[0])).toMatchObject({ orderId: id, status: statuses.openShown });
		expect(outcomesOf(items.slice(1))).toEqual(['rejected', 'notFound']);
		expect(resultOf(items[1]).message).toMatch(
			/could not be read: 2 orders that are not cancelled/,
		);
	});

	it('a key that is refused ends as for an ID', async () => {
		const { items } = await run(order, [first], {
			credential: credentialFor(sandbox(), order, 'wrong0key0wrong0key0wron'),
		});

		expect(resultOf(items[0])).toMatchObject({ outcome: 'unauthorized', attempts: 0 });
	});

	it('a 429 is waited for, and ends as for an ID when time runs out', async () => {
		const id = seed(order, 1, first);
		const limited = { operation: 'list', kind: 'rateLimited', retryAfter: '1' } as const;
		sandbox().addFault(limited);
		expect(outcomesOf((await run(order, [first], { options: { dryRun: true } })).items)).toEqual([
			'cancellable',
		]);

		sandbox().addFault({ ...limited, times: Infinity });
		const { items } = await run(order, [first], { options: { giveUpAfter: 0.005 } });

		expect(resultOf(items[0])).toMatchObject({ outcome: 'rateLimited', stopped: false });
		expect(stopRequests(sandbox(), order, id)).toEqual([]);
	});

	it('the stop button ends the looking up, and nothing is sent', async () => {
		const id = seed(order, 1, first);
		sandbox().addFault({ operation: 'list', kind: 'rateLimited', retryAfter: '60' });

		const { run: whole } = await run(order, [first], {
			onStart: (stop) => {
				const look = setInterval(() => {
					if (sandbox().requests().length === 0) return;
					clearInterval(look);
					stop();
				}, 1);
			},
		});

		expect(whole.status).toBe('canceled');
		expect(stopRequests(sandbox(), order, id)).toEqual([]);
		expect(operationsSeen(sandbox())).toEqual(['list']);
	});

	it('with On Error = Stop, the message names the references that led to nothing', async () => {
		seed(order, 1, first);

		const { thrown } = await run(order, [first, second], { settings: {} });

		expect(thrown?.message).toContain(`reference "${second}": not found`);
	});

	it('Retry On Fail asks again only for what is not settled', async () => {
		const id = seed(order, 1, first);
		seed(order, 2, second);
		sandbox().addFault({ operation: logged, orderId: order.idOf(2), kind: 'otherState' });
		const missing = references.of(3);

		const { items } = await run(order, [first, second, missing], {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			options: { whenRefused: 'report' },
		});

		expect(outcomesOf(items)).toEqual(['cancelled', 'cancelled', 'notFound']);
		expect(stopRequests(sandbox(), order, id)).toHaveLength(1);
		const lookUps = operationsSeen(sandbox()).filter((operation) => operation === 'list');
		expect(lookUps).toHaveLength(Math.ceil(3 / references.mostTogether));
	});

	it('a later pass of a loop looks again, and never calls what it cancelled not found', async () => {
		const id = seed(order, 1, first);
		let passes = 0;

		const { run: whole } = await run(order, [first], {
			passes: 3,
			onPassEnd: () => {
				passes += 1;
				if (passes === 1) seed(order, 2, first);
				if (passes === 2) pages([second]);
			},
		});

		const tasks = whole.data.resultData.runData.Cancel ?? [];
		const results = tasks.map(({ data }) => resultOf(data?.main?.[0]?.[0]));
		expect(results.map(({ outcome }) => outcome)).toEqual(['cancelled', 'cancelled', 'unknown']);
		expect(results.map(({ orderId }) => orderId)).toEqual([id, order.idOf(2), order.idOf(2)]);
		expect(results[2]?.message).toContain('earlier in this execution it was cancelled');
	});
});

const DEEP = NAMED.filter(({ references }) => references.depth !== null);

describe.each(DEEP)('$label by reference, where the service cannot search', (order) => {
	const { idOf, references, statuses, vendor } = order;
	const depth = references.depth ?? 0;
	const reference = references.of(1);

	/** So many orders, the oldest of which has the reference. */
	function seedMany(count: number): string {
		const newest = Date.UTC(2026, 5, 1);
		const seeds = Array.from({ length: count }, (_, number) => ({
			service: vendor.name,
			id: idOf(number),
			status: statuses.open,
			createdAt: new Date(newest - number * 1_000).toISOString(),
			...(number === count - 1 ? references.seed(reference) : {}),
		}));
		sandbox().seed(seeds);
		return idOf(count - 1);
	}

	it('the recent orders are read, and not found says how many, and what to do', async () => {
		seedMany(depth + 1);

		const { items } = await run(order, [reference]);

		const { orders } = vendor;
		expect(conversation(sandbox(), vendor)).toEqual(
			Array.from({ length: depth / orders.largestPage }, (_, page) =>
				references.request([reference], page + 1),
			),
		);
		expect(resultOf(items[0])).toMatchObject({
			outcome: 'notFound',
			message: expect.stringContaining(
				`(${depth} recent orders were read, and an older one may have it)`,
			),
			nextStep: "Raise 'Recent Orders to Search', or give the order by its ID",
		});
	});

	it('an option says how many are read', async () => {
		const id = seedMany(depth + 1);

		const more = await run(order, [reference], {
			options: { recentOrdersToSearch: depth + 1, dryRun: true },
		});
		const wrong = await run(order, [reference], { options: { recentOrdersToSearch: 0 } });
		const few = await run(order, [reference], { options: { recentOrdersToSearch: 7 } });

		expect(resultOf(more.items[0])).toMatchObject({ orderId: id, outcome: 'cancellable' });
		expect(outcomesOf(wrong.items)).toEqual(['notAttempted']);
		expect(resultOf(few.items[0]).message).toContain('(7 recent orders were read');
	});

	it('all references of an account share one reading', async () => {
		const names = Array.from({ length: 40 }, (_, number) => references.of(100 + number));
		seedMany(2 * vendor.orders.largestPage);
		names.forEach((name, number) => seed(order, 5 * number, name));

		const { items } = await run(order, names, { options: { dryRun: true } });

		const lists = operationsSeen(sandbox()).filter((operation) => operation === 'list');
		expect(lists).toHaveLength(2);
		expect(outcomesOf(items)).toEqual(names.map(() => 'cancellable'));
	});
});
