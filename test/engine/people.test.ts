import type { IDataObject, IExecuteContextData } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { credentialFor, getMany, reading, runAgainst, seedOpen } from '../support/againstSandbox';
import { openList } from '../support/editorList';
import { resultOf } from '../support/runNode';
import { keepWaitsShort } from '../support/shortWaits';
import { useSandbox } from '../support/useSandbox';
import { CASES, FAST_POD } from '../unit/support/subjects';

keepWaitsShort();

const PERSON = {
	fullName: 'Carla Exempel-Li',
	line: 'Ahornallee 17',
	mobile: '+49 (40) 5550-1234',
	mail: 'carla@example.com',
};

/** Somebody else than the recipient of the sandbox; nothing of these may be kept, however it is written. */
const TRACES = /carla|exempel|ahornallee|5550\D?1234/i;

const QUOTES: Array<[how: string, words: string]> = [
	['as it is', `${Object.values(PERSON).join(', ')} is not known`],
	['in capitals', 'CARLA  EXEMPEL-LI, AHORNALLEE 17 is not known'],
	['by the surname alone', 'Ms. Exempel is not known'],
	['by a part of the address', 'Ahornallee is closed'],
	['by the phone number in other groups', 'Call 040/5550 1234 first'],
	['by the phone number without its codes', 'Call 55501234 first'],
];

describe.each(CASES)('$label, Simplify on', (entry) => {
	const { samples, vendor } = entry;
	const { logged, statuses } = samples;
	const sandbox = useSandbox();
	const [field = ''] = vendor.personalFields;
	const person = { [field]: PERSON };
	/** It cannot be understood. */
	const unreadable: Partial<Fault> = { operation: 'get', kind: 'emptyBefore', times: Infinity };

	/** An answer of the service in place of its own. */
	function answer(operation: Fault['operation'], status: number, body: IDataObject): Fault {
		return { operation, kind: 'statusBefore', status, body };
	}

	const DOORS: Array<[door: string, faults: (words: string) => Array<Partial<Fault>>]> = [
		['a 422', (message) => [answer(logged, 422, { message, ...person }), unreadable]],
		['a 404', (message) => [answer(logged, 404, { message, ...person })]],
		['a 403', (message) => [answer(logged, 403, { message, data: [person] })]],
		[
			'a 200 that says no',
			(message) => [answer(logged, 200, { status: false, message, ...person }), unreadable],
		],
		[
			'an answer to an earlier try',
			(message) => [
				answer(logged, 503, person),
				answer(logged, 422, { message }),
				// After the first look-up, which shows another person.
				{ ...unreadable, skip: 1 },
			],
		],
		[
			'a look-up that failed',
			(message) => [
				answer(logged, 422, { message }),
				{ ...answer('get', 500, { errors: [person] }), times: Infinity },
			],
		],
	];

	/** Cancels one and gives back all that n8n stores of it. */
	async function cancel(faults: ReadonlyArray<Partial<Fault>>) {
		const [id = ''] = seedOpen(sandbox(), samples, 1);
		for (const fault of faults) sandbox().addFault({ kind: 'statusBefore', ...fault });
		const context: IExecuteContextData = {};
		const { items, run } = await runAgainst(sandbox(), samples, [id], { context });
		return { result: resultOf(items[0]), stored: JSON.stringify([run, context]), id };
	}

	describe.each(DOORS)('somebody whom %s names', (_door, faults) => {
		it.each(QUOTES)('is nowhere in the stored execution, quoted %s', async (_how, words) => {
			const { result, stored, id } = await cancel(faults(words));

			expect(stored).not.toMatch(TRACES);
			// The words themselves are kept, so that the next line is about something.
			expect(stored).toContain('[hidden]');
			expect(String(result.message)).toContain(id);
			expect(result.service).toBe(vendor.service);
		});
	});

	it('the id, the status, the service and what it is are shown, whoever is called like that', async () => {
		const { service } = vendor;
		const status = statuses.lateShown;
		const [id = ''] = [samples.idOf(0)];
		const message = `${service}: the ${samples.noun} ${id} is ${status}`;
		const namesakes = [id, id.slice(0, 5), id.slice(-6), status, service, samples.noun];
		const body = { message, [field]: namesakes.map((name) => ({ name, line: name })) };

		const { result } = await cancel([answer(logged, 422, body), unreadable]);

		expect(result.message).toContain(message);
		expect(result.message).not.toContain('[hidden]');
	});

	describe('a status that nobody has documented', () => {
		const { wire } = samples;
		const text = `waiting for Carla Exempel-Li ${'and so on '.repeat(20_000)}`;

		/** The answer to a look-up with that text in place of its status, and the person in it. */
		function odd(body: IDataObject): IDataObject {
			const json = JSON.stringify(body).replaceAll(
				`:"${wire.words.tooLate}"`,
				`:${JSON.stringify(text)}`,
			);
			return { ...(JSON.parse(json) as IDataObject), ...person };
		}

		it.each(['cancel', 'read'] as const)('is 60 characters without people (%s)', async (what) => {
			sandbox().addFault({ ...answer('get', 200, odd(wire.found.tooLate)), times: Infinity });
			sandbox().addFault({ ...answer(logged, 422, {}), times: Infinity });
			const operation = what === 'cancel' ? samples : reading(samples);

			const { items, run } = await runAgainst(sandbox(), operation, [wire.id]);

			const { status, orderStatus } = resultOf(items[0]);
			expect(`${String(status)} ${String(orderStatus)}`).toContain(
				'waiting for [hidden] and so on',
			);
			for (const shown of [status, orderStatus])
				expect(String(shown ?? '').length).toBeLessThan(61);
			const recipient = String(resultOf(items[0]).recipient);
			expect(JSON.stringify(run).replaceAll(recipient, '')).not.toMatch(TRACES);
		});
	});
});

describe('lists of FastPOD orders, Simplify on', () => {
	const { samples } = FAST_POD;
	const sandbox = useSandbox();
	const id = samples.idOf(0);
	const order_status = `waiting for Carla Exempel-Li ${'and so on '.repeat(20_000)}`;
	const body = { current_page: 1, last_page: 1, data: [{ id, order_status, address: PERSON }] };

	beforeEach(() =>
		sandbox().addFault({ operation: 'list', kind: 'statusBefore', status: 200, body }),
	);

	it('Get Many shows 60 characters of a status that is not documented, without people', async () => {
		const { items } = await getMany(sandbox(), samples.vendor, { returnAll: true });

		const { status } = resultOf(items[0]);
		expect(status).toMatch(/^waiting for \[hidden\] and so on .{1,30}…$/);
		expect(String(status).length).toBeLessThan(61);
	});

	it('From List, too', async () => {
		const credential = credentialFor(sandbox(), samples);

		const { results } = await openList({ node: samples.node, credential });

		expect(results).toHaveLength(1);
		expect(results[0]?.name).toMatch(new RegExp(`^${id} - waiting for \\[hidden\\] and so`));
	});
});
