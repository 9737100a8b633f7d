import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpenAPIBackend, type Document, type Request } from 'openapi-backend';
import { parse } from 'yaml';

/** A schema as far as the two descriptions use one, with its references followed. */
export interface Schema {
	type?: string | string[];
	format?: string;
	enum?: unknown[];
	example?: unknown;
	properties?: Record<string, Schema>;
	items?: Schema;
}

interface Content {
	schema?: Schema;
	example?: unknown;
}

interface Described {
	operationId: string;
	security?: Array<Record<string, unknown>>;
	responses: Record<string, { content?: Record<string, Content> }>;
	requestBody?: { content?: Record<string, Content> };
}

/** What somebody answered. */
export interface Answer {
	status: number;
	body: unknown;
}

/** The description in the page of thanks.io, as it was published on 2026-11-25: https://docs.thanks.io/api-reference/endpoint/orders/cancel-order.md */
function thanksIosPage(): Document {
	const page = readFileSync(join(__dirname, 'cancel-order.md'), 'utf8');
	const yaml = /````yaml[^\n]*\n([\s\S]*?)````/.exec(page)?.[1];
	return parse(yaml ?? '') as Document;
}

function wholeDescription(): Document {
	const page = thanksIosPage();
	const text = readFileSync(join(__dirname, 'otherOperations.yaml'), 'utf8');
	const { paths, components } = parse(text) as Pick<Document, 'paths' | 'components'>;
	// The page gives its operation no name, without which a check does not find it.
	const cancel = page.paths?.['/orders/{orderId}/cancel']?.put;
	if (cancel !== undefined) cancel.operationId = 'cancelOrder';
	return {
		...page,
		paths: { ...page.paths, ...paths },
		components: {
			...page.components,
			...components,
			schemas: { ...page.components?.schemas, ...components?.schemas },
		},
	} as Document;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a value has keys that neither its schema nor the sample beside it has. */
function unknownKeys(value: unknown, schema: Schema | undefined, sample: unknown): string[] {
	if (Array.isArray(value)) {
		const [first] = Array.isArray(sample) ? (sample as unknown[]) : [];
		return value.flatMap((entry) => unknownKeys(entry, schema?.items, first));
	}
	if (!isRecord(value)) return [];
	const samples = isRecord(sample) ? sample : {};
	return Object.entries(value).flatMap(([key, inner]) => {
		const known = schema?.properties?.[key];
		if (known === undefined && !(key in samples)) return [`/${key} is not described`];
		return unknownKeys(inner, known, samples[key]).map((place) => `/${key}${place}`);
	});
}

const FORMATS = {
	'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
	uri: (text: string) => URL.canParse(text),
};

/** What thanks.io says of its API: the one side of every check. */
export class Description {
	private constructor(private readonly api: OpenAPIBackend) {}

	static async open(): Promise<Description> {
		const ajvOpts = { allErrors: true, formats: FORMATS };
		const api = new OpenAPIBackend({
			definition: wholeDescription(),
			// It would check the documents by the rules of OpenAPI 3.0; these are 3.1.
			quick: true,
			apiRoot: '/api/v2',
			coerceTypes: true,
			ajvOpts,
		});
		await api.init();
		return new Description(api);
	}

	/** The names of all operations. */
	get operations(): string[] {
		return this.api.router.getOperations().map(({ operationId }) => operationId ?? '');
	}

	/** Which operation a request is, if any. */
	operationOf(request: Request): string | undefined {
		return this.api.matchOperation(request)?.operationId;
	}

	/** What of a request the description does not allow; key and path without values, so that equal faults read equal. */
	faultsOfRequest(request: Request): string[] {
		const operation = this.operationOf(request);
		if (operation === undefined) return ['is not described'];
		const { errors } = this.api.validateRequest(request, operation);
		const { security, requestBody } = this.described(operation);
		const body = requestBody?.content?.['application/json'];
		return [
			...(errors ?? []).map(({ instancePath, message, params }) => {
				const { additionalProperty } = params as { additionalProperty?: string };
				return additionalProperty === undefined
					? `${instancePath} ${message ?? ''}`
					: `${instancePath}/${additionalProperty} is not described`;
			}),
			...(body === undefined ? [] : unknownKeys(request.body, body.schema, body.example)),
			...(body === undefined && request.body !== undefined ? ['has a body'] : []),
			...(security === undefined || /^Bearer \S+$/.test(String(request.headers.authorization))
				? []
				: ['does not sign in']),
		];
	}

	/** What of an answer the description does not allow, or does not name at all. */
	faultsOfAnswer(operation: string, { status, body }: Answer): string[] {
		const content = this.contentOf(operation, status);
		if (content === undefined) return [`${status} is not described`];
		const { errors } = this.api.validateResponse(body, operation, status);
		const places = [
			...(errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`),
			...unknownKeys(body, content.schema, content.example),
		];
		return places.map((place) => `${status} ${place.replaceAll(/\/\d+(?=\/)/g, '/#')}`);
	}

	/** Schema and sample of an answer, if it is described. */
	contentOf(operation: string, status: number): Content | undefined {
		return this.described(operation).responses[status]?.content?.['application/json'];
	}

	private described(operation: string): Described {
		const found = this.api.router.getOperation(operation);
		if (found === undefined) throw new Error(`There is no operation ${operation}.`);
		return found as Described;
	}
}
