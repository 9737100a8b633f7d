import type { IDataObject, IExecuteContextData, INode, INodeType, IRun } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { CredentialStore } from '../../scripts/engine/credentialStore';
import { outputOf, runWorkflow, type WorkflowFile } from '../../scripts/engine/runWorkflow';
import { CANCELLATIONS, type Cancellation } from '../samples';
import {
	credentialFor,
	operationsSeen,
	runAgainst,
	seedOpen,
	stopRequests,
	timesStopped,
} from '../support/againstSandbox';
import { builtPackage, outcomesOf, resultOf, typeOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const CREDENTIAL = { id: 'retry', name: 'Retry' };
const CALLER = 'test.caller';

const sandbox = useSandbox();

type Credential = ReturnType<typeof credentialFor>;

interface Kept {
	verdict: { outcome: string };
}

/** What n8n stores of a stopped execution and loads for "Retry execution": through JSON, without the last error. */
function resumed(data: IRun['data']): IRun['data'] {
	const copy = JSON.parse(JSON.stringify(data)) as IRun['data'];
	const { lastNodeExecuted } = copy.resultData;
	delete copy.resultData.error;
	Reflect.deleteProperty(copy.resultData.runData, lastNodeExecuted ?? '');
	return copy;
}

describe.each(CANCELLATIONS)('$label: more than one try', (cancellation) => {
	const { statuses, logged, vendor } = cancellation;
	const requestsFor = (id: string) => stopRequests(sandbox(), cancellation, id).length;

	it('Retry On Fail sends only what is unresolved: one recovers on the third try', async () => {
		const ids = seedOpen(sandbox(), cancellation, 4);
		const [, late = '', shaky] = ids;
		cancellation.seed(sandbox(), late, statuses.late);
		sandbox().addFault({ operation: logged, orderId: shaky, kind: 'otherState', times: 2 });

		const { items, thrown } = await runAgainst(sandbox(), cancellation, ids, {
			settings: RETRY,
			options: { whenRefused: 'report' },
		});

		expect(thrown).toBeUndefined();
		expect(outcomesOf(items)).toEqual(['cancelled', 'tooLate', 'cancelled', 'cancelled']);
		expect(ids.map(requestsFor)).toEqual([1, 1, 3, 1]);
		expect(items[2]?.json.attempts).toBe(3);
	});

	it('the same with On Error = Continue, where n8n runs the node again for its first item', async () => {
		const ids = seedOpen(sandbox(), cancellation, 4);
		sandbox().addFault({ operation: logged, orderId: ids[0], kind: 'otherState', times: 2 });

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			settings: { ...RETRY, onError: 'continueRegularOutput' },
		});

		expect(items.map(({ json }) => json.outcome)).toEqual(Array(4).fill('cancelled'));
		expect(ids.map(requestsFor)).toEqual([3, 1, 1, 1]);
	});

	it('what ended unknown is read before it is ever sent again', async () => {
		const ids = seedOpen(sandbox(), cancellation, 1);
		// The request works, but nobody can read that for the whole first try.
		sandbox().addFault({ operation: logged, kind: 'cutAfter' });
		sandbox().addFault({ operation: 'get', kind: 'statusBefore', times: 2 });

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			settings: RETRY,
			options: { maxAttempts: 2 },
		});

		expect(items[0]?.json).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 1 });
		expect(operationsSeen(sandbox())).toEqual([logged, 'get', 'get', 'get']);
	});

	it('"Retry execution" goes on from what is settled', async () => {
		const ids = seedOpen(sandbox(), cancellation, 3);
		sandbox().addFault({ operation: logged, orderId: ids[1], kind: 'otherState' });
		const again = { settings: {}, options: {}, credentialId: `again-${vendor.name}-${logged}` };

		const first = await runAgainst(sandbox(), cancellation, ids, again);
		expect(first.thrown?.message).toContain(
			`1 of 3 ${cancellation.noun}s is not known to be ${cancellation.done}`,
		);

		const resume = resumed(first.run.data);
		const second = await runAgainst(sandbox(), cancellation, ids, { ...again, resume });

		expect(second.thrown).toBeUndefined();
		expect(outcomesOf(second.items)).toEqual(Array(3).fill('cancelled'));
		expect(ids.map(requestsFor)).toEqual([1, 2, 1]);
	});

	it('the stop button: nothing more is sent, and what was under way is remembered as unknown', async () => {
		const ids = seedOpen(sandbox(), cancellation, 30);
		sandbox().addFault({ operation: logged, kind: 'timeoutAfter', times: Infinity });
		const kept: IExecuteContextData = {};

		await runAgainst(sandbox(), cancellation, ids, {
			context: kept,
			onStart: (stop) => {
				const looking = setInterval(() => {
					if (sandbox().requests().length === 0) return;
					clearInterval(looking);
					setTimeout(stop, 100);
				}, 5);
			},
		}).catch(() => undefined);

		const sent = sandbox().requests().length;
		expect(sent).toBeGreaterThan(0);
		expect(sent).toBeLessThan(30);
		await new Promise((later) => setTimeout(later, 200));
		expect(sandbox().requests()).toHaveLength(sent);
		const verdicts = Object.values(kept['node:Cancel']?.orders as Record<string, Kept>);
		expect(verdicts.map(({ verdict }) => verdict.outcome)).toEqual(Array(sent).fill('unknown'));
	});
});

