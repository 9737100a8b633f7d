import { resolve } from 'node:path';
import type { IDataObject, INode, IRun } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { sandboxCredentials } from '../../../scripts/demo/demoSandbox';
import { CredentialStore } from '../../../scripts/engine/credentialStore';
import { loadPackage } from '../../../scripts/engine/nodeTypes';
import { outputOf, runWorkflow } from '../../../scripts/engine/runWorkflow';
import { standIns } from '../../../scripts/engine/standIns';
import { nodeOf, readExample } from './exampleFiles';
import { realNodes } from './realNodes';
import { isTelling, recorder, type Told } from './recorders';

const ROOT = resolve(__dirname, '../../..');

/** What a person would set or do. */
export interface Play {
	file: string;
	/** Name of the trigger. */
	start: string;
	/** Sets the switch in the workflow; as in the file by default. */
	dryRun?: boolean;
	/** What nodes that talk to the outside world get back, by name; their sample data by default. */
	answers?: Readonly<Record<string, IDataObject[]>>;
	/** What the agent proposes, a trigger brings, and the like. */
	pin?: Readonly<Record<string, IDataObject[]>>;
	/** Further changes to single nodes. */
	change?: Readonly<Record<string, (parameters: IDataObject) => IDataObject>>;
}

export interface Played {
	run: IRun;
	/** What would have been sent, in order. */
	told: Told[];
	/** Items that a node put out. */
	out: (node: string, output?: number) => IDataObject[];
}

/** Turns the one switch that every example has: a field `dryRun` of an Edit Fields node. */
function withDryRun(parameters: IDataObject, dryRun: boolean): IDataObject {
	const text = JSON.stringify(parameters);
	const value = String(dryRun);
	const byHand = text.replace(/("name":"dryRun","value":)(true|false)/, `$1${value}`);
	return JSON.parse(byHand.replace(/(\\"dryRun\\": )(true|false)/, `$1${value}`)) as IDataObject;
}

function prepared(node: INode, { dryRun, change = {} }: Play): INode {
	const changed = change[node.name]?.(node.parameters as IDataObject) ?? node.parameters;
	const isSwitch = node.type === 'n8n-nodes-base.set' && dryRun !== undefined;
	const parameters = isSwitch ? withDryRun(changed as IDataObject, dryRun) : changed;
	return { ...node, parameters: parameters as INode['parameters'] };
}

/** An example in an n8n that remembers from one execution to the next, as n8n does for Remove Duplicates. */
export function exampleRunner(sandbox: Sandbox) {
	const others = new Map([...standIns(), ...realNodes()]);
	return async (play: Play): Promise<Played> => {
		const example = readExample(play.file);
		const nodes = example.nodes.map((node) => prepared(node, play));
		nodeOf(example, play.start);
		const told: Told[] = [];
		const tellers = nodes.filter(isTelling);
		const samples = Object.entries(example.pinData ?? {});
		const given = samples.map(([name, items]) => [name, items.map(({ json }) => json)]);
		const answers = { ...Object.fromEntries(given), ...play.answers };
		for (const type of new Set(tellers.map((node) => node.type))) {
			const ofType = tellers.filter((node) => node.type === type);
			others.set(type, recorder(ofType, told, answers));
		}
		const loaded = await loadPackage(ROOT, others);
		const credentials = new CredentialStore(loaded.credentialTypes, sandboxCredentials(sandbox));
		const pinned = Object.fromEntries(
			Object.entries(play.pin ?? {}).map(([name, items]) => [
				name,
				items.map((json) => ({ json })),
			]),
		);
		const kept = samples.filter(([name]) => !isTelling(nodeOf(example, name)));
		const pinData = { ...Object.fromEntries(kept), ...pinned };
		const file = { ...example, nodes, pinData };
		const run = await runWorkflow({ loaded, credentials }, file, { startAt: play.start });
		const out = (node: string, output = 0) => outputOf(run, node, output).map(({ json }) => json);
		return { run, told, out };
	};
}
