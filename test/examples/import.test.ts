import { Script } from 'node:vm';
import type { INode } from 'n8n-workflow';

import { sandboxCredentials } from '../../scripts/demo/demoSandbox';
import { isOwnNode } from '../../scripts/engine/ownNode';
import { VENDORS } from '../samples';
import { useSandbox } from '../support/useSandbox';
import { EXAMPLES, isNote, nodeOf, readExample, textOf } from './support/exampleFiles';
import { KNOWN_TYPES } from './support/knownTypes';
import { complaintsOf } from './support/ownForms';

const sandbox = useSandbox();
const NAMES = VENDORS.map(({ name }) => name).join('|');
const OWN_TYPE = new RegExp(`^n8n-nodes-cancel-order\\.(${NAMES})(Tool|Trigger)?$`);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') {
		if (!value.startsWith('=')) return [];
		return [...value.matchAll(/\{\{([\s\S]*?)\}\}(?!\})/g)].map(([, code = '']) => code);
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(expressionsIn);
}

/** What a node covers on n8n's canvas, its name below it included; roughly, since fonts differ. */
function areaOf({ type, position, parameters }: INode) {
	const [x, y] = position;
	const { width = 240, height = 160 } = parameters;
	if (type.endsWith('.stickyNote')) return { x, y, width: Number(width), height: Number(height) };
	return type.endsWith('.agent')
		? { x, y, width: 256, height: 96 }
		: { x, y, width: 96, height: 144 };
}

type Area = ReturnType<typeof areaOf>;

function overlap(a: Area, b: Area): boolean {
	const besides = a.x >= b.x + b.width || b.x >= a.x + a.width;
	return !besides && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** How tall the text of a note is, roughly: a line of 20 pixels holds a character in every 7.4, and blank lines are lower. */
function heightOfText({ content }: INode['parameters'], width: number): number {
	const perLine = (width - 32) / 7.4;
	const plain = String(content).replace(/[*_`#]|\]\([^)]*\)|\[/g, '');
	const lines = plain
		.split('\n')
		.map((line) => (line === '' ? 0.7 : Math.ceil(line.length / perLine)));
	return lines.reduce((sum, count) => sum + count, 0) * 20 + 32;
}

function named(nodes: readonly INode[]): string[] {
	return nodes.map(({ name }) => name);
}

describe.each(EXAMPLES)('examples/%s can be imported into n8n 2.0.0 and newer', (file) => {
	const example = readExample(file);
	const { nodes, connections, pinData = {} } = example;

	it('has what n8n needs to import it, and is not active', () => {
		expect(example.id).toMatch(/^[A-Za-z0-9]{8,}$/);
		expect(example.versionId).toMatch(UUID);
		expect(example.name.length).toBeGreaterThan(10);
		expect(example.active).toBe(false);
		expect(example.settings).toMatchObject({ executionOrder: 'v1' });
	});

	it('has only nodes that are known, in versions that n8n 2.0.0 has', () => {
		for (const { type, typeVersion } of nodes) {
			const known = OWN_TYPE.test(type) ? 1 : KNOWN_TYPES[type];
			expect({ type, typeVersion }).toEqual({ type, typeVersion: known });
		}
	});

	it('the form of our nodes knows every parameter, and nothing in it is missing', async () => {
		for (const node of nodes.filter(isOwnNode)) {
			expect([node.name, await complaintsOf(node)]).toEqual([node.name, []]);
		}
	});

	it('nothing lies on anything else on the canvas', () => {
		const pairs = nodes.flatMap((one, at) =>
			nodes
				.slice(at + 1)
				.filter((other) => overlap(areaOf(one), areaOf(other)))
				.map(({ name }) => [one.name, name]),
		);
		expect(pairs).toEqual([]);
	});

	it('the text of each note fits into it', () => {
		for (const note of nodes.filter(isNote)) {
			const { width, height } = areaOf(note);
			const fits = heightOfText(note.parameters, width) <= height;
			expect([note.name, fits]).toEqual([note.name, true]);
		}
	});

	it('names and ids are unique, and connections and pinned data belong to nodes that exist', () => {
		expect(new Set(named(nodes)).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		const targets = Object.values(connections).flatMap((kinds) =>
			Object.values(kinds).flatMap((outputs) =>
				outputs.flatMap((list) => (list ?? []).map(({ node }) => node)),
			),
		);
		for (const name of [...Object.keys(connections), ...targets, ...Object.keys(pinData)]) {
			expect(named(nodes)).toContain(name);
		}
	});

	it('every node is connected, and expressions name nodes that exist', () => {
		const text = JSON.stringify({ connections });
		for (const { name } of nodes.filter((node) => !isNote(node))) {
			expect(text).toContain(JSON.stringify(name));
		}
		const mentioned = expressionsIn(nodes.map(({ parameters }) => parameters)).flatMap((code) =>
			[...code.matchAll(/\$\('([^']+)'\)/g)].map(([, name = '']) => name),
		);
		for (const name of mentioned) expect(named(nodes)).toContain(name);
	});

	it('expressions can be read', () => {
		for (const code of expressionsIn(nodes.map(({ parameters }) => parameters))) {
			expect(() => new Script(`(${code})`)).not.toThrow();
		}
	});

	it('notes say what it does and what to set', () => {
		const text = nodes
			.filter(isNote)
			.map(({ parameters }) => String(parameters.content))
			.join('\n');
		expect(text).toMatch(/^## /);
		expect(text).toMatch(/\bSet( before use|:)/);
		const marked = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);
		const mentioned = marked.filter((name) => /^[A-Z]/.test(name) && !name.endsWith(':'));
		for (const name of mentioned) expect([...named(nodes), 'Results']).toContain(name);
	});

	it('notes have no words that n8n takes for a web address and makes a link of', () => {
		for (const { parameters } of nodes.filter(isNote)) {
			expect(String(parameters.content).replace(/`[^`]*`/g, '')).not.toMatch(/\w\.[a-z]{2}/i);
		}
	});

	it('our nodes have the credentials of the sandbox, the others have none', () => {
		const known = sandboxCredentials(sandbox()).map(({ id, name, type }) => ({ id, name, type }));
		for (const node of nodes) {
			const entries = Object.entries(node.credentials ?? {});
			expect([node.name, entries.length]).toEqual([node.name, isOwnNode(node) ? 1 : 0]);
			for (const [type, { id, name }] of entries) expect(known).toContainEqual({ id, name, type });
		}
	});

	it('holds no key and no address of anybody', () => {
		const text = textOf(file);
		expect(text).not.toMatch(/\b(sk-|xox[a-z]-|AIza|eyJ|Bearer |-----BEGIN)/);
		const addresses = text.match(/[\w.]+@[\w.]+\.\w+/g) ?? [];
		for (const address of addresses) expect(address).toMatch(/@example\.com$/);
	});
});

