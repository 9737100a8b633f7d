import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { ESLint } from 'eslint';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/**
 * Lints an unpacked package as n8n's scanner does before it verifies one, and prints what it finds as a JSON list.
 * tarball.test.ts runs it in a process of its own: n8n's rules are an ES module, which jest does not load, and
 * n8n-nodes-base has no types.
 *
 * Of n8n-nodes-base only the rules for package.json apply, in the scanner too: the others look for descriptions in
 * class bodies, which compiling moves into constructors, and for file names that end in .ts.
 */
const eslint = new ESLint({
	cwd: process.argv[2],
	allowInlineConfig: false,
	overrideConfigFile: true,
	overrideConfig: [
		n8nCommunityNodesPlugin.configs.recommended,
		{ rules: { 'no-console': 'error' } },
		{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
		{
			files: ['**/*.json'],
			languageOptions: {
				parser: tseslint.parser,
				parserOptions: { extraFileExtensions: ['.json'] },
			},
		},
		{
			files: ['package.json'],
			plugins: { 'n8n-nodes-base': n8nNodesBase },
			rules: n8nNodesBase.configs.community.rules,
		},
	],
});

const results = await eslint.lintFiles(['**/*.js', '**/*.json']);
const found = results.map(({ filePath, messages }) => ({
	file: filePath,
	// Only errors keep the scanner from letting a package pass.
	errors: messages
		.filter(({ severity }) => severity === 2)
		.map(({ ruleId, line, message }) => `line ${line}: ${ruleId ?? ''} ${message}`),
}));
process.stdout.write(JSON.stringify(found));
