const Module = require('node:module');

const OneContext = require('../support/oneContext.js');

/** Set by Stryker while a source is changed. */
const CHANGED = '__STRYKER_ACTIVE_MUTANT__';

const load = Module._load;

/** Who asks Node for a file of the built package, as n8n's loader does, gets its source, which is what is changed. */
Module._load = (request, ...rest) =>
	OneContext.BUILT_PACKAGE.test(request) ? globalThis.loadSource(request) : load(request, ...rest);

/** Tells the tests which of them are asked for; and one test that notices the change is enough. */
module.exports = class extends OneContext {
	constructor(config, context) {
		super(config, context);
		// There Stryker's code keeps which change is made, and asks only once.
		delete globalThis.__stryker__;
		this.global.testNamePattern = config.globalConfig.testNamePattern;
	}

	handleTestEvent({ name, test }) {
		if (name === 'test_fn_failure' || name === 'hook_failure') this.hasNoticed = true;
		const isEnough = this.hasNoticed && process.env[CHANGED] !== undefined;
		if (name === 'test_start' && isEnough) test.mode = 'skip';
	}
};
