const OneContext = require('../support/oneContext.js');

/** Set by Stryker while a source is changed. */
const CHANGED = '__STRYKER_ACTIVE_MUTANT__';

/** Tells the tests which of them are asked for; and one test that notices the change is enough. */
module.exports = class extends OneContext {
	constructor(config, context) {
		super(config, context);
		this.global.testNamePattern = config.globalConfig.testNamePattern;
	}

	handleTestEvent({ name, test }) {
		if (name === 'test_fn_failure' || name === 'hook_failure') this.hasNoticed = true;
		const isEnough = this.hasNoticed && process.env[CHANGED] !== undefined;
		if (name === 'test_start' && isEnough) test.mode = 'skip';
	}
};
