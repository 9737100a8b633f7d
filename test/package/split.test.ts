import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { credentialTypesOf, VENDORS, type VendorSamples } from '../samples';
import { builtPath, classIn, filesIn, readManifest, ROOT } from './repoFiles';

const main = readManifest();

/** Fields that say who publishes a package and under which terms. */
const SAME = ['version', 'author', 'license', 'bugs', 'engines', 'peerDependencies'] as const;

const NAMES = readdirSync(join(ROOT, 'packages'), { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

function vendorOf(name: string): VendorSamples {
	const [folder] = readdirSync(join(ROOT, 'packages', name, 'nodes')).filter(
		(entry) => entry !== 'orders',
	);
	const found = VENDORS.find((vendor) => vendor.name.toLowerCase() === folder?.toLowerCase());
	if (found === undefined) throw new Error(`${name} has no node with samples.`);
	return found;
}

/** What people see of a package before they install it. */
const READ_FIRST = ['README.md', 'CHANGELOG.md', 'package.json'];

describe.each(NAMES)('the package %s', (name) => {
	const folder = join(ROOT, 'packages', name);
	const vendor = vendorOf(name);
	const manifest = readManifest(folder);
	const textOf = (path: string) => readFileSync(join(folder, path), 'utf8');

	it('is of the version and the people of the one with all services', () => {
		expect(manifest).toMatchObject(Object.fromEntries(SAME.map((field) => [field, main[field]])));
		expect(manifest.repository).toEqual({ ...main.repository, directory: `packages/${name}` });
		expect(manifest.homepage).toBe(`${main.homepage}/tree/main/packages/${name}`);
		expect(textOf('LICENSE')).toBe(readFileSync(join(ROOT, 'LICENSE'), 'utf8'));
	});

	it('is what n8n verifies: strict, for one service, and brings nothing along', () => {
		expect(manifest.name).toBe(name);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
		expect(manifest.files).toEqual(['dist']);
		const brought = /dependencies$|^(scripts|overrides)$/i;
		expect(Object.keys(manifest).filter((field) => brought.test(field))).toEqual([
			'peerDependencies',
		]);
	});

	it("has n8n's lint settings, unchanged", () => {
		const lines = textOf('eslint.config.mjs').split('\n');

		expect(lines.filter((line) => line !== '')).toEqual([
			"import { config } from '@n8n/node-cli/eslint';",
			'export default config;',
		]);
	});

	it('has all nodes and credentials of its service, and lists them', () => {
		const nodes = filesIn('nodes', '.node.ts').filter(
			(path) => basename(dirname(path)).toLowerCase() === vendor.name.toLowerCase(),
		);
		const types = credentialTypesOf(vendor);
		const credentials = filesIn('credentials', '.credentials.ts').filter((path) =>
			types.some((type) => type.toLowerCase() === classIn(path).toLowerCase()),
		);

		expect(credentials).toHaveLength(types.length);
		expect(manifest.n8n).toMatchObject({
			nodes: nodes.map(builtPath),
			credentials: credentials.map(builtPath),
		});
	});

	it('has no source of its own: what is in it leads to the sources of all', () => {
		for (const kind of ['nodes', 'credentials']) {
			const entries = readdirSync(join(folder, kind));
			expect(entries).not.toEqual([]);
			for (const entry of entries) {
				expect(realpathSync(join(folder, kind, entry))).toBe(realpathSync(join(ROOT, kind, entry)));
			}
		}
	});

	it('speaks of no other service', () => {
		const others = VENDORS.filter((other) => other !== vendor);
		const words = new RegExp(others.flatMap((other) => [other.service, other.name]).join('|'), 'i');

		for (const path of READ_FIRST) expect(textOf(path)).not.toMatch(words);
	});

	it('has the README that n8n asks for', () => {
		const titles = [...textOf('README.md').matchAll(/^## (.+)$/gm)].map(([, title]) => title);

		expect(titles).toEqual([
			'Installation',
			'Operations',
			'Credentials',
			'Compatibility',
			'Usage',
			'Resources',
			'Version history',
		]);
	});
});

it('there is a package for each of the services that are published', () => {
	const services = NAMES.map((name) => vendorOf(name).service);

	expect(services.sort()).toEqual(['FastPOD', 'Snappy', 'thanks.io']);
});
