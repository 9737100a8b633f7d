import type { IDataObject } from 'n8n-workflow';

import type { GiftSeed } from '../../sandbox/vendors/snappy/gifts';
import { cancellationOf, operationOf } from '../samples';
import { conversation, runAgainst } from '../support/againstSandbox';
import { outcomesOf, resultOf, type NodeRun } from '../support/runNode';
import { keepWaitsShort } from '../support/shortWaits';
import { useSandbox } from '../support/useSandbox';

keepWaitsShort();

const { vendor, idOf } = cancellationOf('snappy', 'gift', 'expire');
const STOP = operationOf(vendor, { resource: 'gift', operation: 'stop', idParameter: 'giftId' });

const ID = idOf(0);
const OLD = { id: 'OrderOld01', status: 'cancelled', cancelled: true };
const NEW = { id: 'OrderNew02', status: 'active' };

const READ = `GET /v2/gifts/${ID}?expand=orders`;
const EXPIRE = `POST /v2/gifts/${ID}/expire`;
const CANCEL = `POST /v2/gifts/${ID}/cancel`;

const CLAIM_AGAIN = /^The recipient can claim the gift again/;

const sandbox = useSandbox();

function seedGift(gift: Partial<GiftSeed> = {}): void {
	sandbox().seedGift({ id: ID, orders: [], ...gift });
}

async function stop(options: IDataObject = {}, more: Partial<NodeRun> = {}): Promise<IDataObject> {
	const { items } = await runAgainst(sandbox(), STOP, [ID], { options, ...more });
	return resultOf(items[0]);
}

function asked(): string[] {
	return conversation(sandbox(), vendor);
}

function isCancelled(id = NEW.id): boolean | undefined {
	return sandbox().order('snappy', id)?.cancelled;
}

describe('Stop: a gift', () => {
	it.each(['unopened', 'opened', 'unwrapped'])('that is %s is expired', async (status) => {
		seedGift({ status });

		expect(await stop()).toEqual({
			orderId: ID,
			service: 'Snappy',
			outcome: 'cancelled',
			stopped: true,
			retryable: false,
			status: 'expired',
			cancelledAt: null,
			message: `Snappy confirmed that gift ${ID} is expired`,
			nextStep: '',
			attempts: 1,
		});
		expect(asked()).toEqual([READ, EXPIRE]);
	});

	it('that is claimed has its order cancelled, and can be claimed again', async () => {
		seedGift({ orders: [NEW] });

		expect(await stop()).toMatchObject({
			orderId: NEW.id,
			outcome: 'cancelled',
			status: 'cancelled',
			message: `Snappy confirmed that the order ${NEW.id} of gift ${ID} is cancelled`,
			nextStep: expect.stringMatching(CLAIM_AGAIN),
			attempts: 1,
		});
		expect(asked()).toEqual([READ, CANCEL]);
		expect(isCancelled()).toBe(true);
	});

	it('that was claimed again after a cancellation has its newer order cancelled', async () => {
		seedGift({ orders: [OLD, NEW] });

		expect(await stop()).toMatchObject({ orderId: NEW.id, outcome: 'cancelled' });
		expect(isCancelled()).toBe(true);
	});

	it('whose order has shipped is too late, and expires no more', async () => {
		seedGift({ orders: [{ ...NEW, fulfillment: 'inTransit' }] });

		expect(await stop()).toMatchObject({
			orderId: NEW.id,
			outcome: 'tooLate',
			stopped: false,
			message: `The order ${NEW.id} of gift ${ID} can no longer be cancelled (status active)`,
			nextStep: 'Expect it to ship; only Snappy support could still stop it',
		});
		expect(asked()).toEqual([READ]);
	});

	it.each<[string, Partial<GiftSeed>, object]>([
		[
			'that has expired',
			{ status: 'expired' },
			{ orderId: ID, status: 'expired', message: `Gift ${ID} was already expired before this run` },
		],
		[
			'that has expired after its order was cancelled',
			{ status: 'expired', orders: [OLD] },
			{ orderId: ID, status: 'expired', nextStep: '' },
		],
		[
			'whose order is cancelled',
			{ orders: [OLD] },
			{
				orderId: OLD.id,
				message: `The order ${OLD.id} of gift ${ID} was already cancelled before this run`,
				nextStep: expect.stringMatching(CLAIM_AGAIN) as string,
			},
		],
	])('%s is stopped already: nothing is sent', async (_case, gift, result) => {
		seedGift(gift);

		expect(await stop()).toMatchObject({ outcome: 'alreadyCancelled', stopped: true, ...result });
		expect(asked()).toEqual([READ]);
	});

	it('that can be claimed again is expired, whatever orders it had', async () => {
		seedGift({ status: 'opened', orders: [OLD] });

		expect(await stop()).toMatchObject({ orderId: ID, outcome: 'cancelled', status: 'expired' });
		expect(asked()).toEqual([READ, EXPIRE]);
	});

	it('that nobody knows is not found', async () => {
		expect(await stop()).toMatchObject({ outcome: 'notFound', stopped: null });
		expect(asked()).toEqual([READ]);
	});

	it('that is claimed and shows no order is unknown: nothing is sent', async () => {
		seedGift({ status: 'claimed' });

		expect(await stop()).toMatchObject({ outcome: 'unknown', attempts: 0 });
		expect(asked()).toEqual([READ]);
	});

	it('in a status that nobody explains is left to Snappy', async () => {
		seedGift({ status: 'onHold' });

		expect(await stop()).toMatchObject({ outcome: 'unknown', stopped: null, status: 'onHold' });
		expect(asked()).toEqual([READ, EXPIRE, READ]);
	});

	it('Dry Run says which of the two it would be', async () => {
		seedGift({ status: 'opened' });
		const unclaimed = await stop({ dryRun: true });
		seedGift({ orders: [NEW] });
		const claimed = await stop({ dryRun: true });

		expect(unclaimed.message).toContain(`gift ${ID} can still be expired`);
		expect(unclaimed.nextStep).toBe("Turn off 'Dry Run' to expire it");
		expect(claimed.message).toContain(`the order ${NEW.id} of gift ${ID} can still be cancelled`);
		expect(asked()).toEqual([READ, READ]);
	});

	it('sums up in its own word', async () => {
		const gifts: Array<Partial<GiftSeed>> = [
			{ status: 'opened' },
			{ orders: [NEW] },
			{ status: 'expired' },
			{ orders: [{ id: 'OrderOut03', status: 'completed' }] },
		];
		const ids = gifts.map((gift, number) => {
			seedGift({ id: idOf(number), ...gift });
			return idOf(number);
		});

		const { hints, items } = await runAgainst(sandbox(), STOP, ids);

		expect(hints).toEqual(['2 of 4 gifts stopped, 1 already stopped, 1 too late']);
		expect(outcomesOf(items)).toEqual(['cancelled', 'cancelled', 'alreadyCancelled', 'tooLate']);
	});
});

