import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A call of a tool that the model makes. */
export interface ToolCall {
	/** Its name, or the start of it. */
	tool: string;
	args: Readonly<Record<string, unknown>>;
}

/** What the agent sent to the model. */
export interface ModelRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; parameters?: unknown } }>;
	stream?: boolean;
}

/** A model that calls tools by a script instead of by its own head, with the interface of OpenAI's chat models. */
export interface ScriptedModel {
	/** Base URL for the credential. */
	url: string;
	requests: readonly ModelRequest[];
	close(): Promise<void>;
}

/** What comes next: the first call of the script that has not been answered by a tool. */
function reply(request: ModelRequest, script: readonly ToolCall[]) {
	const answered = request.messages.filter(({ role }) => role === 'tool').length;
	const call = script[answered];
	const names = (request.tools ?? []).map((tool) => tool.function.name);
	const name = names.find((candidate) => candidate.startsWith(call?.tool ?? '?'));
	if (call === undefined || name === undefined) {
		return {
			role: 'assistant',
			content: `No tool for ${call?.tool ?? 'the end'}: ${names.join()}`,
		};
	}
	const called = { name, arguments: JSON.stringify(call.args) };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ index: 0, id: `call${answered}`, type: 'function', function: called }],
	};
}

function answer(
	request: ModelRequest,
	script: readonly ToolCall[],
	response: ServerResponse,
): void {
	const message = reply(request, script);
	const finish_reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
	const head = { id: 'scripted', created: 0, model: 'scripted' };
	if (request.stream !== true) {
		const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
		const choices = [{ index: 0, message, finish_reason }];
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ ...head, object: 'chat.completion', choices, usage }));
		return;
	}
	response.setHeader('content-type', 'text/event-stream');
	for (const choice of [
		{ index: 0, delta: message, finish_reason: null },
		{ index: 0, delta: {}, finish_reason },
	]) {
		const chunk = { ...head, object: 'chat.completion.chunk', choices: [choice] };
		response.write(`data: ${JSON.stringify(chunk)}\n\n`);
	}
	response.end('data: [DONE]\n\n');
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

/** Starts a model on 127.0.0.1 that makes these calls, one after the other. */
export async function startScriptedModel(script: readonly ToolCall[]): Promise<ScriptedModel> {
	const requests: ModelRequest[] = [];
	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const body = (await json(request)) as ModelRequest;
		requests.push(body);
		answer(body, script, response);
	};
	const server = createServer((request, response) => {
		handle(request, response).catch((thrown: unknown) => response.destroy(thrown as Error));
	});
	const port = await listen(server);
	return {
		url: `http://127.0.0.1:${port}/v1`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
