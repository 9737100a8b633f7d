import type { Sandbox } from '../../../../sandbox';

/** The orders in the pictures. */
export const ORDERS = {
	postcard: '42708',
	printed: '42705',
	forHero: ['42701', 'G7nR4bD061', 'F237-120723-000061'],
} as const;

/** Several orders for one node. */
export const LIST = ['42706', '42707', '42705', '42704'] as const;

/** A day that does not change: new pictures differ from old ones only where the nodes do. */
function at(time: string): { createdAt: string } {
	return { createdAt: `2026-11-20T${time}:00.000Z` };
}

/** Makes the sandbox hold the orders of the pictures, and no others. */
export function seedForPictures(sandbox: Sandbox): void {
	sandbox.reset();
	const [postcard, gift, garment] = ORDERS.forHero;
	sandbox.seed([
		{ service: 'thanksIo', id: postcard, status: 'reviewing', ...at('09:12') },
		{ service: 'thanksIo', id: '42703', status: 'delivered', ...at('10:05') },
		{ service: 'thanksIo', id: '42704', status: 'cancelled', ...at('11:48') },
		{ service: 'thanksIo', id: ORDERS.printed, status: 'processing', ...at('13:20') },
		{ service: 'thanksIo', id: '42706', status: 'reviewing', ...at('15:31') },
		{ service: 'thanksIo', id: '42707', status: 'reviewing', ...at('15:57') },
		{ service: 'thanksIo', id: ORDERS.postcard, status: 'reviewing', ...at('16:05') },
		{ service: 'snappy', id: gift, status: 'active', ...at('09:30') },
		{ service: 'fastPod', id: garment, status: 'new_order', ...at('09:40') },
	]);
}
