import nock from 'nock';

import { cancelOne } from '../support/runNode';
import { SAMPLES } from '../support/samples';
import { keepWaitsShort } from '../support/shortWaits';
import { Wire } from '../support/wire';

keepWaitsShort();

describe.each(SAMPLES)('$label: a redirect', (sample) => {
	it.each([301, 302, 303, 307, 308])(
		'HTTP %s is not followed and proves nothing',
		async (status) => {
			const headers = { location: 'https://login.example.com/' };
			const lookUp = [{ status: 200, body: sample.found.cancelled }];
			const wire = new Wire(sample, { cancel: [{ status, headers }], lookUp });
			const elsewhere = nock('https://login.example.com').get('/').reply(200, 'welcome');

			const result = await cancelOne(sample);

			expect(wire.conversation).toBe('cancel');
			expect(elsewhere.isDone()).toBe(false);
			expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
		},
	);
});
