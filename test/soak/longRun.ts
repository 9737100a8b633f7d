import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';

import { startSandbox, type Sandbox } from '../../sandbox';
import { installN8n } from '../../scripts/realN8n/installN8n';
import { n8nPlace, type N8nPlace } from '../../scripts/realN8n/n8nEnvironment';
import { N8nRest } from '../../scripts/realN8n/n8nRest';
import { startServer, type N8nServer } from '../../scripts/realN8n/n8nServer';
import { packPackage } from '../../scripts/realN8n/packPackage';
import { prepareUserFolder } from '../../scripts/realN8n/userFolder';
import { waitUntil } from '../../scripts/realN8n/waitUntil';
import { untilOver } from '../n8n/editorRun';
import { runReader, type RunReader } from '../n8n/executions';
import { demand, demandNone, runChecks, say, type Report } from '../n8n/report';
import { makeLanes, publishLane, seedLane, send, type Lane } from './lanes';
import { judgedFrom, slopes, type Moment } from './slopes';
import { lastArrivalMs, requestsOf, resultsIn, untruthsOf, type Ended } from './truth';
import { writeDown, type SoakResults } from './writeDown';

const ORDERS_PER_LANE = 40;
/** In every third round somebody presses the stop button of one execution. */
const STOP_EVERY = 3;
const SETTLE_MS = 1_500;
const PATIENCE = { pollMs: 50, longestMs: 60_000 };

interface Soak {
	sandbox: Sandbox;
	server: N8nServer;
	rest: N8nRest;
	read: RunReader;
	lanes: readonly Lane[];
}

/** What came of all rounds so far. */
interface Tally {
	rounds: number;
	executions: number;
	orders: number;
	stopped: number;
	/** How late a request arrived that had left when its execution was stopped, milliseconds; 0: none was late. */
	lastArrivalMs: number;
	outcomes: Map<string, number>;
	untruths: string[];
	moments: Moment[];
}

async function startN8n(place: N8nPlace): Promise<N8nServer> {
	const hooks = { EXTERNAL_HOOK_FILES: join(__dirname, 'probe.js') };
	return await startServer({ ...place, env: { ...place.env, ...hooks } });
}

/** What n8n's process holds between two rounds, after its garbage is collected. */
async function look({ server }: Soak, minute: number): Promise<Moment> {
	const told = () => server.log().match(/^\{"soak":.*\}$/gm) ?? [];
	const before = told().length;
	process.kill(server.pid, 'SIGUSR2');
	const otherwise = () => 'n8n does not say what it holds';
	const line = await waitUntil(() => told()[before] ?? false, { ...PATIENCE, otherwise });
	const { soak } = JSON.parse(line) as { soak: Omit<Moment, 'minute'> };
	return { minute, ...soak };
}

/** Stops an execution when some of its orders were asked for and others not. */
async function stopInTheMiddle({ rest, sandbox }: Soak, lane: Lane, id: string): Promise<void> {
	const otherwise = () => `${lane.path} asks for nothing`;
	await waitUntil(() => requestsOf(sandbox, lane).length > 7, { ...PATIENCE, otherwise });
	await rest.post(`/rest/executions/${id}/stop`, {});
}

async function runLane(soak: Soak, lane: Lane, round: number, isStopped: boolean): Promise<Ended> {
	const { sandbox, server, rest, read } = soak;
	const ids = seedLane(sandbox, lane, ORDERS_PER_LANE, round);
	// n8n publishes in the background: the first call may come too early.
	const otherwise = () => `${lane.path} was not published`;
	const sent = async () => (await send(server.url, lane, ids)) ?? (false as const);
	const id = await waitUntil(sent, { ...PATIENCE, otherwise });
	if (isStopped) await stopInTheMiddle(soak, lane, id);
	const { status, data } = await untilOver({ rest }, id);
	const endedAt = Date.now();
	return { lane, ids, wasStopped: isStopped, status, endedAt, results: resultsIn(read(data)) };
}

