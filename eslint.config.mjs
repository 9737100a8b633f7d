import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * n8n's own rules as n8n's command-line tool puts them together, without the tool itself (it pulls in all of
 * LangChain). These five of n8n-nodes-base contradict n8n's newer community rules, and the tool drops them too.
 */
const contradicted = Object.fromEntries(
	[
		'node-class-description-inputs-wrong-regular-node',
		'node-class-description-outputs-wrong',
		'node-param-type-options-max-value-present',
		'cred-class-field-documentation-url-miscased',
		'cred-class-field-documentation-url-missing',
	].map((rule) => [`n8n-nodes-base/${rule}`, 'off']),
);

const plugins = {
	'n8n-nodes-base': n8nNodesBase,
	'@n8n/community-nodes': n8nCommunityNodesPlugin,
};
const communityRules = n8nCommunityNodesPlugin.configs.recommended.rules;

const sizeCaps = {
	'max-lines': ['error', 200],
	'max-lines-per-function': ['error', { max: 50, skipComments: true, skipBlankLines: true }],
	'max-params': ['error', 4],
};

/** The compiler is never told to look away. */
const noEvasions = {
	'@typescript-eslint/ban-ts-comment': [
		'error',
		{ 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
	],
	'no-restricted-syntax': [
		'error',
		{
			selector:
				':matches(TSAsExpression, TSTypeAssertion) > :matches(TSAsExpression, TSTypeAssertion) > TSUnknownKeyword',
			message: 'A cast by way of unknown makes anything of anything: check the value instead.',
		},
	],
};

export default tseslint.config(
	// The fourth vendor is checked where its files belong: in the copy that test/fourthVendor/run.ts makes. The packages of one
	// service each hold links to these sources; n8n's own tools check them as packages (npm run scan).
	{
		ignores: [
			'dist/**',
			'node_modules/**',
			'coverage/**',
			'.stryker-tmp/**',
			'packages/**',
			'test/fourthVendor/project/**',
		],
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		files: ['**/*.ts'],
		extends: [...tseslint.configs.strict],
		rules: { 'no-console': 'error', eqeqeq: 'error' },
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		plugins,
		linterOptions: { noInlineConfig: true },
		rules: {
			...communityRules,
			...n8nNodesBase.configs.nodes.rules,
			...n8nNodesBase.configs.credentials.rules,
			...contradicted,
			...sizeCaps,
			...noEvasions,
		},
	},
	{
		files: ['package.json'],
		plugins,
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
		rules: { ...communityRules, ...n8nNodesBase.configs.community.rules, ...contradicted },
	},
	{
		files: ['**/*.js'],
		languageOptions: { sourceType: 'commonjs', globals: globals.node },
		rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
	},
	// What people run in a terminal.
	{
		files: ['scripts/**/*.ts', 'sandbox/cli.ts', 'test/soak/manyOrders.ts'],
		rules: { 'no-console': 'off' },
	},
);
