import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../contract/vendor';

/** Options that hold item by item and let an order through only if what is read of it allows that. */
export const ONLY_IF_STATUS = { name: 'onlyIfStatus', displayName: 'Only If Status' };
export const ONLY_IF_YOUNGER = {
	name: 'onlyIfYoungerThan',
	displayName: 'Only If Younger Than (Minutes)',
	/** An hour, which is how long thanks.io accepts a cancellation. */
	default: 60,
	typeOptions: { minValue: 0.001, maxValue: 5256000, numberPrecision: 3 },
};

/**
 * The guards in the form of a cancel operation.
 *
 * @param operation whose statuses can be chosen; a gift's order has no time, so its age guards nothing
 */
export function guardFields({ resource, operation, subject }: Operation): INodeProperties[] {
	const show = { '/resource': [resource], '/operation': [operation] };
	const status: INodeProperties = {
		...ONLY_IF_STATUS,
		type: 'multiOptions',
		default: [],
		displayOptions: { show },
		description:
			'Read the order first, and leave it alone unless it is in one of these statuses. It then ends as refused, with its status named. An expression may give any word, or several separated by commas.',
		options: [...subject.statuses],
	};
	if (subject.idParameter !== 'orderId') return [status];
	return [
		status,
		{
			...ONLY_IF_YOUNGER,
			type: 'number',
			displayOptions: { show },
			description:
				'Read the order first, and leave it alone if it was placed longer ago than this. It then ends as refused.',
		},
	];
}
