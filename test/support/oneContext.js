const { AsyncLocalStorage } = require('node:async_hooks');
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/** Contexts that jest made, and in which nothing is to run. */
const unused = new WeakSet();

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options) => {
	const isUnused = unused.has(options?.parsingContext);
	const rest = isUnused ? { ...options, parsingContext: undefined } : options;
	return compileFunction(code, parameters, rest);
};

/** Those that the tests of a file have used. */
const storages = new Set();

for (const name of ['run', 'enterWith']) {
	const original = AsyncLocalStorage.prototype[name];
	AsyncLocalStorage.prototype[name] = function (...args) {
		storages.add(this);
		return original.apply(this, args);
	};
}

/**
 * Runs tests in the context of the process itself. In one of its own, as jest makes it for every file, code that reads
 * globals takes up to seven times as long, and the built-in classes are others than those of Node's own modules.
 */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		unused.add(this.context);
		this.global = globalThis;
		const FakeTimers = this.fakeTimersModern.constructor;
		this.fakeTimersModern = new FakeTimers({ config: config.projectConfig, global: globalThis });
	}

	async teardown() {
		await super.teardown();
		// Until then each of them makes every promise of the process slower, those of later files, too.
		for (const storage of storages) storage.disable();
		storages.clear();
	}
};
