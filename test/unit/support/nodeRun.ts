import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	OnError,
} from 'n8n-workflow';

import { executeOperation, type Subject, type Vendor } from '../../../nodes/orders';
import { systemClock } from '../../../nodes/orders/clock';
import { acmeOrder, acmeWith, type AcmeService } from './acme';
import { contextWith, type Parameters } from './context';
import { FakeClock } from './fakeClock';

/** How the node is set to deal with what goes wrong; both settings may be missing. */
export interface FailureSettings {
	onError?: OnError;
	continueOnFail?: boolean;
}

/** Something that goes wrong: a step of the road, by its name, throws. */
export interface Fault {
	step: string;
	/** Which of its calls; left out: all of them. */
	hits?(args: readonly unknown[], call: number): boolean;
}

/** What a run is given. */
export interface Scene {
	service: AcmeService;
	/** Parameters of the node, item by item. */
	items: Parameters[];
	failure?: FailureSettings;
	fault?: Fault;
	/** What the node keeps in the execution; another try has the same. */
	store?: IDataObject;
	/** n8n's stop button. */
	stopSignal?: AbortSignal;
}

/** What came of a run. */
export interface NodeRun {
	/** null: it threw. */
	output: INodeExecutionData[] | null;
	thrown: unknown;
	/** Every step that was taken, with how often. */
	steps: ReadonlyMap<string, number>;
	/** Requests that arrived after the run had ended. */
	stragglers: number;
}

/** Whether the engine of n8n goes on with the next node after an exception. */
export function goesOn({ onError, continueOnFail }: FailureSettings): boolean {
	return continueOnFail === true || (onError !== undefined && onError !== 'stopWorkflow');
}

/** As n8n answers it: of the older setting it knows only where the newer one is missing. */
function continueOnFail({ onError, continueOnFail: older = false }: FailureSettings): boolean {
	return onError === undefined ? older : onError !== 'stopWorkflow';
}

type Touch = (step: string, args: readonly unknown[]) => void;

/** The same thing, reporting every method that is called and every property that is looked at. */
function watched<T extends object>(target: T, prefix: string, touch: Touch): T {
	return new Proxy(target, {
		get(object, key): unknown {
			const value: unknown = Reflect.get(object, key);
			if (typeof key === 'symbol') return value;
			const step = `${prefix}${key}`;
			if (typeof value !== 'function') {
				touch(step, []);
				return value;
			}
			return (...args: unknown[]): unknown => {
				touch(step === 'getNodeParameter' ? `${step} ${String(args[0])}` : step, args);
				return Reflect.apply(value, object, args);
			};
		},
	});
}

function watchedSubject(touch: Touch): Subject {
	const { idRule, list } = acmeOrder;
	const pattern = new RegExp(idRule.pattern);
	const test = (id: string) => {
		touch('idRule.pattern.test', [id]);
		return idRule.pattern.test(id);
	};
	const subject = {
		...acmeOrder,
		idRule: watched({ ...idRule, pattern: Object.assign(pattern, { test }) }, 'idRule.', touch),
		...(list === undefined ? {} : { list: watched(list, 'list.', touch) }),
	};
	return watched(subject, 'subject.', touch);
}

function watchedContext(scene: Scene, touch: Touch) {
	const { service, items, failure = {}, store = {} } = scene;
	const { stopSignal = new AbortController().signal } = scene;
	const credential: ICredentialDataDecryptedObject = {
		apiKey: service.key,
		baseUrl: 'https://acme.example',
	};
	const node: Partial<INode> = {
		name: 'Acme',
		type: 'acme',
		typeVersion: 1,
		parameters: {},
		...failure,
	};
	const helpers = {
		httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
			await service.answer(options),
	};
	const context: IExecuteFunctions = Object.assign(contextWith(items), {
		getInputData: () => items.map(() => ({ json: {} })),
		getNode: () => node,
		continueOnFail: () => continueOnFail(failure),
		getCredentials: async () => await Promise.resolve(credential),
		getContext: () => store,
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getExecutionCancelSignal: () => stopSignal,
		addExecutionHints: () => undefined,
		helpers: watched(helpers, 'helpers.', touch),
	});
	return watched(context, '', touch);
}

/** Runs one after the other; the shared part asks the system's clock, which is this one here. */
export const clock = new FakeClock();

/** Lets time run until the work is done. Some of it, such as a digest, takes no virtual time but real. */
async function untilDone(work: Promise<unknown>): Promise<void> {
	let isDone = false;
	const done = () => {
		isDone = true;
	};
	work.then(done, done);
	const end = clock.now() + 3_600_000;
	while (!isDone) {
		await (clock.pending === 0 ? clock.settle() : clock.advance(1_000));
		if (clock.now() > end) throw new Error('The run does not end');
	}
}

function useVirtualTime(): void {
	Object.assign(systemClock, {
		now: () => clock.now(),
		random: () => clock.random(),
		wait: async (ms: number, signal?: AbortSignal) => await clock.wait(ms, signal),
	});
}

/** Does some work of the shared part to its end, without waiting for anything. */
export async function inVirtualTime<T>(start: () => Promise<T>): Promise<T> {
	useVirtualTime();
	const work = start();
	await untilDone(work);
	return await work;
}

/** Runs the node once, from n8n's call to its end. */
export async function runNode(scene: Scene): Promise<NodeRun> {
	useVirtualTime();
	const steps = new Map<string, number>();
	const { service, fault } = scene;
	const touch: Touch = (step, args) => {
		const call = (steps.get(step) ?? 0) + 1;
		steps.set(step, call);
		if (fault?.step === step && (fault.hits?.(args, call) ?? true)) {
			throw new TypeError(`${step} was canceled`);
		}
	};
	const vendor: Vendor = watched(acmeWith(watchedSubject(touch)), 'vendor.', touch);
	const work = executeOperation(watchedContext(scene, touch), vendor);
	const ended = work.then(
		([output = []]) => ({ output, thrown: null }),
		(thrown: unknown) => ({ output: null, thrown }),
	);
	await untilDone(ended);
	const requests = service.log.length;
	await clock.advance(3_600_000);
	return { ...(await ended), steps, stragglers: service.log.length - requests };
}
