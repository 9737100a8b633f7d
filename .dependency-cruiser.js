/**
 * Which part of the shared code may know which, read from top to bottom: an import leads down, or stays in its folder.
 * So an answer is judged without a network, and nothing below `cancel` and `read` knows that there are many orders.
 */
const MAY_KNOW = {
	'index.ts': ['execute.ts', 'listSearch.ts', 'trigger.ts', 'form', 'vendor'],
	'execute.ts': ['cancel', 'read', 'client', 'form', 'result', 'wording', 'vendor', 'problem.ts'],
	'listSearch.ts': [
		'read',
		'client',
		'form',
		'result',
		'wording',
		'vendor',
		'problem.ts',
		'invisible.ts',
	],
	'trigger.ts': ['events', 'read', 'client', 'form', 'result', 'wording', 'vendor', 'problem.ts'],
	events: ['read', 'client', 'result', 'vendor', 'problem.ts'],
	cancel: ['read', 'client', 'form', 'result', 'wording', 'vendor', 'problem.ts'],
	read: ['client', 'form', 'result', 'wording', 'vendor', 'problem.ts'],
	client: ['credential', 'wording', 'vendor', 'problem.ts', 'clock.ts'],
	form: ['result', 'wording', 'vendor', 'problem.ts', 'invisible.ts'],
	result: ['wording', 'vendor', 'problem.ts'],
	credential: ['problem.ts', 'invisible.ts'],
	wording: ['vendor'],
	vendor: ['invisible.ts'],
	'problem.ts': [],
	'invisible.ts': [],
	'clock.ts': [],
};

const SHARED = '^nodes/orders/';

function inShared(parts) {
	return `${SHARED}(${parts.map((part) => (part.endsWith('.ts') ? `${part}$` : `${part}/`)).join('|')})`;
}

const layers = Object.entries(MAY_KNOW).map(([part, others]) => ({
	name: `layer-${part.replace(/\.ts$/, '')}`,
	severity: 'error',
	from: { path: inShared([part]) },
	to: { path: '^(nodes|credentials)/', pathNot: inShared([part, ...others]) },
}));

module.exports = {
	forbidden: [
		...layers,
		{
			name: 'no-part-without-a-layer',
			comment: 'A new folder or file of the shared part has to be put into the table above.',
			severity: 'error',
			from: {},
			to: { path: SHARED, pathNot: inShared(Object.keys(MAY_KNOW)) },
		},
		{
			name: 'no-cycle',
			comment: 'Imports of types count, too.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'no-orphan',
			comment: 'What nobody imports is left over; n8n itself loads the nodes and credentials.',
			severity: 'error',
			from: { orphan: true, pathNot: '\\.(node|credentials)\\.ts$' },
			to: {},
		},
		{
			name: 'only-what-every-n8n-has',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: {
				pathNot: ['^(nodes|credentials)/', '(^|/)node_modules/(n8n-workflow|luxon|@types/luxon)/'],
			},
		},
		{
			name: 'a-vendor-knows-the-door-its-own-files-and-its-credential',
			severity: 'error',
			from: { path: '^nodes/(?!orders/)([^/]+)/' },
			to: {
				path: '^(nodes|credentials)/',
				pathNot: [
					'^nodes/orders/index\\.ts$',
					'^nodes/$1/',
					'^credentials/$1Orders(OAuth2)?Api\\.credentials\\.ts$',
				],
			},
		},
		{
			name: 'a-credential-knows-what-the-shared-part-says-about-credentials',
			severity: 'error',
			from: { path: '^credentials/' },
			to: { path: '^(nodes|credentials)/', pathNot: '^nodes/orders/credential/' },
		},
	],
	options: {
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
		doNotFollow: { path: 'node_modules' },
	},
};
