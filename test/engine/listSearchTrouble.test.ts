import type { Fault } from '../../sandbox';
import { openList, refusedList, type OpenedList } from '../support/editorList';
import { giftCase, seedByAge } from '../support/reads';
import { credentialFor, SERVICES } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

/** What the service can do, and what the editor shows for it. */
const FAULTS: Array<[string, Omit<Fault, 'operation'>, RegExp, RegExp]> = [
	['a web page', { kind: 'htmlBefore' }, /the answer could not be understood/, /'Base URL'/],
	['an empty answer', { kind: 'emptyBefore' }, /could not be understood/, /'Base URL'/],
	['503', { kind: 'statusBefore', times: Infinity }, /answered with HTTP 503/, /again/],
	['404', { kind: 'statusBefore', status: 404 }, /answered with HTTP 404/, /'Base URL'/],
	['a redirect', { kind: 'redirect' }, /answered with HTTP 302/, /'Base URL'/],
	['403', { kind: 'statusBefore', status: 403 }, /not for this request/, /right to read/],
	[
		'429 for longer than anybody waits',
		{ kind: 'rateLimited', retryAfter: '60', times: Infinity },
		/kept asking to slow down/,
		/later/,
	],
];

describe.each([...SERVICES, giftCase('expire')])(
	'$service $node.resource: From List',
	(service) => {
		const sandbox = useSandbox();

		/** What the editor shows; it must say what to do, and not in the words that n8n's guidelines rule out. */
		async function shown(more: Partial<OpenedList> = {}): Promise<string> {
			const credential = credentialFor(sandbox(), service);
			const { message, description } = await refusedList({
				node: service.node,
				credential,
				...more,
			});
			expect(description.length).toBeGreaterThan(10);
			expect(message).toContain(description);
			expect(message).not.toMatch(/\b(error|problem|failure|mistake)/i);
			expect(message).not.toMatch(/\.\.|undefined|null/);
			return message;
		}

		it.each(FAULTS)('%s: says what happened and what to do', async (_, fault, happened, advice) => {
			seedByAge(sandbox(), service, 1);
			sandbox().addFault({ operation: 'list', ...fault });

			const message = await shown();

			expect(message).toMatch(happened);
			expect(message).toMatch(advice);
		});

		it('a wrong key', async () => {
			const message = await shown({ credential: credentialFor(sandbox(), service, 'wrongkey') });

			expect(message).toMatch(/refused the credential, so the list of (orders|gifts) was not read/);
			expect(message).toContain('Renew the key in the credential');
			expect(message).not.toContain('wrongkey');
		});

		it('a blank key: nothing is sent', async () => {
			const message = await shown({ credential: credentialFor(sandbox(), service, '') });

			expect(message).toMatch(/is blank/);
			expect(sandbox().requests()).toEqual([]);
		});

		it('a base URL that is not https: the key is not sent anywhere', async () => {
			const message = await shown({
				credential: { ...credentialFor(sandbox(), service), baseUrl: 'http://example.com/api' },
			});

			expect(message).toMatch(/https/);
			expect(sandbox().requests()).toEqual([]);
		});

		it('nothing listens at the base URL', async () => {
			const message = await shown({
				credential: { ...credentialFor(sandbox(), service), baseUrl: 'http://127.0.0.1:1' },
			});

			expect(message).toMatch(/the connection was refused/);
			expect(message).toMatch(/'Base URL'/);
		});

		it('a stumble of the service is read again', async () => {
			sandbox().addFault({ operation: 'list', kind: 'statusBefore' });

			const credential = credentialFor(sandbox(), service);
			expect(await openList({ node: service.node, credential })).toEqual({ results: [] });
			expect(sandbox().requests()).toHaveLength(2);
		});
	},
);
