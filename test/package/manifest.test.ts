import { join } from 'node:path';

import { builtPath, classIn, filesIn, readManifest, ROOT } from './repoFiles';

const manifest = readManifest();
const nodes = filesIn('nodes', '.node.ts');
const credentials = filesIn('credentials', '.credentials.ts');

describe('package.json', () => {
	it('names every node that is on disk, and no other', () => {
		expect(nodes).not.toEqual([]);
		expect(manifest.n8n.nodes).toEqual(nodes.map(builtPath));
	});

	it('names every credential that is on disk, and no other', () => {
		expect(credentials).not.toEqual([]);
		expect(manifest.n8n.credentials).toEqual(credentials.map(builtPath));
	});

	it('says that it is a community node package for the node interface 1', () => {
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.name).toMatch(/^n8n-nodes-/);
		expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
	});

	it('brings nothing along: n8n-workflow comes from the n8n that it is installed in', () => {
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		const brought = [
			'dependencies',
			'optionalDependencies',
			'bundleDependencies',
			'bundledDependencies',
			'peerDependenciesMeta',
			'overrides',
		];
		expect(Object.keys(manifest).filter((field) => brought.includes(field))).toEqual([]);
	});

	it('runs nothing on the machine that installs it', () => {
		const onInstall =
			/^((pre|post)?install|(pre|post)?prepare|preprepare|prepublish|(pre|post)pack|dependencies)$/;

		expect(Object.keys(manifest.scripts).filter((name) => onInstall.test(name))).toEqual([]);
	});

	it('has no script that waits for another one, since ignore-scripts (.npmrc) would skip it', () => {
		const hooks = Object.keys(manifest.scripts).flatMap((name) => [`pre${name}`, `post${name}`]);

		expect(Object.keys(manifest.scripts).filter((name) => hooks.includes(name))).toEqual([]);
	});

	it('publishes dist, and index.js because it is the main file', () => {
		expect(manifest.files).toEqual(['dist']);
		expect(manifest.main).toBe('index.js');
	});
});

type Exported = Record<'nodes' | 'credentials', Record<string, new () => object>>;

describe('index.js', () => {
	const load = (path: string): unknown => jest.requireActual(join(ROOT, path));
	const exported = load(manifest.main) as Exported;

	it.each([
		['nodes', nodes],
		['credentials', credentials],
	] as const)('exports the classes of all %s and nothing else', (kind, sources) => {
		const onDisk = sources.map((source) => {
			const name = classIn(source);
			return [name, (load(builtPath(source)) as Record<string, unknown>)[name]];
		});

		expect(Object.keys(exported).sort()).toEqual(['credentials', 'nodes']);
		expect(exported[kind]).toEqual(Object.fromEntries(onDisk));
		for (const NodeOrCredential of Object.values(exported[kind])) {
			expect(new NodeOrCredential()).toBeInstanceOf(NodeOrCredential);
		}
	});
});
