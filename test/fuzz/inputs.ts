import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';

import type { VendorSamples } from '../samples';

/* What may come from outside, where nobody keeps to what is documented. */

const PAGES = resolve(__dirname, '../samples/pages');

/** Words that mean something to JavaScript, to dates, to addresses, or to whoever searches with patterns. */
const ODD_TEXTS = [
	...['', ' ', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length'],
	...[
		'\uD800',
		'a\uDC00b',
		'\u200B',
		'\uFEFF42',
		'\u0000',
		'İ',
		'ß',
		'👩‍👩‍👧',
		'../..',
		'//host',
		'%00',
		'%',
	],
	...[
		'1e999',
		'-0',
		'0x10',
		'9007199254740993',
		'1'.repeat(400),
		'NaN',
		'Infinity',
		'null',
		'true',
	],
	...[
		'<!doctype html>',
		'<html><body>502</body></html>',
		'{"status":"cancelled"}',
		'=',
		',',
		', ,',
	],
	...[
		'2026-01-01',
		'2026-13-45T99:99:99Z',
		'2026-01-01T10:00:00+99:99',
		'0000-00-00 00:00:00',
		'-1',
	],
	...[
		'Wed, 21 Oct 2099 07:28:00 GMT',
		'5, 5',
		'12.5',
		'$&',
		"$'",
		'(a+)+$',
		'[',
		'\\',
		'\r\nX-Other: 1',
	],
	...['canceled', 'CANCELED', 'cancelled ', 'can-celled', 'not cancelled', 'partially_cancelled'],
] as const;

const text = fc.oneof(
	{ arbitrary: fc.constantFrom<string>(...ODD_TEXTS), weight: 4 },
	{ arbitrary: fc.string({ unit: 'binary', maxLength: 30 }), weight: 2 },
	// Half of a character that takes two places, as no editor would save it.
	fc
		.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 10 })
		.map((codes) => String.fromCharCode(...codes)),
);

const number = fc.oneof(
	fc.constantFrom(0, -0, -1, 1.5, 1e21, 2 ** 53, 2 ** 53 + 2, 1e308, 1767225600, -1e12),
	fc.double(),
	fc.integer(),
);

const scalar = fc.oneof(fc.constantFrom(null, true, false), number, text);

/** Keys as JSON may have them: `__proto__` as a key like any other. */
function objectOf(inner: Arbitrary<unknown>, keys: readonly string[]): Arbitrary<unknown> {
	const key = keys.length === 0 ? text : fc.oneof(fc.constantFrom(...keys), text);
	return fc
		.array(fc.tuple(key, inner), { maxLength: 5 })
		.map((entries) => Object.fromEntries(entries));
}

/** Deeper than a walk by recursion would survive where it holds much, and than n8n stores. */
const deep = fc
	.tuple(fc.constantFrom('list', 'object'), fc.constantFrom(50, 2_500, 10_000), scalar)
	.map(([kind, depth, bottom]) => {
		let value: unknown = bottom;
		for (let level = 0; level < depth; level++) value = kind === 'list' ? [value] : { data: value };
		return value;
	});

/** Any JSON, now and then with keys that a documented answer has. */
export function json(keys: readonly string[] = []): Arbitrary<unknown> {
	const leaf = fc.oneof({ arbitrary: scalar, weight: 20 }, { arbitrary: deep, weight: 1 });
	const flat = fc.oneof(leaf, objectOf(leaf, keys), fc.array(leaf, { maxLength: 4 }));
	return fc.oneof(flat, objectOf(flat, keys), fc.array(objectOf(flat, keys), { maxLength: 4 }));
}

/** What an expression may give in the place of a field: JSON, and what only JavaScript has. */
export const given: Arbitrary<unknown> = fc.oneof(
	json(['__rl', 'mode', 'value']),
	text,
	fc.constantFrom<unknown>(undefined, NaN, Infinity, 10n ** 30n, new Date(NaN), new Date(0)),
	fc.record({
		__rl: fc.boolean(),
		mode: fc.constantFrom('id', 'list', 'reference', 'url'),
		value: scalar,
	}),
);

/** Bytes that are no JSON, as the HTTP client hands them over. */
const bytes = fc.oneof(
	fc.uint8Array({ maxLength: 60 }).map((raw) => Buffer.from(raw).toString('utf8')),
	fc.uint8Array({ maxLength: 60 }).map((raw) => Buffer.from(raw).toString('latin1')),
);

/** Where a value stands in a body. */
export type Path = readonly string[];

/** No documented body is deeper; in what is, only the top is told apart by its places. */
const DEEPEST_PLACE = 30;

/** Every value in a body with its place. */
export function placesIn(body: unknown): Array<[path: Path, value: unknown]> {
	const places: Array<[Path, unknown]> = [[[], body]];
	for (const [path, value] of places) {
		if (typeof value !== 'object' || value === null || path.length > DEEPEST_PLACE) continue;
		for (const [key, inner] of Object.entries(value)) places.push([[...path, key], inner]);
	}
	return places;
}