describe('Stop: between reading and sending', () => {
	it('the gift is claimed: the refusal is read, and its order cancelled', async () => {
		seedGift({ status: 'opened', claimedMeanwhile: NEW });

		expect(await stop()).toMatchObject({
			orderId: NEW.id,
			outcome: 'cancelled',
			message: `Snappy confirmed that the order ${NEW.id} of gift ${ID} is cancelled`,
			attempts: 2,
		});
		expect(asked()).toEqual([READ, EXPIRE, READ, CANCEL]);
		expect(isCancelled()).toBe(true);
	});

	it('the gift is claimed, and a 429 comes on top: it is read once more', async () => {
		seedGift({ status: 'opened', claimedMeanwhile: NEW });
		sandbox().addFault({ operation: 'cancel', kind: 'rateLimited', retryAfter: '0' });

		expect(await stop()).toMatchObject({ orderId: NEW.id, outcome: 'cancelled', attempts: 3 });
		expect(asked()).toEqual([READ, EXPIRE, READ, CANCEL, READ, CANCEL]);
	});

	it('the gift is claimed, and its order is not one to be cancelled under the conditions', async () => {
		seedGift({ status: 'opened', claimedMeanwhile: NEW });

		expect(await stop({ onlyIfStatus: ['opened'] })).toMatchObject({
			orderId: NEW.id,
			outcome: 'rejected',
			stopped: false,
			attempts: 1,
		});
		expect(asked()).toEqual([READ, EXPIRE, READ]);
		expect(isCancelled()).toBe(false);
	});

	it('the gift is claimed, and no try is left: refused, in the words of Snappy', async () => {
		seedGift({ status: 'opened', claimedMeanwhile: NEW });

		const result = await stop({ maxAttempts: 1 });

		expect(result).toMatchObject({ outcome: 'rejected', stopped: false, attempts: 1 });
		expect(result.message).toContain('Snappy says "The gift is claimed"');
	});

	it('it is refused although it reads as it did: looked at twice, sent once', async () => {
		seedGift({ status: 'opened' });
		sandbox().addFault({ operation: 'expire', kind: 'statusBefore', status: 409, times: 2 });

		expect(await stop()).toMatchObject({ outcome: 'rejected', stopped: false, attempts: 1 });
		expect(asked()).toEqual([READ, EXPIRE, READ, READ]);
	});

	it('first the one and then the other is refused: none is sent twice', async () => {
		seedGift({ status: 'opened', claimedMeanwhile: NEW });
		sandbox().addFault({ operation: 'cancel', kind: 'statusBefore', status: 409, times: 3 });

		expect(await stop()).toMatchObject({ outcome: 'rejected', stopped: false, attempts: 2 });
		expect(asked()).toEqual([READ, EXPIRE, READ, CANCEL, READ, READ]);
	});

	it.each(['expire', 'cancel'] as const)(
		'the answer to %s is lost: it is read before anything else is sent',
		async (operation) => {
			seedGift(operation === 'expire' ? { status: 'opened' } : { orders: [NEW] });
			sandbox().addFault({ operation, kind: 'cutAfter' });

			const sent = operation === 'expire' ? EXPIRE : CANCEL;
			expect(await stop()).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 1 });
			expect(asked()).toEqual([READ, sent, READ]);
		},
	);

	it('the expiry never arrives, and the gift is claimed: its order is cancelled', async () => {
		seedGift({ status: 'opened', claimedMeanwhile: NEW });
		sandbox().addFault({ operation: 'expire', kind: 'cutAfter' });

		expect(await stop()).toMatchObject({ orderId: NEW.id, outcome: 'cancelled', attempts: 2 });
		expect(asked()).toEqual([READ, EXPIRE, READ, CANCEL]);
	});

	it('the answer to a cancel is lost, and there is a newer order: unknown, and it is left alone', async () => {
		seedGift({ orders: [OLD, NEW] });
		sandbox().addFault({ operation: 'cancel', kind: 'cutBefore' });

		expect(await stop()).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
		expect(asked()).toEqual([READ, CANCEL, READ]);
		expect(isCancelled()).toBe(false);
	});

	it.each<unknown>([
		{ status: 'claimed' },
		{ status: 'cancelled' },
		{ id: 'OtherGift9', status: 'expired' },
		{ status: null },
	])('a 200 with %j is not taken for an expired gift', async (body) => {
		seedGift({ status: 'opened' });
		sandbox().addFault({ operation: 'expire', kind: 'statusBefore', status: 200, body });

		expect(await stop()).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
	});

	it.each<unknown>([{ orderId: OLD.id, status: 'cancelled' }, { status: 'expired' }, {}])(
		'a 200 with %j is not taken for its cancelled order',
		async (body) => {
			seedGift({ orders: [NEW] });
			sandbox().addFault({ operation: 'cancel', kind: 'statusBefore', status: 200, body });

			expect(await stop()).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
		},
	);
});

