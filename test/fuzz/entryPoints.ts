import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

import type { Operation, Vendor } from '../../nodes/orders/vendor/vendor';
import type { Cancellation } from '../samples';
import { CASES, VENDORS } from '../unit/support/subjects';
import {
	claim,
	claimCancelResult,
	claimNoSecondCancel,
	claimOrder,
	claimOurs,
	claimPlain,
	claimReadFailure,
	claimSentence,
	claimUntouched,
	placesOfWord,
	saysCancelled,
	type Evidence,
} from './claims';
import { bodyOf, given, headers, json, pageBodies, text } from './inputs';
import { BASE_URL, play, type Answer, type Played, type Stage } from './playedN8n';
import { PURE_PLACES } from './purePlaces';

/** A place where something from outside enters. */
export interface EntryPoint {
	/** Names it in reports and on the command line. */
	name: string;
	/** Whether it is a function and no whole run of a node. */
	isPure: boolean;
	inputs: Arbitrary<unknown>;
	/** @throws whatever is wrong about what came of it */
	check(input: never): Promise<void> | void;
}

function entryPoint<T>(
	name: string,
	inputs: Arbitrary<T>,
	check: (input: T) => Promise<void> | void,
): EntryPoint {
	return { name, isPure: false, inputs, check };
}

const load = createRequire(__filename);

/** The class of a node, from the sources. */
function nodeOf(name: string, suffix = ''): INodeType | null {
	const folder = name.charAt(0).toUpperCase() + name.slice(1);
	const file = resolve(__dirname, `../../nodes/${folder}/${folder}${suffix}.node.ts`);
	if (!existsSync(file)) return null;
	const Node = (load(file) as Record<string, (new () => INodeType) | undefined>)[
		`${folder}${suffix}`
	];
	return Node === undefined ? null : new Node();
}

const statuses = fc.oneof(
	{ arbitrary: fc.constant(200), weight: 10 },
	fc.constantFrom(
		201,
		202,
		204,
		301,
		400,
		401,
		403,
		404,
		405,
		407,
		408,
		409,
		410,
		422,
		423,
		429,
		500,
		502,
		503,
	),
	fc.integer({ min: 100, max: 999 }),
);

/** Exceptions of the HTTP client, of which only refused connections prove that nothing arrived. */
const exceptions: Arbitrary<unknown> = fc.oneof(
	fc
		.constantFrom('ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE')
		.map((code) => ({ code, message: code })),
	json(['code', 'cause', 'message', 'response', 'status']),
	fc.constantFrom<unknown>(undefined, null, Object.create(null), new Error('')),
);

/** The end of a request; now and then nothing that n8n would give. */
function answerOf(documented: readonly unknown[], word?: string): Arbitrary<Answer> {
	const response = fc.record({ statusCode: statuses, headers, body: bodyOf(documented, word) });
	return fc.oneof(
		{ arbitrary: response.map((full) => ({ response: full })), weight: 20 },
		{ arbitrary: exceptions.map((thrown) => ({ thrown })), weight: 2 },
		json(['statusCode', 'headers', 'body']).map((odd) => ({ response: odd })),
	);
}

/** Answers in order; the last one holds for all that follow. */
function answersOf(documented: readonly unknown[], word?: string): Arbitrary<Answer[]> {
	return fc.array(answerOf(documented, word), { minLength: 1, maxLength: 4 });
}

function takeTurns(answers: readonly Answer[]): () => Answer {
	let next = 0;
	return () => answers[Math.min(next++, answers.length - 1)] ?? { response: null };
}

function credentialFor({ vendor }: Cancellation): IDataObject {
	return { [vendor.credential.keyField]: 'k3y-0f-the-acc0unt', baseUrl: BASE_URL };
}

/** All that the vendor is known to answer. */
function documentsOf(cancellation: Cancellation) {
	const { wire, vendor } = cancellation;
	const { listPage, listEntry } = vendor.orders;
	const list = [
		listPage(1, 1, [listEntry(wire.orderId)]),
		listPage(1, 2, [listEntry(wire.orderId)]),
	];
	const pages = pageBodies(vendor);
	return {
		cancel: [wire.confirmed, wire.otherState, wire.otherOrder, wire.refusal.body, ...pages],
		lookUp: [...Object.values(wire.found), wire.otherOrder],
		list: [...list, ...pages],
	};
}

