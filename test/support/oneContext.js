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

const N8N = /[\\/]node_modules[\\/](?:n8n-|@n8n[\\/])/;

/** jest keeps here what belongs to one file: its tests, who is told of them, how often and how long they may try. */
const OF_ONE_FILE =
	/^(?:JEST_STATE_SYMBOL|EVENT_HANDLERS|TEST_TIMEOUT_SYMBOL|RETRY_\w+|WAIT_BEFORE_RETRY|LOG_ERRORS_BEFORE_RETRY)$/;

/** What was loaded of it is loaded again by whoever asks for it next. */
function forget(part) {
	for (const file of Object.keys(require.cache)) {
		if (part.test(file)) delete require.cache[file];
	}
}

/**
 * Runs tests in the context of the process itself. In one of its own, as jest makes it for every file, code that reads
 * globals takes up to seven times as long, and the built-in classes are others than those of Node's own modules.
 *
 * A file with `@own-n8n` in its first comment has an n8n of its own, which reads the environment anew.
 */
module.exports = class extends TestEnvironment {
	/** It remembers paces and orders, so that each file begins with its own. */
	static BUILT_PACKAGE = /[\\/]dist[\\/](?:nodes|credentials)[\\/].*\.js$/;

	constructor(config, context) {
		super(config, context);
		unused.add(this.context);
		this.global = globalThis;
		const FakeTimers = this.fakeTimersModern.constructor;
		this.fakeTimersModern = new FakeTimers({ config: config.projectConfig, global: globalThis });
		this.before = { console, exit: process.exit, variables: { ...process.env } };
		this.hasOwnN8n = 'own-n8n' in context.docblockPragmas;
		this.forgetUsed();
	}

	async teardown() {
		// What a file has replaced in the process and not given back, the next one would meet.
		this.moduleMocker.restoreAllMocks();
		await super.teardown();
		// Until then each of them makes every promise of the process slower, those of later files, too.
		for (const storage of storages) storage.disable();
		storages.clear();
		for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
			if (OF_ONE_FILE.test(symbol.description)) delete globalThis[symbol];
		}
		const { exit, variables } = this.before;
		globalThis.console = this.before.console;
		process.exit = exit;
		for (const name of Object.keys(process.env)) delete process.env[name];
		Object.assign(process.env, variables);
		this.forgetUsed();
	}

	forgetUsed() {
		forget(module.exports.BUILT_PACKAGE);
		if (this.hasOwnN8n) forget(N8N);
	}
};