/** All accounts at the same time, then what they said against what is true. */
async function runRound(soak: Soak, tally: Tally): Promise<void> {
	const { sandbox, lanes } = soak;
	const round = tally.rounds;
	const stopped = round % STOP_EVERY === 2 ? (round / STOP_EVERY) % lanes.length : -1;
	const ends = await Promise.all(
		lanes.map(async (lane, index) => {
			return await runLane(soak, lane, round + index, index === Math.floor(stopped));
		}),
	);
	await sandbox.settled();
	for (const ended of ends) {
		const untruths = untruthsOf(sandbox, ended);
		for (const untruth of untruths) say(`UNTRUE in round ${round + 1}: ${untruth}`);
		tally.untruths.push(...untruths);
		for (const { outcome } of ended.results) {
			tally.outcomes.set(String(outcome), (tally.outcomes.get(String(outcome)) ?? 0) + 1);
		}
		if (ended.wasStopped) {
			tally.stopped += 1;
			tally.lastArrivalMs = Math.max(tally.lastArrivalMs, lastArrivalMs(sandbox, ended));
		}
		tally.orders += ended.ids.length;
	}
	tally.rounds += 1;
	tally.executions += ends.length;
	sandbox.reset();
}

/** Rounds until the time is up; looks at n8n before the first, every minute (every 10 s of a short run), and at the end. */
async function runAll(soak: Soak, minutes: number): Promise<Tally> {
	const start = performance.now();
	const since = () => (performance.now() - start) / 60_000;
	const every = judgedFrom(minutes) ? 1 : 1 / 6;
	const outcomes = new Map<string, number>();
	const counts = { rounds: 0, executions: 0, orders: 0, stopped: 0, lastArrivalMs: 0 };
	const tally: Tally = { ...counts, outcomes, untruths: [], moments: [] };
	while (since() < minutes) {
		await runRound(soak, tally);
		if (since() < (tally.moments.at(-1)?.minute ?? -every) + every) continue;
		await delay(SETTLE_MS);
		const moment = await look(soak, since());
		tally.moments.push(moment);
		const { minute, heapUsed, sockets, timers, handles } = moment;
		say(
			`${minute.toFixed(1)} min: ${tally.orders} orders, heap ${(heapUsed / 1e6).toFixed(1)} MB, ${sockets} sockets, ${handles} handles, ${timers} timers, ${tally.untruths.length} untruths`,
		);
	}
	return tally;
}

async function judge(report: Report, tally: Tally, minutes: number): Promise<void> {
	const { outcomes, untruths, moments, stopped, rounds } = tally;
	await report.check('everything that was said of an order is true, nothing sent blindly', () => {
		demandNone(untruths.slice(0, 20));
		demand(rounds < STOP_EVERY || stopped > 0, () => 'no execution was stopped');
		return [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
	});
	if (!judgedFrom(minutes)) {
		report.note('Too short to judge slopes: n8n itself still warms up.');
		return;
	}
	for (const { name, perMinute, bound, unit } of slopes(moments)) {
		await report.check(`${name} stay flat in the second half`, () => {
			const found = `${perMinute.toFixed(3)} ${unit} a minute, at most ${bound}`;
			demand(perMinute <= bound, () => found);
			return found;
		});
	}
}

async function soak(report: Report, minutes: number): Promise<void> {
	const installation = await installN8n('newest', say);
	const userFolder = await prepareUserFolder(installation, await packPackage());
	const place = await n8nPlace(installation, userFolder);
	const sandbox = await startSandbox();
	const server = await startN8n(place);
	try {
		const rest = await N8nRest.setUpOwner(server.url);
		const lanes = makeLanes(sandbox);
		for (const lane of lanes) await publishLane(rest, sandbox, lane);
		const read = runReader(installation);
		const tally = await runAll({ sandbox, server, rest, read, lanes }, minutes);
		await judge(report, tally, minutes);
		const { n8nVersion, nodeVersion } = installation;
		const { rounds, executions, orders, stopped, moments, outcomes, untruths } = tally;
		const results: SoakResults = {
			versions: { n8n: n8nVersion, Node: nodeVersion },
			minutes,
			counts: { rounds, executions, orders, stopped, untruths: untruths.length },
			lastArrivalMs: tally.lastArrivalMs,
			outcomes: Object.fromEntries(outcomes),
			moments,
		};
		if (judgedFrom(minutes)) await writeDown(results);
	} finally {
		await server.stop();
		await sandbox.close();
	}
}

/**
 * One n8n process with the three nodes, two accounts each, in loops, with faults, late effects and stop buttons. Leaves with 1
 * if something untrue was said, or if memory, sockets, handles or timers grow in the second half (from 10 minutes on).
 */
export function soakOneN8n(minutes: number): void {
	if (!(minutes > 0 && minutes <= 600)) {
		say('Say how long, in minutes: npm run soak -- --minutes 30');
		process.exitCode = 1;
		return;
	}
	void runChecks(`one n8n for ${minutes} minutes`, async (report) => {
		await soak(report, minutes);
		return undefined;
	});
}