describe('all examples together', () => {
	const all = EXAMPLES.map(readExample);

	it('can be imported side by side', () => {
		const unique = (values: string[]) => expect(new Set(values).size).toBe(values.length);
		unique(all.map(({ id }) => id));
		unique(all.map(({ versionId }) => versionId));
		unique(all.map(({ name }) => name));
		unique(all.flatMap(({ nodes }) => nodes.flatMap(({ webhookId }) => webhookId ?? [])));
	});

	it('no branch takes a green node for a stopped order', () => {
		for (const { nodes } of all) {
			const deciding = nodes.filter(({ type }) => /\.(if|switch|filter)$/.test(type));
			expect(JSON.stringify(deciding)).not.toContain('outcome');
		}
	});

	it('a service that cancels goes on with the other orders when one is refused', () => {
		for (const { nodes } of all) {
			const cancels = nodes.filter(
				(node) =>
					isOwnNode(node) && /^(cancel|expire|stop)/.test(String(node.parameters.operation)),
			);
			for (const node of cancels.filter(({ type }) => !type.endsWith('Tool'))) {
				expect([node.name, node.onError]).toEqual([
					node.name,
					expect.stringMatching(/^continue(RegularOutput|ErrorOutput)$/),
				]);
			}
		}
	});

	it.each(EXAMPLES.filter((file) => file !== 'cancel-orders.json'))(
		'%s cancels nothing as it is downloaded: a dry run, or a person who is asked first',
		(file) => {
			const example = readExample(file);
			const text = JSON.stringify(example.nodes);
			const asks = example.nodes.some(({ name }) => name === 'Ask for a Yes');
			const isDryRun = /"name":"dryRun","value":true|\\"dryRun\\": true/.test(text);
			expect(asks || isDryRun).toBe(true);
			if (asks) expect(nodeOf(example, 'Ask for a Yes').parameters.operation).toBe('sendAndWait');
		},
	);
});
