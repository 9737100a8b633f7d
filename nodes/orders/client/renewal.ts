import type { RequestPlan } from '../vendor/vendor';
import type { CallEnd } from './reply';
import { send, type Target } from './send';

/** The end of the last renewal of each account in this process, for which the next one waits. */
const lastRenewals = new Map<string, Promise<void>>();

/**
 * Makes a request in which n8n may renew the access token; all executions of an account make it one after the other. A
 * token that another one has renewed meanwhile is used as it is, for some services accept each refresh token only once.
 *
 * @param account its fingerprint
 * @param plan a request that changes nothing
 * @returns how the request ended, after the token was renewed if it had to be; never throws
 */
export async function renewInTurn(
	account: string,
	target: Target,
	plan: RequestPlan,
): Promise<CallEnd> {
	const before = lastRenewals.get(account);
	const renew = async () => {
		await before;
		await target.credential.reopen();
		const end = await send(target, plan, true);
		await target.credential.reopen();
		return end;
	};
	const own = renew();
	lastRenewals.set(
		account,
		own.then(() => undefined),
	);
	return await own;
}
