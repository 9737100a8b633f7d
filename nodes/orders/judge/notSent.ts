import type { NotSent } from '../contract/reply';

/** Why a request never left, for people. */
export const NOT_SENT: Readonly<Record<NotSent['why'], string>> = {
	stopped: 'the run was stopped before its turn came',
	halted: 'the credential was refused earlier in this run',
	outOfTime: "the time of 'Give Up After' was over before its turn came",
};
