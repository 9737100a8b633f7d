import { CANCELLATIONS } from '../samples';
import {
	credentialFor,
	runAgainst,
	seedOpen,
	stopRequests,
	timesStopped,
} from '../support/againstSandbox';
import { outcomesOf, resultOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const BAD_IDS: Array<[what: string, id: unknown, nextStep?: string]> = [
	['blank', ''],
	['only blanks', '   '],
	['missing', undefined],
	['null', null],
	['only invisible characters', '\u200b\u202c'],
	['a list', ['42708'], 'Turn it into one item per entry with the Split Out node'],
	['an empty list', [], 'Filter out the items that have none'],
	['an object', { id: '42708' }, 'Choose the field of the object that holds the value'],
	['true', true, 'Choose the field that holds the value'],
	['decimals', 12345678.5, 'Give it without decimals, or as text'],
	['a number too large to be exact', 2 ** 53, 'Give it as text where it comes from'],
	['an invisible character', '1234\u200b5678', 'Type it instead of pasting it'],
	['../', '../'],
	['../ and more', '../../v1/orders'],
	['a dot', '.'],
	['two dots', '..'],
	['?x=', '42708?x='],
	['a fragment', '42708#x'],
	['an encoded slash', '42708%2Fcancel'],
	['a slash', '42708/cancel'],
	['a backslash', '42708\\cancel'],
	['a line break', '42708\n"', 'Type it instead of pasting it'],
	['unicode', 'ördér☃12345678'],
	['unicode digits', '٤٢٧٠٨٤٢٧٠٨'],
	['10,000 digits', '1'.repeat(10_000)],
	['10,000 letters', 'a'.repeat(10_000)],
];

const sandbox = useSandbox();

describe.each(CANCELLATIONS)('$label: IDs', (cancellation) => {
	const { idLabel } = cancellation;

	it('what is no ID is never sent, and said for each item', async () => {
		const two = [cancellation.idOf(0), cancellation.idOf(1)].join(',');
		const badIds = [...BAD_IDS, ['two IDs', two, 'Turn it into one item per ID'] as const];
		const { items } = await runAgainst(
			sandbox(),
			cancellation,
			badIds.map(([, id]) => id),
		);

		expect(sandbox().requests()).toEqual([]);
		expect(items.map((item, number) => [badIds[number]?.[0], resultOf(item)])).toEqual(
			badIds.map(([what, , nextStep = `Correct '${idLabel}' of this item`]) => [
				what,
				expect.objectContaining({
					outcome: 'invalidOrderId',
					stopped: false,
					retryable: false,
					attempts: 0,
					message: expect.stringMatching(new RegExp(`^'${idLabel}' .*, so nothing was sent$`, 's')),
					nextStep: expect.stringContaining(nextStep),
				}),
			]),
		);
		for (const blank of items.slice(0, 2)) {
			expect(resultOf(blank).message).toBe(`'${idLabel}' is blank, so nothing was sent`);
		}
	});

	it('a bad one does not keep the good ones from being stopped, in their order', async () => {
		const [id] = seedOpen(sandbox(), cancellation, 1);

		const { items } = await runAgainst(sandbox(), cancellation, ['', id, '../']);

		expect(outcomesOf(items)).toEqual(['invalidOrderId', 'cancelled', 'invalidOrderId']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});

	it('the same ID twice is one request and two equal results', async () => {
		const [id = ''] = seedOpen(sandbox(), cancellation, 1);

		const { items } = await runAgainst(sandbox(), cancellation, [id, ` ${id} `, id]);

		expect(sandbox().requests()).toHaveLength(1);
		expect(items).toHaveLength(3);
		expect(resultOf(items[1])).toEqual(resultOf(items[0]));
	});
});

describe.each(CANCELLATIONS)('$label: options', (cancellation) => {
	const { statuses, noun, done, verb } = cancellation;

	it('Dry Run: reports what a request would meet, and never sends one', async () => {
		const [open = '', late = '', stopped = ''] = seedOpen(sandbox(), cancellation, 3);
		cancellation.seed(sandbox(), late, statuses.late);
		cancellation.seed(sandbox(), stopped, statuses.stopped);
		const ids = [open, late, stopped, cancellation.idOf(9), ''];

		const { items, thrown, hints } = await runAgainst(sandbox(), cancellation, ids, {
			options: { dryRun: true },
			settings: {},
		});

		expect(thrown).toBeUndefined();
		expect(outcomesOf(items)).toEqual([
			'cancellable',
			'tooLate',
			'alreadyCancelled',
			'notFound',
			'invalidOrderId',
		]);
		expect(items.map(({ json }) => json.attempts)).toEqual([0, 0, 0, 0, 0]);
		expect(items[0]?.json).toMatchObject({
			message: expect.stringContaining(
				`can still be ${done} (status ${statuses.openShown}), and nothing was sent to do so`,
			),
			nextStep: `Turn off 'Dry Run' to ${verb} it`,
		});
		expect(stopRequests(sandbox(), cancellation)).toEqual([]);
		expect(hints[0]).toMatch(new RegExp(`^Dry run: 1 of 5 ${noun}s cancellable`));
	});

	it('Dry Run holds item by item, and an expression that finds nothing is not taken for "no"', async () => {
		const ids = seedOpen(sandbox(), cancellation, 3);

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			fields: [{ dry: true }, { dry: false }, {}],
			options: { dryRun: '={{ $json.dry }}' },
		});

		expect(outcomesOf(items)).toEqual(['cancellable', 'cancelled', 'notAttempted']);
		expect(stopRequests(sandbox(), cancellation)).toHaveLength(1);
	});

	it('Max Orders: one too many and nothing is sent; duplicates count once', async () => {
		const ids = seedOpen(sandbox(), cancellation, 3);

		const tooMany = await runAgainst(sandbox(), cancellation, ids, { options: { maxOrders: 2 } });
		expect(outcomesOf(tooMany.items)).toEqual(Array(3).fill('notAttempted'));
		expect(sandbox().requests()).toEqual([]);

		const enough = await runAgainst(sandbox(), cancellation, [ids[0], ids[1], ids[0]], {
			options: { maxOrders: 2 },
		});
		expect(outcomesOf(enough.items)).toEqual(Array(3).fill('cancelled'));
	});

	it('Give Up After: what comes too late is not sent, and says so', async () => {
		const ids = seedOpen(sandbox(), cancellation, 4);

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			options: { requestsPerMinute: 1, giveUpAfter: 0.01 },
		});

		const late = Array<string>(3).fill('notAttempted');
		expect(outcomesOf(items)).toEqual(['cancelled', ...late]);
		expect(resultOf(items[3]).nextStep).toContain("'Give Up After'");
		expect(sandbox().requests()).toHaveLength(1);
	});

	it.each([
		['maxAttempts', 0],
		['maxAttempts', 'many'],
		['giveUpAfter', -1],
		['requestTimeout', 0],
		['requestsPerMinute', 1.5],
		['maxOrders', '={{ $json.missing }}'],
	])('a value that cannot be used (%s = %s): nothing is sent', async (name, value) => {
		const ids = seedOpen(sandbox(), cancellation, 1);

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			options: { [name]: value },
		});

		expect(outcomesOf(items)).toEqual(['notAttempted']);
		expect(resultOf(items[0]).message).toMatch(/the option '.+' must be a/);
		expect(sandbox().requests()).toEqual([]);
	});

	it.each([
		['a blank key', { [cancellation.vendor.credential.keyField]: ' ' }],
		['plain http to another host', { baseUrl: 'http://api.example.com' }],
		['no web address', { baseUrl: 'api.example.com' }],
	])('a credential with %s: nothing is sent', async (_case, flaw) => {
		const ids = seedOpen(sandbox(), cancellation, 1);
		const credential = { ...credentialFor(sandbox(), cancellation), ...flaw };

		const { items } = await runAgainst(sandbox(), cancellation, ids, { credential });

		expect(outcomesOf(items)).toEqual(['notAttempted']);
		expect(resultOf(items[0]).message).toContain('of the credential');
		expect(sandbox().requests()).toEqual([]);
	});

	it('what stands in the way of all is said once, with what to do', async () => {
		const ids = seedOpen(sandbox(), cancellation, 3);
		const credential = credentialFor(sandbox(), cancellation, '');

		const { thrown } = await runAgainst(sandbox(), cancellation, ids, { credential, settings: {} });

		expect(thrown?.message).toMatch(
			new RegExp(`^3 of 3 ${noun}s were not ${done} \\(3 not attempted\\)\\. `),
		);
		expect(thrown?.message.match(/of the credential is blank/g)).toHaveLength(1);
		const { keyLabel } = cancellation.vendor.credential;
		expect(thrown?.description?.startsWith(`Open the credential and paste the ${keyLabel}. `)).toBe(
			true,
		);
	});

	it('a key pasted with "Bearer" and blanks around it works', async () => {
		const ids = seedOpen(sandbox(), cancellation, 1);
		const pasted = ` Bearer ${sandbox().keyOf(cancellation.vendor.name)}\n`;

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			credential: credentialFor(sandbox(), cancellation, pasted),
		});

		expect(outcomesOf(items)).toEqual(['cancelled']);
	});
});

