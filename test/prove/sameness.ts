import { hash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { isEntry } from '../../nodes/orders/cancel/memoryEntry';
import { isRecord } from '../../nodes/orders/vendor/parse';
import type { CallEnd } from '../../nodes/orders/client/reply';
import type { Account } from '../../sandbox/account';
import { JOURNEY_MS, LAG_MS } from './disturbances';

/** As good as the texts to tell points apart (SHA-1), and small enough to keep it of millions. */
export function fingerprint(...texts: readonly string[]): string {
	return hash('sha1', texts.join('\n'), 'base64');
}

/** When a service did something to an order is shown and passed on, and nobody decides anything by it. */
const TIMES = /"(?:updated|cancelled|rejected|delivered)_?[aA]t":"[^"]*"/g;

function withoutTimes(text: string): string {
	return text.replace(TIMES, '');
}

/** What the node gets to see of a request: the end of the call, how long it took, and what became of the run by then. */
export function seen(end: CallEnd, afterMs: number, run: string): string {
	return `${afterMs} ${run} ${withoutTimes(JSON.stringify(end))}`;
}

/**
 * What a service will do and show: all that the account has, and all that it had so short a time ago that an answer which
 * lags may still show it.
 */
export function truthIn(account: Account, now: number): string {
	const before = account.changesAfter(now + JOURNEY_MS - LAG_MS).map((at) => {
		return [at - now, account.asOf(at - 1, () => account.snapshot())].join(' ');
	});
	return withoutTimes([account.snapshot(), ...before].join('\n'));
}

/**
 * What the node's memory of an order decides. Words, codes and times in it are for people; of the number of requests only
 * matters whether there were any.
 */
export function remembered({ orders }: IDataObject): string {
	const entries = Object.entries(isRecord(orders) ? orders : {}).map(
		([key, entry]: [string, unknown]) => {
			if (!isEntry(entry)) return [key, entry];
			const { verdict, attempts, sentBefore, id, run, items, guards, wasStopped } = entry;
			const sent = [attempts > 0, sentBefore > 0];
			return [key, verdict.outcome, ...sent, id, run, items, guards, wasStopped];
		},
	);
	return JSON.stringify(entries);
}
