import type { OrderState, Phase } from '../../../nodes/orders';
import {
	judgeMatches,
	judgeUnlisted,
	stumbled,
	type Listing,
} from '../../../nodes/orders/read/judgeMatches';
import type { Unread } from '../../../nodes/orders/read/fetchOrder';
import { FAST_POD, THANKS_IO, type Case } from '../support/subjects';

function order(id: string | null, phase: Phase = 'cancellable', created_at = ''): OrderState {
	return { id, status: phase, phase, cancelledAt: null, order: { id, created_at } };
}

function judge(matches: OrderState[], more: Partial<Listing> = {}, entry: Case = FAST_POD) {
	const listing = { unsure: new Set<string>(), read: matches.length, isWhole: true, ...more };
	return judgeMatches('A', { ...listing, matches: new Map([['A', matches]]) }, entry.subject);
}

const NO_ID = {
	outcome: 'unknown',
	detail: 'the one that has it has no ID by which it could be asked for',
};

describe('orders that have a reference', () => {
	it.each<[string, OrderState[], object]>([
		['one', [order('F1')], { id: 'F1', isCancelled: false }],
		['one past cancelling, which the service refuses', [order('F1', 'tooLate')], { id: 'F1' }],
		['one beside a cancelled one', [order('F1', 'cancelled'), order('F2')], { id: 'F2' }],
		['a cancelled one', [order('F1', 'cancelled')], { id: 'F1', isCancelled: true }],
		[
			'several cancelled ones: the newest',
			[
				order('F1', 'cancelled', '2026-01-01T00:00:00Z'),
				order('F2', 'cancelled', '2026-01-03T00:00:00Z'),
				order('F3', 'cancelled', '2026-01-02T00:00:00Z'),
			],
			{ id: 'F2', isCancelled: true },
		],
		[
			'several cancelled ones, one of which does not say when it was placed: the newest that does',
			[order('F1', 'cancelled'), order('F2', 'cancelled', '2026-01-01T00:00:00Z')],
			{ id: 'F2', isCancelled: true },
		],
	])('%s', (_case, matches, found) => {
		expect(judge(matches)).toMatchObject(found);
		expect(judge(matches)).not.toHaveProperty('ending');
	});

	it.each<[string, OrderState[], string | undefined]>([
		['one', [order('F1')], undefined],
		['a cancelled one', [order('F1', 'cancelled')], undefined],
		[
			'one beside a cancelled one',
			[order('F1', 'cancelled'), order('F2')],
			'the only one with reference "A" that was not cancelled',
		],
		[
			'cancelled ones',
			[order('F1', 'cancelled'), order('F2', 'cancelled')],
			'the newest of 2 cancelled ones with reference "A"',
		],
	])('say how the one that is meant was told from the others: %s', (_case, matches, knownAs) => {
		expect(judge(matches).knownAs).toBe(knownAs);
	});

	it('whose time is not known are older than any other', () => {
		const time = '2026-01-01T00:00:00Z';
		const matches = [
			order('F1', 'cancelled'),
			order('F2', 'cancelled', time),
			order('F3', 'cancelled'),
		];
		expect(judge(matches)).toMatchObject({ id: 'F2' });
	});

	it.each<[string, OrderState[], Partial<Listing>, object]>([
		['none', [], {}, { outcome: 'notFound', knownAs: 'reference "A"' }],
		[
			'none in what was read',
			[],
			{ read: 1_000, isWhole: false },
			{ outcome: 'notFound', knownAs: expect.stringContaining('(1000 recent orders were read') },
		],
		[
			'two',
			[order('F1'), order('F2', 'tooLate')],
			{},
			{ outcome: 'rejected', detail: '2 orders that are not cancelled have it: F1, F2' },
		],
		[
			'two, one of which nobody can name',
			[order('F1'), order(null)],
			{},
			{
				outcome: 'rejected',
				detail: '2 orders that are not cancelled have it: F1, one without an exact ID',
				nextStep: 'Give the one that is meant by its ID',
			},
		],
		['one that nobody can name', [order(null)], {}, NO_ID],
		['one whose ID would lead elsewhere', [order('..')], {}, NO_ID],
		[
			'one, and one that may have it',
			[order('F1')],
			{ unsure: new Set(['A']) },
			{ outcome: 'unknown', detail: expect.stringContaining('too large to be exact') },
		],
	])('are not acted upon: %s', (_case, matches, more, verdict) => {
		expect(judge(matches, more)).toMatchObject({
			id: '',
			ending: { verdict, attempts: 0 },
		});
	});

	it.each([
		[8, 'F0, F1, F2, F3, F4, F5, F6, F7'],
		[9, 'F0, F1, F2, F3, F4, F5, F6, F7, ...'],
		[20, 'F0, F1, F2, F3, F4, F5, F6, F7, ...'],
	])('are named, but not all of very many (%d)', (count, named) => {
		const many = Array.from({ length: count }, (_, number) => order(`F${number}`));
		expect(judge(many).ending?.verdict.detail).toBe(
			`${count} orders that are not cancelled have it: ${named}`,
		);
	});

	it.each([
		['nothing, if there is no other', [order('F1')], undefined],
		[
			'what tells it from the cancelled ones',
			[order('F1', 'cancelled'), order('F2')],
			'the only one with reference "A" that was not cancelled',
		],
		[
			'what tells it from the others, if all are cancelled',
			[order('F1', 'cancelled'), order('F2', 'cancelled'), order('F3', 'cancelled')],
			'the newest of 3 cancelled ones with reference "A"',
		],
	])('are called by %s', (_what, matches, knownAs) => {
		expect(judge(matches).knownAs).toBe(knownAs);
	});

	it('may be older than those that were read: how to read on is said', () => {
		const { nextStep } = judge([], { isWhole: false }, THANKS_IO).ending?.verdict ?? {};
		expect(nextStep).toBe("Raise 'Recent Orders to Search', or give the order by its ID");
	});

	it('are none if the list says nothing of the reference', () => {
		const listing = { matches: new Map(), unsure: new Set<string>(), read: 0, isWhole: true };
		expect(judgeMatches('A', listing, FAST_POD.subject)).toMatchObject({
			id: '',
			ending: { verdict: { outcome: 'notFound' } },
		});
	});

	it('have the same ID as if that had been given', () => {
		expect(judge([order('0042')], {}, THANKS_IO)).toMatchObject({ id: '42' });
	});
});

describe('a reference whose list could not be read', () => {
	it.each<[string, Unread, object]>([
		[
			'it broke off',
			{ found: 'unreadable', httpStatus: 200, detail: 'page 2 was empty' },
			{
				outcome: 'unknown',
				detail: 'the list of orders could not be read to its end (page 2 was empty)',
			},
		],
		[
			'nobody answered',
			{ found: 'notDelivered', httpStatus: null, detail: 'nobody answered', temporary: true },
			{ outcome: 'notAttempted', detail: 'nobody answered' },
		],
	])('names no order, and why: %s', (_case, reading, verdict) => {
		expect(judgeUnlisted('A', reading)).toMatchObject({
			id: '',
			ending: { verdict: { ...verdict, knownAs: 'reference "A"' }, attempts: 0 },
		});
	});

	it('because our own code stumbled names no order either', () => {
		expect(stumbled('A')).toMatchObject({
			id: '',
			ending: {
				verdict: { outcome: 'unknown', detail: 'the answer could not be dealt with' },
				attempts: 0,
			},
		});
	});
});
