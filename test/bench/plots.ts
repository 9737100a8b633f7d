import type { TopLevelSpec } from 'vega-lite';

import { freely, type Who } from './measurements';
import { median, spreadOf } from './statistics';
import { cpuPerOrder, sizesOf, type Samples } from './table';
import type { Sample } from './takeSample';

export const THEMES = ['light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

/** GitHub's own colours, so that a picture stands on its pages as if it were part of them. */
interface Palette {
	text: string;
	muted: string;
	lines: string;
	node: string;
	httpRequest: string;
	loop: string;
	lost: string;
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
	light: {
		text: '#1f2328',
		muted: '#59636e',
		lines: '#d1d9e0',
		node: '#0969da',
		httpRequest: '#d4740f',
		loop: '#8c959f',
		lost: '#cf222e',
	},
	dark: {
		text: '#f0f6fc',
		muted: '#9198a1',
		lines: '#3d444d',
		node: '#4493f8',
		httpRequest: '#e0883a',
		loop: '#767e89',
		lost: '#f85149',
	},
};

const NAMES: Readonly<Record<'node' | 'httpRequest' | 'bareLoop' | 'askingLoop', string>> = {
	node: 'This package',
	httpRequest: 'HTTP Request node',
	bareLoop: 'Bare loop',
	askingLoop: 'Loop with ID and credential',
};

type Named = keyof typeof NAMES;

/** What is drawn, its title and the words for whoever does not see it. */
export interface Plot {
	name: string;
	alt: string;
	spec(theme: Theme): TopLevelSpec;
}

function seconds(samples: readonly Sample[]): number {
	return median(samples.map(({ executions }) => (executions[0]?.ms ?? Number.NaN) / 1_000));
}

/** All that the pictures have in common. */
export function config({ text, muted, lines }: Palette): TopLevelSpec['config'] {
	return {
		// Every machine has some sans-serif font; a named one would be missing somewhere.
		font: 'sans-serif',
		background: 'transparent',
		view: { stroke: null },
		axis: {
			labelColor: muted,
			titleColor: muted,
			titleFontWeight: 'normal',
			labelFontSize: 13,
			titleFontSize: 13,
			gridColor: lines,
			domainColor: lines,
			tickColor: lines,
		},
		axisY: { labelColor: text, labelLimit: 400, labelPadding: 8 },
		title: {
			color: text,
			fontSize: 16,
			anchor: 'start',
			frame: 'bounds',
			offset: 14,
			subtitleColor: muted,
			subtitleFontSize: 13,
			subtitlePadding: 6,
		},
		header: { labelColor: text, labelFontSize: 13, titleColor: muted },
		legend: { labelColor: text, titleColor: muted, labelFontSize: 13, symbolSize: 120 },
		text: { color: text, fontSize: 13 },
	};
}

function colours(palette: Palette, who: readonly Named[]) {
	const of: Readonly<Record<Named, string>> = {
		node: palette.node,
		httpRequest: palette.httpRequest,
		bareLoop: palette.loop,
		askingLoop: palette.loop,
	};
	return { domain: who.map((one) => NAMES[one]), range: who.map((one) => of[one]) };
}

/** Of 1,000 orders and 50 a second: how many were cancelled, and how long it took. */
function limitsPlot(samples: Samples): Plot | null {
	const runs = [
		['50/s: HTTP Request', 'HTTP Request node', 'httpRequest'],
		['50/s: HTTP Request, batching', 'HTTP Request, batching', 'httpRequest'],
		['50/s: node', 'This package', 'node'],
	] as const;
	const values = runs.flatMap(([name, who, colour]) => {
		const taken = samples[name] ?? [];
		if (taken.length === 0) return [];
		const cancelled = median(taken.map(({ service }) => service.cancelled));
		const lost = 1_000 - cancelled;
		const time = `${seconds(taken).toFixed(1)} s`;
		const label = lost === 0 ? `${time}, all cancelled` : `${time}, but ${lost} orders lost`;
		return { who, colour, seconds: seconds(taken), isLossy: lost > 0, label };
	});
	if (values.length < runs.length) return null;
	return {
		name: 'limits',
		alt: `1,000 orders, 50 per second: ${values.map(({ who, label }) => `${who} ${label}`).join('; ')}.`,
		spec: (theme) => {
			const palette = PALETTES[theme];
			const y = { field: 'who', type: 'nominal', sort: null, title: null } as const;
			return {
				width: 800,
				height: 220,
				autosize: { type: 'fit', contains: 'padding' },
				title: {
					text: '1,000 orders, and a service that takes 50 per second and does not say so',
					subtitle: 'Batching is set to 50 items per second by somebody who knows the limit',
				},
				data: { values },
				config: config(palette),
				encoding: { y: { ...y, axis: { ticks: false, domain: false } } },
				layer: [
					{
						mark: { type: 'bar', height: 24, cornerRadiusEnd: 3 },
						encoding: {
							x: {
								field: 'seconds',
								type: 'quantitative',
								title: 'Seconds',
								scale: { domainMax: Math.max(...values.map((value) => value.seconds)) * 1.2 },
								axis: { tickCount: 6, grid: false },
							},
							color: {
								field: 'colour',
								type: 'nominal',
								legend: null,
								scale: {
									domain: ['node', 'httpRequest'],
									range: [palette.node, palette.httpRequest],
								},
							},
						},
					},
					{
						mark: { type: 'text', align: 'left', dx: 8 },
						encoding: {
							x: { field: 'seconds', type: 'quantitative' },
							text: { field: 'label' },
							color: {
								condition: { test: 'datum.isLossy', value: palette.lost },
								value: palette.text,
							},
						},
					},
				],
			};
		},
	};
}

const SPREAD = 'Medians; the thin line goes from the smallest to the largest sample';

interface Bars {
	name: string;
	alt: string;
	title: string;
	unit: string;
	digits: number;
	values: ReadonlyArray<{
		who: string;
		group: string;
		median: number;
		least: number;
		most: number;
	}>;
	named: readonly Named[];
}

/** Bars side by side, with a line from the smallest to the largest sample. */
function barPlot({ name, alt, title, unit, digits, values, named }: Bars): Plot {
	const groups = new Set(values.map(({ group }) => group)).size;
	return {
		name,
		alt,
		spec: (theme) => {
			const palette = PALETTES[theme];
			return {
				title: { text: title, subtitle: SPREAD },
				data: { values: [...values] },
				config: config(palette),
				facet: {
					row: {
						field: 'group',
						title: null,
						sort: null,
						header: {
							labelAngle: 0,
							labelAlign: 'left',
							labelOrient: groups > 1 ? 'top' : 'left',
							labelAnchor: 'start',
							labels: groups > 1,
							labelFontSize: 13,
						},
					},
				},
				spacing: 14,
				spec: {
					width: 520,
					height: { step: 30 },
					encoding: {
						y: {
							field: 'who',
							type: 'nominal',
							sort: named.map((one) => NAMES[one]),
							title: null,
							axis: { ticks: false, domain: false },
						},
					},
					layer: [
						{
							mark: { type: 'bar', height: 18, cornerRadiusEnd: 3 },
							encoding: {
								x: {
									field: 'median',
									type: 'quantitative',
									title: unit,
									scale: { domainMax: Math.max(...values.map(({ most }) => most)) * 1.12 },
									axis: { tickCount: 6 },
								},
								color: {
									field: 'who',
									type: 'nominal',
									legend: null,
									scale: colours(palette, named),
								},
							},
						},
						{
							mark: { type: 'rule', strokeWidth: 1.5, color: palette.text },
							encoding: {
								x: { field: 'least', type: 'quantitative' },
								x2: { field: 'most' },
							},
						},
						{
							mark: { type: 'text', align: 'left', dx: 8 },
							encoding: {
								x: { field: 'most', type: 'quantitative' },
								text: { field: 'median', type: 'quantitative', format: `,.${digits}f` },
							},
						},
					],
				},
			};
		},
	};
}

function barsOf(
	samples: Samples,
	sizes: readonly number[],
	named: readonly Named[],
	measured: (sample: readonly Sample[], orders: number) => number[],
): Bars['values'] {
	return sizes.flatMap((orders) =>
		named.flatMap((who) => {
			const taken = samples[freely(orders, who as Who)] ?? [];
			if (taken.length === 0) return [];
			const group = `${orders.toLocaleString('en')} orders`;
			return { who: NAMES[who], group, ...spreadOf(measured(taken, orders)) };
		}),
	);
}

function cpuPlot(samples: Samples): Plot | null {
	const named = ['node', 'askingLoop', 'bareLoop', 'httpRequest'] as const;
	const values = barsOf(samples, [1_000, 10_000], named, cpuPerOrder);
	if (values.length < 8) return null;
	return barPlot({
		name: 'cpu',
		alt: `Processor time per order: ${values.map(({ who, group, median: ms }) => `${who} ${ms.toFixed(2)} ms in a run of ${group}`).join('; ')}.`,
		title: 'Processor time per order',
		unit: 'Milliseconds',
		digits: 2,
		values,
		named,
	});
}

function memoryPlot(samples: Samples): Plot | null {
	const named = ['node', 'bareLoop', 'httpRequest'] as const;
	const peaks = (taken: readonly Sample[]) => taken.map(({ peakMb }) => peakMb);
	const values = barsOf(samples, [10_000], named, peaks);
	if (values.length < named.length) return null;
	return barPlot({
		name: 'memory',
		alt: `Memory at most in a run of 10,000 orders: ${values.map(({ who, median: mb }) => `${who} ${mb.toFixed(0)} MB`).join('; ')}.`,
		title: 'Memory at most in a run of 10,000 orders',
		unit: 'Megabytes, all of n8n included',
		digits: 0,
		values,
		named,
	});
}

function growthPlot(samples: Samples): Plot | null {
	// Fewer orders wait for one round of the service, whoever sends them: their share of it says nothing.
	const sizes = sizesOf(samples).filter(({ orders }) => orders >= 100);
	if (sizes.length < 2) return null;
	const named = ['node', 'bareLoop'] as const;
	const values = sizes.flatMap(({ orders, ms }) =>
		named.map((who) => ({ orders, who: NAMES[who], ms: ms[who] })),
	);
	return {
		name: 'growth',
		alt: `Time per order by the size of the run: ${sizes.map(({ orders, ms }) => `${ms.node.toFixed(2)} ms in a run of ${orders.toLocaleString('en')} orders`).join('; ')}.`,
		spec: (theme) => {
			const palette = PALETTES[theme];
			return {
				width: 700,
				height: 220,
				title: {
					text: 'Time per order, by the size of the run',
					subtitle: 'No limit; the service answers after 50 ms, 64 requests at a time',
				},
				data: { values },
				config: config(palette),
				mark: { type: 'line', strokeWidth: 2.5, point: { size: 60, filled: true } },
				encoding: {
					x: {
						field: 'orders',
						type: 'quantitative',
						scale: { type: 'log', nice: false },
						title: 'Orders in the run',
						axis: { values: sizes.map(({ orders }) => orders), format: ',', grid: false },
					},
					y: {
						field: 'ms',
						type: 'quantitative',
						title: 'Milliseconds per order',
						axis: { tickCount: 5 },
					},
					color: {
						field: 'who',
						type: 'nominal',
						title: null,
						sort: named.map((one) => NAMES[one]),
						scale: colours(palette, named),
						legend: { orient: 'top-right' },
					},
				},
			};
		},
	};
}

/** The plots for which everything was measured. */
export function plotsOf(samples: Samples): Plot[] {
	return [limitsPlot, cpuPlot, memoryPlot, growthPlot].flatMap((plot) => plot(samples) ?? []);
}

/** @returns the picture, as SVG */
export async function draw(plot: Plot, theme: Theme): Promise<string> {
	// ES modules that cannot be required on Node 20.
	const [{ compile }, { parse, View }] = await Promise.all([import('vega-lite'), import('vega')]);
	const view = new View(parse(compile(plot.spec(theme)).spec), { renderer: 'none' });
	return await view.toSVG();
}
