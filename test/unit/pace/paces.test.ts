import { paceOf } from '../../../nodes/orders/pace/paces';

describe('the pace of a credential', () => {
	it('is one for everybody who uses the credential in this process', () => {
		expect(paceOf('thanksIoOrdersApi:1')).toBe(paceOf('thanksIoOrdersApi:1'));
	});

	it('is not shared with another credential', () => {
		expect(paceOf('thanksIoOrdersApi:1')).not.toBe(paceOf('thanksIoOrdersApi:2'));
	});
});
