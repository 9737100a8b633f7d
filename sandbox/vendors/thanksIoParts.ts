import { SANDBOX_RECIPIENT } from '../recipient';
import type { SandboxOrder } from '../types';

/** Cents. */
export const PRICE_CENTS = 73;

export const IMAGE = 'https://cdn.example.com/letter-backgrounds/bg0.png';

/** "Printing" for `processing` is inferred from a webhook sample; the rest is Title Case. */
export function displayStatus(status: string): string {
	if (status === 'processing') return 'Printing';
	return status.charAt(0).toUpperCase() + status.slice(1);
}

/** Cents. The documented sample of a real cancellation has both final totals at 0. */
export function moneyOf(order: SandboxOrder) {
	return {
		total_estimated_recipients: 1,
		authorization_total: PRICE_CENTS,
		total_recipients: order.cancelled ? 0 : 1,
		grand_total: order.cancelled ? 0 : PRICE_CENTS,
	};
}

/** Free text of the sender; naming the recipient is what makes it personal data. */
export function message(): string {
	return `Dear ${SANDBOX_RECIPIENT.name},\n\nTHANK YOU for your order!`;
}

export function metadata(order: SandboxOrder) {
	return order.reference === undefined ? null : { reference: order.reference };
}

/** `YYYY-MM-DD HH:MM:SS`, UTC without saying so, as in the samples of track and the old cancel. */
export function plainDate(iso: string): string {
	return new Date(iso).toISOString().slice(0, 19).replace('T', ' ');
}
