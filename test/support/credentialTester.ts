import '../../scripts/engine/n8nFolder';
import 'reflect-metadata';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	INode,
	INodeCredentialTestResult,
	INodeType,
} from 'n8n-workflow';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';

import { CredentialStore } from '../../scripts/engine/credentialStore';
import { additionalData } from './additionalData';
import { builtPackage } from './runNode';

/** The node that n8n makes up for a test: its only property does nothing but carry the request. */
function carrierOf(type: string, { request }: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'Carrier',
			name: 'carrier',
			group: ['input'],
			version: 1,
			description: '',
			defaults: { name: 'Carrier' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: type, required: true }],
			properties: [
				{ displayName: 'Test', name: 'test', type: 'string', default: '', routing: { request } },
			],
		},
	};
}

/** A field of an unknown thing that may be an error. */
function field(thing: unknown, name: string): unknown {
	return typeof thing === 'object' && thing !== null ? Reflect.get(thing, name) : undefined;
}

/** What the form shows, in n8n's order: the rule for an HTTP status, the status in words, a system code, the message. */
function shownFor(thrown: unknown, rules: ICredentialTestRequest['rules'] = []): string {
	const cause = field(thrown, 'cause');
	const response = field(cause, 'response');
	if (response !== undefined) {
		for (const { type, properties } of rules) {
			if (type === 'responseCode' && properties.value === field(response, 'status')) {
				return properties.message;
			}
		}
		return String(field(response, 'statusText') || `HTTP ${String(field(response, 'status'))}`);
	}
	return String(field(cause, 'code') ?? field(thrown, 'message'));
}

async function send(
	credentials: CredentialStore,
	type: string,
	test: ICredentialTestRequest,
): Promise<void> {
	const details = { id: 'tested', name: 'Tested' };
	const nodeType = carrierOf(type, test);
	const node: INode = {
		id: '1',
		name: 'Carrier',
		type: 'carrier',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: details },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const additional = additionalData(credentials);
	const data = await credentials.getDecrypted(additional, details, type, 'internal');
	const context = new ExecuteContext(
		workflow,
		node,
		additional,
		'internal',
		createRunExecutionData({}),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	await new RoutingNode(context, nodeType, { ...details, type, data }).runNode();
}

/**
 * Tests a credential of the built package as the button in its form does: the request of its type goes through n8n's
 * engine for declarative nodes, and whatever that throws is what the form shows in red.
 *
 * @param type name of the credential type
 * @param values what is in the form
 */
export async function testCredential(
	type: string,
	values: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const { credentialTypes } = await builtPackage();
	const test = credentialTypes.get(type)?.test;
	if (test === undefined) throw new Error(`${type} has no test request.`);
	const stored = { id: 'tested', name: 'Tested', type, data: values };
	try {
		await send(new CredentialStore(credentialTypes, [stored]), type, test);
		return { status: 'OK', message: 'Connection successful!' };
	} catch (thrown) {
		return { status: 'Error', message: shownFor(thrown, test.rules) };
	}
}
