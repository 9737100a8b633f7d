interface Theme {
	canvas: string;
	dots: string;
	ink: string;
	faint: string;
	card: string;
	edge: string;
	line: string;
	wrong: string;
	glyph: string;
	notes: Readonly<
		Record<'yellow' | 'green' | 'blue' | 'red', readonly [fill: string, edge: string]>
	>;
}

const LIGHT: Theme = {
	canvas: '#fbfbfd',
	dots: '#dcdfe8',
	ink: '#22242e',
	faint: '#6a7082',
	card: '#ffffff',
	edge: '#b9bfcd',
	line: '#8f97aa',
	wrong: '#d05a4e',
	glyph: '#4c5468',
	notes: {
		yellow: ['#fff6d8', '#e8d48c'],
		green: ['#e3f5e6', '#a4d4ad'],
		blue: ['#e4effc', '#a9c8ec'],
		red: ['#fdeae7', '#ecb6ae'],
	},
};

const DARK: Theme = {
	canvas: '#16181f',
	dots: '#2b2f3b',
	ink: '#e8eaf1',
	faint: '#9aa2b5',
	card: '#252934',
	edge: '#4b5263',
	line: '#788199',
	wrong: '#e5857a',
	glyph: '#c3cadb',
	notes: {
		yellow: ['#3a331a', '#6e6130'],
		green: ['#1d3424', '#3d6949'],
		blue: ['#1c2d45', '#3c5d88'],
		red: ['#412523', '#7d4741'],
	},
};

function colours(theme: Theme): string {
	const notes = Object.entries(theme.notes).map(
		([name, [fill, edge]]) => `.${name}{fill:${fill};stroke:${edge}}`,
	);
	return [
		`.canvas{fill:${theme.canvas}}.dot{fill:${theme.dots}}`,
		`text{fill:${theme.ink}}.subtitle,.output{fill:${theme.faint}}.output{stroke:${theme.canvas}}`,
		`.node{fill:${theme.card};stroke:${theme.edge}}.glyph{stroke:${theme.glyph}}`,
		`.line{stroke:${theme.line}}.arrow{fill:${theme.line}}.wrong{stroke:${theme.wrong}}`,
		...notes,
	].join('');
}

const SHAPES = [
	"text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;font-size:15px}",
	'.title{font-size:20px}.name{font-weight:600}.subtitle{font-size:14px}.output{font-size:12px;paint-order:stroke;stroke-width:5px}',
	".bold{font-weight:700}.italic{font-style:italic}.code{font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;font-size:.92em}",
	'.note{stroke-width:1.5}.node{stroke-width:1.5}.line{fill:none;stroke-width:2}.part{stroke-dasharray:5 5}',
	'.glyph{fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}',
].join('');

/** The style sheet of a picture: light or dark as whoever looks at it has it. */
export function styleSheet(): string {
	const dark = `${colours(DARK)}.on-light{display:none}.on-dark{display:inline}`;
	return `<style>${SHAPES}.on-dark{display:none}${colours(LIGHT)}@media(prefers-color-scheme:dark){${dark}}</style>`;
}