function node(name: string, type: string, more: Partial<INode> = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...more };
}

function stopNode({ node: stop }: Cancellation, onError: INode['onError']): INode {
	const { nodeType, resource, operation, idParameter, credentialType } = stop;
	const id = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
	return node('Stop', typeOf(nodeType), {
		parameters: { resource, operation, [idParameter]: id },
		credentials: { [credentialType]: CREDENTIAL },
		onError,
	});
}

/** The engine of n8n, with the credential of a vendor and one node type more. */
async function engineFor(
	cancellation: Cancellation,
	extra?: INodeType,
	data = credentialFor(sandbox(), cancellation),
) {
	const loaded = await builtPackage();
	const type = cancellation.node.credentialType;
	const { nodeTypes } = loaded;
	return {
		credentials: new CredentialStore(loaded.credentialTypes, [{ ...CREDENTIAL, type, data }]),
		loaded: {
			...loaded,
			nodeTypes: {
				...nodeTypes,
				getByNameAndVersion: (name: string, version?: number) =>
					name === CALLER && extra !== undefined
						? extra
						: nodeTypes.getByNameAndVersion(name, version),
			},
		},
	};
}

/** A trigger, two sources with pinned items, and one node of ours to which both of them lead. */
function twoSources(
	cancellation: Cancellation,
	first: IDataObject[],
	second: IDataObject[],
): WorkflowFile {
	const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('First', 'n8n-nodes-base.code'),
			// n8n goes from top to bottom.
			node('Second', 'n8n-nodes-base.code', { position: [0, 200] }),
			stopNode(cancellation, 'continueRegularOutput'),
		],
		connections: {
			Start: { main: [[to('First'), to('Second')]] },
			First: { main: [[to('Stop')]] },
			Second: { main: [[to('Stop')]] },
		},
		pinData: {
			First: first.map((json) => ({ json })),
			Second: second.map((json) => ({ json })),
		},
		settings: { executionOrder: 'v1' },
	};
}

describe.each(CANCELLATIONS)('$label: more than one run of the node', (cancellation) => {
	const { logged } = cancellation;
	async function execute(file: WorkflowFile, credential?: Credential): Promise<IDataObject[][]> {
		const run = await runWorkflow(await engineFor(cancellation, undefined, credential), file);
		return (run.data.resultData.runData.Stop ?? []).map(({ data }) =>
			(data?.main?.[0] ?? []).map(resultOf),
		);
	}

	it('what was stopped in an earlier pass of a loop is read and not sent again', async () => {
		const [a = '', b = ''] = seedOpen(sandbox(), cancellation, 2);

		const runs = await execute(twoSources(cancellation, [{ id: a }], [{ id: a }, { id: b }]));

		const outcomes = runs.map((results) => results.map(({ outcome }) => outcome));
		expect(outcomes).toEqual([['cancelled'], ['alreadyCancelled', 'cancelled']]);
		expect(runs[1]?.[0]?.attempts).toBe(0);
		expect(
			sandbox()
				.requests({ orderId: a })
				.map(({ operation }) => operation),
		).toEqual([cancellation.logged, 'get']);
	});

	it.each([
		['a refusal', { kind: 'statusBefore', status: 422 }, 'rejected', [logged, 'get', 'get']],
		['a 404', { kind: 'statusBefore', status: 404 }, 'notFound', [logged]],
	] as const)('%s of an earlier pass of a loop is forgotten', async (_what, fault, first, seen) => {
		const [a = ''] = seedOpen(sandbox(), cancellation, 1);
		sandbox().addFault({ operation: logged, ...fault });

		const runs = await execute(twoSources(cancellation, [{ id: a }], [{ id: a }]));

		expect(runs.flat().map(({ outcome }) => outcome)).toEqual([first, 'cancelled']);
		expect(operationsSeen(sandbox())).toEqual([...seen, 'get', logged]);
	});

	it('what was left in doubt by an earlier pass of a loop stays so until something proves it', async () => {
		const [a = ''] = seedOpen(sandbox(), cancellation, 1);
		sandbox().addFault({ operation: logged, kind: 'cutAfter' });
		sandbox().addFault({ operation: 'get', kind: 'statusBefore', status: 404, times: 2 });

		const runs = await execute(twoSources(cancellation, [{ id: a }, { id: a }], [{ id: a }]));

		expect(runs.map((results) => results.map(({ outcome }) => outcome))).toEqual([
			['unknown', 'unknown'],
			['unknown'],
		]);
		expect(timesStopped(sandbox(), cancellation, a)).toBe(1);
	});

	it('of two shops with the same number, each pass of a loop tells each about its own', async () => {
		const id = cancellation.idOf(0);
		const items = ['north', 'south'].map((shop) => ({ id, key: `key0of0the0shop0in0${shop}` }));
		for (const { key } of items) {
			const tenant = key.slice(-5);
			sandbox().addKey(cancellation.vendor.name, key, ['cancel', 'read'], tenant);
			cancellation.seed(sandbox(), id, cancellation.statuses.open, { tenant });
		}
		const [north = { id }, south = { id }] = items;
		const credential = credentialFor(sandbox(), cancellation, '={{ $json.key }}');

		const runs = await execute(twoSources(cancellation, [south], [north, south]), credential);

		expect(runs.map((results) => results.map(({ outcome }) => outcome))).toEqual([
			['cancelled'],
			['cancelled', 'alreadyCancelled'],
		]);
		const asked = sandbox()
			.requests()
			.map(({ tenant, operation }) => `${tenant} ${operation}`);
		expect(asked.sort()).toEqual([`north ${logged}`, `south ${logged}`, 'south get'].sort());
	});

	it('a new execution knows nothing of the first and still tells the truth', async () => {
		const [a = ''] = seedOpen(sandbox(), cancellation, 1);
		await execute(twoSources(cancellation, [{ id: a }], [{ id: a }]));

		const runs = await execute(twoSources(cancellation, [{ id: a }], [{ id: a }]));

		expect(runs.flat().map(({ outcome }) => outcome)).toEqual(Array(2).fill('alreadyCancelled'));
		expect(timesStopped(sandbox(), cancellation, a)).toBe(1);
	});

	it('a dry run settles nothing: the real run after it does stop it', async () => {
		const [a = ''] = seedOpen(sandbox(), cancellation, 1);
		const file = twoSources(cancellation, [{ id: a, dry: true }], [{ id: a, dry: false }]);
		const stop = file.nodes.find(({ name }) => name === 'Stop');
		Object.assign(stop?.parameters ?? {}, { options: { dryRun: '={{ $json.dry }}' } });

		const runs = await execute(file);

		expect(runs.map((results) => results[0]?.outcome)).toEqual(['cancellable', 'cancelled']);
	});

	it('pinned data on the node itself: nothing is sent', async () => {
		const [a = ''] = seedOpen(sandbox(), cancellation, 1);
		const file = twoSources(cancellation, [{ id: a }], [{ id: a }]);
		const pinData = { ...file.pinData, Stop: [{ json: { outcome: 'pinned' } }] };

		const runs = await execute({ ...file, pinData });

		expect(runs.flat().map(({ outcome }) => outcome)).toEqual(['pinned', 'pinned']);
		expect(sandbox().requests()).toEqual([]);
	});
});

