import { explore } from './search';
import { THINGS } from './things';
async function main() {
	const depth = Number(process.argv[2]); const only = process.argv[3] ?? ''; const m = process.argv[4] ?? '';
	for (const thing of THINGS) for (const mode of ['plain','guarded','dry'] as const) {
		if (!thing.label.includes(only) || !mode.includes(m)) continue;
		const t = performance.now();
		const f = await explore(thing, mode, depth);
		const ms = performance.now()-t; const n = f.worlds.reduce((a,b)=>a+b);
		console.log(thing.label, mode, f.worlds.join(' '), Math.round(ms)+' ms', (ms/n).toFixed(3)+' ms each', JSON.stringify(f.violations, null, 1));
	}
}
void main();
