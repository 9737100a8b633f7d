import { CredentialProbe } from '../../../nodes/orders/client/credentialProbe';
import type { Probe } from '../../../nodes/orders/client/reply';

/** What so many orders, one after the other, learn of a credential whose test request is answered so, and how often it is sent. */
async function learnt(answers: readonly Probe[], isLasting: boolean, orders = 6) {
	let sent = 0;
	const ask = async () => await Promise.resolve(answers[sent++] ?? 'unclear');
	const probe = new CredentialProbe(ask, isLasting);
	const told: Probe[] = [];
	for (let order = 0; order < orders; order++) told.push(await probe.result());
	return { told: told.join(' '), sent };
}

describe('the test request of a credential', () => {
	it.each<[string, Probe[], boolean, number]>([
		['that is refused is sent once', ['refused'], true, 1],
		['whose access has ended is sent once', ['expired'], false, 1],
		['that meets no API is sent once', ['elsewhere'], true, 1],
		['that is accepted is sent once if the key stays', ['accepted'], true, 1],
		['that is accepted is sent anew for a key that expires', Array(8).fill('accepted'), false, 8],
		['whose answer stays unclear is sent three times', Array(6).fill('unclear'), true, 3],
		['that is refused in the end is not sent again', ['unclear', 'unclear', 'refused'], true, 3],
		[
			'whose answer becomes unclear after it was accepted is sent three times more',
			Array<Probe>(3).fill('accepted'),
			false,
			6,
		],
	])('%s', async (_what, answers, isLasting, sent) => {
		expect((await learnt(answers, isLasting, 8)).sent).toBe(sent);
	});

	it('tells every order what it met last', async () => {
		const { told } = await learnt(['unclear', 'accepted'], true, 4);
		expect(told).toBe('unclear accepted accepted accepted');
	});

	it('is sent once for orders that ask at the same time, and counts as one', async () => {
		let sent = 0;
		const ask = async (): Promise<Probe> => {
			sent += 1;
			return await Promise.resolve(sent < 2 ? 'unclear' : 'accepted');
		};
		const probe = new CredentialProbe(ask, true);
		const together = async () => await Promise.all([probe.result(), probe.result()]);
		expect(await together()).toEqual(['unclear', 'unclear']);
		expect(await together()).toEqual(['accepted', 'accepted']);
		expect(sent).toBe(2);
	});
});