/** Options that the form knows, each with what an expression may give in its place. */
const options = fc.oneof(
	{ arbitrary: fc.constant({}), weight: 3 },
	fc
		.array(
			fc.tuple(
				fc.constantFrom(
					...[
						'dryRun',
						'whenRefused',
						'onlyIfStatus',
						'onlyIfYoungerThan',
						'maxOrders',
						'maxAttempts',
					],
					...[
						'requestsPerMinute',
						'requestTimeout',
						'giveUpAfter',
						'companyId',
						'accountId',
						'sort',
					],
					...[
						'expectedOrderId',
						'requestSource',
						'legacyPath',
						'recentOrdersToSearch',
						'trustEvents',
						'__proto__',
					],
				),
				given,
			),
			{ maxLength: 3 },
		)
		.map((entries): unknown => Object.fromEntries(entries)),
	given,
);

function outputOf(played: Played<unknown>): INodeExecutionData[] {
	return (played.value as INodeExecutionData[][] | undefined)?.[0] ?? [];
}

/** Items as they leave are whole and plain. */
function claimItems(
	played: Played<unknown>,
	stage: Stage,
	each: (result: IDataObject, isError: boolean) => void,
): void {
	claimOurs(played);
	claim(!(played.hasThrown && stage.goesOn), 'It threw where n8n goes on');
	const items = outputOf(played);
	for (const { json: out } of items) {
		claimPlain(out);
		const isError = 'error' in out && Object.keys(out).length === 1;
		each((isError ? out.error : out) as IDataObject, isError);
	}
	claimUntouched();
}

function execute(vendor: Vendor, cancellation: Cancellation, stage: Stage) {
	const node = nodeOf(cancellation.vendor.name);
	const run = node?.execute;
	if (run === undefined) throw new Error(`${vendor.service} has no node.`);
	return play<unknown>(stage, async (context) => await run.call(context));
}

function copyOf(store: unknown): IDataObject {
	return Array.isArray(store) || typeof store !== 'object' ? (store as IDataObject) : { ...store };
}

interface CancelInput {
	ids: readonly unknown[];
	/** Which the node is set to, if it is not one of its own. */
	otherOperation: unknown;
	options: unknown;
	cancels: Answer[];
	lookUps: Answer[];
	others: Answer[];
	store: unknown;
	simplify: boolean;
	goesOn: boolean;
}

const flags = { simplify: fc.boolean(), goesOn: fc.oneof(fc.constant(true), fc.boolean()) };

async function checkCancel(
	{ vendor, samples }: (typeof CASES)[number],
	{ resource, operation }: Pick<Operation, 'resource' | 'operation'>,
	input: CancelInput,
): Promise<void> {
	const { wire, idParameter, answerNamesIt } = samples;
	const documents = documentsOf(samples);
	const evidence: Evidence = {
		word: wire.words.cancelled,
		places: placesOfWord(
			[...documents.cancel, ...documents.lookUp, ...documents.list],
			wire.words.cancelled,
		),
		lookUp: wire.lookUp.path.split('?')[0] ?? '',
		id: answerNamesIt ? wire.id : null,
	};
	const [cancels, lookUps, others] = [
		takeTurns(input.cancels),
		takeTurns(input.lookUps),
		takeTurns(input.others),
	];
	const stage: Stage = {
		parameters: input.ids.map((id) => ({
			...{
				resource,
				operation: input.otherOperation ?? operation,
				simplify: input.simplify,
				output: 'simplified',
				options: input.options,
			},
			[idParameter]: { __rl: true, mode: 'id', value: id },
		})),
		credential: credentialFor(samples),
		goesOn: input.goesOn,
		// A copy: what a run keeps must not be there when its input is tried again.
		store: input.store === undefined ? {} : { orders: copyOf(input.store) },
		answer: (method, path) => {
			if (method !== 'GET') return cancels();
			return path.startsWith(evidence.lookUp) ? lookUps() : others();
		},
	};
	const played = await execute(vendor, samples, stage);
	claimItems(played, stage, (result) => {
		claimCancelResult(result, !input.simplify);
		if (result.stopped !== true || input.store !== undefined) return;
		const isProven = played.sent.some((request) => saysCancelled(request, evidence));
		claim(isProven, 'It is called stopped, and no answer says so');
	});
	if (!played.hasThrown) claim(outputOf(played).length === input.ids.length, 'An item is missing');
	const ofOrder = played.sent.filter(({ path }) => path.includes(wire.id));
	claimNoSecondCancel(ofOrder, evidence);
	const cancelsSent = ofOrder.filter(({ method }) => method !== 'GET').length;
	const isDry = (input.options as { dryRun?: unknown } | null | undefined)?.dryRun === true;
	claim(!isDry || cancelsSent === 0, 'A dry run sent a cancel');
}

