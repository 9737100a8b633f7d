import fc from 'fast-check';

import {
	endOf,
	hasOldKey,
	mayBeElsewhere,
	meaningOf,
	needsProbe,
	probeOf,
	type Answered,
	type CallEnd,
	type Probe,
	type RequestEnd,
} from '../../../nodes/orders/client/reply';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const PAGE = '\n <!doctype html><title>Not Found</title>';

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Answered {
	return { end: 'answered', status, headers, body };
}

describe('an answer', () => {
	it.each<[string, Answered]>([
		['a web page, 404', answer(404, PAGE)],
		['a web page, 403', answer(403, '<html>')],
		['a web page, 200', answer(200, PAGE)],
		['a web page that says it is JSON', answer(404, PAGE, JSON_TYPE)],
		['plain text, 404', answer(404, '404 page not found')],
		['plain text, 405', answer(405, 'Method Not Allowed', { 'content-type': 'text/plain' })],
		['plain text, 400', answer(400, 'Bad Request')],
		['a redirect', answer(302, '')],
		['a choice of addresses', answer(300, {}, JSON_TYPE)],
		['a redirect with JSON', answer(307, {}, JSON_TYPE)],
		['an empty 403', answer(403, '')],
		['an empty 404', answer(404, undefined)],
		['a 404 without anything', answer(404, null)],
		['a blank 404', answer(404, ' \r\n')],
	])('may come from something else than the API: %s', (_case, given) => {
		expect(mayBeElsewhere(given)).toBe(true);
		expect(needsProbe(given)).toBe(true);
	});

	it.each<[string, Answered]>([
		['JSON, 404', answer(404, { message: 'Not Found' })],
		['a list, 422', answer(422, [])],
		['a JSON text, 400', answer(400, 'No such order', JSON_TYPE)],
		['plain text, 202', answer(202, 'Accepted')],
		['an empty 422', answer(422, '')],
		['an empty 200', answer(200, '')],
		['a web page of a gateway, 502', answer(502, PAGE)],
		['a web page of a gateway, 429', answer(429, PAGE)],
		['a web page of a gateway, 408', answer(408, PAGE)],
	])('is taken as it is: %s', (_case, given) => {
		expect(mayBeElsewhere(given)).toBe(false);
		expect(needsProbe(given)).toBe(false);
	});

	it('that refuses is only explained by the credential test', () => {
		expect(needsProbe(answer(401, { message: 'Unauthenticated.' }))).toBe(true);
		expect(needsProbe(answer(403, { message: 'Unauthorized' }))).toBe(true);
	});

	it('is looked at by its beginning only, however long it is', () => {
		expect(mayBeElsewhere(answer(404, `${' '.repeat(1_000_000)}<html>`))).toBe(false);
		expect(mayBeElsewhere(answer(404, '<'.repeat(1_000_000)))).toBe(true);
	});
});

describe('the answer to the credential test', () => {
	it.each<[Answered, Probe]>([
		[answer(200, {}), 'accepted'],
		[answer(204, ''), 'accepted'],
		[answer(200, PAGE), 'elsewhere'],
		[answer(302, ''), 'elsewhere'],
		[answer(100, {}), 'unclear'],
		[answer(401, {}), 'refused'],
		[answer(401, ''), 'refused'],
		[answer(401, PAGE), 'elsewhere'],
		[answer(403, {}), 'refused'],
		[answer(403, ''), 'elsewhere'],
		[answer(404, {}), 'elsewhere'],
		[answer(422, {}), 'unclear'],
		[answer(500, PAGE), 'unclear'],
	])('%j says: %s', (given, probe) => {
		expect(probeOf(given)).toBe(probe);
	});
});

describe('what an answer means', () => {
	const DENIED = answer(401, { message: 'No' });

	it.each<[Answered, Probe, object]>([
		[DENIED, 'refused', { end: 'denied', credential: 'refused' }],
		[DENIED, 'accepted', { end: 'denied', credential: 'accepted' }],
		[DENIED, 'unclear', { end: 'denied', credential: 'unclear' }],
		// The API did answer here, so it claims nothing of the key.
		[DENIED, 'elsewhere', { end: 'denied', credential: 'unclear' }],
		[answer(404, ''), 'accepted', { end: 'answered', status: 404 }],
		[answer(404, ''), 'unclear', { end: 'answered', status: 404 }],
		[answer(404, ''), 'refused', { end: 'denied', credential: 'refused' }],
		[answer(404, ''), 'expired', { end: 'denied', credential: 'expired' }],
		[answer(404, ''), 'elsewhere', { end: 'elsewhere', status: 404 }],
		[answer(403, ''), 'accepted', { end: 'denied', credential: 'accepted' }],
		[answer(403, ''), 'elsewhere', { end: 'elsewhere', status: 403 }],
	])('%j, and the key is %s', (given, probe, expected) => {
		expect(meaningOf(given, probe)).toMatchObject(expected);
	});

	it.each<[Answered, string]>([
		[answer(302, ''), 'a redirect was the answer (HTTP 302)'],
		[answer(200, PAGE), 'a web page was the answer (HTTP 200)'],
		[answer(404, 'not found'), "the answer was not the API's (HTTP 404, plain text)"],
		[answer(404, ''), 'no API answered (HTTP 404), and none did when the credential was tested'],
	])('%j where no API is: it is said what answered instead', (given, cause) => {
		const { status } = given;
		expect(meaningOf(given, 'elsewhere')).toEqual({ end: 'elsewhere', status, cause });
	});

	it('is nothing about the order where a web page or a redirect came, whatever the test says', () => {
		const probes = fc.constantFrom<Probe>('accepted', 'refused', 'unclear', 'elsewhere');
		const pages = fc.constantFrom(answer(404, PAGE), answer(401, PAGE), answer(302, ''));
		fc.assert(
			fc.property(pages, probes, (page, probe) => {
				expect(meaningOf(page, probe)).toMatchObject({ end: 'elsewhere', status: page.status });
			}),
		);
	});
});

describe('a request that was refused', () => {
	it.each([
		[401, true, true],
		[403, true, true],
		[404, true, false],
		[401, false, false],
		[403, undefined, false],
	])(
		'with %i, when its key is renewed (%p), came with the old one: %p',
		(status, isRenewed, old) => {
			const isKeyRenewed = isRenewed === undefined ? undefined : () => isRenewed;
			expect(hasOldKey({ ...answer(status, {}), isKeyRenewed })).toBe(old);
		},
	);
});

describe('what a call says about the service', () => {
	it.each<[CallEnd, RequestEnd]>([
		[answer(200, {}), 'well'],
		[answer(404, {}), 'well'],
		[answer(408, ''), 'well'],
		[answer(499, {}), 'well'],
		[answer(429, PAGE), 'rateLimited'],
		[answer(401, {}), 'denied'],
		[answer(403, {}), 'denied'],
		[answer(404, PAGE), 'denied'],
		[answer(404, ''), 'denied'],
		[answer(500, {}), 'badly'],
		[answer(503, PAGE), 'badly'],
		[{ end: 'lost', cause: 'no answer came in time' }, 'badly'],
		[{ end: 'notDelivered', cause: 'nobody is there', temporary: true }, 'badly'],
	])('%j: it goes %s', (given, expected) => {
		expect(endOf(given)).toBe(expected);
	});
});