describe.each(CANCELLATIONS)('$label: three, of which the second is too late', (cancellation) => {
	const { statuses, noun, done, resultId } = cancellation;

	function seed(): string[] {
		const ids = seedOpen(sandbox(), cancellation, 3);
		cancellation.seed(sandbox(), ids[1] ?? '', statuses.late);
		return ids;
	}

	it('On Error = Stop: all are dealt with, then one message names it and the reason', async () => {
		const ids = seed();

		const { thrown, items, run } = await runAgainst(sandbox(), cancellation, ids, { settings: {} });

		expect(items).toEqual([]);
		expect(run.status).toBe('error');
		expect(thrown?.message).toContain(`1 of 3 ${noun}s was not ${done} (1 too late)`);
		expect(thrown?.message).toContain(`${resultId(ids[1] ?? '')}: too late (status `);
		expect(thrown?.description).toContain('The other 2 went well.');
		expect(ids.map((id) => timesStopped(sandbox(), cancellation, id))).toEqual([1, 0, 1]);
	});

	it('On Error = Stop with one item: the message is its own', async () => {
		const ids = seed();

		const { thrown } = await runAgainst(sandbox(), cancellation, ids.slice(1, 2), { settings: {} });

		expect(thrown?.message).toContain(`${ids[1]} can no longer be ${done}`);
		expect(thrown?.description).toContain(cancellation.tooLateStep);
	});

	it('On Error = Continue: one item each, in order, the bad one with nothing but its error', async () => {
		const ids = seed();

		const { items, hints } = await runAgainst(sandbox(), cancellation, ids);

		expect(items.map((item) => resultOf(item).orderId)).toEqual(ids.map(resultId));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(Object.keys(items[1]?.json ?? {})).toEqual(['error']);
		expect(items[0]?.json).not.toHaveProperty('error');
		expect(hints).toEqual([`2 of 3 ${noun}s ${done}, 1 too late`]);
	});

	it('On Error = Continue (using error output): the bad one leaves there, with all its fields', async () => {
		const ids = seed();

		const { items, failed } = await runAgainst(sandbox(), cancellation, ids, {
			settings: { onError: 'continueErrorOutput' },
		});

		expect(items.map((item) => resultOf(item).orderId)).toEqual(
			[ids[0] ?? '', ids[2] ?? ''].map(resultId),
		);
		expect(failed).toHaveLength(1);
		expect(resultOf(failed[0])).toMatchObject({
			orderId: resultId(ids[1] ?? ''),
			outcome: 'tooLate',
			stopped: false,
		});
	});

	it('When Refused = Report: the refusal is an ordinary item', async () => {
		const ids = seed();

		const { items, thrown } = await runAgainst(sandbox(), cancellation, ids, {
			settings: {},
			options: { whenRefused: 'report' },
		});

		expect(thrown).toBeUndefined();
		expect(items.map(({ json }) => json.outcome)).toEqual(['cancelled', 'tooLate', 'cancelled']);
	});

	it("the vendor's spelling does not make n8n believe that a user stopped the run", async () => {
		const ids = seedOpen(sandbox(), cancellation, 1);
		const body = { message: 'Cannot be canceled' };
		sandbox().addFault({
			operation: cancellation.logged,
			kind: 'statusBefore',
			status: 422,
			body,
		});

		const { thrown, run } = await runAgainst(sandbox(), cancellation, ids, { settings: {} });

		expect(thrown?.message).toContain('Cannot be cancelled');
		expect(run.status).toBe('error');
	});

	it('returns no items for no input, and sends nothing', async () => {
		const { thrown, items } = await runAgainst(sandbox(), cancellation, []);

		expect(thrown).toBeUndefined();
		expect(items).toEqual([]);
		expect(sandbox().requests()).toEqual([]);
	});
});
