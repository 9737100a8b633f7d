import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface LockedPackage {
	optionalDependencies?: Record<string, string>;
}

const LOCK = JSON.parse(readFileSync(resolve(__dirname, '../../package-lock.json'), 'utf8')) as {
	packages: Record<string, LockedPackage>;
};

/** Whether a package finds another one on the way up from its own folder, as Node does. */
function findsFrom(place: string, name: string): boolean {
	for (let folder = place; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
		if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in LOCK.packages) return true;
		if (!folder.includes('/node_modules/')) {
			return folder !== '' && `node_modules/${name}` in LOCK.packages;
		}
	}
}

describe('the lockfile', () => {
	it('holds the binaries of every platform (npm 11 refuses to install from one that does not)', () => {
		const wanted = Object.entries(LOCK.packages).flatMap(([place, { optionalDependencies = {} }]) =>
			Object.keys(optionalDependencies).map((name) => [place, name] as const),
		);

		expect(wanted.length).toBeGreaterThan(20);
		expect(wanted.filter(([place, name]) => !findsFrom(place, name))).toEqual([]);
	});
});
