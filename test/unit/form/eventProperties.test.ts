import type { IWebhookFunctions } from 'n8n-workflow';

import { eventProperties, parseEventSettings } from '../../../nodes/orders/form/eventProperties';
import { THANKS_IO } from '../support/subjects';

/** What the form of a trigger comes to with these parameters. */
function settingsFor(parameters: Readonly<Record<string, unknown>>) {
	const context = {
		getNodeParameter: (name: string, fallback?: unknown) =>
			name in parameters ? parameters[name] : fallback,
	};
	return parseEventSettings(Object.assign({} as IWebhookFunctions, context));
}

describe('what a trigger is asked for', () => {
	it('is nothing special where nothing is set: no events, any status, simplified, and read again', () => {
		expect(settingsFor({})).toEqual({
			events: [],
			statuses: null,
			simplify: true,
			trustEvents: false,
		});
	});

	it.each<[unknown, boolean]>([
		[true, true],
		[false, false],
		['false', true],
		[null, true],
		[0, true],
	])('is raw data only if Simplify is off (%j: simplified %s)', (simplify, expected) => {
		expect(settingsFor({ simplify }).simplify).toBe(expected);
	});

	it.each<[unknown, boolean]>([
		[true, true],
		['true', false],
		[1, false],
		[undefined, false],
	])('trusts events only if that is on (%j: %s)', (trustEvents, expected) => {
		expect(settingsFor({ options: { trustEvents } }).trustEvents).toBe(expected);
	});

	it.each<[unknown, string[]]>([
		[
			['Reviewing', 'Canceled'],
			['reviewing', 'cancelled'],
		],
		['In Production, on_hold', ['inproduction', 'onhold']],
		[[], []],
		[undefined, []],
	])(
		'is a status however it is written, and none that fits if it is blank (%j)',
		(given, words) => {
			expect(settingsFor({ options: { onlyIfStatus: given } }).statuses).toEqual(words);
		},
	);

	it('is the events that were chosen, or that an expression gives', () => {
		expect(settingsFor({ events: ['order.a', ' order.b '] }).events).toEqual([
			'order.a',
			'order.b',
		]);
		expect(settingsFor({ events: 'order.a,order.b' }).events).toEqual(['order.a', 'order.b']);
	});

	it.each([null, 'Only If Status', [], 5])('has no options if these are %j', (options) => {
		expect(settingsFor({ options })).toMatchObject({ statuses: null, trustEvents: false });
	});
});

describe('the form of a trigger', () => {
	const events = [{ name: 'Order Shipped', value: 'order.shipped' }];
	const fields = eventProperties(THANKS_IO.subject, events);

	it('offers the words of the service', () => {
		expect(fields.find(({ name }) => name === 'events')?.options).toEqual(events);
		const [status] = fields.find(({ name }) => name === 'options')?.options ?? [];
		expect(status).toMatchObject({
			name: 'onlyIfStatus',
			options: THANKS_IO.subject.statuses,
			description: 'Start the workflow only if the order is in one of these statuses',
		});
	});

	it('starts as the settings do where nothing is set', () => {
		const preset = Object.fromEntries(fields.map((field) => [field.name, field.default]));
		expect(preset).toEqual({ events: [], simplify: true, options: {} });
		expect(settingsFor(preset)).toEqual(settingsFor({}));
	});
});
