import '../../scripts/engine/n8nFolder';
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';

import { credentialTypesOf, VENDORS } from '../samples';
import { ROOT } from './repoFiles';

const loader = new PackageDirectoryLoader(ROOT);

beforeAll(async () => await loader.loadAll());

/** What goes to the editor, one description per node. */
const nodes = () => loader.types.nodes;

const NAMES = VENDORS.map(({ name }) => name).sort();
const TRIGGERS = VENDORS.filter(({ trigger }) => trigger !== undefined);
const ALL_NAMES = [...NAMES, ...TRIGGERS.map(({ trigger }) => trigger?.name)].sort();
const CREDENTIALS = VENDORS.flatMap(credentialTypesOf).sort();

describe("n8n's own loader, on the built package", () => {
	it('finds the nodes that have samples and their credentials, and nothing else', () => {
		expect(Object.keys(loader.nodeTypes).sort()).toEqual(ALL_NAMES);
		expect(Object.keys(loader.credentialTypes).sort()).toEqual(CREDENTIALS);
	});

	it.each(VENDORS)('$service: is called that and uses its own credentials', (vendor) => {
		const { name, service } = vendor;
		const types = credentialTypesOf(vendor);
		const node = nodes().find((entry) => entry.name === name);

		expect(node).toMatchObject({ displayName: service, usableAsTool: true });
		expect(node?.credentials).toMatchObject(types.map((type) => ({ name: type, required: true })));
		for (const type of types) {
			const own = [name, ...(vendor.trigger === undefined ? [] : [vendor.trigger.name])];
			expect(loader.known.credentials[type]?.supportedNodes).toEqual(own);
		}
	});

	it.each(TRIGGERS)(
		'$service Trigger: is one, with the credentials and icons of its node',
		(vendor) => {
			const { name, service, category, trigger } = vendor;
			const [node, own] = [name, trigger?.name].map((each) =>
				nodes().find((entry) => entry.name === each),
			);

			expect(own).toMatchObject({
				displayName: `${service} Trigger`,
				group: ['trigger'],
				inputs: [],
				credentials: node?.credentials,
				iconUrl: node?.iconUrl,
			});
			expect(own?.usableAsTool).toBeUndefined();
			expect(own?.codex?.categories).toContain(category);
			expect(own?.codex?.resources?.primaryDocumentation?.[0]?.url).toMatch(/^https:\/\//);
		},
	);

	it.each(VENDORS)('$service: shows one credential at a time', (vendor) => {
		const node = nodes().find((entry) => entry.name === vendor.name);
		const conditions = node?.credentials?.map(({ displayOptions }) => displayOptions?.show);

		expect(conditions).toEqual(
			vendor.oAuth2 === undefined
				? [undefined]
				: [{ authentication: ['apiToken'] }, { authentication: ['oAuth2'] }],
		);
	});

	it.each(VENDORS)('$service: stands in a category of the node panel', ({ name, category }) => {
		const codex = nodes().find((entry) => entry.name === name)?.codex;

		expect(codex?.categories).toContain(category);
		expect(codex?.resources?.primaryDocumentation?.[0]?.url).toMatch(/^https:\/\//);
		expect(codex?.resources?.credentialDocumentation?.[0]?.url).toMatch(/^https:\/\//);
	});

	/** Names of the nodes that the node panel finds by these words. */
	function find(words: string): string[] {
		const found = nodes().filter(({ codex }) =>
			codex?.alias?.some((alias) => alias.toLowerCase() === words),
		);
		return found.map(({ name }) => name).sort();
	}

	it.each(['cancel order', 'refund'])('a search for "%s" finds all that cancel', (words) => {
		expect(find(words)).toEqual(NAMES);
	});

	it.each([...new Set(VENDORS.flatMap(({ searchWords }) => searchWords))])(
		'a search for "%s" finds the nodes that it fits',
		(words) => {
			const fitting = VENDORS.filter(({ searchWords }) => searchWords.includes(words));
			const names = fitting.flatMap(({ name, trigger }) => [name, trigger?.name ?? []].flat());
			expect(find(words)).toEqual(names.sort());
		},
	);
});

describe('icons', () => {
	const entries = () => [...nodes(), ...loader.types.credentials];

	it('nodes and credentials all have one for light and one for dark themes', () => {
		expect(entries()).toHaveLength(ALL_NAMES.length + CREDENTIALS.length);
		for (const { iconUrl } of entries()) {
			expect(iconUrl).toEqual({ light: expect.any(String), dark: expect.any(String) });
		}
	});

	it('their addresses lead to SVG files in dist', () => {
		for (const { name, iconUrl } of entries()) {
			if (typeof iconUrl !== 'object') throw new Error(`${name} has no themed icon.`);
			expect(iconUrl.light).not.toBe(iconUrl.dark);
			for (const url of Object.values(iconUrl)) {
				expect(url).toMatch(/^icons\/n8n-nodes-cancel-order\/dist\/.+\.svg$/);
				const file = join(ROOT, url.replace('icons/n8n-nodes-cancel-order/', ''));
				expect(readFileSync(file, 'utf8')).toMatch(
					/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/,
				);
			}
		}
	});

	it('a credential shows the icon of its node', () => {
		for (const credential of loader.types.credentials) {
			const [node] = loader.known.credentials[credential.name]?.supportedNodes ?? [];
			expect(credential.iconUrl).toEqual(nodes().find(({ name }) => name === node)?.iconUrl);
		}
	});
});

describe('as a tool of an AI agent', () => {
	it.each(VENDORS)('$service: can be chosen, and every operation says what it does', ({ name }) => {
		const node = nodes().find((entry) => entry.name === name);
		const operations = node?.properties.filter((field) => field.name === 'operation') ?? [];

		expect(node?.usableAsTool).toBe(true);
		expect(operations.length).toBeGreaterThan(0);
		for (const option of operations.flatMap(({ options }) => options ?? [])) {
			expect(option).toEqual(
				expect.objectContaining({ action: expect.any(String), description: expect.any(String) }),
			);
		}
	});
});
