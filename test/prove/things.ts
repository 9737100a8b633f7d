import type { IDataObject } from 'n8n-workflow';

import type { Account } from '../../sandbox/account';
import type { SandboxOrder } from '../../sandbox/model';
import { claimGift } from '../../sandbox/vendors/snappy/gifts';
import { vendor as sandboxSnappy } from '../../sandbox/vendors/snappy';
import type { World as Sandbox } from '../../sandbox/world';
import { recordAt, recordsIn, textOf } from '../../nodes/orders';
import type { CancelRequest } from '../../nodes/orders/form/itemRequest';
import {
	FAST_POD,
	GIFT_EXPIRY,
	operationIn,
	SNAPPY,
	SNAPPY_GIFT,
	THANKS_IO,
	type Case,
} from '../unit/support/subjects';

/** How the order goes on without us. */
export interface Move {
	words: string;
	/** Statuses in which it can happen, in the sandbox's words. */
	from: readonly string[];
	happen(account: Account): void;
	/**
	 * What is read then agrees with a refusal. That the refusal was none, and its cancel is carried out a moment later, nobody
	 * can find out by reading: such a move and such a refusal are no world together.
	 *
	 * - `always`: the order reads as what is not cancelled any more, which explains the refusal, so that nobody looks again.
	 *   FastPOD's `in_production` is that; it is inferred, and an order that is cancelled in there all the same is not foreseen.
	 * - `unseen`: there is another order by then. If nothing was read between the refusal and that, nobody can know which one was
	 *   refused, and the refusal is true of the one that lives.
	 */
	agreesWithRefusal?: 'always' | 'unseen';
}

/** Something of a vendor that is to be stopped, and what can become of it. */
export interface Thing extends Pick<Case, 'label' | 'vendor' | 'subject'> {
	/** Of the sandbox. */
	service: string;
	id: string;
	moves: readonly Move[];
	/** The user's conditions in a guarded run. */
	guarded: Pick<CancelRequest, 'guards' | 'expectedOrderId'>;
	/** Whether an answer about another one than was asked for can be told from one about this one. */
	answerNamesIt: { plain: boolean; guarded: boolean };
	seed(sandbox: Sandbox, createdAt: string): void;
	/** Its status in an answer to a look-up, as the vendor writes it; null: it is not in there. */
	shown(body: unknown): string | null;
}

const HOUR_MS = 3_600_000;

/** Every order is half a minute younger than an hour when a world begins, so that waiting makes it too old. */
export const AGE_MS = HOUR_MS - 30_000;

const ORDER_ID = 'firstOrder1';
const NEXT_ORDER_ID = 'nextOrder22';

/** Past any cancelling. */
const PAST = ['cancelled', 'completed', 'processing', 'shipped', 'expired'];

function orderIn(account: Account, id: string): SandboxOrder {
	const order = account.find(id);
	if (order === undefined) throw new Error(`The sandbox has no order ${id}.`);
	return order;
}

function becomes(id: string, words: string, values: object, from: readonly string[]): Move {
	return {
		words,
		from,
		happen: (account) => {
			const updatedAt = new Date(Date.now()).toISOString();
			account.change(orderIn(account, id), { ...values, updatedAt });
		},
	};
}

function orderThing(
	{ samples, label, vendor, subject }: Case,
	more: Pick<Thing, 'moves' | 'shown'>,
): Thing {
	const { statuses } = samples;
	const service = samples.vendor.name;
	const id = samples.idOf(1);
	return {
		label,
		vendor,
		subject,
		service,
		id,
		guarded: {
			guards: { statuses: [statuses.open], youngerThanMs: HOUR_MS },
			expectedOrderId: null,
		},
		answerNamesIt: { plain: true, guarded: true },
		seed: (sandbox, createdAt) => sandbox.seed([{ service, id, status: statuses.open, createdAt }]),
		...more,
	};
}

const thanksIoId = THANKS_IO.samples.idOf(1);
const snappyId = SNAPPY.samples.idOf(1);
const fastPodId = FAST_POD.samples.idOf(1);
const giftId = GIFT_EXPIRY.samples.idOf(1);

/** Of several orders of a gift the one that counts is the last that is not over. */
function livingOrder(body: unknown): IDataObject | undefined {
	const orders = recordsIn(recordAt(body)?.orders);
	return orders.filter(({ status }) => !PAST.includes(String(status))).at(-1) ?? orders.at(-1);
}