describe('Stop: conditions', () => {
	it.each([
		[['opened'], { status: 'opened' }, 'cancelled'],
		[['unopened'], { status: 'opened' }, 'rejected'],
		[['opened'], { orders: [NEW] }, 'rejected'],
		[['active', 'processing'], { orders: [NEW] }, 'cancelled'],
	])('Only If Status %j, for %j: %s', async (onlyIfStatus, gift, outcome) => {
		seedGift(gift);

		expect(await stop({ onlyIfStatus })).toMatchObject({ outcome });
	});

	it.each<[string, Partial<GiftSeed>, object, string[]]>([
		['it is the active one', { orders: [NEW] }, { outcome: 'cancelled' }, [READ, CANCEL]],
		[
			'it is cancelled',
			{ status: 'opened', orders: [{ ...NEW, status: 'cancelled', cancelled: true }] },
			{ outcome: 'alreadyCancelled', nextStep: expect.stringMatching(CLAIM_AGAIN) },
			[READ],
		],
		[
			'another one is active',
			{ orders: [OLD, { ...NEW, id: 'Other03x' }] },
			{ outcome: 'rejected' },
			[READ],
		],
		[
			'nobody has claimed it',
			{ status: 'opened' },
			{ outcome: 'rejected', status: 'opened' },
			[READ],
		],
	])('Expected Order ID stops that order only: %s', async (_case, gift, result, requests) => {
		seedGift(gift);

		expect(await stop({ expectedOrderId: NEW.id })).toMatchObject(result);
		expect(asked()).toEqual(requests);
	});
});

describe('Stop: more than one try', () => {
	it('Retry On Fail reads a gift in doubt before anything is sent', async () => {
		seedGift({ status: 'opened' });
		sandbox().addFault({ operation: 'expire', kind: 'cutBefore' });

		const { items } = await runAgainst(sandbox(), STOP, [ID], {
			options: { maxAttempts: 1 },
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(outcomesOf(items)).toEqual(['cancelled']);
		expect(asked()).toEqual([READ, EXPIRE, READ, READ, EXPIRE]);
	});

	it('a later pass of a loop stops what was claimed again', async () => {
		seedGift({ orders: [NEW] });
		let passes = 0;

		await runAgainst(sandbox(), STOP, [ID], {
			passes: 2,
			onPassEnd: () => {
				passes += 1;
				if (passes > 1) return;
				const cancelled = { ...NEW, status: 'cancelled', cancelled: true };
				seedGift({ orders: [cancelled, { id: 'Again03x', status: 'active' }] });
			},
		});

		expect(isCancelled('Again03x')).toBe(true);
		expect(asked()).toEqual([READ, CANCEL, READ, CANCEL]);
	});
});
