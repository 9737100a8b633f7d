import { FAULT_KINDS, startSandbox, type Sandbox } from '../../sandbox';
import { searchForLies } from '../invariant/search';
import { keepPausesShort } from '../invariant/shortPauses';
import { resultOf } from '../support/runNode';
import { CANCELLATIONS, READ_FIRST, VENDORS, type Cancellation } from '../samples';
import { runAgainst, stopRequests } from '../support/againstSandbox';

const ORDERS = Number(process.argv[2] ?? 20_000);
const WORLDS = Number(process.argv[3] ?? 10_000);
const ROUNDS = 4;
const FAULT_SHARE = 0.05;
const TIMEOUT_MS = 300;

/** All but the one that takes a second each time. */
const KINDS = FAULT_KINDS.filter((kind) => kind !== 'slowBody');

interface Tally {
	outcomes: Map<string, number>;
	violations: string[];
}

function seed(sandbox: Sandbox, cancellation: Cancellation, count: number): string[] {
	const { open, late } = cancellation.statuses;
	const ids = Array.from({ length: count }, (_, number) => cancellation.idOf(number));
	const every = Math.round(1 / FAULT_SHARE);
	ids.forEach((id, number) => {
		cancellation.seed(sandbox, id, number % 10 === 9 ? late : open);
	});
	ids.forEach((orderId, number) => {
		if (number % every !== 0) return;
		const kind = KINDS[(number / every) % KINDS.length] ?? 'cutAfter';
		sandbox.addFault({
			service: cancellation.vendor.name,
			operation: cancellation.logged,
			orderId,
			kind,
			retryAfter: '0',
		});
	});
	return ids;
}

async function cancelAll(
	sandbox: Sandbox,
	cancellation: Cancellation,
	count: number,
): Promise<Tally> {
	const ids = seed(sandbox, cancellation, count);
	const { items } = await runAgainst(sandbox, cancellation, ids, {
		credentialId: `soak-${cancellation.vendor.name}`,
		options: { requestTimeout: TIMEOUT_MS, requestsPerMinute: 100_000 },
	});
	const carriedOut = stopRequests(sandbox, cancellation).filter(({ processed }) => processed);
	const times = new Map<string, number>();
	for (const { orderId } of carriedOut)
		times.set(orderId ?? '', (times.get(orderId ?? '') ?? 0) + 1);
	const tally: Tally = { outcomes: new Map(), violations: [] };
	if (items.length !== count) tally.violations.push(`${count} in, ${items.length} out`);
	items.forEach((item, index) => {
		const { orderId, outcome, stopped } = resultOf(item);
		const name = String(outcome);
		tally.outcomes.set(name, (tally.outcomes.get(name) ?? 0) + 1);
		const id = ids[index] ?? '';
		const done = times.get(id) ?? 0;
		const isTrue = stopped === null || stopped === done > 0;
		if (!isTrue) tally.violations.push(`${name} for ${id} is not true`);
		if (orderId !== cancellation.resultId(id) && orderId !== id) {
			tally.violations.push(`${id} is out of place`);
		}
		if (done > 1) tally.violations.push(`${id} was stopped ${done} times`);
	});
	return tally;
}

function heapMegabytes(): number {
	globalThis.gc?.();
	return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

/** The random worlds of `test/invariant`, far more of them than a test run has time for. */
async function searchWorlds(): Promise<string[]> {
	const seed = Math.floor(Math.random() * 2 ** 31);
	const makePausesLong = keepPausesShort();
	const ways = [...CANCELLATIONS, ...READ_FIRST];
	const runs = Math.ceil(WORLDS / ways.length);
	const reports: string[] = [];
	for (const [position, cancellation] of ways.entries()) {
		const start = seed + 8 * position;
		reports.push(...(await searchForLies({ cancellation, runs, lanes: 8, seed: start })));
	}
	makePausesLong();
	console.log(
		`${WORLDS} random worlds from seed ${seed}: ${reports.length === 0 ? 'all true' : 'NOT all true'}`,
	);
	return reports;
}

/**
 * Many orders, all kinds of faults, everything that can be stopped at once, on n8n's engine in this process. Leaves with 1 if
 * anything was untrue, sent twice, leaked or left open.
 */
export async function soakManyOrders(): Promise<void> {
	const sandbox = await startSandbox();
	const violations: string[] = [];
	const heaps: number[] = [];
	let peakSockets = 0;
	const start = performance.now();
	for (let round = 1; round <= ROUNDS; round++) {
		const count = Math.ceil(ORDERS / ROUNDS / CANCELLATIONS.length);
		const tallies = await Promise.all(
			CANCELLATIONS.map(async (each) => await cancelAll(sandbox, each, count)),
		);
		violations.push(...tallies.flatMap((tally) => tally.violations));
		peakSockets = Math.max(peakSockets, sandbox.peakSockets());
		const counts = tallies.map(({ outcomes }) => JSON.stringify(Object.fromEntries(outcomes)));
		sandbox.reset();
		heaps.push(heapMegabytes());
		console.log(
			`Round ${round}: ${CANCELLATIONS.map(({ label }, index) => `${label} ${counts[index]}`).join('  ')}`,
		);
	}
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	const lies = await searchWorlds();
	await new Promise((settled) => setTimeout(settled, 500));
	const open = sandbox.openSockets();
	await sandbox.close();
	violations.push(...lies);
	const growth = (heaps.at(-1) ?? 0) / (heaps[1] ?? 1);
	console.log(`${ORDERS} orders in ${seconds} s; violations: ${violations.length}`);
	console.log(violations.slice(0, 20).join('\n'));
	console.log(
		`Most connections at once, all nodes together: ${peakSockets}; open at the end: ${open}`,
	);
	console.log(
		`Heap after each round: ${heaps.join(', ')} MB; resident at most: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
	);
	const isClean =
		violations.length === 0 && open === 0 && growth < 1.2 && peakSockets <= 64 * VENDORS.length;
	console.log(isClean ? 'All invariants hold.' : 'NOT all invariants hold.');
	process.exitCode = isClean ? 0 : 1;
}
