import type { IExecuteFunctions } from 'n8n-workflow';

/** Values of the parameters for one item; a function stands for an expression, which may break. */
export type Parameters = Readonly<Record<string, unknown>>;

/**
 * Of n8n's context what reading parameters needs.
 *
 * @param items parameters by item; one set of them is for every item
 * @param zone of the workflow
 */
export function contextWith(items: Parameters | Parameters[], zone = 'UTC'): IExecuteFunctions {
	return Object.assign({} as IExecuteFunctions, {
		getNodeParameter: (name: string, item: number, fallback?: unknown) => {
			const parameters = Array.isArray(items) ? items[item] : items;
			const value: unknown = parameters?.[name];
			if (typeof value === 'function') return (value as () => unknown)();
			return value === undefined ? fallback : value;
		},
		getTimezone: () => zone,
	});
}

/** An expression that n8n cannot evaluate. */
export function broken(): never {
	throw new Error('Cannot read properties of undefined');
}
