/**
 * A hook file for n8n (EXTERNAL_HOOK_FILES): once n8n has loaded all nodes, it says which luxon a node of this package
 * gets. Only n8n's own process knows: it changes where Node looks for modules.
 */
const { createRequire } = require('node:module');

module.exports = {
	n8n: {
		ready: [
			async () => {
				const requireThere = createRequire(process.env.CANCEL_ORDER_NODE);
				const path = requireThere.resolve('luxon');
				const { VERSION } = requireThere('luxon');
				process.stdout.write(`${JSON.stringify({ luxon: { path, version: VERSION } })}\n`);
			},
		],
	},
};
