import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { N8nPlace } from '../../../scripts/realN8n/n8nEnvironment';
import type { N8nRest } from '../../../scripts/realN8n/n8nRest';
import { packageManifest, typeName } from '../../../scripts/realN8n/packPackage';
import { demand, type Report } from '../report';

/** The parts of a node or credential type, as the editor gets it, that come from files beside the code. */
interface ServedType {
	name: string;
	displayName: string;
	iconUrl?: string | { light: string; dark: string };
	usableAsTool?: unknown;
	codex?: { categories?: string[]; alias?: string[]; resources?: unknown };
}

async function servedTypes(rest: N8nRest, file: string): Promise<ServedType[]> {
	return (await rest.get(`/types/${file}.json`)) as ServedType[];
}

function find(types: readonly ServedType[], name: string): ServedType {
	const type = types.find((candidate) => candidate.name === name);
	demand(type !== undefined, () => `n8n does not offer ${name}`);
	return type;
}

async function checkIcons(rest: N8nRest, place: N8nPlace, type: ServedType): Promise<string> {
	const { iconUrl } = type;
	demand(typeof iconUrl === 'object', () => `no light and dark icon, but ${String(iconUrl)}`);
	for (const url of [iconUrl.light, iconUrl.dark]) {
		const response = await rest.fetch(`/${url}`);
		const kind = response.headers.get('content-type') ?? '';
		demand(kind.startsWith('image/svg+xml'), () => `${url} is served as ${kind}`);
		const inPackage = url.slice(url.indexOf('/dist/') + 1);
		const file = readFileSync(join(place.userFolder.packageFolder, inPackage), 'utf8');
		demand(file === (await response.text()), () => `${url} is not the file in the package`);
	}
	return 'light and dark';
}

/** The codex file has to arrive in the list from which the editor's search reads. */
function checkCodex(place: N8nPlace, path: string, type: ServedType): string {
	const beside = join(place.userFolder.packageFolder, path.replace(/\.js$/, '.json'));
	demand(existsSync(beside), () => `there is no ${beside}`);
	const { categories, alias, resources } = JSON.parse(readFileSync(beside, 'utf8')) as NonNullable<
		ServedType['codex']
	>;
	for (const [field, value] of Object.entries({ categories, alias, resources })) {
		const served = type.codex?.[field as 'alias'];
		demand(
			JSON.stringify(served) === JSON.stringify(value),
			() => `${field}: ${JSON.stringify(served)} instead of ${JSON.stringify(value)}`,
		);
	}
	return `${categories?.join(', ') ?? ''}; ${alias?.length ?? 0} search words`;
}

/** Every node and credential of the installed package is offered, with icons, and nodes with search words and as tools. */
export async function checkNodeFiles(
	report: Report,
	place: N8nPlace,
	rest: N8nRest,
): Promise<void> {
	const { name: packageName, n8n } = packageManifest(place.userFolder.packageFolder);
	const nodes = await servedTypes(rest, 'nodes');
	for (const path of n8n.nodes) {
		const name = `${packageName}.${typeName(path)}`;
		await report.check(`icons of the node ${name}`, async () => {
			return await checkIcons(rest, place, find(nodes, name));
		});
		await report.check(`search words and category of the node ${name}`, () => {
			return checkCodex(place, path, find(nodes, name));
		});
		if (name.endsWith('Trigger')) continue;
		await report.check(`the node ${name} is offered to AI agents`, () => {
			return find(nodes, `${name}Tool`).displayName;
		});
	}
	const credentials = await servedTypes(rest, 'credentials');
	for (const path of n8n.credentials) {
		const name = typeName(path);
		await report.check(`icons of the credential ${name}`, async () => {
			return await checkIcons(rest, place, find(credentials, name));
		});
	}
}
