import type {
	AssignmentCollectionValue,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { jsonParse, NodeOperationError, validateFieldType } from 'n8n-workflow';

import { field, insistOn, standIn } from './standIn';

function assigned(context: IExecuteFunctions, item: number): IDataObject {
	const empty: AssignmentCollectionValue = { assignments: [] };
	const value = context.getNodeParameter('assignments', item, empty) as AssignmentCollectionValue;
	const json: IDataObject = {};
	for (const { name, value: given, type = 'string' } of value.assignments) {
		const text = type === 'string' && given !== null ? String(given) : given;
		const checked = validateFieldType(name, text, type as 'string');
		if (!checked.valid) throw new NodeOperationError(context.getNode(), checked.errorMessage);
		json[name] = (checked.newValue ?? null) as IDataObject[string];
	}
	return json;
}

function written(context: IExecuteFunctions, item: number): IDataObject {
	const value = context.getNodeParameter('jsonOutput', item, {}) as string | IDataObject;
	return typeof value === 'string' ? jsonParse<IDataObject>(value) : value;
}

/** Edit Fields: new items, by hand or as JSON. */
export const setNode: INodeType = standIn(
	'n8n-nodes-base.set',
	async function () {
		const isRaw = this.getNodeParameter('mode', 0, 'manual') === 'raw';
		const keepsOthers = this.getNodeParameter('includeOtherFields', 0, false) === true;
		const items = this.getInputData().map(({ json }, item): INodeExecutionData => ({
			json: {
				...(keepsOthers ? json : {}),
				...(isRaw ? written(this, item) : assigned(this, item)),
			},
			pairedItem: { item },
		}));
		return await Promise.resolve([items]);
	},
	{ properties: ['mode', 'jsonOutput', 'assignments', 'includeOtherFields', 'options'].map(field) },
);

/** Split Out: one item per entry of a list. */
export const splitOutNode: INodeType = standIn(
	'n8n-nodes-base.splitOut',
	async function () {
		const name = this.getNodeParameter('fieldToSplitOut', 0) as string;
		const target = this.getNodeParameter('options.destinationFieldName', 0, '') as string;
		const items = this.getInputData().flatMap(({ json }, item) =>
			[json[name] ?? []].flat().map((entry): INodeExecutionData => {
				const isRecord = typeof entry === 'object' && entry !== null && target === '';
				const fields = isRecord ? (entry as IDataObject) : { [target || name]: entry };
				return { json: fields as IDataObject, pairedItem: { item } };
			}),
		);
		return await Promise.resolve([items]);
	},
	{ properties: ['fieldToSplitOut', 'options'].map(field) },
);

/** Aggregate all item data: one item that holds them as a list. */
export const aggregateNode: INodeType = standIn(
	'n8n-nodes-base.aggregate',
	async function () {
		insistOn(this, 'aggregate', 'aggregateAllItemData', 'aggregateIndividualFields');
		const name = this.getNodeParameter('destinationFieldName', 0, 'data') as string;
		const items = this.getInputData();
		const pairedItem = items.map((_, item) => ({ item }));
		return await Promise.resolve([
			[{ json: { [name]: items.map(({ json }) => json) }, pairedItem }],
		]);
	},
	{ properties: ['aggregate', 'destinationFieldName', 'options'].map(field) },
);

/** Sort by fields, smallest first. */
export const sortNode: INodeType = standIn(
	'n8n-nodes-base.sort',
	async function () {
		insistOn(this, 'type', 'simple');
		const fields = this.getNodeParameter('sortFieldsUi.sortField', 0, []) as IDataObject[];
		const keyOf = ({ json }: INodeExecutionData) =>
			fields.map(({ fieldName }) => String(json[String(fieldName)] ?? '').toLowerCase());
		const items = this.getInputData().map((entry, item) => ({ ...entry, pairedItem: { item } }));
		items.sort((a, b) => (keyOf(a).join('\n') < keyOf(b).join('\n') ? -1 : 1));
		return await Promise.resolve([items]);
	},
	{ properties: ['type', 'sortFieldsUi', 'options'].map(field) },
);
