/** What a vendor folder needs from the shared part. */
export { executeOperation } from './execute';
export { eventProperties } from './form/eventProperties';
export { manyOrdersHint, orderProperties } from './form/properties';
export { listSearch } from './listSearch';
export { addWebhooks, dropWebhooks, receiveEvent, webhooksExist } from './trigger';
export type {
	NewerOrder,
	NoOrder,
	OrderDetails,
	OrderState,
	Phase,
	StopWords,
	Wording,
} from './vendor/order';
export { idOf } from './vendor/id';
export { placedPage, placeOf } from './vendor/paginator';
export {
	entryOf,
	isoUtc,
	numberOf,
	recordAt,
	recordsIn,
	statesIn,
	textOf,
	wordOf,
} from './vendor/parse';
export type { ReferenceSearch } from './vendor/reference';
export type {
	Ask,
	ListFilters,
	ListPage,
	OrderList,
	PageAsk,
	RequestPlan,
	Subject,
	Vendor,
	VendorSettings,
} from './vendor/vendor';
export type { WebhookApi } from './vendor/webhooks';
