import { startSandbox, type RateLimit } from '../sandbox';
import { cancellationOf, type Cancellation } from './samples';
import { runAgainst, seedOpen } from './support/againstSandbox';

/**
 * How close a run comes to what the limit allows: `npm run bench`, or `npm run bench -- --minutes` for the case that
 * takes four minutes. A time is only ever compared with the limit's own arithmetic or with another time of this run.
 */
interface Case {
	name: string;
	order: Cancellation;
	orders: number;
	limit: RateLimit | null;
	/** Least time that the limit allows, milliseconds. */
	leastMs: number;
}

const THANKS_IO = cancellationOf('thanksIo');
const SNAPPY = cancellationOf('snappy');
const FASTPOD = cancellationOf('fastPod');

/** The first window is free; every further one has to be waited for. */
function leastTime(orders: number, requests: number, windowMs: number): number {
	return (Math.ceil(orders / requests) - 1) * windowMs;
}

function limited(order: Cancellation, orders: number, requests: number, windowMs: number): Case {
	const limit = { service: order.vendor.name, requests, windowMs };
	const name = `${order.vendor.service}, ${requests} per ${windowMs / 1000} s`;
	return { name, order, orders, limit, leastMs: leastTime(orders, requests, windowMs) };
}

async function measure({ name, order, orders, limit, leastMs }: Case): Promise<number> {
	const sandbox = await startSandbox();
	if (limit !== null) sandbox.setRateLimit(limit);
	const ids = seedOpen(sandbox, order, orders);
	const start = performance.now();
	await runAgainst(sandbox, order, ids, { credentialId: `bench ${name}` });
	const ms = performance.now() - start;
	const cancelled = sandbox.orders().filter((order) => order.cancelled).length;
	const requests = sandbox.requests();
	const refused = requests.filter(({ status }) => status === 429).length;
	const share = ((100 * refused) / requests.length).toFixed(1);
	const ratio =
		leastMs === 0
			? ''
			: `, ${(ms / leastMs).toFixed(3)} of the ${leastMs / 1000} s that the limit allows`;
	console.log(
		`${name}: ${cancelled} of ${orders} cancelled in ${(ms / 1000).toFixed(1)} s${ratio}; 429: ${share}%; connections at most: ${sandbox.peakSockets()}`,
	);
	await sandbox.close();
	return ms;
}

async function main(): Promise<void> {
	await measure(limited(SNAPPY, 1000, 100, 1000));
	const free = { order: FASTPOD, limit: null, leastMs: 0 };
	const small = await measure({ ...free, name: 'FastPOD, no limit', orders: 500 });
	const large = await measure({
		...free,
		name: 'FastPOD, no limit, ten times as many',
		orders: 5000,
	});
	console.log(`Ten times the orders take ${(large / small).toFixed(1)} times as long.`);
	if (process.argv.includes('--minutes')) await measure(limited(THANKS_IO, 300, 60, 60_000));
}

void main();
