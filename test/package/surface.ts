import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** The part of a field that a saved workflow or credential depends on. */
export interface Field {
	type: string;
	default: unknown;
	/** Values to choose from. */
	values?: unknown[];
	/** Fields of a collection. */
	fields?: Surface;
}

export type Surface = Record<string, Field>;

const VERSION_1 = { typeVersion: 1 };

function isField(option: object): option is INodeProperties {
	return 'displayName' in option && 'type' in option;
}

function fieldOf(
	field: INodeProperties,
	values: INodeParameters,
	description: INodeTypeDescription | null,
): Field {
	const { type, options = [] } = field;
	const surface = { type, default: field.default };
	if (type === 'options' || type === 'multiOptions') {
		return { ...surface, values: options.map((option) => 'value' in option && option.value) };
	}
	if (type !== 'collection') return surface;
	const shown = options
		.filter(isField)
		.filter((option) => NodeHelpers.displayParameter({}, option, VERSION_1, description, values));
	return { ...surface, fields: surfaceOf(shown, values, description) };
}

function surfaceOf(
	fields: readonly INodeProperties[],
	values: INodeParameters,
	description: INodeTypeDescription | null,
): Surface {
	return Object.fromEntries(
		fields.map((field) => [field.name, fieldOf(field, values, description)]),
	);
}

/** The form of a node as it is with some values chosen; what they hide is left out. */
export function formOf(description: INodeTypeDescription, values: INodeParameters): Surface {
	const shown = description.properties.filter((field) =>
		NodeHelpers.displayParameter(values, field, VERSION_1, description),
	);
	return surfaceOf(shown, values, description);
}

/** The same node where it is a tool of an AI agent: n8n gives that another name. */
export function asTool(description: INodeTypeDescription): INodeTypeDescription {
	return { ...description, name: `${description.name}Tool` };
}

/** All fields of a credential. */
export function fieldsOf(properties: readonly INodeProperties[]): Surface {
	return surfaceOf(properties, {}, null);
}
