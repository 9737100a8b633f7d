import { readFailure } from '../../../nodes/orders/result/readResult';
import { shaped } from '../../../nodes/orders/result/shape';
import { proven, unproven, withoutSecrets } from '../../../nodes/orders/result/verdict';
import { redactorFor } from '../support/redactor';
import { resultFor } from '../support/results';
import { THANKS_IO } from '../support/subjects';

const knownAs = 'reference "1001"';

describe('an order that was asked for by its reference', () => {
	it('is told by that as long as it has no ID', () => {
		const { result, name } = resultFor('notFound', { id: '', verdict: { knownAs } });
		expect(result.message).toBe(
			'thanks.io knows no such order with this credential: the order with reference "1001"',
		);
		expect(name).toBe(knownAs);
	});

	it('is told by its ID and its reference once it was found', () => {
		expect(resultFor('rejected', { verdict: { knownAs } }).result.message).toBe(
			'Order 42708 (reference "1001") was not cancelled',
		);
	});
});

describe("the vendor's words and status", () => {
	it('are both given as the reason, and only a full stop at the end is left out', () => {
		const verdict = { status: 'Printing', words: 'No. 7 is locked.' };
		expect(resultFor('rejected', { verdict }).reason).toBe(
			'rejected (status Printing; thanks.io says "No. 7 is locked")',
		);
		expect(resultFor('tooLate', { verdict: { ...verdict, detail: 'x' } }).reason).toBe(
			'too late (status Printing; x; thanks.io says "No. 7 is locked")',
		);
	});
});

describe("a vendor's wording that our own code stumbles over", () => {
	const subject = {
		...THANKS_IO.subject,
		get noun(): never {
			throw new TypeError('Cannot read properties of undefined');
		},
	};

	it('is replaced by plain words about the order, or the list', () => {
		const { result } = resultFor('forbidden', { entry: { ...THANKS_IO, subject } });
		expect(result.message).toBe(
			'thanks.io accepts the credential but not for this request, so order 42708 was not cancelled: the reason could not be put into words',
		);
		expect(result.nextStep).toMatch(/^Check that the order belongs to this account/);
		expect(resultFor('invalidOrderId', { entry: { ...THANKS_IO, subject } }).result.nextStep).toBe(
			"Correct 'ID' of this item",
		);
		const list = { ...THANKS_IO, subject, id: null };
		expect(readFailure(unproven('unknown', null), list).message).toBe(
			'The list could not be read: the reason could not be put into words',
		);
	});
});

describe('a result of which only some fields were asked for', () => {
	it('has these, and no other', () => {
		const json = { orderId: '42708', status: 'Printing' };
		expect(shaped(json, { isRaw: false, keys: ['status'] })).toEqual({ status: 'Printing' });
		expect(shaped(json, { isRaw: false, keys: null })).toEqual(json);
	});
});

describe('a verdict', () => {
	const state = {
		id: '42708',
		status: 'active',
		phase: 'cancellable',
		cancelledAt: null,
		order: {},
	} as const;
	const proof = { httpStatus: 200, verifiedBy: 'lookup' } as const;

	it('tells what there was to be stopped where reading told that, and has no field for it elsewhere', () => {
		const as = { noun: 'card' };
		expect(proven('rejected', { state: { ...state, as }, ...proof })).toMatchObject({ as });
		const plain = proven('rejected', { state, ...proof });
		for (const verdict of [plain, withoutSecrets(plain, redactorFor(THANKS_IO))]) {
			expect(Object.keys(verdict)).not.toEqual(expect.arrayContaining(['as']));
			expect(Object.keys(verdict)).not.toEqual(expect.arrayContaining(['statusDetail']));
		}
	});
});
