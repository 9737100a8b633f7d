import type { FaultKind } from '../../sandbox';
import { CANCELLATIONS, ORDERS } from '../samples';
import { getMany, reading, runAgainst, seedOpen } from '../support/againstSandbox';
import { openList } from '../support/editorList';
import { outcomesOf, resultOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';

const sandbox = useSandbox();

/** An answer takes half a minute to drip in; a call is given up after this, and a second of grace. */
const requestTimeout = 300;

/** The sandbox hears a moment later that a connection was closed. */
async function openSocketsSoon(): Promise<number> {
	const end = Date.now() + 500;
	while (sandbox().openSockets() > 0 && Date.now() < end) {
		await new Promise((later) => setTimeout(later, 10));
	}
	return sandbox().openSockets();
}

// Connections are those of an account, whatever its vendor, so one will do.
const [order] = ORDERS;
if (order === undefined) throw new Error('There is no vendor.');
