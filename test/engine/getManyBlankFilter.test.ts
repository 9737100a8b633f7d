import { getMany, seedByAge } from '../support/reads';
import { SERVICES } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const sandbox = useSandbox();

describe.each(SERVICES)('$service: a filter that an expression leaves blank', (service) => {
	const name = { thanksIo: 'subAccountId', snappy: 'createdAfter', fastPod: 'reference' }[
		service.sandboxService
	];

	it.each([undefined, null, '', '  '])(
		'(%j) sends nothing for that item, and the other items get their lists',
		async (value) => {
			seedByAge(sandbox(), service, 2);
			const good = name === 'createdAfter' ? '2026-01-01' : '66';

			const { items } = await getMany(
				sandbox(),
				service,
				{ filters: { [name]: '={{ $json.value }}' } },
				{ fields: [{ value }, { value: good }] },
			);

			expect(items[0]?.json.error).toMatchObject({
				service: service.service,
				outcome: 'notAttempted',
				message: expect.stringMatching(
					/^The list of orders was not read: the filter '[\w ]+' is (blank|not a date) for this item$/,
				),
				nextStep: expect.stringMatching(/^Fill '[\w ]+' for every item, or remove the filter$/),
			});
			expect(sandbox().requests()).toHaveLength(1);
		},
	);
});
