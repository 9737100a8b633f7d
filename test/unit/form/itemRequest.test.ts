import fc from 'fast-check';

import { NO_GUARDS } from '../../../nodes/orders/form/guards';
import { parseCancelItem, parseItem } from '../../../nodes/orders/form/itemRequest';
import { broken, contextWith } from '../support/context';
import {
	FAST_POD,
	GIFT_EXPIRY,
	operationIn,
	SNAPPY,
	SNAPPY_GIFT,
	THANKS_IO,
	type Case,
} from '../support/subjects';

/** A good id, and these options. */
function cancelOf(entry: Case, options: unknown = {}, item = 0) {
	const { vendor, operation, subject, id } = entry;
	return parseCancelItem(
		contextWith({ [subject.idParameter]: id, options }),
		vendor,
		operation,
		item,
	);
}

function readOf(entry: Case, options: unknown = {}) {
	const { vendor, subject, id, samples } = entry;
	const get = operationIn(vendor, samples.resource, 'get');
	return parseItem(contextWith({ [subject.idParameter]: id, options }), vendor, get, 0);
}

describe('what one input item asks for', () => {
	it('is a cancellation without conditions if nothing is set', () => {
		expect(cancelOf(SNAPPY, {}, 3)).toEqual({
			item: 3,
			id: SNAPPY.id,
			dryRun: false,
			reportRefusal: false,
			expectedOrderId: null,
			guards: NO_GUARDS,
			settings: {},
			problem: null,
		});
	});

	it('follows from its own options, not from those of another item', () => {
		const { vendor, operation, id } = SNAPPY_GIFT;
		const options = {
			dryRun: true,
			whenRefused: 'report',
			onlyIfStatus: ['active'],
			expectedOrderId: ' B0000001 ',
			companyId: 'c1',
		};
		const items = [{ giftId: 'other123' }, { giftId: id, options }];
		expect(parseCancelItem(contextWith(items), vendor, operation, 1)).toEqual({
			item: 1,
			id,
			dryRun: true,
			reportRefusal: true,
			expectedOrderId: 'B0000001',
			guards: { statuses: ['active'], youngerThanMs: null },
			settings: { companyId: 'c1' },
			problem: null,
		});
	});

	it('is to read an order, in the scope that is set for it', () => {
		expect(readOf(SNAPPY, { companyId: 'c1', accountId: 42 })).toEqual({
			item: 0,
			id: SNAPPY.id,
			settings: { companyId: 'c1', accountId: '42' },
			problem: null,
		});
	});
});

describe('an item is not acted on', () => {
	it.each<[string, Case, object, RegExp]>([
		['a blank status', THANKS_IO, { onlyIfStatus: '' }, /'Only If Status' is blank/],
		[
			'a blank age',
			THANKS_IO,
			{ onlyIfYoungerThan: '' },
			/'Only If Younger Than \(Minutes\)' must/,
		],
		['a dry run that is neither on nor off', THANKS_IO, { dryRun: '' }, /'Dry Run' is neither/],
		[
			'a blank order expected behind a gift',
			SNAPPY_GIFT,
			{ expectedOrderId: '' },
			/'Expected Order ID' is blank/,
		],
		[
			'a path that is neither old nor new',
			THANKS_IO,
			{ legacyPath: '' },
			/'Legacy Path' is neither/,
		],
		['a blank company', SNAPPY, { companyId: ' ' }, /'Company ID' is blank/],
		['a blank account', SNAPPY, { accountId: null }, /'Account ID' is blank/],
		['a source that Snappy does not know', SNAPPY_GIFT, { requestSource: 'x' }, /must be one of/],
	])('with %s', (_case, entry, options, reason) => {
		expect(cancelOf(entry, options).problem).toMatchObject({
			reason: expect.stringMatching(reason) as string,
			outcome: 'notAttempted',
		});
	});

	it('with a blank company, also if it is only to be read', () => {
		expect(readOf(SNAPPY, { companyId: '' }).problem?.reason).toMatch(/'Company ID' is blank/);
	});

	it('with a broken expression in its options', () => {
		const reason = 'the options of this item could not be read';
		expect(cancelOf(THANKS_IO, broken).problem?.reason).toBe(reason);
		expect(readOf(THANKS_IO, broken).problem?.reason).toBe(reason);
	});

	it('and is told about its ID first', () => {
		const { vendor, operation } = THANKS_IO;
		const context = contextWith({ orderId: 'x', options: { dryRun: '' } });
		const reason = /'Order ID' "x" is not a thanks\.io ID/;
		expect(parseCancelItem(context, vendor, operation, 0).problem?.reason).toMatch(reason);
		const brokenToo = contextWith({ orderId: 'x', options: broken });
		expect(parseItem(brokenToo, vendor, operation, 0).problem?.reason).toMatch(reason);
		expect(parseCancelItem(brokenToo, vendor, operation, 0).problem?.reason).toMatch(reason);
	});

	it('but is still a dry run, and still reported, if only a condition is broken', () => {
		const options = { dryRun: true, whenRefused: 'report', onlyIfStatus: '' };
		expect(cancelOf(THANKS_IO, options)).toMatchObject({ dryRun: true, reportRefusal: true });
	});
});

