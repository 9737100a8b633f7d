import type { IDataObject, INode } from 'n8n-workflow';

import { CredentialStore } from '../../scripts/engine/credentialStore';
import { runWorkflow, type WorkflowFile } from '../../scripts/engine/runWorkflow';
import { builtPackage, resultOf } from '../support/runNode';
import { credentialFor, seedOrders, SERVICES, type ServiceCase } from '../support/services';
import { useSandbox } from '../support/useSandbox';

const CREDENTIAL = { id: 'runs', name: 'Runs' };

function node(name: string, type: string, parameters: INode['parameters'] = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters };
}

/** A trigger, two sources with pinned items, and one cancel node that both of them lead to. */
function twoSources(
	service: ServiceCase,
	first: IDataObject[],
	second: IDataObject[],
): WorkflowFile {
	const { nodeType, resource, operation, idParameter, credentialType } = service.node;
	const id = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
	const cancel: INode = {
		...node('Cancel', `n8n-nodes-cancel-order.${nodeType}`, {
			resource,
			operation,
			[idParameter]: id,
		}),
		credentials: { [credentialType]: CREDENTIAL },
		onError: 'continueRegularOutput',
	};
	const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('First', 'n8n-nodes-base.code'),
			// n8n goes from top to bottom.
			{ ...node('Second', 'n8n-nodes-base.code'), position: [0, 200] },
			cancel,
		],
		connections: {
			Start: { main: [[to('First'), to('Second')]] },
			First: { main: [[to('Cancel')]] },
			Second: { main: [[to('Cancel')]] },
		},
		pinData: {
			First: first.map((json) => ({ json })),
			Second: second.map((json) => ({ json })),
		},
		settings: { executionOrder: 'v1' },
	};
}

describe.each(SERVICES)('$service: more than one run of the node in an execution', (service) => {
	const sandbox = useSandbox();

	async function execute(file: WorkflowFile) {
		const loaded = await builtPackage();
		const data = credentialFor(sandbox(), service);
		const type = service.node.credentialType;
		const credentials = new CredentialStore(loaded.credentialTypes, [
			{ ...CREDENTIAL, type, data },
		]);
		const run = await runWorkflow({ loaded, credentials }, file);
		return (run.data.resultData.runData.Cancel ?? []).map(({ data: output }) =>
			(output?.main?.[0] ?? []).map(resultOf),
		);
	}

	it('an order that comes back in a later run (as in a loop) is not sent again', async () => {
		const [a = '', b = ''] = seedOrders(sandbox(), service, 2);

		const runs = await execute(twoSources(service, [{ id: a }], [{ id: a }, { id: b }]));

		const outcomes = runs.map((results) => results.map(({ outcome }) => outcome));
		expect(outcomes).toEqual([['cancelled'], ['cancelled', 'cancelled']]);
		expect(runs[1]?.[0]).toEqual(runs[0]?.[0]);
		expect(sandbox().requests({ operation: 'cancel', orderId: a })).toHaveLength(1);
	});

	it('a new execution, as of a sub-workflow, knows nothing of the first and still tells the truth', async () => {
		const [a = ''] = seedOrders(sandbox(), service, 1);
		await execute(twoSources(service, [{ id: a }], [{ id: a }]));

		const runs = await execute(twoSources(service, [{ id: a }], [{ id: a }]));

		expect(runs.flat().map(({ outcome }) => outcome)).toEqual([
			'alreadyCancelled',
			'alreadyCancelled',
		]);
		expect(sandbox().order(service.sandboxService, a)?.cancelCount).toBe(1);
	});

	it('a dry run settles nothing: the real run after it does cancel', async () => {
		const [a = ''] = seedOrders(sandbox(), service, 1);
		const file = twoSources(service, [{ id: a, dry: true }], [{ id: a, dry: false }]);
		const cancel = file.nodes.find(({ name }) => name === 'Cancel');
		Object.assign(cancel?.parameters ?? {}, { options: { dryRun: '={{ $json.dry }}' } });

		const runs = await execute(file);

		expect(runs.map((results) => results[0]?.outcome)).toEqual(['cancellable', 'cancelled']);
	});

	it('pinned data on the node itself: nothing is sent', async () => {
		const [a = ''] = seedOrders(sandbox(), service, 1);
		const file = twoSources(service, [{ id: a }], [{ id: a }]);
		const pinData = { ...file.pinData, Cancel: [{ json: { outcome: 'pinned' } }] };

		const runs = await execute({ ...file, pinData });

		expect(runs.flat().map(({ outcome }) => outcome)).toEqual(['pinned', 'pinned']);
		expect(sandbox().requests()).toEqual([]);
	});
});
