import { NodeOperationError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';

import { AcmeService } from './support/acme';
import { broken, type Parameters } from './support/context';
import { clock, goesOn, runNode, type FailureSettings, type Fault } from './support/nodeRun';
import { IDS, ROADS, take, type Outing, type Road } from './support/roads';

/** Both settings by which n8n decides whether it goes on after an exception, in every combination. */
const SETTINGS: readonly FailureSettings[] = (
	['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput', undefined] as const
).flatMap((onError) =>
	[true, false, undefined].map((continueOnFail) => ({
		...(onError === undefined ? {} : { onError }),
		...(continueOnFail === undefined ? {} : { continueOnFail }),
	})),
);
const GOING_ON = SETTINGS.filter(goesOn);
const STOPPING = SETTINGS.filter((settings) => !goesOn(settings));
const CONTINUE: FailureSettings = { onError: 'continueErrorOutput' };
const STOP: FailureSettings = { onError: 'stopWorkflow' };

/** How n8n is set and who it is asked for: without them there is nothing to go by. */
const GIVEN = new Set(['getInputData', 'getNode', 'continueOnFail', 'vendor.service']);

const json = (value: unknown) => JSON.stringify(value);

function resultIn({ json: { error, ...rest } }: INodeExecutionData): IDataObject {
	return (error ?? rest) as IDataObject;
}

function untruthsOf(item: INodeExecutionData, { operation, options }: Road, isCancelled: boolean) {
	const isError = 'error' in item.json;
	const { stopped, message } = resultIn(item);
	const wrong: string[] = [];
	if (isError && (typeof message !== 'string' || message === '')) wrong.push('has no message');
	if (operation !== 'cancel') return wrong;
	if (stopped === true && !isCancelled) wrong.push('is not stopped but says so');
	if (stopped === false && isCancelled) wrong.push('is stopped but says otherwise');
	if (!isError && stopped !== true && options?.dryRun !== true) wrong.push('looks like a success');
	return wrong;
}

/** What is wrong with a run where n8n goes on. */
function untruthsIn({ output, thrown, stragglers, service }: Outing, road: Road): string[] {
	if (output === null) return [`threw ${String(thrown)}`];
	const wrong = IDS.flatMap((id, item) => {
		const own = output.filter(({ pairedItem }) => json(pairedItem) === json({ item }));
		const untruths = own.flatMap((each) => untruthsOf(each, road, service.isCancelled(id)));
		if (own.length !== 1) untruths.push(`comes ${own.length} times`);
		return untruths.map((untruth) => `order ${id} ${untruth}`);
	});
	if (output.length !== IDS.length) wrong.push(`${output.length} items leave`);
	if (stragglers > 0) wrong.push(`${stragglers} requests left after the end`);
	return wrong;
}

/** What is wrong with a run where n8n stops, beside the same run where it goes on. */
function untruthsBeside(stopping: Outing, { output, service }: Outing): string[] {
	const { thrown, stragglers } = stopping;
	const wrong: string[] = [];
	const isBad = output?.some((item) => 'error' in item.json) ?? true;
	if (isBad !== thrown instanceof NodeOperationError) wrong.push(`threw ${String(thrown)}`);
	if (!isBad && json(stopping.output) !== json(output)) wrong.push('gives something else');
	if (thrown instanceof Error && /canceled/i.test(thrown.message)) wrong.push(thrown.message);
	const sent = json(stopping.service.log.sort());
	if (sent !== json(service.log.sort())) wrong.push(`sent ${sent}`);
	if (stragglers > 0) wrong.push(`${stragglers} requests left after the end`);
	return wrong;
}

async function untruthsUnder(settings: FailureSettings, road: Road, fault: Fault) {
	const outing = await take(road, settings, fault);
	return goesOn(settings)
		? untruthsIn(outing, road)
		: untruthsBeside(outing, await take(road, CONTINUE, fault));
}

/** The steps of the road that may fail, with how often each is taken. */
async function stepsOf(road: Road): Promise<Array<[step: string, calls: number]>> {
	const { steps } = await take(road, CONTINUE);
	return [...steps].filter(([step]) => !GIVEN.has(step));
}

/** With the settings that the form offers first, every step; with each of the others every fourth, and together all of them. */
async function stepsUnder(settings: FailureSettings, road: Road): Promise<string[]> {
	const steps = (await stepsOf(road)).map(([step]) => step);
	if ([json(CONTINUE), json(STOP)].includes(json(settings))) return steps;
	const offset = SETTINGS.indexOf(settings);
	return steps.filter((_step, index) => index % 4 === offset % 4);
}

/** Everything that n8n or the vendor is asked to do on the way. */
const ASKED = [
	...['resource', 'operation', 'simplify', 'output', 'options', 'orderId'].map(
		(name) => `getNodeParameter ${name}`,
	),
	...['returnAll', 'limit', 'filters'].map((name) => `getNodeParameter ${name}`),
	...[
		'getExecutionCancelSignal',
		'getWorkflowDataProxy',
		'getContext',
		'getCredentials',
		'getTimezone',
	],
	...['helpers.httpRequestWithAuthentication', 'addExecutionHints'],
	...['idRule.pattern.test', 'idRule.canonical', 'subject.words'],
	...['subject.cancel', 'subject.interpretCancel', 'subject.lookUp', 'subject.interpretLookUp'],
	...['subject.details', 'subject.moreFacts', 'list.page', 'list.interpretPage', 'list.keeps'],
];

describe('what may fail', () => {
	it('is everything that n8n or the vendor is asked to do', async () => {
		const steps: string[] = [];
		for (const road of ROADS) steps.push(...(await stepsOf(road)).map(([step]) => step));
		expect(ASKED.filter((step) => !steps.includes(step))).toEqual([]);
	});
});

describe.each(ROADS)('$title, with a step that fails', (road) => {
	it.each(GOING_ON)('throws nothing and tells the truth of every item (%j)', async (settings) => {
		for (const step of await stepsUnder(settings, road)) {
			expect([step, ...(await untruthsUnder(settings, road, { step }))]).toEqual([step]);
		}
	});

	it.each(STOPPING)('throws one error after everything was dealt with (%j)', async (settings) => {
		for (const step of await stepsUnder(settings, road)) {
			expect([step, ...(await untruthsUnder(settings, road, { step }))]).toEqual([step]);
		}
	});

	it.each([CONTINUE, STOP])(
		'does so too if it fails only once, whenever (%j)',
		async (settings) => {
			for (const [step, calls] of await stepsOf(road)) {
				for (let failing = 1; failing <= calls; failing++) {
					const fault: Fault = { step, hits: (_args, call) => call === failing };
					const untruths = await untruthsUnder(settings, road, fault);
					expect([step, failing, ...untruths]).toEqual([step, failing]);
				}
			}
		},
	);

	it('for one item costs the others nothing', async () => {
		const { output: whole } = await take(road, CONTINUE);
		for (const [step] of await stepsOf(road)) {
			const hits: Fault['hits'] = (args) => args[1] === 1 || json(args).includes(IDS[1]);
			const { output } = await take(road, CONTINUE, { step, hits });
			expect([step, output?.[0], output?.[2]]).toEqual([step, whole?.[0], whole?.[2]]);
		}
	});
});

describe('what the node is told to do', () => {
	/** Runs the node with two input items. */
	async function tell(parameters: Parameters, failure: FailureSettings) {
		const service = new AcmeService(clock, {});
		const items = [parameters, parameters];
		return { ...(await runNode({ service, items, failure })), service };
	}

	it.each([
		[
			'no such operation',
			{ operation: 'delete' },
			"'delete' is not known for the resource 'order'",
		],
		['no such resource', { resource: 'gift' }, "'cancel' is not known for the resource 'gift'"],
		['nothing', { operation: '' }, "'' is not known for the resource 'order'"],
		['a word of JavaScript', { operation: 'constructor' }, "'constructor' is not known"],
		['a broken resource', { resource: broken }, "'Resource' could not be read"],
		['a broken operation', { operation: broken }, "'Operation' could not be read"],
	])('is refused for every item if it is %s', async (_case, told, why) => {
		const parameters = { resource: 'order', operation: 'cancel', orderId: '1', ...told };
		const message = expect.stringContaining(why) as string;
		const going = await tell(parameters, CONTINUE);
		expect(going.output?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		for (const item of going.output ?? []) {
			expect(item.json).toMatchObject({
				error: { outcome: 'notAttempted', stopped: false, message },
			});
		}
		expect(await tell(parameters, STOP)).toMatchObject({ thrown: { message } });
		expect(going.service.log).toEqual([]);
	});

	it('sends nothing if Simplify is a broken expression', async () => {
		const told = { resource: 'order', operation: 'cancel', simplify: broken, orderId: '1' };
		const { output, service } = await tell(told, { onError: 'stopWorkflow', continueOnFail: true });
		expect(output).toHaveLength(2);
		expect(output?.[0]?.json).toMatchObject({
			error: {
				orderId: '1',
				outcome: 'notAttempted',
				message: expect.stringContaining('Simplify') as string,
			},
		});
		expect(service.log).toEqual([]);
	});

	it('returns no items for no input', async () => {
		const { output } = await runNode({ service: new AcmeService(clock, {}), items: [] });
		expect(output).toEqual([]);
	});
});
