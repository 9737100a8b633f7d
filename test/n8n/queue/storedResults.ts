import type { WorkflowFile } from '../../../scripts/engine/runWorkflow';
import type { Example } from '../../../scripts/realN8n/exampleFiles';
import type { Installation } from '../../../scripts/realN8n/installN8n';
import { waitUntil } from '../../../scripts/realN8n/waitUntil';
import { OVER, outcomesIn, runReader, type OrderOutcome, type RunReader } from '../executions';
import type { SentOrder } from './orders';
import type { Database } from './servers';

const POLL_MS = 2_000;

/** What n8n's database keeps of an execution. */
interface StoredExecution {
	id: string;
	status: string;
	/** Seconds since 1970; null: it has not ended. */
	stopped: number | null;
	/** n8n's own text form of the execution's data; null if there is none. */
	data: string | null;
}

/** What became of an order that was sent. */
export interface OrderEnd extends SentOrder {
	/** How n8n says the execution ended. */
	status: string;
	/** Milliseconds since 1970 by n8n's clock; 0: it has not ended. */
	stoppedAt: number;
	/** Missing: the execution holds no result. */
	result?: OrderOutcome;
	/** Why the execution ended without a result, in n8n's words. */
	complaint: string;
}

/** Waits until n8n has put down all of these executions as ended. */
export async function untilOver(
	{ json }: Database,
	sent: readonly SentOrder[],
	timeoutMs: number,
): Promise<void> {
	const ids = sent.map(({ executionId }) => executionId).join(',');
	const query = `select json_agg(status) from execution_entity where id in (${ids})`;
	let open = sent.length;
	const otherwise = () => `${open} executions have not ended in time.`;
	await waitUntil(
		async () => {
			const statuses = ((await json(query)) ?? []) as string[];
			open = sent.length - statuses.filter((status) => OVER.has(status)).length;
			return open === 0;
		},
		{ pollMs: POLL_MS, longestMs: timeoutMs, otherwise },
	);
}

/** Reads what n8n has stored of executions, with n8n's own reader of its format. */
export class StoredResults {
	private readonly read: RunReader;

	constructor(
		installation: Installation,
		private readonly database: Database,
		private readonly workflow: WorkflowFile,
	) {
		this.read = runReader(installation);
	}

	/** One end per order, in their order. */
	async endsOf(sent: readonly SentOrder[]): Promise<OrderEnd[]> {
		const ids = sent.map(({ executionId }) => executionId).join(',');
		const rows = (await this.database.json(
			`select coalesce(json_agg(row_to_json(e)), '[]') from (
				select e.id::text, e.status, extract(epoch from e."stoppedAt") as stopped, d.data
				from execution_entity e
				left join execution_data d on d."executionId" = e.id where e.id in (${ids})
			) e`,
		)) as StoredExecution[];
		const byId = new Map(rows.map((row) => [row.id, row]));
		return sent.map((one) => ({ ...one, ...this.endOf(byId.get(one.executionId)) }));
	}

	private endOf(stored: StoredExecution | undefined): Omit<OrderEnd, keyof SentOrder> {
		const stoppedAt = (stored?.stopped ?? 0) * 1000;
		if (stored === undefined) {
			return { status: 'missing', stoppedAt, complaint: 'n8n has no such execution' };
		}
		const { status } = stored;
		if (stored.data === null) {
			return { status, stoppedAt, complaint: 'n8n has kept no data of it' };
		}
		const run = this.read(stored.data);
		const [result] = outcomesIn(run, { workflow: this.workflow } as Example);
		const complaint = run.data.resultData.error?.message ?? '';
		return { status, stoppedAt, complaint, ...(result === undefined ? {} : { result }) };
	}
}