/** Bodies, headers and exceptions for every operation that stops something; ids and options by expression; memory. */
const cancels = CASES.flatMap((entry) => {
	const { samples, vendor } = entry;
	const { label, wire, resource, alsoBy } = samples;
	const documents = documentsOf(samples);
	const answers = {
		cancels: answersOf(documents.cancel, wire.words.cancelled),
		lookUps: answersOf(documents.lookUp, wire.words.cancelled),
		others: answersOf(documents.list),
	};
	const ids = fc.constantFrom([wire.id], [wire.id, wire.id]);
	const honest = {
		cancels: fc.constant<Answer[]>([
			{ response: { statusCode: 200, headers: {}, body: wire.confirmed } },
		]),
		lookUps: fc.constant<Answer[]>([
			{ response: { statusCode: 200, headers: {}, body: wire.found.cancellable } },
		]),
		others: fc.constant<Answer[]>([
			{ response: { statusCode: 200, headers: {}, body: documents.list[0] } },
		]),
	};
	const none = fc.constant(undefined);
	const operations = vendor.operations.filter(
		(known) =>
			known.does === 'cancel' &&
			known.resource === resource &&
			[samples.operation, alsoBy].includes(known.operation),
	);
	return operations.flatMap((operation) => {
		const check = async (input: CancelInput) => {
			await checkCancel(entry, operation, input);
		};
		const title = operation.operation === alsoBy ? `${label}, by ${alsoBy}` : label;
		const plain = fc.constantFrom<unknown>(
			{},
			{},
			{ dryRun: true },
			{ onlyIfStatus: [wire.words.cancellable] },
		);
		const anyIds = fc.array(fc.oneof(given, fc.constant(wire.id)), { minLength: 1, maxLength: 3 });
		const otherOperation = fc.oneof({ arbitrary: none, weight: 5 }, given);
		const memory = json(['ending', 'verdict', 'id', 'run', 'items', 'outcome']);
		return [
			entryPoint(
				`${title}: answers`,
				fc.record({ ids, otherOperation: none, options: plain, store: none, ...answers, ...flags }),
				check,
			),
			entryPoint(
				`${title}: form`,
				fc.record({ ids: anyIds, otherOperation, options, store: none, ...honest, ...flags }),
				check,
			),
			entryPoint(
				`${title}: memory`,
				fc.record({
					ids,
					otherOperation: none,
					options: plain,
					store: memory,
					...answers,
					...flags,
				}),
				check,
			),
		];
	});
});

interface ReadInput {
	id: unknown;
	options: unknown;
	filters: unknown;
	more: unknown;
	answers: Answer[];
	simplify: boolean;
	goesOn: boolean;
}

/** Get and Get Many: bodies, ids, references, filters, limits. */
const reads = CASES.filter(({ samples }, index) => {
	return (
		CASES.findIndex(
			(other) =>
				other.samples.vendor === samples.vendor && other.samples.resource === samples.resource,
		) === index
	);
}).flatMap(({ vendor, samples }) => {
	const { wire, resource, idParameter } = samples;
	const documents = documentsOf(samples);
	const found = vendor.operations.filter(
		(known) => known.resource === resource && known.does !== 'cancel',
	);
	return found.map((operation) => {
		const isList = operation.does === 'getAll';
		const fields = operation.subject.list?.filterFields.map(({ name }) => name) ?? [];
		const filters =
			fields.length === 0
				? given
				: fc.dictionary(fc.constantFrom(...fields), given, { maxKeys: 2, noNullPrototype: true });
		const inputs: Arbitrary<ReadInput> = fc.record({
			id: fc.oneof({ arbitrary: fc.constant<unknown>(wire.id), weight: 3 }, given),
			options: fc.oneof({ arbitrary: fc.constant<unknown>({}), weight: 3 }, options),
			filters: isList ? fc.oneof(fc.constant({}), filters, given) : fc.constant({}),
			more: fc.constantFrom<unknown>(true, false, 50, '7', null, 'x', {}),
			answers: answersOf(isList ? documents.list : documents.lookUp),
			...flags,
		});
		return entryPoint(
			`${vendor.service} ${resource} ${operation.operation}`,
			inputs,
			async (input) => {
				const isReference = typeof input.id === 'string' && input.id !== wire.id;
				const parameters = {
					...{
						resource,
						operation: operation.operation,
						simplify: input.simplify,
						output: 'simplified',
					},
					...{
						options: input.options,
						filters: input.filters,
						returnAll: input.more,
						limit: input.more,
					},
					[idParameter]: isReference
						? { __rl: true, mode: 'reference', value: input.id }
						: input.id,
				};
				const stage: Stage = {
					parameters: [parameters],
					credential: credentialFor(samples),
					goesOn: input.goesOn,
					answer: takeTurns(input.answers),
				};
				const played = await execute(vendor, samples, stage);
				claim(
					played.sent.every(({ method }) => method === 'GET'),
					'Reading changed something',
				);
				claimItems(played, stage, (result, isError) => {
					if (isError) claimReadFailure(result);
					else if (input.simplify) claimOrder(result, operation.subject.moreKeys ?? []);
				});
			},
		);
	});
});

