import fc from 'fast-check';

import { NO_GUARDS } from '../../../nodes/orders/contract/guards';
import { readItem } from '../../../nodes/orders/form/readItem';
import { broken, contextWith } from '../support/context';
import { SNAPPY_GIFT, THANKS_IO, type Case } from '../support/subjects';

function read(parameters: object, { vendor, subject }: Case = THANKS_IO, item = 0) {
	return readItem(contextWith({ ...parameters }), vendor, subject, item);
}

const GOOD_ID = { orderId: '42708' };

describe('what one input item asks for', () => {
	it('is a cancellation without conditions if nothing is set', () => {
		expect(read(GOOD_ID, THANKS_IO, 3)).toEqual({
			item: 3,
			id: { ok: true, id: '42708' },
			dryRun: false,
			reportRefusal: false,
			expectedOrderId: null,
			guards: NO_GUARDS,
			obstacle: null,
		});
	});

	it('is read from its own options', () => {
		const options = {
			dryRun: true,
			whenRefused: 'report',
			onlyIfStatus: ['active'],
			expectedOrderId: ' B0000001 ',
		};
		expect(read({ giftId: 'abc123de', options }, SNAPPY_GIFT)).toMatchObject({
			dryRun: true,
			reportRefusal: true,
			expectedOrderId: 'B0000001',
			guards: { statuses: ['active'], youngerThanMs: null },
			obstacle: null,
		});
	});

	it.each<[string, object, RegExp]>([
		['a blank status', { onlyIfStatus: '' }, /'Only If Status' is blank/],
		['a blank age', { onlyIfYoungerThan: '' }, /'Only If Younger Than \(Minutes\)' must be/],
		['a dry run that is neither on nor off', { dryRun: '' }, /'Dry Run' is neither/],
	])('is nothing at all with %s: the item is not acted on', (_case, options, reason) => {
		expect(read({ ...GOOD_ID, options }).obstacle?.reason).toMatch(reason);
	});

	it('is nothing at all with a blank order expected behind a gift', () => {
		const options = { expectedOrderId: '' };
		const { obstacle } = read({ giftId: 'abc123de', options }, SNAPPY_GIFT);
		expect(obstacle?.reason).toMatch(/'Expected Order ID' is blank/);
	});

	it('is still a dry run, and still reported, if only a condition cannot be read', () => {
		const options = { dryRun: true, whenRefused: 'report', onlyIfStatus: '' };
		expect(read({ ...GOOD_ID, options })).toMatchObject({ dryRun: true, reportRefusal: true });
	});

	it('is read whatever the parameters give, or not acted on; it never ends the run for all items', () => {
		const options = fc.oneof(
			fc.anything(),
			fc.record(
				{
					dryRun: fc.anything(),
					whenRefused: fc.anything(),
					onlyIfStatus: fc.anything(),
					onlyIfYoungerThan: fc.anything(),
					expectedOrderId: fc.anything(),
				},
				{ requiredKeys: [] },
			),
		);
		fc.assert(
			fc.property(fc.anything(), options, (giftId, given) => {
				const { id, obstacle } = read({ giftId, options: given }, SNAPPY_GIFT);
				expect(typeof id.ok).toBe('boolean');
				expect(obstacle?.reason).not.toBe('');
			}),
			{ numRuns: 1_000 },
		);
	});

	it('is told from what breaks in an expression, without costing the others their results', () => {
		expect(read({ orderId: broken }).id).toEqual({
			ok: false,
			given: '',
			why: "'Order ID' could not be read",
		});
		expect(read({ ...GOOD_ID, options: broken }).obstacle?.reason).toBe(
			'the options of this item could not be read',
		);
	});
});
