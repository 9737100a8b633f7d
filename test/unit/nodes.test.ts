import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { FastPod } from '../../nodes/FastPod/FastPod.node';
import { Snappy } from '../../nodes/Snappy/Snappy.node';
import { ThanksIo } from '../../nodes/ThanksIo/ThanksIo.node';
import { ThanksIoTrigger } from '../../nodes/ThanksIo/ThanksIoTrigger.node';

it.each([new FastPod(), new Snappy(), new ThanksIo()])(
	'$description.displayName runs, and has one output without any item',
	async (node) => {
		const context = Object.assign({} as IExecuteFunctions, { getInputData: () => [] });
		expect(await node.execute.call(context)).toEqual([[]]);
	},
);

it('thanks.io Trigger starts nothing for a call that is none of its own', async () => {
	const context = Object.assign({} as IWebhookFunctions, {
		getBodyData: () => ({ hello: 'world' }),
		getNodeParameter: (_name: string, fallback: unknown) => fallback,
	});
	expect(await new ThanksIoTrigger().webhook.call(context)).toEqual({});
});