/** Two nodes, one after the other. */
function chain(first: INode, second: INode) {
	const now = new Date();
	return {
		id: '1',
		name: 'chain',
		active: false,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		activeVersionId: null,
		nodes: [first, second],
		connections: {
			[first.name]: { main: [[{ node: second.name, type: 'main' as const, index: 0 }]] },
		},
	};
}

/** Calls a workflow that stops what it is given, as n8n's Execute Workflow node does. */
function callerOf(cancellation: Cancellation, onError: INode['onError']): INodeType {
	const called = node('When called', 'n8n-nodes-base.manualTrigger');
	const code = chain(called, stopNode(cancellation, onError));
	return {
		description: {
			displayName: 'Caller',
			name: CALLER,
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Caller' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute() {
			const { data } = await this.executeWorkflow({ code }, this.getInputData());
			return [data[0] ?? []];
		},
	};
}

describe.each(CANCELLATIONS)('$label: in a sub-workflow', (cancellation) => {
	async function callWith(onError: INode['onError'], ids: string[]): Promise<IRun> {
		const parent = chain(
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Call', CALLER, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 }),
		);
		const engine = await engineFor(cancellation, callerOf(cancellation, onError));
		return await runWorkflow(engine, parent, { input: ids.map((id) => ({ json: { id } })) });
	}

	it('every result comes back to the caller, in its order', async () => {
		const ids = seedOpen(sandbox(), cancellation, 3);

		const run = await callWith('continueRegularOutput', ids);

		const results = outputOf(run, 'Call').map(resultOf);
		expect(results.map(({ orderId, outcome }) => [orderId, outcome])).toEqual(
			ids.map((id) => [cancellation.resultId(id), 'cancelled']),
		);
	});

	it('a second try of the caller is a new execution: it stops nothing twice and names what is not stopped', async () => {
		const ids = seedOpen(sandbox(), cancellation, 2);
		const late = cancellation.idOf(7);
		cancellation.seed(sandbox(), late, cancellation.statuses.late);

		const run = await callWith('stopWorkflow', [...ids, late]);

		expect(run.data.resultData.error?.message).toContain(
			`1 of 3 ${cancellation.noun}s was not ${cancellation.done} (1 too late)`,
		);
		expect([...ids, late].map((id) => timesStopped(sandbox(), cancellation, id))).toEqual([
			1, 1, 0,
		]);
	});
});
