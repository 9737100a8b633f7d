import { startSandbox, type Sandbox } from '../../sandbox';

/** A sandbox for one test file: emptied before each test, closed at the end. */
export function useSandbox(): () => Sandbox {
	let sandbox: Sandbox | undefined;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(() => sandbox?.reset());
	afterAll(async () => await sandbox?.close());
	return () => {
		if (sandbox === undefined) throw new Error('The sandbox is not started yet.');
		return sandbox;
	};
}