/** From List, in the editor. */
const lists = CASES.map(({ vendor, samples }) => {
	const search = nodeOf(samples.vendor.name)?.methods?.listSearch?.searchRecent;
	const inputs = fc.record({
		typed: fc.option(text, { nil: undefined }),
		options,
		answers: answersOf(documentsOf(samples).list),
	});
	return entryPoint(
		`${samples.label}: From List`,
		inputs,
		async ({ typed, options: set, answers }) => {
			if (search === undefined) throw new Error(`${vendor.service} has no list.`);
			const { resource, operation } = samples;
			const stage: Stage = {
				parameters: [{ resource, operation, options: set }],
				credential: credentialFor(samples),
				goesOn: false,
				answer: takeTurns(answers),
			};
			const played = await play(stage, async (context) => await search.call(context, typed));
			claimOurs(played);
			claimPlain(played.value);
			for (const { name, value } of played.value?.results ?? []) {
				claimSentence(name);
				claimSentence(value);
			}
			claimUntouched();
		},
	);
});

/** A trigger: calls of anybody, and the vendor's answers while webhooks are set up and taken down. */
const triggers = CASES.filter(({ samples }) => samples.resource === 'order').flatMap(
	({ vendor, samples }) => {
		const trigger = nodeOf(samples.vendor.name, 'Trigger');
		const { webhook, webhookMethods: { default: hooks } = {} } = trigger ?? {};
		if (trigger === null || webhook === undefined || hooks === undefined) return [];
		const { wire } = samples;
		const events =
			trigger.description.properties.find(({ name }) => name === 'events')?.options ?? [];
		const words = events.flatMap((choice) => ('value' in choice ? [String(choice.value)] : []));
		const calls = words.map((event_type) => ({
			...{ event_type, event_id: 'b0f4a3a2-6e0c', timestamp: 1_767_225_600 },
			data: {
				'order.id': Number(wire.id),
				'order.status': wire.words.cancelled,
				'order_item.id': 7,
			},
		}));
		const webhooks = {
			data: words.map((type, id) => ({ id, type, url: 'https://n8n.example/webhook/1' })),
			meta: { current_page: 1, last_page: 1 },
		};
		const form = fc.record({
			events: fc.oneof({ arbitrary: fc.constant<unknown>(words), weight: 5 }, given),
			options,
			simplify: flags.simplify,
		});
		const called = fc.record({
			form,
			call: bodyOf(calls),
			staticData: fc.option(json(['events']), { nil: undefined }),
			answers: answersOf(documentsOf(samples).lookUp),
		});
		const setUp = fc.record({
			form,
			step: fc.constantFrom('checkExists' as const, 'create' as const, 'delete' as const),
			answers: answersOf([webhooks, { data: [], meta: {} }]),
		});
		return [
			entryPoint(
				`${vendor.service} Trigger: calls`,
				called,
				async ({ form: set, call, staticData, answers }) => {
					const stage: Stage = {
						parameters: [set],
						credential: credentialFor(samples),
						goesOn: false,
						call,
						staticData: { events: staticData as IDataObject },
						answer: takeTurns(answers),
					};
					const played = await play(stage, async (context) => await webhook.call(context));
					claimOurs(played);
					claim(
						played.sent.every(({ method }) => method === 'GET'),
						'A call changed something',
					);
					for (const item of played.value?.workflowData?.flat() ?? []) {
						claimPlain(item.json);
						claim('verified' in item.json && 'event' in item.json, 'An event is not whole');
					}
					claimUntouched();
				},
			),
			entryPoint(
				`${vendor.service} Trigger: webhooks`,
				setUp,
				async ({ form: set, step, answers }) => {
					const stage: Stage = {
						parameters: [set],
						credential: credentialFor(samples),
						goesOn: false,
						answer: takeTurns(answers),
					};
					const played = await play(stage, async (context) => await hooks[step].call(context));
					claimOurs(played);
					claim(
						played.hasThrown || typeof played.value === 'boolean',
						'It is neither done nor refused',
					);
					claimUntouched();
				},
			),
		];
	},
);