describe('several IDs in one text', () => {
	const reasonOf = (orderId: string) => {
		const { vendor, operation } = THANKS_IO;
		return parseItem(contextWith({ orderId }), vendor, operation, 0).problem?.reason;
	};
	/** As many IDs as make a text so long. */
	const many = (length: number) => '42708,'.repeat(length / 6 + 1).slice(0, length);

	it.each(['42708,42709', '42708; 42709', '42708 |42709,', '42708\t\r\n42709', many(10_000)])(
		'are recognized (%#)',
		(given) => {
			expect(reasonOf(given)).toMatch(/ looks like several IDs in one$/);
		},
	);

	it.each(['42708,', ',', ',;|', '42708,x', 'x,42708', '42708/42709', many(10_001)])(
		'are not meant by what is one that is wrong, or a whole page (%#)',
		(given) => {
			expect(reasonOf(given)).toMatch(/ is not a thanks\.io ID \(expected /);
		},
	);
});

describe('an order given by reference', () => {
	const locator = (mode: string, value: unknown) => ({ __rl: true, mode, value });
	const parse = ({ vendor, operation, subject }: Case, given: unknown) =>
		parseItem(contextWith({ [subject.idParameter]: given }), vendor, operation, 0);

	it('has no ID yet', () => {
		expect(parse(FAST_POD, locator('reference', ' #1001 '))).toEqual({
			item: 0,
			id: '',
			reference: '#1001',
			settings: {},
			problem: null,
		});
	});

	it.each(['id', 'list', 'url'])('is not meant by the mode %s', (mode) => {
		expect(parse(FAST_POD, locator(mode, 'FAS105-111423-000006'))).not.toHaveProperty('reference');
	});

	it('is meant by a locator only, not by what merely has a mode', () => {
		const { id, reference } = parse(FAST_POD, { mode: 'reference', value: '#1001' });
		expect({ id, reference }).toEqual({ id: '', reference: undefined });
	});

	it('is refused with something in it that cannot be seen', () => {
		const { problem } = parse(FAST_POD, locator('reference', '#10\u200b01'));
		expect(problem?.reason).toContain('has an invisible character in the middle (U+200B)');
	});

	it('is refused where there are no references, also if it looks like an ID', () => {
		const { id, reference, problem } = parse(SNAPPY_GIFT, locator('reference', SNAPPY_GIFT.id));
		expect({ id, reference }).toEqual({ id: SNAPPY_GIFT.id, reference: undefined });
		expect(problem).toMatchObject({
			outcome: 'invalidOrderId',
			reason: `'Gift ID' "${SNAPPY_GIFT.id}" is not a reference by which Snappy finds orders (expected an ID)`,
		});
	});

	it('is refused where nothing is listed at all', () => {
		const subject = { ...SNAPPY.subject, list: undefined };
		const operation = { ...SNAPPY.operation, subject };
		const { problem } = parse({ ...SNAPPY, operation, subject }, locator('reference', '1001'));
		expect(problem?.reason).toContain('is not a reference by which Snappy finds orders');
	});

	it('is refused with an invisible character in the middle, which no shop has in its numbers', () => {
		const { reference, problem } = parse(FAST_POD, locator('reference', '10\u200b01'));
		expect(reference).toBeUndefined();
		expect(problem?.reason).toContain('"10[U+200B]01" has an invisible character in the middle');
	});

	it('keeps it where an option is broken', () => {
		const { vendor, operation } = FAST_POD;
		const given = { orderId: locator('reference', '#1001'), options: { dryRun: '' } };
		expect(parseCancelItem(contextWith(given), vendor, operation, 0)).toMatchObject({
			reference: '#1001',
			problem: { outcome: 'notAttempted' },
		});
	});
});

describe('options that the form does not show for an operation', () => {
	it.each<[string, Case, object]>([
		['the source of a request about gifts', SNAPPY, { requestSource: 'x' }],
		['the order expected behind a gift', SNAPPY, { expectedOrderId: '' }],
		['the order expected behind a gift that is to expire', GIFT_EXPIRY, { expectedOrderId: '' }],
		['the account, which gifts do not have', SNAPPY_GIFT, { accountId: '' }],
		['the age, which gifts do not have', SNAPPY_GIFT, { onlyIfYoungerThan: '' }],
	])('are ignored, though n8n keeps their values: %s', (_case, entry, options) => {
		expect(cancelOf(entry, options)).toMatchObject({
			expectedOrderId: null,
			guards: NO_GUARDS,
			settings: {},
			problem: null,
		});
	});

	it('are ignored if they are for cancelling and the order is only read', () => {
		const options = { legacyPath: '', dryRun: '', onlyIfStatus: '' };
		expect(readOf(THANKS_IO, options)).toMatchObject({ settings: {}, problem: null });
	});
});

describe('parsing an item', () => {
	it('never throws and never acts on a guess, whatever the parameters give', () => {
		const names = ['dryRun', 'onlyIfStatus', 'expectedOrderId', 'companyId', 'requestSource'];
		const anyOptions = fc.oneof(
			fc.anything(),
			fc.dictionary(fc.constantFrom(...names), fc.anything()),
		);
		fc.assert(
			fc.property(fc.anything(), anyOptions, (giftId, options) => {
				const { vendor, operation } = SNAPPY_GIFT;
				const context = contextWith({ giftId, options });
				const request = parseCancelItem(context, vendor, operation, 0);
				expect(request.problem?.reason).not.toBe('');
				expect(parseItem(context, vendor, operation, 0).problem?.reason).not.toBe('');
				if (request.problem !== null || typeof options !== 'object' || options === null) return;
				expect(request.id).toMatch(/^[A-Za-z0-9]{8,128}$/);
				if ('expectedOrderId' in options) expect(request.expectedOrderId).not.toBeNull();
				if ('onlyIfStatus' in options) expect(request.guards.statuses).not.toBeNull();
				if ('companyId' in options) expect(request.settings.companyId).toMatch(/\S/);
			}),
			{ numRuns: 1_000 },
		);
	});
});
