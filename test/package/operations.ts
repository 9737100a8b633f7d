import type { Surface } from './surface';

/** One operation of a node, and all that its form has below `resource` and `operation`. */
export interface OperationSurface {
	node: string;
	resource: string;
	operation: string;
	/** Parameter for the ID; null: it takes none. */
	idParameter: 'orderId' | 'giftId' | null;
	form: Surface;
}

const TEXT = { type: 'string', default: '' };
const DATE = { type: 'dateTime', default: '' };

function choice(byDefault: string, values: string[]): Surface[string] {
	return { type: 'options', default: byDefault, values };
}

const READ_OPTIONS: Surface = {
	giveUpAfter: { type: 'number', default: 15 },
	requestTimeout: { type: 'number', default: 30000 },
	requestsPerMinute: { type: 'number', default: 0 },
};

const CANCEL_OPTIONS: Surface = {
	...READ_OPTIONS,
	dryRun: { type: 'boolean', default: false },
	maxAttempts: { type: 'number', default: 5 },
	maxOrders: { type: 'number', default: 0 },
	whenRefused: choice('fail', ['fail', 'report']),
};

function onlyIfStatus(values: string[]): Surface {
	return { onlyIfStatus: { type: 'multiOptions', default: [], values } };
}

const ONLY_IF_YOUNGER: Surface = { onlyIfYoungerThan: { type: 'number', default: 60 } };

function form(options: Surface, more: Surface = {}): Surface {
	return {
		...more,
		simplify: { type: 'boolean', default: true },
		options: { type: 'collection', default: {}, fields: options },
	};
}

const ID = { type: 'resourceLocator', default: { mode: 'list', value: '' } };

function many(filters: Surface): Surface {
	return {
		returnAll: { type: 'boolean', default: false },
		limit: { type: 'number', default: 50 },
		filters: { type: 'collection', default: {}, fields: filters },
	};
}

/** What is particular about the orders of a service. */
interface OrderSurface {
	node: string;
	statuses: string[];
	/** Options of every operation, and of Cancel alone. */
	options?: Surface;
	cancelOptions?: Surface;
	filters: Surface;
}

function orderOperations({
	node,
	statuses,
	options = {},
	cancelOptions = {},
	filters,
}: OrderSurface): OperationSurface[] {
	const guards = { ...onlyIfStatus(statuses), ...ONLY_IF_YOUNGER };
	const cancel = { ...CANCEL_OPTIONS, ...guards, ...options, ...cancelOptions };
	const read = { ...READ_OPTIONS, ...options };
	const order = { node, resource: 'order' } as const;
	const id = { orderId: ID };
	return [
		{ ...order, operation: 'cancel', idParameter: 'orderId', form: form(cancel, id) },
		{ ...order, operation: 'get', idParameter: 'orderId', form: form(read, id) },
		{ ...order, operation: 'getAll', idParameter: null, form: form(read, many(filters)) },
	];
}

const THANKS_IO_STATUSES = [
	'cancelled',
	'delivered',
	'error',
	'fulfilled',
	'paused',
	'printed',
	'printing',
	'reviewing',
	'shipped',
];

const thanksIo = orderOperations({
	node: 'thanksIo',
	statuses: THANKS_IO_STATUSES,
	cancelOptions: { legacyPath: { type: 'boolean', default: false } },
	filters: { status: choice('reviewing', THANKS_IO_STATUSES), subAccountId: TEXT },
});

const snappyOrders = orderOperations({
	node: 'snappy',
	statuses: ['active', 'cancelled', 'completed', 'refunded'],
	options: { accountId: TEXT, companyId: TEXT },
	filters: {
		createdAfter: DATE,
		createdBefore: DATE,
		idempotencyKey: TEXT,
		status: choice('active', ['active', 'cancelled']),
	},
});

const GIFT = { node: 'snappy', resource: 'gift', idParameter: 'giftId' } as const;

const REQUEST_SOURCES = ['api_native', 'api_ftp', 'api_make', '', 'api_salesforce', 'api_zapier'];

const GIFT_OPTIONS: Surface = { companyId: TEXT, requestSource: choice('', REQUEST_SOURCES) };

const snappyGifts: OperationSurface[] = [
	{
		...GIFT,
		operation: 'cancelOrder',
		form: form(
			{
				...CANCEL_OPTIONS,
				...onlyIfStatus(['active', 'cancelled', 'processing']),
				...GIFT_OPTIONS,
				expectedOrderId: TEXT,
			},
			{ giftId: ID },
		),
	},
	{
		...GIFT,
		operation: 'expire',
		form: form(
			{
				...CANCEL_OPTIONS,
				...onlyIfStatus(['claimed', 'expired', 'opened', 'unopened', 'unwrapped']),
				...GIFT_OPTIONS,
			},
			{ giftId: ID },
		),
	},
	{ ...GIFT, operation: 'get', form: form({ ...READ_OPTIONS, ...GIFT_OPTIONS }, { giftId: ID }) },
];

const FAST_POD_STATUSES = [
	'cancelled',
	'draft',
	'in_production',
	'new_order',
	'on_hold',
	'rejected',
	'shipped',
];

const fastPod = orderOperations({
	node: 'fastPod',
	statuses: FAST_POD_STATUSES,
	filters: {
		endDate: DATE,
		orderType: choice('1', ['2', '1']),
		paymentMethod: choice('cash', ['cash', 'point']),
		paymentStatus: choice('unpaid', ['paid', 'unpaid']),
		reference: TEXT,
		search: TEXT,
		shippingMethod: choice('1', ['3', '4', '2', '1']),
		startDate: DATE,
		status: choice('new_order', FAST_POD_STATUSES),
	},
});

/** Every operation of version 1 of every node. */
export const OPERATIONS: readonly OperationSurface[] = [
	...thanksIo,
	...snappyOrders,
	...snappyGifts,
	...fastPod,
];
