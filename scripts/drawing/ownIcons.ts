import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const NODES = resolve(__dirname, '../../nodes');

/** A node as a tool of an agent has the icon of the node. */
function nameIn(type: string): string {
	return type.replace(/^n8n-nodes-cancel-order\./, '').replace(/Tool$/, '');
}

function symbol(name: string, theme: 'light' | 'dark'): string {
	const folder = name.charAt(0).toUpperCase() + name.slice(1);
	const file = `${name}${theme === 'dark' ? '.dark' : ''}.svg`;
	const icon = readFileSync(resolve(NODES, folder, file), 'utf8').trim();
	const id = `${name}-${theme}`;
	// The icons use ids of their own, which must not meet in one picture.
	const inner = icon
		.replace(/^<svg[^>]*>|<\/svg>$/g, '')
		.replaceAll('id="c"', `id="${id}-clip"`)
		.replaceAll('url(#c)', `url(#${id}-clip)`);
	return `<symbol id="${id}" viewBox="0 0 60 60" fill="none">${inner}</symbol>`;
}

/** The icons of this package that the nodes need, for light and for dark. */
export function iconSymbols(types: readonly string[]): string[] {
	const names = [...new Set(types.map(nameIn))].sort();
	return names.flatMap((name) => [symbol(name, 'light'), symbol(name, 'dark')]);
}

/** The icon of a node of this package, in the theme of whoever looks at it. */
export function useIcon(type: string, x: number, y: number, size: number): string {
	const place = `x="${x}" y="${y}" width="${size}" height="${size}"`;
	return ['light', 'dark']
		.map((theme) => `<use class="on-${theme}" href="#${nameIn(type)}-${theme}" ${place}/>`)
		.join('');
}