/** Fields of the credentials, in a run and where other nodes use them. */
const credentials = VENDORS.flatMap((vendor) => {
	const entry = CASES.find((known) => known.vendor === vendor);
	if (entry === undefined) return [];
	const { samples } = entry;
	const { wire } = samples;
	const names = vendor.credential.properties.map(({ name }) => name);
	const changes = fc.dictionary(fc.constantFrom(...names), given, {
		maxKeys: 3,
		noNullPrototype: true,
	});
	const data = changes.map((changed) => ({ ...credentialFor(samples), ...changed }));
	const request = fc.record({
		url: fc.oneof(fc.constant(`${BASE_URL}/orders`), text),
		baseURL: fc.option(text, { nil: undefined }),
		uri: fc.option(text, { nil: undefined }),
	});
	const confirmed: Answer = { response: { statusCode: 200, headers: {}, body: wire.confirmed } };
	const inARun = (
		title: string,
		data: Arbitrary<unknown>,
		answers: Arbitrary<Answer[]>,
		more: Pick<Stage, 'authentication'> = {},
	) =>
		entryPoint(
			`${vendor.service} ${title}`,
			fc.record({ data, answers, ...flags }),
			async ({ data: credential, answers: given, goesOn, simplify }) => {
				const { resource, operation, idParameter } = samples;
				const form = { resource, operation, simplify, output: 'simplified', options: {} };
				const stage: Stage = {
					...more,
					parameters: [{ ...form, [idParameter]: wire.id }],
					credential,
					goesOn,
					answer: takeTurns(given),
				};
				const played = await execute(vendor, samples, stage);
				claimItems(played, stage, (result) => {
					claimCancelResult(result, !simplify);
				});
				const cancels = played.sent.filter(
					({ method, answer }) => method !== 'GET' && answer === confirmed,
				);
				claim(cancels.length <= 1, 'A second cancel left');
			},
		);
	const refused: Answer = { response: { statusCode: 401, headers: {}, body: {} } };
	const expiring = fc.constantFrom<Answer[]>(
		[confirmed],
		[refused, confirmed],
		[refused],
		[refused, refused, confirmed],
	);
	const token = fc.oneof(
		fc.constant<unknown>({ access_token: 't0ken', refresh_token: 'r3fresh' }),
		json(['access_token', 'refresh_token']),
		given,
	);
	const signedIn = fc.tuple(data, token).map(([fields, oauthTokenData]) => ({
		clientId: 'shop',
		clientSecret: 's3cret-of-the-shop',
		...fields,
		oauthTokenData,
	}));
	const withKey = inARun('credential: in a run', fc.oneof(data, given), fc.constant([confirmed]));
	const withToken = inARun('signed in: in a run', fc.oneof(signedIn, given), expiring, {
		authentication: 'oAuth2',
	});
	return [
		withKey,
		...(vendor.oAuth2Credential === undefined ? [] : [withToken]),
		entryPoint(
			`${vendor.service} credential: in other nodes`,
			fc.record({ data, request }),
			async ({ data: credential, request: options }) => {
				const { authenticate } = vendor.credential;
				if (typeof authenticate !== 'function') throw new Error('It does not authenticate.');
				try {
					const made = await authenticate(credential as ICredentialDataDecryptedObject, options);
					const goes = new URL(made.url, made.baseURL).origin;
					claim(
						goes === new URL((credential as { baseUrl: string }).baseUrl.trim()).origin,
						`The key goes to ${goes}`,
					);
				} catch (thrown) {
					if (thrown instanceof Error && thrown.message.startsWith('The key goes')) throw thrown;
					claim(thrown instanceof UserError, `It threw ${String(thrown)}`);
				}
				claimUntouched();
			},
		),
	];
});

export const ENTRY_POINTS: readonly EntryPoint[] = [
	...PURE_PLACES,
	...cancels,
	...reads,
	...lists,
	...triggers,
	...credentials,
];
