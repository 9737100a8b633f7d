import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Vendor } from './vendor';

/** Each file and each folder in here is one vendor. */
const FOLDER = resolve(__dirname, 'vendors');

const load = createRequire(__filename);

/** Every vendor that the sandbox plays. A new one takes nothing but its own module. */
export const VENDORS: readonly Vendor[] = readdirSync(FOLDER)
	.sort()
	.map((name) => (load(resolve(FOLDER, name)) as { vendor: Vendor }).vendor);

/** The vendor of a service; throws for a service that nobody plays. */
export function vendorOf(service: string): Vendor {
	const vendor = VENDORS.find((each) => each.service === service);
	if (vendor === undefined) throw new Error(`The sandbox plays no service ${service}`);
	return vendor;
}
