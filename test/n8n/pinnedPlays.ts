import type { IDataObject } from 'n8n-workflow';

/** A run of an example that needs services which are not here: its pinned data stands in for them. */
export interface PinnedPlay {
	file: string;
	/** What the person does, or what happens. */
	what: string;
	/** Name of the trigger. */
	start: string;
	/** Whether the switch for the dry run is turned off first. */
	forReal?: boolean;
	/** What the person pins in place of the sample data, by node. */
	pin?: Readonly<Record<string, IDataObject[]>>;
	/** Ids of the orders that are cancelled by it, and of no others. */
	cancels: readonly string[];
	/** Nodes at which the workflow has to arrive. */
	reaches: readonly string[];
	/** Nodes at which it must not arrive. */
	avoids?: readonly string[];
}

const YES = { 'Ask for a Yes': [{ data: { approved: true } }] };

/** In this order: n8n remembers between runs which orders of the shop it has seen. */
export const PINNED_PLAYS: readonly PinnedPlay[] = [
	{
		file: 'approval-first.json',
		what: 'as downloaded: the answer is no',
		start: 'Form',
		cancels: [],
		reaches: ['Not Approved', 'Tell the Channel'],
		avoids: ['Cancel the Order'],
	},
	{
		file: 'approval-first.json',
		what: 'the answer is yes',
		start: 'Form',
		pin: YES,
		cancels: ['G7nR4bD011'],
		reaches: ['Cancel the Order', 'Outcome', 'Tell the Channel'],
	},
	{
		file: 'approval-first.json',
		what: 'an order that does not exist',
		start: 'Form',
		pin: { Form: [{ 'Order ID': 'G7nR4bD999', Reason: 'Wrong size' }], ...YES },
		cancels: [],
		reaches: ['Not Found', 'Tell the Channel'],
		avoids: ['Ask for a Yes', 'Cancel the Order'],
	},
	{
		file: 'ai-agent-with-review.json',
		what: 'as downloaded: the agent proposes, the answer is no',
		start: 'Chat',
		cancels: [],
		reaches: ['Not Approved', 'Tell the Channel'],
		avoids: ['Cancel the Order'],
	},
	{
		file: 'ai-agent-with-review.json',
		what: 'the agent proposes, the answer is yes',
		start: 'Chat',
		pin: YES,
		cancels: ['44001'],
		reaches: ['Cancel the Order', 'Outcome', 'Tell the Channel'],
	},
	{
		file: 'shopify-order-cancelled.json',
		what: 'as downloaded: a dry run',
		start: 'Order Cancelled',
		cancels: [],
		reaches: ['Cancel the Garment', 'May Still Ship', 'Tell a Person'],
		avoids: ['Tell: Stopped'],
	},
	{
		file: 'shopify-order-cancelled.json',
		what: 'the shop cancels an order',
		start: 'Order Cancelled',
		forReal: true,
		cancels: ['F237-120723-000021'],
		reaches: ['Cancel the Garment', 'Tell: Stopped'],
		avoids: ['Tell a Person'],
	},
	{
		file: 'shopify-order-cancelled.json',
		what: 'the shop sends the same event again',
		start: 'Order Cancelled',
		forReal: true,
		cancels: [],
		reaches: ['Only Once'],
		avoids: ['Cancel the Garment', 'Tell: Stopped', 'Tell a Person'],
	},
	{
		file: 'shopify-order-cancelled.json',
		what: 'two garments have the reference',
		start: 'Order Cancelled',
		forReal: true,
		pin: { 'Order Cancelled': [{ id: 5701234501002, order_number: 1002 }] },
		cancels: [],
		reaches: ['Cancel the Garment', 'May Still Ship', 'Tell a Person'],
		avoids: ['Tell: Stopped'],
	},
	{
		file: 'shopify-order-cancelled.json',
		what: 'a refunded order is in production',
		start: 'Refund Created',
		forReal: true,
		cancels: [],
		reaches: ['Cancel the Garment', 'Tell a Person'],
		avoids: ['Tell: Stopped'],
	},
	{
		file: 'spreadsheet-report.json',
		what: 'as downloaded: a dry run',
		start: "When clicking 'Execute workflow'",
		cancels: [],
		reaches: ['Another Service', 'Write Results', 'Mail the Report'],
	},
	{
		file: 'spreadsheet-report.json',
		what: 'every morning',
		start: 'Every Morning',
		forReal: true,
		cancels: ['42021', 'F237-120723-000031', 'G7nR4bD021'],
		reaches: ['Another Service', 'Write Results', 'Mail the Report'],
	},
	{
		file: 'thanksio-last-hour-sweep.json',
		what: 'as downloaded: a dry run',
		start: 'Stop It Now',
		cancels: [],
		reaches: ['Cancel Mailings', 'Mail the Report'],
		avoids: ['Not Looked Up'],
	},
	{
		file: 'thanksio-last-hour-sweep.json',
		what: 'every ten minutes',
		start: 'Every 10 Minutes',
		forReal: true,
		cancels: ['43001', '43002'],
		reaches: ['Cancel Mailings', 'Mail the Report'],
		avoids: ['Not Looked Up'],
	},
	{
		file: 'thanksio-withdrawn-mailing.json',
		what: 'as downloaded: a dry run',
		start: 'Order in Review',
		cancels: [],
		reaches: ['Cancel Mailing', 'Tell a Person'],
	},
	{
		file: 'thanksio-withdrawn-mailing.json',
		what: 'an order of the mailing is in review',
		start: 'Order in Review',
		forReal: true,
		cancels: ['45001'],
		reaches: ['Cancel Mailing', 'Tell a Person'],
	},
	{
		file: 'thanksio-withdrawn-mailing.json',
		what: 'an order of another mailing is in review',
		start: 'Order in Review',
		forReal: true,
		pin: { 'Order in Review': [{ id: 45002, metadata: { reference: 'thank-you-cards' } }] },
		cancels: [],
		reaches: ['Of This Mailing'],
		avoids: ['Cancel Mailing', 'Tell a Person'],
	},
];
