import { isRenewalRefused } from '../../../nodes/orders/client/connectionFailure';
import type { Answered, CallEnd, Reply } from '../../../nodes/orders/client/reply';
import type { VendorClient } from '../../../nodes/orders/client/vendorClient';
import { answer, CANCEL, LOOK_UP, VendorService } from '../support/vendorService';

const VALID: CallEnd = answer(200);

/** An answer to a request whose key was renewed while it was under way, or was not. */
function denied(isRenewed: boolean): CallEnd {
	return { ...(answer(401) as Answered), isKeyRenewed: () => isRenewed };
}

async function send(service: VendorService, client: VendorClient, count = 1): Promise<Reply[]> {
	const all = Array.from(
		{ length: count },
		async () => await client.send(CANCEL, { urgent: false }),
	);
	return await service.finish(Promise.all(all));
}

describe('a key that expires', () => {
	it('a request that came with the old one is as good as not sent, and nothing has to be asked', async () => {
		const service = new VendorService([denied(true)]);

		const [reply] = await send(service, service.client({ expires: true }));

		expect(reply).toMatchObject({ end: 'notDelivered', temporary: true });
		expect(service.tests).toBe(0);
	});

	it('a reading that came with the old one is made again', async () => {
		const service = new VendorService([denied(true), VALID]);
		const client = service.client({ expires: true });

		const reply = await service.finish(client.read(LOOK_UP, { urgent: false }));

		expect(reply).toMatchObject({ end: 'answered', status: 200 });
	});

	it('is renewed by one test request for all that meet its end together', async () => {
		let isRenewed = false;
		const late: CallEnd = { ...(answer(401) as Answered), isKeyRenewed: () => isRenewed };
		const service = new VendorService([late]);
		const client = service.client({
			expires: true,
			transmit: async (plan) => {
				const end = await service.transmit(plan);
				isRenewed ||= end !== late;
				return end;
			},
		});

		const replies = await send(service, client, 20);

		expect(new Set(replies.map(({ end }) => end))).toEqual(new Set(['notDelivered']));
		expect(service.tests).toBe(1);
	});

	it('is renewed by two requests, and both count for the limit of the service', async () => {
		const renewed: CallEnd = { ...(VALID as Answered), isKeyRenewed: () => true };
		const service = new VendorService([denied(false), VALID], [renewed]);
		const limit = { requests: 4, windowMs: 60_000 };
		const client = service.client({ expires: true, limit });

		await send(service, client, 3);

		const [first = 0, ...later] = service.arrived.map(([, at]) => at);
		const inTime = later.filter((at) => at - first < limit.windowMs);
		expect([first, ...inTime]).toHaveLength(3);
		expect(later).toHaveLength(3);
	});

	it('that is accepted is asked about anew when something is refused later: it may have expired since', async () => {
		const service = new VendorService([denied(false)]);
		const client = service.client({ expires: true });

		const replies = [...(await send(service, client)), ...(await send(service, client))];

		expect(replies).toMatchObject([{ credential: 'accepted' }, { credential: 'accepted' }]);
		expect(service.tests).toBe(2);
	});

	it('that cannot be renewed ends the work of the account', async () => {
		const service = new VendorService([denied(false)], [answer(401)]);
		const client = service.client({ expires: true });

		const replies = [...(await send(service, client)), ...(await send(service, client))];

		expect(replies).toMatchObject([{ credential: 'expired' }, { end: 'notSent', why: 'halted' }]);
	});
});

describe('an access token that is not renewed', () => {
	const wrapped = (more: object) => Object.assign(new Error('n8n'), more);

	it.each([
		['the service says no, as n8n 2.41 passes it on', wrapped({ cause: { code: 'EAUTH' } }), true],
		['the service says no, as n8n 2.0 does', wrapped({ httpCode: 'EAUTH' }), true],
		[
			'n8n has found out that it must be connected again',
			new Error('The credential "Shop" needs to be reconnected.'),
			true,
		],
		['there is no refresh token', wrapped({ code: 'ERR_ASSERTION' }), true],
		[
			'n8n says so inside of something else',
			wrapped({ cause: new Error('It needs to be reconnected.') }),
			true,
		],
		['a code only looks like it', wrapped({ code: 'xEAUTH' }), false],
		['a code only begins like it', wrapped({ code: 'EAUTH x' }), false],
		['the service is down', wrapped({ httpCode: '503' }), false],
		['the service cannot be reached', wrapped({ code: 'ECONNREFUSED' }), false],
	])('%s', (_case, thrown, isRefused) => {
		expect(isRenewalRefused(thrown)).toBe(isRefused);
	});
});
