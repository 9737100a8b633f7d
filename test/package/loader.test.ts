import '../../scripts/engine/n8nFolder';
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';

import { ROOT } from './repoFiles';

const loader = new PackageDirectoryLoader(ROOT);

beforeAll(async () => await loader.loadAll());

/** What goes to the editor, one description per node. */
const nodes = () => loader.types.nodes;

const NODES = [
	['thanksIo', 'thanks.io', 'thanksIoOrdersApi', 'Marketing & Content'],
	['snappy', 'Snappy', 'snappyOrdersApi', 'Sales'],
	['fastPod', 'FastPOD', 'fastPodOrdersApi', 'Sales'],
] as const;

describe("n8n's own loader, on the built package", () => {
	it('finds three nodes and three credentials, and nothing else', () => {
		expect(Object.keys(loader.nodeTypes).sort()).toEqual(['fastPod', 'snappy', 'thanksIo']);
		expect(Object.keys(loader.credentialTypes).sort()).toEqual([
			'fastPodOrdersApi',
			'snappyOrdersApi',
			'thanksIoOrdersApi',
		]);
	});

	it.each(NODES)(
		'%s: is called %s and uses its own credential',
		(name, displayName, credential) => {
			const node = nodes().find((entry) => entry.name === name);

			expect(node).toMatchObject({ displayName, usableAsTool: true });
			expect(node?.credentials).toEqual([{ name: credential, required: true }]);
			expect(loader.known.credentials[credential]?.supportedNodes).toEqual([name]);
		},
	);

	it.each(NODES)('%s: stands in a category of the node panel', (name, _label, _type, category) => {
		const codex = nodes().find((entry) => entry.name === name)?.codex;

		expect(codex?.categories).toContain(category);
		expect(codex?.resources?.primaryDocumentation?.[0]?.url).toMatch(/^https:\/\//);
		expect(codex?.resources?.credentialDocumentation?.[0]?.url).toMatch(/^https:\/\//);
	});

	it.each([
		['postcard', ['thanksIo']],
		['letter', ['thanksIo']],
		['gift', ['snappy']],
		['print on demand', ['fastPod']],
		['t-shirt', ['fastPod']],
		['cancel order', ['fastPod', 'snappy', 'thanksIo']],
		['refund', ['fastPod', 'snappy', 'thanksIo']],
	])('a search for "%s" finds %s', (words, expected) => {
		const found = nodes().filter(({ codex }) =>
			codex?.alias?.some((alias) => alias.toLowerCase() === words),
		);

		expect(found.map(({ name }) => name).sort()).toEqual(expected);
	});
});

describe('icons', () => {
	const entries = () => [...nodes(), ...loader.types.credentials];

	it('nodes and credentials all have one for light and one for dark themes', () => {
		expect(entries()).toHaveLength(6);
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
	it.each(NODES)('%s: can be chosen, and every operation says what it does', (name) => {
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
