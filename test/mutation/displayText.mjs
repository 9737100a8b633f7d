/** What only people read in the form of a node or credential. */
const SHOWN = new Set(['displayName', 'description', 'hint', 'placeholder', 'action']);

/** These stand beside it in everything that is part of a form. */
const BESIDE = new Set(['name', 'value', 'type']);

function keyOf({ key }) {
	return key?.name ?? key?.value;
}

/** Whether a text is the value of a property of a form that is only shown. */
function isShown(path) {
	const property = path.findParent(
		(parent) => parent.isObjectProperty() || parent.isFunction() || parent.isProgram(),
	);
	if (!property.isObjectProperty() || !SHOWN.has(keyOf(property.node))) return false;
	return property.parent.properties.some((other) => BESIDE.has(keyOf(other)));
}

/** Stryker's plugin that leaves the words of forms alone: a test of them could only repeat them. */
export const strykerPlugins = [
	{
		kind: 'Ignore',
		name: 'display-text',
		value: {
			shouldIgnore(path) {
				const isText = path.isStringLiteral() || path.isTemplateLiteral();
				return isText && isShown(path) ? 'only shown in the form' : undefined;
			},
		},
	},
];
