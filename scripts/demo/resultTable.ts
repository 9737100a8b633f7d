import Table from 'cli-table3';
import type { IDataObject, INode, INodeExecutionData, IRun } from 'n8n-workflow';

/** One order as a row. */
export interface OrderRow {
	node: string;
	service: string;
	orderId: string;
	outcome: string;
	stopped: boolean | null;
	message: string;
	nextStep: string;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function toRow(node: string, { json }: INodeExecutionData): OrderRow | null {
	const { error } = json;
	const result: IDataObject =
		typeof error === 'object' && error !== null ? (error as IDataObject) : json;
	if (typeof result.outcome !== 'string') return null;
	return {
		node,
		service: text(result.service),
		orderId: text(result.orderId),
		outcome: result.outcome,
		stopped: typeof result.stopped === 'boolean' ? result.stopped : null,
		message: text(result.message),
		nextStep: text(result.nextStep),
	};
}

/** All orders that the given nodes put out, in the order of the workflow. */
export function orderRows(run: IRun, nodes: readonly INode[]): OrderRow[] {
	return nodes.flatMap(({ name }) =>
		(run.data.resultData.runData[name] ?? []).flatMap((task) =>
			(task.data?.main ?? []).flatMap((items) =>
				(items ?? []).map((item) => toRow(name, item)).filter((row) => row !== null),
			),
		),
	);
}

const SHIPPING = { true: 'no', false: 'yes', null: 'not known' } as const;

/**
 * Draws the rows for a terminal.
 *
 * @param columns width of the terminal in characters
 */
export function resultTable(rows: readonly OrderRow[], columns: number): string {
	const widths = [11, 20, 18, 14];
	const borders = widths.length + 2;
	const rest = columns - widths.reduce((sum, width) => sum + width, borders);
	const table = new Table({
		head: ['Service', 'Order', 'Outcome', 'Still ships?', 'What happened, what to do'],
		colWidths: [...widths, Math.max(30, rest)],
		wordWrap: true,
		style: { head: [], border: [], compact: true },
	});
	for (const { service, orderId, outcome, stopped, message, nextStep } of rows) {
		const advice = nextStep === '' ? `${message}.` : `${message}. ${nextStep}.`;
		table.push([
			service,
			orderId === '' ? '(blank)' : orderId,
			outcome,
			SHIPPING[`${stopped}`],
			advice,
		]);
	}
	return table.toString();
}
