import '../../scripts/engine/n8nFolder';
import 'reflect-metadata';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeType,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { CredentialStore, type StoredCredential } from '../../scripts/engine/credentialStore';
import { additionalData } from './additionalData';
import { builtPackage, typeOf } from './runNode';

/** What is in the form of the trigger. */
export interface TriggerForm {
	nodeType: string;
	credential: Pick<StoredCredential, 'type' | 'data'>;
	parameters: IDataObject;
	/** 'manual' where somebody tries it in the editor. */
	mode?: WorkflowExecuteMode;
}

let made = 0;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** A workflow that starts with a trigger of the built package, in an n8n that is reduced to its webhooks. */
export class ActiveTrigger {
	/** What has started the workflow, in order. */
	readonly started: IDataObject[] = [];
	/** What the trigger threw when it was called. */
	readonly thrown: Array<{ message: string; description?: string | null }> = [];
	/** Of the workflow, as n8n has it in its database. */
	private staticData: IDataObject = {};
	private workflowId = `workflow-${(made += 1)}`;
	/** Its pace is its own. */
	private readonly credentialId = this.workflowId;

	private constructor(
		private readonly form: TriggerForm,
		private readonly server: Server,
		private readonly type: INodeType,
		private readonly additional: IWorkflowExecuteAdditionalData,
		private readonly nodeTypes: Workflow['nodeTypes'],
	) {}

	static async open(form: TriggerForm): Promise<ActiveTrigger> {
		const { nodeTypes, credentialTypes } = await builtPackage();
		const type = nodeTypes.getByNameAndVersion(typeOf(form.nodeType), 1);
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const stored = { id: `workflow-${made + 1}`, name: 'Sample', ...form.credential };
		const additional = additionalData(new CredentialStore(credentialTypes, [stored]));
		additional.webhookBaseUrl = `http://127.0.0.1:${port}/webhook`;
		const trigger = new ActiveTrigger(form, server, type, additional, nodeTypes);
		server.on('request', (request, response) => {
			void bodyOf(request)
				.then(async (body) => await trigger.call(body))
				.then((status) => response.writeHead(status).end());
		});
		return trigger;
	}

	/** Another n8n goes on with what is in the database. */
	restart(): void {
		this.workflowId = `workflow-${(made += 1)}`;
	}

	/** The address that the vendor calls. */
	get url(): string | undefined {
		return this.hookContext(this.workflow()).getNodeWebhookUrl('default');
	}

	/** @returns whether the webhooks were there already */
	async activate(): Promise<boolean> {
		const exists = await this.hook('checkExists');
		if (!exists) await this.hook('create');
		return exists;
	}

	async deactivate(): Promise<void> {
		await this.hook('delete');
	}

	/** A call of whoever it may be. @returns the HTTP status of n8n's answer */
	async call(body: unknown): Promise<number> {
		const workflow = this.workflow();
		const { mode = 'webhook' } = this.form;
		const [node] = Object.values(workflow.nodes);
		if (node === undefined) throw new Error('The node is gone.');
		const additional = { ...this.additional, httpRequest: { body } as never };
		const context = new WebhookContext(
			workflow,
			node,
			additional,
			mode,
			this.webhookData(node),
			[],
			null,
		);
		try {
			const result = await this.type.webhook?.call(context);
			this.started.push(...(result?.workflowData?.flat() ?? []).map(({ json }) => json));
			return 200;
		} catch (thrown) {
			this.thrown.push(thrown as { message: string });
			return 500;
		} finally {
			this.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		}
	}

	async close(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** What n8n keeps about the workflow, as it is stored. */
	get stored(): string {
		return JSON.stringify(this.staticData);
	}

	private workflow(): Workflow {
		const { nodeType, credential, parameters } = this.form;
		return new Workflow({
			id: this.workflowId,
			name: 'triggered',
			nodes: [
				{
					id: 'trigger',
					name: 'Trigger',
					type: typeOf(nodeType),
					typeVersion: 1,
					position: [0, 0],
					parameters: parameters as INode['parameters'],
					credentials: { [credential.type]: { id: this.credentialId, name: 'Sample' } },
					webhookId: 'b0f4a3a2-6e0c-4d5c-9d0a-9f6f5d3f0001',
				},
			],
			connections: {},
			active: true,
			nodeTypes: this.nodeTypes,
			staticData: structuredClone(this.staticData),
		});
	}

	private webhookData(node: INode): IWebhookData {
		const [webhookDescription] = this.type.description.webhooks ?? [];
		if (webhookDescription === undefined) throw new Error('The trigger has no webhook.');
		return {
			httpMethod: 'POST',
			node: node.name,
			path: 'webhook',
			webhookDescription,
			workflowId: this.workflowId,
			workflowExecuteAdditionalData: this.additional,
		};
	}

	private hookContext(workflow: Workflow): HookContext {
		const [node] = Object.values(workflow.nodes);
		if (node === undefined) throw new Error('The node is gone.');
		const data = this.webhookData(node);
		return new HookContext(workflow, node, this.additional, 'trigger', 'activate', data);
	}

	private async hook(name: 'checkExists' | 'create' | 'delete'): Promise<boolean> {
		const method = this.type.webhookMethods?.default?.[name];
		if (method === undefined) throw new Error(`The trigger has no ${name}.`);
		return await method.call(this.hookContext(this.workflow()));
	}
}
