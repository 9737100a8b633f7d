import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readEdition, type Edition } from '../../../scripts/realN8n/editions';
import { demandNone, type Report } from '../report';

interface Locked {
	resolved?: string;
	integrity?: string;
	optional?: boolean;
	os?: unknown;
	cpu?: unknown;
	optionalDependencies?: Record<string, string>;
}

/** Whether a package finds another one on the way up from its own folder, as Node does. */
function findsFrom(packages: Record<string, Locked>, place: string, name: string): boolean {
	for (let folder = place; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
		if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true;
		if (!folder.includes('/node_modules/')) return `node_modules/${name}` in packages;
	}
}

/** An edition can be installed from any registry, on any platform, and is the same everywhere. */
export async function checkLockfile(report: Report, edition: Edition): Promise<void> {
	await report.check('the lockfile is whole and names no registry', () => {
		const text = readFileSync(join(readEdition(edition).folder, 'package-lock.json'), 'utf8');
		const { packages } = JSON.parse(text) as { packages: Record<string, Locked> };
		const entries = Object.entries(packages);
		demandNone([
			...entries
				.filter(([, { resolved }]) => resolved !== undefined)
				.map(([place, { resolved }]) => `${place} is to come from ${resolved ?? ''}`),
			...entries
				.filter(([place, { integrity }]) => place !== '' && integrity === undefined)
				.map(([place]) => `${place} has no checksum`),
			...entries
				.filter(([, { os, cpu, optional }]) => (os ?? cpu) !== undefined && optional !== true)
				.map(([place]) => `${place} is for one platform only, but not optional`),
			...entries.flatMap(([place, { optionalDependencies = {} }]) =>
				Object.keys(optionalDependencies)
					.filter((name) => !findsFrom(packages, place, name))
					.map((name) => `${name}, which ${place} may need, is missing`),
			),
		]);
		return `${entries.length - 1} packages`;
	});
}
