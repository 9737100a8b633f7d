/** Outlines on 24 by 24, drawn for these pictures; n8n's own icons are n8n's. */
const GLYPHS: Readonly<Record<string, string>> = {
	manualTrigger: 'M8 4v13l3.5-3 2.5 6 2.5-1-2.5-6H19z',
	scheduleTrigger: 'M12 3a9 9 0 1 0 .1 0zM12 7v5l3.5 2',
	formTrigger: 'M5 3h14v18H5zM8 8h8M8 12h8M8 16h4',
	chatTrigger: 'M4 4h16v12H10l-5 4v-4H4zM8 9h8M8 12h5',
	shopifyTrigger: 'M5 8h14l1 13H4zM9 10V7a3 3 0 0 1 6 0v3',
	shopify: 'M5 8h14l1 13H4zM9 10V7a3 3 0 0 1 6 0v3',
	if: 'M3 12h6l5-6h7M9 12l5 6h7M18 3l3 3-3 3M18 15l3 3-3 3',
	switch: 'M3 12h18M9 12l5-7h7M9 12l5 7h7M18 9l3 3-3 3',
	filter: 'M3 5h18l-7 8v6l-4 2v-8z',
	set: 'M4 20l1-5L16 4l4 4L9 19zM13 7l4 4',
	merge: 'M3 5h6l5 7h7M3 19h6l5-7M18 9l3 3-3 3',
	splitOut: 'M3 12h7M10 12l4-7h7M10 12h11M10 12l4 7h7',
	aggregate: 'M4 4h16v5H4zM4 11h16v4H4zM4 17h16v3H4z',
	sort: 'M7 4v16M4 17l3 3 3-3M13 6h8M13 12h6M13 18h4',
	removeDuplicates: 'M4 4h11v11H4zM9 18v2h11V9h-2M7 9.5l2 2 4-4',
	emailSend: 'M3 5h18v14H3zM3 6l9 7 9-7',
	slack: 'M9 3v18M15 3v18M3 9h18M3 15h18',
	googleSheets: 'M5 3h14v18H5zM5 9h14M5 15h14M12 9v12',
	noOp: 'M4 12h15M14 7l5 5-5 5',
	wait: 'M7 3h10M7 21h10M8 3c0 5 3 7 4 9 1-2 4-4 4-9M8 21c0-5 3-7 4-9 1 2 4 4 4 9',
	code: 'M9 6l-6 6 6 6M15 6l6 6-6 6',
	agent: 'M5 9h14v10H5zM12 9V5M12 4.5v.1M9 13v2M15 13v2M2 13v3M22 13v3',
	lmChatOpenAi: 'M12 3l2.2 6.8L21 12l-6.8 2.2L12 21l-2.2-6.8L3 12l6.8-2.2z',
	memoryBufferWindow: 'M5 6c0-4 14-4 14 0v12c0 4-14 4-14 0zM5 6c0 4 14 4 14 0M5 12c0 4 14 4 14 0',
	outputParserStructured: 'M9 4c-4 0-1 7-5 8 4 1 1 8 5 8M15 4c4 0 1 7 5 8-4 1-1 8-5 8',
};

const UNKNOWN = 'M5 5h14v14H5z';

/** The outline for a node type, such as `n8n-nodes-base.if`. */
export function glyphOf(type: string): string {
	return GLYPHS[type.slice(type.lastIndexOf('.') + 1)] ?? UNKNOWN;
}

/** Whether the type has an outline of its own. */
export function hasGlyph(type: string): boolean {
	return glyphOf(type) !== UNKNOWN;
}
