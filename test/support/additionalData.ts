import '../../scripts/engine/n8nFolder';
import 'reflect-metadata';
import { ExternalSecretsProxy } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import type { CredentialStore } from '../../scripts/engine/credentialStore';

/** Nothing listens here: n8n only builds links from these addresses. */
const NOWHERE = 'http://127.0.0.1:5678';

async function unavailable(): Promise<never> {
	return await Promise.reject(new Error('Not available outside of an execution.'));
}

/** What n8n hands to a node outside of an execution: in the editor, or to test a credential. */
export function additionalData(credentialsHelper: CredentialStore): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		executeWorkflow: unavailable,
		getRunExecutionData: unavailable,
		getRuntimeCredential: unavailable,
		currentNodeExecutionIndex: 0,
		restApiUrl: NOWHERE,
		instanceBaseUrl: NOWHERE,
		formBaseUrl: NOWHERE,
		formWaitingBaseUrl: NOWHERE,
		formTestBaseUrl: NOWHERE,
		webhookBaseUrl: NOWHERE,
		webhookWaitingBaseUrl: NOWHERE,
		webhookTestBaseUrl: NOWHERE,
		mcpBaseUrl: NOWHERE,
		mcpTestBaseUrl: NOWHERE,
		variables: {},
		externalSecretsProxy: new ExternalSecretsProxy(),
		logAiEvent: () => undefined,
		startRunnerTask: unavailable,
	};
}
