import type { RequestPlan } from '../vendor/vendor';
import type { CallEnd } from './reply';
import { send, type Target } from './send';

/** Renewals under way in this process, by account. */
const underWay = new Map<string, Promise<CallEnd>>();

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
	const before = underWay.get(account);
	const renew = async () => {
		await before;
		await target.credential.reopen();
		const end = await send(target, plan, true);
		await target.credential.reopen();
		return end;
	};
	const own = renew();
	underWay.set(account, own);
	try {
		return await own;
	} finally {
		if (underWay.get(account) === own) underWay.delete(account);
	}
}
