import { trafficText } from './accounts';
import { checkNoneMissing, checkTruth } from './checks';
import { makeOpenPostcards, seedOrders } from './orders';
import { endsOf, secondsSince, sendInto, type Scene } from './scene';

/** More than the limit of a minute, so that two workers together are too fast. */
const ORDERS = 100;

/** Every worker takes the whole published limit for itself: what that costs. */
export async function goUndivided(scene: Scene): Promise<void> {
	const { report, sandbox, lanes } = scene;
	const orders = makeOpenPostcards(ORDERS);
	seedOrders(sandbox, orders);
	const since = Date.now();
	const ends = await endsOf(scene, await sendInto(scene, orders, { lane: lanes.at(-1) }));
	report.note(`pace not divided: ${ORDERS} thanks.io orders in ${secondsSince(since)}`);
	report.note(`requests: ${trafficText(sandbox, since)}`);
	await checkTruth(scene, 'with the pace not divided', ends);
	await checkNoneMissing(scene, 'with the pace not divided', ends);
}
