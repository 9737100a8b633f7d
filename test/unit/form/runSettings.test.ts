import type { IDataObject } from 'n8n-workflow';

import { commonOptions, readOptions } from '../../../nodes/orders/form/commonOptions';
import { OptionUnreadable } from '../../../nodes/orders/form/optionValues';
import { readRunSettings, type RunSettings } from '../../../nodes/orders/form/runSettings';
import { FAST_POD, SNAPPY, THANKS_IO } from '../support/subjects';

const MINUTE_MS = 60_000;

function settings(
	options: IDataObject,
	{ vendor } = THANKS_IO,
	fields = commonOptions,
	credential: IDataObject = {},
): RunSettings {
	const read = readRunSettings(options, fields, vendor, credential);
	if (read instanceof OptionUnreadable) throw new Error(read.obstacle.reason);
	return read;
}

describe('what holds for a run', () => {
	it.each([
		[THANKS_IO, { requests: 60, windowMs: MINUTE_MS }],
		[SNAPPY, { requests: 100, windowMs: 1_000 }],
		[FAST_POD, null],
	])(
		'is what the form shows, and the published limit, if nothing is set ($label)',
		(entry, limit) => {
			expect(settings({}, entry)).toMatchObject({
				giveUpAfterMs: 15 * MINUTE_MS,
				maxAttempts: 5,
				maxOrders: 0,
				requestTimeoutMs: 30_000,
				limit,
			});
		},
	);

	it.each([
		[SNAPPY, 3000, { requests: 50, windowMs: 1_000 }],
		[SNAPPY, 30, { requests: 30, windowMs: MINUTE_MS }],
		[THANKS_IO, 20, { requests: 20, windowMs: MINUTE_MS }],
		[FAST_POD, 120, { requests: 120, windowMs: MINUTE_MS }],
	])(
		'spreads Requests per Minute as the service counts, so that a share keeps out of its way',
		(entry, requestsPerMinute, limit) => {
			expect(settings({ requestsPerMinute }, entry).limit).toEqual(limit);
		},
	);

	it('is what is set', () => {
		const options = {
			giveUpAfter: 0.5,
			maxAttempts: 2,
			maxOrders: 10,
			requestTimeout: 500,
			requestsPerMinute: 7,
		};
		expect(settings(options)).toMatchObject({
			giveUpAfterMs: 30_000,
			maxAttempts: 2,
			maxOrders: 10,
			requestTimeoutMs: 500,
			limit: { requests: 7, windowMs: MINUTE_MS },
		});
	});

	it.each(['giveUpAfter', 'maxAttempts', 'maxOrders', 'requestTimeout', 'requestsPerMinute'])(
		'is refused if a number of it is blank (%s)',
		(name) => {
			expect(() => settings({ [name]: '' })).toThrow(/must be/);
		},
	);
});

describe('what holds for a run that only reads', () => {
	it('does not depend on what was left in options that reading does not have', () => {
		const left = { maxOrders: '', maxAttempts: 'x', giveUpAfter: 1 };
		expect(settings(left, THANKS_IO, readOptions)).toMatchObject({
			giveUpAfterMs: MINUTE_MS,
			maxAttempts: 5,
			maxOrders: 0,
		});
	});

	it.each(['giveUpAfter', 'requestTimeout', 'requestsPerMinute'])(
		'is refused if one of its own numbers is blank (%s)',
		(name) => {
			expect(() => settings({ [name]: '' }, THANKS_IO, readOptions)).toThrow(/must be/);
		},
	);
});

describe('the scope of a run', () => {
	const credential = { companyId: ' c1 ', accountId: 'a1', apiKey: 'k3y' };

	it('is what the credential says, unless the node says otherwise', () => {
		expect(settings({}, SNAPPY, readOptions, credential).vendor).toMatchObject({
			companyId: 'c1',
			accountId: 'a1',
		});
		const options = { companyId: 'c2', accountId: ' ' };
		expect(settings(options, SNAPPY, readOptions, credential).vendor).toMatchObject({
			companyId: 'c2',
			accountId: 'a1',
		});
	});

	it('never holds the key', () => {
		expect(JSON.stringify(settings({}, SNAPPY, commonOptions, credential))).not.toContain('k3y');
	});

	it('is known to the options of cancelling too', () => {
		expect(settings({ legacyPath: true }).vendor).toEqual({ legacyPath: true });
		expect(settings({}).vendor).toEqual({ legacyPath: undefined });
	});
});
