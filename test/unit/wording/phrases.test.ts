import {
	endingsOf,
	pairsOf,
	partsOf,
	phrasesIn,
	PhraseSet,
	piecesOf,
	weightOf,
} from '../../../nodes/orders/wording/phrases';

/** The texts that stand where a phrase does. */
function placesOf(phrase: string, text: string): string[] {
	return (phrasesIn(text).get(phrase) ?? []).map(({ start, end }) => text.slice(start, end));
}

describe('a phrase of a text', () => {
	it.each([
		['once', 'Ann Lee moved', ['Ann Lee']],
		['every time', 'Ann Lee, ann-lee and ANN  LEE', ['Ann Lee', 'ann-lee', 'ANN  LEE']],
		['with accents', 'Ánn Lêe', ['Ánn Lêe']],
		[
			'with accents that are characters of their own',
			'A\u0301\u0301nn Lee',
			['A\u0301\u0301nn Lee'],
		],
		['written together', 'AnnLee', ['AnnLee']],
		['nowhere', 'Ann and Lee', []],
	])('is found %s', (_how, text, places) => {
		expect(placesOf('annlee', text)).toEqual(places);
	});

	it('may begin and end with any letter of a script without blanks', () => {
		expect(placesOf('王小明', '订单属于王小明先生')).toEqual(['王小明']);
	});

	it('has no more than twelve words', () => {
		const letters = 'a b c d e f g h i j k l m';
		expect(placesOf('abcdefghijkl', letters)).toEqual(['a b c d e f g h i j k l']);
		expect(placesOf('abcdefghijklm', letters)).toEqual([]);
	});
});

describe('what a text ends with', () => {
	it('is told from each of its words on, the longest first', () => {
		const text = 'To Ánn-Lee, 王小.';
		expect(
			endingsOf(text).map(({ folded, start, end }) => [folded, text.slice(start, end)]),
		).toEqual([
			['toannlee王小', 'To Ánn-Lee, 王小'],
			['annlee王小', 'Ánn-Lee, 王小'],
			['lee王小', 'Lee, 王小'],
			['王小', '王小'],
			['小', '小'],
		]);
	});

	it('is told from no more than twenty-four words on', () => {
		const endings = endingsOf('a b c d e f g h i j k l m n o p q r s t u v w x y z');
		expect(endings).toHaveLength(24);
		expect(endings[0]).toEqual({ start: 4, end: 51, folded: 'cdefghijklmnopqrstuvwxyz' });
	});

	it.each(['', ' … '])('is nothing where it has no words (%j)', (text) => {
		expect(endingsOf(text)).toEqual([]);
	});
});

describe('a set of phrases', () => {
	const phrases = new PhraseSet();
	for (const phrase of ['annlee', 'ann', 'berg', 'annabel']) phrases.add(phrase);

	it('holds what was added', () => {
		expect(phrases.has('ann')).toBe(true);
		expect(phrases.has('anna')).toBe(false);
	});

	it.each(['a', 'ann', 'anna', 'annabel', 'annlee', 'b', 'berg'])(
		'has one that begins with %s',
		(text) => {
			expect(phrases.isBegunBy(text)).toBe(true);
		},
	);

	it.each(['aa', 'annb', 'annabela', 'annleea', 'bergs', 'c', 'nn'])(
		'has none that begins with %s',
		(text) => {
			expect(phrases.isBegunBy(text)).toBe(false);
		},
	);

	it('grows also after it was looked through', () => {
		const names = new PhraseSet();
		expect(names.isBegunBy('an')).toBe(false);
		names.add('ann');
		expect(names.isBegunBy('an')).toBe(true);
	});
});

describe('what is looked for of a value', () => {
	it.each([
		['nothing', '', []],
		['punctuation', ' -- ', []],
		['a name', ' Renate  Groß-Beispiel ', ['renategrossbeispiel']],
		['twelve words', 'a b c d e f g h i j k l', ['abcdefghijkl']],
		['more words', 'a b c d e f g h i j k l m n', ['abcdefghijkl', 'mn']],
	])('are pieces of twelve words at most: %s', (_what, value, pieces) => {
		expect(piecesOf(value)).toEqual(pieces);
	});

	it('are also two pieces at a time, which may be cut in the second', () => {
		expect(pairsOf(['annlee', 'of', 'berg'])).toEqual(['annleeof', 'ofberg']);
		expect(pairsOf(['annlee'])).toEqual([]);
		expect(pairsOf([])).toEqual([]);
	});

	it('are also its parts, as they are written and as they are compared', () => {
		expect(partsOf('Jan van Groß 王小明')).toEqual([
			['Jan', 'jan'],
			['van', 'van'],
			['Groß', 'gross'],
			['王小明', '王小明'],
		]);
	});
});

describe('how much a phrase says', () => {
	it.each([
		['ann', 3],
		['анна', 4],
		['王', 2],
		['김민수', 6],
		['x王', 3],
	])('grows with its letters, of which some say as much as two others (%s)', (phrase, weight) => {
		expect(weightOf(phrase)).toBe(weight);
	});
});
