import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { OUTCOMES } from '../../nodes/orders/result/outcomes';
import { resultOf } from '../../nodes/orders/result/orderResult';
import { explore } from './search';
import { THINGS, type Thing } from './things';
import { World, type Course, type Mode, type Story, type Try } from './world';

/** `WRITE=yes npx jest test/prove/courses` writes the books anew; what is different in them is what has changed for users. */
const isWriting = process.env.WRITE === 'yes';

/** Begins a chapter. */
const BETWEEN = '\n\n## ';

/** What takes more than one thing going wrong to come about, by what it happens to. */
const FURTHER: Readonly<Record<string, readonly Story[]>> = {
	'Snappy gift to be stopped': [
		{ 'cancel 1': '422', 'before read 3': 'somebody claims the gift' },
		{ 'cancel 1': '422', 'before read 2': 'somebody claims the gift', 'cancel 2': '422' },
	],
};

const MODES: readonly Mode[] = ['plain', 'guarded', 'dry'];

function bookOf({ label }: Thing): string {
	return resolve(__dirname, 'courses', `${label.toLowerCase().replaceAll(/\W+/g, '-')}.md`);
}

/** What the user sees of a try, and what it rests on; times in milliseconds since it began. */
function toldOf({ begin, requests, ending }: Try, { vendor, subject, id }: Thing, mode: Mode) {
	if (ending === null) throw new Error('It was not played to its end.');
	const item = { item: 0, dryRun: mode === 'dry', reportRefusal: false };
	const { result, evidence } = resultOf(item, ending, { vendor, subject, id });
	const { outcome, orderId, status, cancelledAt, attempts, retryable, message } = result;
	const { httpStatus, verifiedBy, checkedAt } = evidence;
	const facts = [
		orderId === id ? null : orderId,
		status,
		cancelledAt === null ? null : 'with its time',
		httpStatus === null ? null : `HTTP ${httpStatus}`,
		verifiedBy === null ? null : `proven by ${verifiedBy}`,
		checkedAt === null ? null : `checked at ${Date.parse(checkedAt) - begin}`,
		`${attempts} sent`,
		retryable === OUTCOMES[outcome].retryable ? null : `retryable: ${String(retryable)}`,
	].filter((fact) => fact !== null);
	const advice = ending.verdict.nextStep === undefined ? '' : `. ${ending.verdict.nextStep}`;
	const asked = requests.join(', ') || 'nothing is asked';
	return `- ${asked}: ${outcome} (${facts.join(', ')}): ${message}${advice}`;
}

/** A world and what came of it, as a chapter. */
function chapterOf(thing: Thing, mode: Mode, story: Story, { tries }: Course): string {
	const places = Object.entries(story).map(([at, words]) => `${at}: ${words}`);
	const title = `${mode}; ${places.join('; ') || 'nothing goes wrong'}`;
	return [title, '', ...tries.map((played) => toldOf(played, thing, mode))].join('\n');
}

it.each(THINGS)(
	'$label: whatever goes wrong once, what is asked, when, and what is said, stand in its book',
	async (thing) => {
		const book = isWriting ? '' : readFileSync(bookOf(thing), 'utf8');
		const known = book.trimEnd().split(BETWEEN);
		const found = [`# ${thing.label}`];
		const see = (mode: Mode, story: Story, course: Course) => {
			const chapter = chapterOf(thing, mode, story, course);
			if (!isWriting) expect(chapter).toBe(known[found.length]);
			found.push(chapter);
		};
		for (const mode of MODES) {
			await explore(thing, mode, 1, false, (story, course) => see(mode, story, course));
		}
		for (const story of FURTHER[thing.label] ?? [])
			see('plain', story, await new World(thing, 'plain', story).play());
		if (isWriting) writeFileSync(bookOf(thing), `${found.join(BETWEEN)}\n`);
		else expect(found).toHaveLength(known.length);
	},
);
