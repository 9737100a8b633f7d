/** What a vendor folder needs from the shared part. */
export type { OrderState, Phase } from './contract/orderState';
export { entryOf, isoUtc, recordAt, recordsIn, textOf, wordOf } from './contract/reading';
export type { RequestPlan } from './contract/reply';
export type { Ask, Subject, Vendor } from './contract/vendor';
export { executeCancel } from './executeCancel';
export { cancelProperties } from './form/cancelProperties';
export { manyOrdersHint } from './form/manyOrdersHint';