function giftThing(
	{ vendor, samples }: Case,
	operation: string,
	more: Pick<Thing, 'label' | 'moves' | 'guarded' | 'answerNamesIt' | 'shown'>,
): Thing {
	const isClaimed = more.moves === CLAIMED_MOVES;
	return {
		vendor,
		subject: operationIn(vendor, 'gift', operation).subject,
		service: samples.vendor.name,
		id: giftId,
		seed: (sandbox, createdAt) => {
			const status = isClaimed ? 'claimed' : 'opened';
			const first = { id: ORDER_ID, status: 'active', createdAt };
			const orders = isClaimed ? [first] : [];
			sandboxSnappy.methods?.seedGift?.(sandbox, { id: giftId, status, createdAt, orders });
			// The order that the next claim makes.
			const next = { ...first, id: NEXT_ORDER_ID, service: samples.vendor.name };
			sandbox.seed([next]);
		},
		...more,
	};
}

function claims(words: string, from: readonly string[]): Move {
	return { words, from, happen: (account) => claimGift(account, giftId, NEXT_ORDER_ID) };
}

const CLAIMED_MOVES: readonly Move[] = [
	becomes(ORDER_ID, 'its order is put in transit', { fulfillment: 'inTransit' }, ['active']),
	becomes(ORDER_ID, 'its order gets a status that nobody explains', { status: 'paused' }, [
		'active',
	]),
	{ ...claims('the gift is claimed again', ['cancelled']), agreesWithRefusal: 'unseen' },
];

const UNCLAIMED_MOVES: readonly Move[] = [claims('somebody claims the gift', ['opened'])];

const NO_AGE = { youngerThanMs: null };

/** All that is proven. */
export const THINGS: readonly Thing[] = [
	orderThing(THANKS_IO, {
		moves: [
			becomes(thanksIoId, 'it is printed', { status: 'processing' }, ['reviewing', 'paused']),
			becomes(thanksIoId, 'it is paused', { status: 'paused' }, ['reviewing']),
		],
		shown: (body) => textOf(recordAt(body, 'data', 'order')?.status),
	}),
	orderThing(SNAPPY, {
		moves: [
			becomes(snappyId, 'it is put in transit', { fulfillment: 'inTransit' }, ['active']),
			becomes(snappyId, 'it is completed', { status: 'completed' }, ['active']),
		],
		shown: (body) => textOf(recordAt(body, 'data')?.status),
	}),
	orderThing(FAST_POD, {
		moves: [
			{
				...becomes(
					fastPodId,
					'it goes into production, where it is cancelled all the same',
					{ status: 'in_production', cancellable: true },
					['new_order'],
				),
				agreesWithRefusal: 'always',
			},
			becomes(fastPodId, 'it is shipped', { status: 'shipped', cancellable: false }, [
				'new_order',
				'in_production',
			]),
		],
		shown: (body) => textOf(recordAt(body)?.order_status),
	}),
	giftThing(SNAPPY_GIFT, 'cancelOrder', {
		label: "Snappy gift's order",
		moves: CLAIMED_MOVES,
		guarded: { guards: { statuses: ['active'], ...NO_AGE }, expectedOrderId: ORDER_ID },
		answerNamesIt: { plain: false, guarded: true },
		shown: (body) => textOf(livingOrder(body)?.status),
	}),
	giftThing(GIFT_EXPIRY, 'expire', {
		label: 'Snappy gift',
		moves: UNCLAIMED_MOVES,
		guarded: { guards: { statuses: ['opened'], ...NO_AGE }, expectedOrderId: null },
		answerNamesIt: { plain: false, guarded: false },
		shown: (body) => textOf(recordAt(body)?.status),
	}),
	giftThing(GIFT_EXPIRY, 'stop', {
		label: 'Snappy gift to be stopped',
		moves: UNCLAIMED_MOVES,
		guarded: { guards: { statuses: ['opened', 'active'], ...NO_AGE }, expectedOrderId: null },
		answerNamesIt: { plain: false, guarded: false },
		shown: (body) => textOf(livingOrder(body)?.status) ?? textOf(recordAt(body)?.status),
	}),
	giftThing(SNAPPY_GIFT, 'stop', {
		label: 'Snappy claimed gift to be stopped',
		moves: CLAIMED_MOVES,
		guarded: { guards: { statuses: ['active'], ...NO_AGE }, expectedOrderId: ORDER_ID },
		answerNamesIt: { plain: false, guarded: true },
		shown: (body) => textOf(livingOrder(body)?.status) ?? textOf(recordAt(body)?.status),
	}),
];
