import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A test file with the names that are quoted after it. */
const CITED = [
	...readFileSync(join(ROOT, 'SECURITY.md'), 'utf8').matchAll(
		/`(test\/\S+\.ts)`((?:,? "[^"]+")+)/g,
	),
].map(([, file = '', names = '']) => ({
	file,
	names: [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
}));

const ROWS = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')
	.split('\n')
	.filter((line) => line.startsWith('| '))
	.slice(2);

describe('the threat model in SECURITY.md', () => {
	it('has a test for every line', () => {
		expect(ROWS.length).toBeGreaterThan(5);
		for (const row of ROWS) expect(row).toMatch(/`test\/\S+\.ts` "/);
	});

	it.each(CITED)('names tests that are there: $file', ({ file, names }) => {
		const source = readFileSync(join(ROOT, file), 'utf8').replaceAll("\\'", "'");
		for (const name of names) expect(source).toContain(name);
	});
});
