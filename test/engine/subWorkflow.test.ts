import type { INode, INodeType, IWorkflowBase } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { CredentialStore } from '../../scripts/engine/credentialStore';
import { outputOf, runWorkflow, type Engine } from '../../scripts/engine/runWorkflow';
import { builtPackage, resultOf } from '../support/runNode';
import { credentialFor, seedOrders, SERVICES, type ServiceCase } from '../support/services';
import { useSandbox } from '../support/useSandbox';

const CREDENTIAL = { id: 'sub-workflow', name: 'Sub-workflow' };
const CALLER = 'test.caller';

function node(name: string, type: string, more: Partial<INode> = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...more };
}

/** Two nodes, one after the other. */
function chain(first: INode, second: INode): IWorkflowBase {
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
		connections: { [first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] } },
	};
}

function cancelWorkflow({ node: cancel }: ServiceCase, onError: INode['onError']): IWorkflowBase {
	const { nodeType, resource, operation, idParameter, credentialType } = cancel;
	const id = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
	return chain(
		node('When called', 'n8n-nodes-base.manualTrigger'),
		node('Cancel', `n8n-nodes-cancel-order.${nodeType}`, {
			parameters: { resource, operation, [idParameter]: id },
			credentials: { [credentialType]: CREDENTIAL },
			onError,
		}),
	);
}

/** Calls a workflow as n8n's Execute Workflow node does. */
function callerOf(code: IWorkflowBase): INodeType {
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

describe.each(SERVICES)('$service: in a sub-workflow', (service) => {
	const sandbox = useSandbox();

	async function callWith(onError: INode['onError'], ids: string[]) {
		const loaded = await builtPackage();
		const type = service.node.credentialType;
		const data = credentialFor(sandbox(), service);
		const caller = callerOf(cancelWorkflow(service, onError));
		const { nodeTypes } = loaded;
		const engine: Engine = {
			credentials: new CredentialStore(loaded.credentialTypes, [{ ...CREDENTIAL, type, data }]),
			loaded: {
				...loaded,
				nodeTypes: {
					...nodeTypes,
					getByNameAndVersion: (name, version) =>
						name === CALLER ? caller : nodeTypes.getByNameAndVersion(name, version),
				},
			},
		};
		const parent = chain(
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Call', CALLER, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 }),
		);
		return await runWorkflow(engine, parent, { input: ids.map((id) => ({ json: { id } })) });
	}

	it('every order comes back to the caller, in its order', async () => {
		const ids = seedOrders(sandbox(), service, 3);

		const run = await callWith('continueRegularOutput', ids);

		const results = outputOf(run, 'Call').map(resultOf);
		expect(results.map(({ orderId, outcome }) => [orderId, outcome])).toEqual(
			ids.map((id) => [id, 'cancelled']),
		);
	});

	it('a try of the caller is a new execution: it cancels nothing twice and names what is not stopped', async () => {
		const ids = seedOrders(sandbox(), service, 2);
		const late = service.idOf(7);
		sandbox().seed([{ service: service.sandboxService, id: late, status: service.tooLate }]);

		const run = await callWith('stopWorkflow', [...ids, late]);

		expect(run.data.resultData.error?.message).toContain(
			'1 of 3 orders was not cancelled (1 too late)',
		);
		expect(
			sandbox()
				.orders()
				.map(({ cancelCount }) => cancelCount),
		).toEqual([1, 1, 0]);
	});
});
