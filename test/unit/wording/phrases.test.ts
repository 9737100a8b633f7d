import { partsOf, phrasesIn, piecesOf, weightOf } from '../../../nodes/orders/wording/phrases';

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
