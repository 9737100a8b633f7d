import * as fc from 'fast-check';

import type { Schema } from './description';

/** What a property of a certain name holds, wherever it stands. */
export type Held = Readonly<Record<string, fc.Arbitrary<unknown>>>;

function ofType(schema: Schema, type: string | undefined, held: Held): fc.Arbitrary<unknown> {
	switch (type) {
		case 'object': {
			const properties = Object.entries(schema.properties ?? {});
			const model = properties.map(([name, inner]) => [name, held[name] ?? anyOf(inner, held)]);
			// No answer says that anything is required, so anything may be missing.
			const record = Object.fromEntries(model) as Record<string, fc.Arbitrary<unknown>>;
			return fc.record(record, { requiredKeys: [] });
		}
		case 'array':
			return fc.array(anyOf(schema.items ?? {}, held), { maxLength: 3 });
		case 'integer':
			return fc.oneof(fc.constant(schema.example ?? 1), fc.integer({ min: 0 }));
		case 'boolean':
			return fc.boolean();
		case 'null':
			return fc.constant(null);
		default:
			if (schema.format === 'uri') return fc.webUrl();
			if (schema.format !== 'date-time') return fc.oneof(fc.string(), fc.lorem());
			return fc
				.date({ min: new Date('1970-01-01'), max: new Date('9999-01-01'), noInvalidDate: true })
				.map((date) => date.toISOString());
	}
}

/** Anything that a schema allows. */
export function anyOf(schema: Schema, held: Held = {}): fc.Arbitrary<unknown> {
	if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
	const types = [schema.type].flat();
	return fc.oneof(...types.map((type) => ofType(schema, type, held)));
}
