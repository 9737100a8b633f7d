/**
 * A hook file for n8n (EXTERNAL_HOOK_FILES): at SIGUSR2, its process collects its garbage and says what it holds. It keeps
 * nothing itself, and no debugger has to be attached, which would hold sockets and objects of its own.
 */
const { readdirSync, readlinkSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** Some are gone before they can be looked at, such as the one that lists them. */
function targetOf(name) {
	try {
		return readlinkSync(`/proc/self/fd/${name}`);
	} catch {
		return '';
	}
}

process.on('SIGUSR2', () => {
	collectGarbage();
	const { heapUsed, rss } = process.memoryUsage();
	const sockets = readdirSync('/proc/self/fd').filter((name) =>
		targetOf(name).startsWith('socket:'),
	);
	const resources = process.getActiveResourcesInfo();
	const timers = resources.filter((name) => name === 'Timeout' || name === 'Immediate').length;
	const held = {
		heapUsed,
		rss,
		sockets: sockets.length,
		timers,
		handles: resources.length - timers,
	};
	process.stdout.write(`${JSON.stringify({ soak: held })}\n`);
});

module.exports = {};
