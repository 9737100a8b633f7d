import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { addWebhooks, dropWebhooks, eventProperties, receiveEvent, webhooksExist } from '../orders';
import { authentication, credentials } from './thanksIoAuthentication';
import { order } from './thanksIoOrder';
import { thanksIo } from './thanksIoVendor';
import { EVENTS, webhooks } from './thanksIoWebhooks';

const trigger = { vendor: thanksIo, subject: order, api: webhooks };

export class ThanksIoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'thanks.io Trigger',
		name: 'thanksIoTrigger',
		icon: { light: 'file:thanksIo.svg', dark: 'file:thanksIo.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		// In its search n8n shows one entry for both nodes of the service, with this description.
		description: 'Hear when an order changes, and stop it before it is printed',
		defaults: { name: 'thanks.io Trigger' },
		hints: [
			{
				message: 'Webhooks take a paid thanks.io subscription.',
				location: 'outputPane',
				whenToDisplay: 'beforeExecution',
			},
		],
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [authentication, ...eventProperties(order, EVENTS)],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await webhooksExist(this, trigger);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await addWebhooks(this, trigger);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await dropWebhooks(this, trigger);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveEvent(this, trigger);
	}
}
