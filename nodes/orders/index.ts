/** What a vendor folder needs from the shared part. */
export type { OrderDetails } from './contract/orderDetails';
export type { ListAsk, ListFilters, ListPage, OrderList } from './contract/orderList';
export type { OrderState, Phase } from './contract/orderState';
export { placedPage, placeOf } from './contract/paginator';
export { entryOf, isoUtc, numberOf, recordAt, recordsIn, textOf, wordOf } from './contract/reading';
export type { RequestPlan } from './contract/reply';
export { statesIn } from './contract/statesIn';
export type { StopWords } from './contract/stopWords';
export type { Ask, StatusChoice, Subject, Vendor, VendorSettings } from './contract/vendor';
export { executeOperation } from './executeOperation';
export { manyOrdersHint } from './form/manyOrdersHint';
export { orderProperties } from './form/orderProperties';
export { listSearch } from './listSearch';
