import { systemClock } from '../clock';
import type { Subject, Vendor } from '../contract/vendor';
import { cleanBaseUrl, cleanKey } from '../credential/credentialObstacle';
import type { Desk } from '../order/desk';
import { pacedCall } from '../order/pacedCall';
import { paceOf } from '../pace/paces';
import { send, type Caller } from '../transport/send';
import type { Preparation } from './prepareRun';
import { probeAnswer, probeOnce, probePlan } from './probeOnce';

/** Names the credential without its secret, for what is shared or kept per credential. */
export function credentialIdOf(context: Caller, vendor: Vendor): string {
	const type = vendor.credential.name;
	const details = context.getNode().credentials?.[type];
	return `${type}:${details?.id ?? details?.name ?? ''}`;
}

/** The end of a run: n8n's stop button or a refused credential. */
interface RunEnd {
	over: AbortController;
	byUser: () => boolean;
	forget: () => void;
}

function watchStopButton(context: Caller): RunEnd {
	const over = new AbortController();
	// A list in the editor has no stop button.
	const stop =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const end = () => over.abort();
	if (stop?.aborted === true) end();
	stop?.addEventListener('abort', end, { once: true });
	return {
		over,
		byUser: () => stop?.aborted === true,
		forget: () => stop?.removeEventListener('abort', end),
	};
}

/**
 * Puts together what the orders of one run share: the way to the vendor, the pace, the clock and the end of the run.
 * `close` is for when all orders are done: in a loop, n8n's execution outlives the run.
 */
export function openDesk(
	context: Caller,
	vendor: Vendor,
	subject: Subject,
	{ settings, credential, key }: Extract<Preparation, { ready: true }>,
): { desk: Desk; close: () => void } {
	const clock = systemClock;
	const baseUrl = cleanBaseUrl(credential.baseUrl);
	const { over, byUser, forget } = watchStopButton(context);
	const line = {
		context,
		credentialType: vendor.credential.name,
		baseUrl,
		timeoutMs: settings.requestTimeoutMs,
		clock,
	};
	const { test } = vendor.credential;
	const pace = paceOf(`${credentialIdOf(context, vendor)} ${baseUrl}`);
	/** Ends the run before anything else may leave, if the credential itself is refused. */
	const askForCredential = async () => {
		if (test === undefined) return 'unclear';
		const answer = probeAnswer(await pacedCall(desk, probePlan(test), { urgent: true }));
		if (answer === 'refused') over.abort();
		return answer;
	};
	const desk: Desk = {
		vendor,
		subject,
		clock,
		pace,
		limit: settings.limit,
		signal: over.signal,
		deadline: clock.now() + settings.giveUpAfterMs,
		maxAttempts: settings.maxAttempts,
		secrets: [key, cleanKey(key)],
		send: async (plan) => await send(line, plan),
		whyStopped: () => (byUser() ? 'stopped' : 'halted'),
		probe: probeOnce(async () => await pace.hold(askForCredential)),
	};
	return { desk, close: forget };
}
