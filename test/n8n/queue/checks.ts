import { summary, untruths } from '../executions';
import { complaintsAboutUs } from '../n8nLog';
import { demand, demandNone } from '../report';
import { split, surprises, traffic } from './accounts';
import type { Scene } from './scene';
import type { OrderEnd } from './storedResults';

/** What is said of an order agrees with the sandbox, and is what its state calls for. */
export async function checkTruth(
	{ report, sandbox }: Scene,
	when: string,
	ends: readonly OrderEnd[],
	alsoRight: readonly string[] = [],
): Promise<void> {
	await report.check(`${when}, every result is true`, async () => {
		const { settled } = split(ends);
		const results = settled.flatMap(({ result }) => result ?? []);
		demandNone([...untruths(sandbox, results), ...surprises(settled, alsoRight)]);
		return await Promise.resolve(`${results.length} results: ${summary(results)}`);
	});
}

export async function checkNoneMissing(
	{ report }: Scene,
	when: string,
	ends: readonly OrderEnd[],
): Promise<void> {
	await report.check(`${when}, every order has a result`, async () => {
		demandNone(split(ends).unsettled.map(({ order, complaint }) => `${order.id}: ${complaint}`));
		return await Promise.resolve(undefined);
	});
}

/**
 * Without a result are only orders that the killed worker had in hand, and n8n says so of each.
 *
 * @param safe executions that the other workers have begun
 */
export async function checkUnsettled(
	{ report, sandbox }: Scene,
	ends: readonly OrderEnd[],
	safe: ReadonlySet<string>,
): Promise<void> {
	const { settled, unsettled } = split(ends);
	await report.check(
		'an order without a result has an execution that n8n calls failed',
		async () => {
			const quiet = unsettled.filter(({ status }) => status !== 'error' && status !== 'crashed');
			const others = unsettled.filter(({ executionId }) => safe.has(executionId));
			demandNone(quiet.map(({ order, status }) => `${order.id}: ${status}, and no result`));
			demandNone(others.map(({ order }) => `${order.id} was not with the killed worker`));
			const cancelled = unsettled.filter(
				({ order }) => sandbox.order(order.service, order.id)?.cancelled === true,
			);
			return await Promise.resolve(
				`${settled.length} orders with a result, ${unsettled.length} without, ${cancelled.length} of these are cancelled all the same`,
			);
		},
	);
}

/** A cancellation that the service has carried out is not sent again. */
export async function checkAskedOnce(
	{ report, sandbox }: Scene,
	ends: readonly OrderEnd[],
): Promise<void> {
	await report.check('what a service had cancelled was not asked for again', async () => {
		const again = ends.filter(({ order }) => {
			const asked = sandbox.requests({ orderId: order.id, operation: 'cancel' });
			const done = asked.findIndex(({ processed }) => processed);
			return done !== -1 && done < asked.length - 1;
		});
		demandNone(again.map(({ order }) => order.id));
		return await Promise.resolve(undefined);
	});
}

export async function checkPace({ report, sandbox }: Scene, since: number): Promise<void> {
	await report.check('thanks.io was never asked too fast: 60 a minute, 30 per worker', async () => {
		const { requests, tooMany } = traffic(sandbox, 'thanksIo', since);
		demand(tooMany === 0, () => `${tooMany} of ${requests} requests were answered 429`);
		return await Promise.resolve(`${requests} requests`);
	});
}

export async function checkLogs({ report, cluster }: Scene): Promise<void> {
	await report.check("no complaint about this package in n8n's logs", async () => {
		const logs = [cluster.main, ...cluster.workers].map((process) => process.log());
		demandNone(complaintsAboutUs(logs.join('\n'), cluster.folders));
		return await Promise.resolve(undefined);
	});
}