/** A copy of a body with another value in one place; undefined takes the key out. */
function replaced(body: unknown, [key, ...rest]: Path, value: unknown): unknown {
	if (key === undefined) return value;
	if (typeof body !== 'object' || body === null) return body;
	const entries = Object.entries(body).flatMap(([name, inner]): Array<[string, unknown]> => {
		const changed = name === key ? replaced(inner, rest, value) : inner;
		return changed === undefined ? [] : [[name, changed]];
	});
	return Array.isArray(body) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** The same value, nearly. */
function changed(value: unknown, other: unknown): unknown[] {
	const variants: unknown[] = [undefined, null, other, [value], { data: value }, [], {}];
	if (typeof value === 'string') {
		variants.push(value.toUpperCase(), ` ${value}`, value.slice(1), `${value}x`, Number(value));
	}
	if (typeof value === 'number') variants.push(String(value), -value, value + 1, 2 ** 53 + value);
	if (typeof value === 'boolean') variants.push(!value, String(value));
	if (Array.isArray(value))
		variants.push([...(value as unknown[]), ...(value as unknown[])], value[0]);
	return variants;
}

/** A documented body with one mutation: a key gone, a type changed, one level deeper, a value from somewhere else. */
function nearMissOf(body: unknown, oddValue: Arbitrary<unknown>): Arbitrary<unknown> {
	const places = placesIn(body);
	const anyPlace = fc.nat(places.length - 1);
	return fc.tuple(anyPlace, anyPlace, fc.nat(), oddValue).map(([place, elsewhere, how, odd]) => {
		const [path, value] = places[place] ?? [[], body];
		const variants = [odd, ...changed(value, places[elsewhere]?.[1])];
		return replaced(body, path, variants[how % variants.length]);
	});
}

/** A documented body with another word where the vendor's word for cancelled stands, or could be looked for. */
function wordMissOf(body: unknown, word: string): Arbitrary<unknown> {
	const places = placesIn(body).filter(([, value]) => typeof value === 'string');
	const near = [
		`not ${word}`,
		`un${word}`,
		`${word}x`,
		`partially_${word}`,
		`${word} failed`,
		[word],
	];
	return fc.tuple(fc.nat(), fc.constantFrom(...near)).map(([place, other]) => {
		const [path] = places[place % places.length] ?? [[]];
		return replaced(body, path, other);
	});
}

/** Bodies for one kind of request, as documented, nearly so, or not at all. */
export function bodyOf(documented: readonly unknown[], word = 'cancelled'): Arbitrary<unknown> {
	const keys = documented.flatMap((body) => placesIn(body).flatMap(([path]) => path.slice(-1)));
	const wild = json([...new Set(keys)]);
	return fc.oneof(
		{ arbitrary: fc.constantFrom(...documented), weight: 6 },
		...documented.map((body) => nearMissOf(body, wild)),
		...documented.map((body) => wordMissOf(body, word)),
		{ arbitrary: wild, weight: 3 },
		bytes,
		text,
	);
}

/** The bodies that the vendor's own pages show, byte for byte; thanks.io's is in YAML there. */
export function pageBodies({ name }: VendorSamples): unknown[] {
	return readdirSync(PAGES)
		.filter((file) => basename(file).startsWith(`${name}.`))
		.sort()
		.map((file): unknown => JSON.parse(readFileSync(resolve(PAGES, file), 'utf8')));
}

const HEADERS = [
	...['retry-after', 'Retry-After', 'x-ratelimit-remaining', 'X-RateLimit-Limit', 'content-type'],
	...['__proto__', 'constructor', 'location'],
];

/** Headers of an answer; some come several times, which Node gives as a list. */
export const headers: Arbitrary<unknown> = fc.oneof(
	fc.constant({ 'content-type': 'application/json' }),
	fc
		.array(fc.tuple(fc.constantFrom(...HEADERS), fc.oneof(text, number, fc.array(text))), {
			maxLength: 4,
		})
		.map((entries): unknown => Object.fromEntries(entries)),
	scalar,
);

/** Text in which a slow pattern would get lost, with what stands before, again and again, and behind. */
export const repeated: Arbitrary<[before: string, unit: string, behind: string]> = fc.tuple(
	fc.constantFrom('', 'x', '<', '"', '2026-01-01T', 'https://', '-----BEGIN A-----', 'Bearer '),
	fc.oneof(
		fc.constantFrom(
			' ',
			'\n',
			'/',
			'.',
			'-',
			'0',
			'a',
			'a ',
			', ',
			'<',
			'\u200B',
			'\u0000',
			'ß',
			'漢',
			'@a',
			'a@',
			'+1 ',
		),
		fc.constantFrom(
			'-----BEGIN A-----',
			'-----END A-----',
			'\\n',
			'(',
			'://',
			'1-',
			'é ',
			'\uD83D\uDE00',
			'="',
			' UTC',
		),
		fc.string({ minLength: 1, maxLength: 4 }),
	),
	fc.constantFrom('', 'x', '!', '>', '\u200B', 'GMT', '\n', '/', '.'),
);

export { text, number };
