import type { CallEnd, Reply } from '../../../nodes/orders/client/reply';
import type { VendorClient } from '../../../nodes/orders/client/vendorClient';
import { answer, CANCEL, VendorService } from '../support/vendorService';

const NEW = false;

/** Sends all at once. */
async function sendAll(service: VendorService, client: VendorClient, count: number) {
	const replies = Array.from(
		{ length: count },
		async () => await client.send(CANCEL, { urgent: NEW }),
	);
	return await service.finish(Promise.all(replies));
}

/** What the replies say of the credential, or why there is none. */
function statesIn(replies: readonly Reply[]): string[] {
	return replies.map((reply) => {
		if (reply.end === 'denied') return reply.credential;
		return reply.end === 'notSent' ? reply.why : reply.end;
	});
}

describe('a request answered 401 or 403', () => {
	it.each([401, 403])(
		'comes back with status and body, and whether the key works (%d)',
		async (status) => {
			const service = new VendorService([answer(status)]);
			expect(await service.finish(service.client().send(CANCEL, { urgent: NEW }))).toEqual({
				end: 'denied',
				status,
				body: { message: `answer ${status}` },
				credential: 'accepted',
			});
		},
	);

	it.each<[reply: string, test: CallEnd, credential: string]>([
		['200', answer(200), 'accepted'],
		['204', answer(204), 'accepted'],
		['401', answer(401), 'refused'],
		['403', answer(403), 'refused'],
		['302', answer(302), 'unclear'],
		['404', answer(404), 'unclear'],
		['503', answer(503), 'unclear'],
		['nothing', { end: 'lost', cause: 'no answer came in time' }, 'unclear'],
		['a refused connection', { end: 'notDelivered', cause: 'refused', temporary: true }, 'unclear'],
	])('takes the answer to the test request for the key: %s', async (_reply, test, credential) => {
		const service = new VendorService([answer(401)], [test]);
		expect(await service.finish(service.client().send(CANCEL, { urgent: NEW }))).toMatchObject({
			credential,
		});
	});

	it('says that the key is unclear where there is no test request', async () => {
		const service = new VendorService([answer(401)]);
		const client = service.client({ test: null });
		expect(statesIn(await sendAll(service, client, 3))).toEqual(Array(3).fill('unclear'));
		expect(service.tests).toBe(0);
	});
});

describe("the credential's test request", () => {
	it('is sent once for all orders of the account if the key works', async () => {
		const service = new VendorService([answer(403)]);
		const client = service.client();
		expect(statesIn(await sendAll(service, client, 20))).toEqual(Array(20).fill('accepted'));
		expect(service.tests).toBe(1);
	});

	it('ends the work of the account if the key is refused: nothing more is sent', async () => {
		const service = new VendorService([answer(401)], [answer(401)]);
		const client = service.client();

		const states = statesIn(await sendAll(service, client, 20));

		// Four are under way at first, and no other takes their places while the key is in doubt.
		const sent = 4;
		expect(service.times(CANCEL)).toHaveLength(sent);
		expect(states).toEqual([
			...Array<string>(sent).fill('refused'),
			...Array<string>(20 - sent).fill('halted'),
		]);
		expect(statesIn(await sendAll(service, client, 1))).toEqual(['halted']);
		expect(service.times(CANCEL)).toHaveLength(sent);
		expect(service.tests).toBe(1);
	});

	it('leaves other accounts at work if the key is refused', async () => {
		const service = new VendorService([answer(401), answer(200)], [answer(401)]);
		const refused = service.client();
		const other = service.client();
		expect(statesIn(await sendAll(service, refused, 1))).toEqual(['refused']);
		expect(statesIn(await sendAll(service, other, 1))).toEqual(['answered']);
	});

	it('is sent again for the next order as long as its answer is unclear', async () => {
		const tests = [answer(500), answer(500), answer(200)];
		const service = new VendorService([answer(401)], tests);
		const client = service.client();
		const states: string[] = [];
		for (let order = 0; order < 4; order++) {
			states.push(...statesIn(await sendAll(service, client, 1)));
		}
		expect(states).toEqual(['unclear', 'unclear', 'accepted', 'accepted']);
		expect(service.tests).toBe(3);
	});

	it('is sent before any order that has not begun', async () => {
		const service = new VendorService([answer(401)], [answer(401)]);
		const client = service.client();
		const first = client.send(CANCEL, { urgent: NEW });
		await service.clock.advance(10);
		const later = client.send(CANCEL, { urgent: NEW });
		await service.finish(Promise.all([first, later]));
		expect(service.times(CANCEL)).toEqual([0]);
		expect(service.times()).toEqual([10]);
	});

	it('is paced as any other request: it waits for the end of a cool-down', async () => {
		const service = new VendorService(
			[answer(401)],
			[answer(429, { 'retry-after': '7' }), answer(200)],
		);
		const client = service.client();
		expect(statesIn(await sendAll(service, client, 1))).toEqual(['accepted']);
		expect(service.times()).toEqual([10, 7_020]);
	});

	it('says nothing of the key if the run is stopped before it is sent', async () => {
		const service = new VendorService([answer(401)]);
		const client = service.client();
		const sending = client.send(CANCEL, { urgent: NEW });
		await service.clock.settle();
		client.stop();
		expect(statesIn([await service.finish(sending)])).toEqual(['unclear']);
		expect(service.tests).toBe(0);
	});
});
