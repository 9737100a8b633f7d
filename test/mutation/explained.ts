/** A change of a source that no test notices, and why none has to. */
export interface Explained {
	file: string;
	/** The line that it begins in, without its indentation. */
	line: string;
	/** As `npm run mutate` prints it. */
	change: string;
	why: string;
}

/** What is left of the changes that were survived. */
export const EXPLAINED: readonly Explained[] = [
	{
		file: 'nodes/orders/cancel/cancelOrder.ts',
		line: "if (first.next !== 'settle' || !first.isContradiction) return first;",
		change: "first.next !== 'settle' → false",
		why: 'what is to be sent contradicts nothing: it has no isContradiction',
	},
	{
		file: 'nodes/orders/cancel/cancelOrder.ts',
		line: 'if (holder === undefined || orderId === undefined) return;',
		change: 'orderId === undefined → false',
		why: 'what contradicts something was read, and has an ID',
	},
	{
		file: 'nodes/orders/cancel/cancelOrder.ts',
		line: "if (reading.found === 'order') this.ask = { ...this.ask, read: reading.state };",
		change: "reading.found === 'order' → true",
		why: 'where no order was read, nothing more is sent that depends on it',
	},
	{
		file: 'nodes/orders/cancel/cancelOrder.ts',
		line: "if (call.end === 'answered') this.task.redactor.learnFrom(call.body);",
		change: "call.end === 'answered' → true",
		why: 'of a call that was not answered there is no body, from which nothing is learnt',
	},
	{
		file: 'nodes/orders/cancel/findOrders.ts',
		line: 'return ending === null || request.dryRun ? null : { ending };',
		change: '{ ending } → {}',
		why: 'whoever does its job finds the same ending in the memory',
	},
	{
		file: 'nodes/orders/cancel/judgeAnswer.ts',
		line: 'for (let at = 0; at < body.length; at++) {',
		change: 'at < body.length → at <= body.length',
		why: 'behind the last character there is none, which counts as nothing',
	},
	{
		file: 'nodes/orders/cancel/judgeReading.ts',
		line: "reading.found === 'elsewhere' || (reading.found === 'notSent' && reading.why === 'elsewhere');",
		change: "reading.found === 'notSent' → true",
		why: 'nothing else has a reason of that name',
	},
	{
		file: 'nodes/orders/client/n8nHelper.ts',
		line: "throw new Error('This request is not to be sent.');",
		change: '\'This request is not to be sent.\' → ""',
		why: 'it is caught a few lines further, and shown to nobody',
	},
	{
		file: 'nodes/orders/client/paces.ts',
		line: 'if (paces.size >= MOST_PACES) {',
		change: 'paces.size >= MOST_PACES → paces.size > MOST_PACES',
		why: 'one more or less is no matter',
	},
	{
		file: 'nodes/orders/client/paces.ts',
		line: 'if (end < systemClock.now() && pace.isForgettable()) paces.delete(other);',
		change: 'end < systemClock.now() → end <= systemClock.now()',
		why: 'in its last millisecond it may be either',
	},
	{
		file: 'nodes/orders/client/rateLimitHeaders.ts',
		line: "const text = headers['retry-after']?.trim() ?? '';",
		change: '\'\' → "Stryker was here!"',
		why: 'that is no time either',
	},
	{
		file: 'nodes/orders/client/reply.ts',
		line: "return reply.end === 'answered' && reply.status === 429;",
		change: "reply.end === 'answered' → true",
		why: 'nothing else has the status 429',
	},
	{
		file: 'nodes/orders/client/pace.ts',
		line: 'if (first === undefined || opening > now) {',
		change: 'first === undefined → false',
		why: 'where nobody may go, the opening is never',
	},
	{
		file: 'nodes/orders/client/rateFinder.ts',
		line: 'private isProbing = false;',
		change: 'false → true',
		why: 'nobody asks before the first request leaves, and that says so anew',
	},
	{
		file: 'nodes/orders/client/rateFinder.ts',
		line: 'const from = before !== null && likely > 0.9 * before ? before : likely;',
		change: 'likely > 0.9 * before → likely >= 0.9 * before',
		why: 'what is just between both may be either',
	},
	{
		file: 'nodes/orders/client/turnQueue.ts',
		line: 'if (line === undefined) return;',
		change: 'line === undefined → false',
		why: 'the line of a turn that waits is there',
	},
	{
		file: 'nodes/orders/invisible.ts',
		line: "const digits = text.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');",
		change: 'text.codePointAt(0)?.toString → text.codePointAt(0).toString',
		why: 'it is asked about a text that begins with such a character',
	},
	{
		file: 'nodes/orders/result/messageFacts.ts',
		line: "orderId = about.id ?? '',",
		change: '\'\' → "Stryker was here!"',
		why: 'a list, which has no ID, is not called by one',
	},
	{
		file: 'nodes/orders/client/renewal.ts',
		line: '} finally {',
		change: '{ if (underWay.get(account) === own) underWay.delete(account); } → {}',
		why: 'what stays behind has ended, and nobody waits for it any longer',
	},
	{
		file: 'nodes/orders/client/renewal.ts',
		line: 'if (underWay.get(account) === own) underWay.delete(account);',
		change: 'underWay.get(account) === own → true',
		why: 'the next that comes finds the token renewed, or renews it',
	},
	{
		file: 'nodes/orders/client/renewal.ts',
		line: 'if (underWay.get(account) === own) underWay.delete(account);',
		change: 'underWay.get(account) === own → false',
		why: 'what stays behind has ended, and nobody waits for it any longer',
	},
	{
		file: 'nodes/orders/client/renewal.ts',
		line: 'if (underWay.get(account) === own) underWay.delete(account);',
		change: 'underWay.get(account) === own → underWay.get(account) !== own',
		why: 'what stays behind has ended, and nobody waits for it any longer',
	},
	{
		file: 'nodes/orders/client/reply.ts',
		line: "return /\\bjson\\b/i.test((headers['content-type'] ?? '').slice(0, BEGINNING));",
		change: "(headers['content-type'] ?? '').slice(0, BEGINNING) → headers['content-type'] ?? ''",
		why: 'it only bounds the time that a long header takes',
	},
	{
		file: 'nodes/orders/client/reply.ts',
		line: "return /\\bjson\\b/i.test((headers['content-type'] ?? '').slice(0, BEGINNING));",
		change: '\'\' → "Stryker was here!"',
		why: 'that is no JSON either',
	},
	{
		file: 'nodes/orders/client/send.ts',
		line: "const isAnswer = end.end === 'answered' && credential.isRenewable;",
		change: "end.end === 'answered' → true",
		why: 'of what was not answered nobody asks for its key',
	},
	{
		file: 'nodes/orders/client/slidingWindow.ts',
		line: 'if (this.stale <= MOST_STALE * this.ends.length) return;',
		change: 'this.stale <= MOST_STALE * this.ends.length → false',
		why: 'what is of no use is only dropped sooner',
	},
	{
		file: 'nodes/orders/client/slidingWindow.ts',
		line: 'if (this.stale <= MOST_STALE * this.ends.length) return;',
		change:
			'this.stale <= MOST_STALE * this.ends.length → this.stale < MOST_STALE * this.ends.length',
		why: 'what is of no use is only dropped sooner',
	},
	{
		file: 'nodes/orders/client/slidingWindow.ts',
		line: 'if (this.stale <= MOST_STALE * this.ends.length) return;',
		change:
			'this.stale <= MOST_STALE * this.ends.length → this.stale > MOST_STALE * this.ends.length',
		why: 'what is of no use is only dropped at other times',
	},
	{
		file: 'nodes/orders/client/slidingWindow.ts',
		line: 'if (this.stale <= MOST_STALE * this.ends.length) return;',
		change: 'MOST_STALE * this.ends.length → MOST_STALE / this.ends.length',
		why: 'what is of no use is only dropped sooner',
	},
	{
		file: 'nodes/orders/client/tryAgain.ts',
		line: "return reply.end === 'answered' && (reply.status === 408 || reply.status >= 500);",
		change: "reply.end === 'answered' → true",
		why: 'nothing else has such a status',
	},
	{
		file: 'nodes/orders/client/turnQueue.ts',
		line: "return this.deadline < time && this.refuse('outOfTime', ({ deadline }) => deadline < time);",
		change: 'this.deadline < time → true',
		why: 'it only spares a look at all of them',
	},
	{
		file: 'nodes/orders/client/turnQueue.ts',
		line: "return this.deadline < time && this.refuse('outOfTime', ({ deadline }) => deadline < time);",
		change: 'this.deadline < time → this.deadline <= time',
		why: 'it only spares a look at all of them',
	},
	{
		file: 'nodes/orders/client/vendorClient.ts',
		line: "private whyOver: NotSent['why'] = 'stopped';",
		change: '\'stopped\' → ""',
		why: 'whoever ends the work says why before anybody asks',
	},
	{
		file: 'nodes/orders/client/vendorClient.ts',
		line: "if (reply.end !== 'answered' || !needsProbe(reply)) return reply;",
		change: "reply.end !== 'answered' → false",
		why: 'what was not answered has no status that needs a probe',
	},
	{
		file: 'nodes/orders/client/vendorClient.ts',
		line: "const probe = reply.end === 'answered' ? probeOf(reply) : 'unclear';",
		change: "reply.end === 'answered' → true",
		why: 'what was not answered has no status that would be clear',
	},
	{
		file: 'nodes/orders/client/rateFinder.ts',
		line: 'this.isProbing = false;',
		change: 'false → true',
		why: 'it counts only while something is refused, and the next refusal begins anew',
	},
	{
		file: 'nodes/orders/client/slidingWindow.ts',
		line: 'private readonly ends: number[] = [];',
		change: '[] → ["Stryker was here"]',
		why: 'what is no time is before any other',
	},
	{
		file: 'nodes/orders/client/evenSpacing.ts',
		line: 'if (inASecond === null) return;',
		change: 'inASecond === null → false',
		why: 'nobody looks at what would be kept',
	},
	{
		file: 'nodes/orders/client/pace.ts',
		line: 'return told.intervalMs < found.intervalMs ? found : told;',
		change: 'told.intervalMs < found.intervalMs → told.intervalMs <= found.intervalMs',
		why: 'where both are the same, it may be either',
	},
	{
		file: 'nodes/orders/client/reply.ts',
		line: "return status >= 200 && status < 300 ? 'accepted' : 'unclear';",
		change: 'status < 300 → status <= 300',
		why: 'a redirect has been told apart before',
	},
	{
		file: 'nodes/orders/client/vendorClient.ts',
		line: 'const isOver = this.over.signal.aborted || this.now() > this.parts.deadline;',
		change: 'this.now() > this.parts.deadline → this.now() >= this.parts.deadline',
		why: 'in its last millisecond it gets a turn of its own',
	},
	{
		file: 'nodes/orders/client/vendorClient.ts',
		line: "place.end(endOf(reply), reply.end === 'lost' ? reply.unfinished : undefined);",
		change: "reply.end === 'lost' → true",
		why: 'nothing else is unfinished',
	},
	{
		file: 'nodes/orders/client/vendorClient.ts',
		line: "if (reply.end === 'answered' && reply.isKeyRenewed?.() === true)",
		change: "reply.end === 'answered' → true",
		why: 'nothing else tells of a key',
	},
	{
		file: 'nodes/orders/client/vendorClient.ts',
		line: 'pair?.take()?.end(endOf(reply));',
		change: 'pair?.take()?.end → pair?.take().end',
		why: 'a test request that was answered has kept its place',
	},
	{
		file: 'nodes/orders/client/vendorClient.ts',
		line: 'pair?.take()?.end(endOf(reply));',
		change: 'pair?.take → pair.take',
		why: 'a key is only renewed where it expires, and there are two requests then',
	},
	{
		file: 'nodes/orders/wording/contacts.ts',
		line: 'return (value.match(NUMBER) ?? [])',
		change: '[] → ["Stryker was here"]',
		why: 'that has no digits, so it is no number either',
	},
	{
		file: 'nodes/orders/wording/contacts.ts',
		line: ".map((number) => significant(number.replace(/\\D+/g, '')))",
		change: '/\\D+/g → /\\D/g',
		why: 'several at once or one after the other, they are taken out',
	},
	{
		file: 'nodes/orders/wording/contacts.ts',
		line: 'const mostCodes = Math.min(digits.length - FEWEST_DIGITS, MOST_DIGITS);',
		change: 'digits.length - FEWEST_DIGITS → digits.length + FEWEST_DIGITS',
		why: 'what is left is shorter than any number in the book',
	},
	{
		file: 'nodes/orders/wording/personalData.ts',
		line: "if (typeof body !== 'object' || body === null) return;",
		change: "typeof body !== 'object' || body === null → false",
		why: 'what is no object says nothing of people; it need only not be kept',
	},
	{
		file: 'nodes/orders/wording/personalData.ts',
		line: "if (typeof body !== 'object' || body === null) return;",
		change: "typeof body !== 'object' || body === null → typeof body !== 'object' && body === null",
		why: 'what is no object says nothing of people; it need only not be kept',
	},
	{
		file: 'nodes/orders/wording/personalData.ts',
		line: "if (typeof body !== 'object' || body === null) return;",
		change: "typeof body !== 'object' → false",
		why: 'what is no object says nothing of people; it need only not be kept',
	},
	{
		file: 'nodes/orders/wording/personalData.ts',
		line: "if (typeof body !== 'object' || body === null) return;",
		change: 'body === null → false',
		why: 'what is no object says nothing of people; it need only not be kept',
	},
	{
		file: 'nodes/orders/wording/personalData.ts',
		line: 'const enough: unknown[] = value.slice(0, MOST_VALUES + 1);',
		change: 'value.slice(0, MOST_VALUES + 1) → value',
		why: 'a longer list is too much either way; it is only not copied whole',
	},
	{
		file: 'nodes/orders/wording/phrases.ts',
		line: 'if (ASCII.test(text)) return text.toLowerCase();',
		change: 'ASCII.test(text) → false',
		why: 'the long way leads to the same, and takes longer',
	},
	{
		file: 'nodes/orders/wording/phrases.ts',
		line: ".replace(/\\p{M}+/gu, '')",
		change: '/\\p{M}+/gu → /\\p{M}/gu',
		why: 'several at once or one after the other, they are taken out',
	},
	{
		file: 'nodes/orders/wording/phrases.ts',
		line: 'if (ASCII.test(run)) return [{ start: index, end: index + run.length, folded: fold(run) }];',
		change: 'ASCII.test(run) → false',
		why: 'the long way leads to the same, and takes longer',
	},
	{
		file: 'nodes/orders/wording/phrases.ts',
		line: 'if (ASCII.test(phrase)) return phrase.length;',
		change: 'ASCII.test(phrase) → false',
		why: 'the long way leads to the same, and takes longer',
	},
	{
		file: 'nodes/orders/wording/redact.ts',
		line: 'for (let length = Math.min(key.length - 1, lower.length); length >= SHORTEST_HALF; length--) {',
		change: 'Math.min(key.length - 1, lower.length) → Math.max(key.length - 1, lower.length)',
		why: 'no text ends with what is longer than it is, nor with a whole key, which is hidden already',
	},
	{
		file: 'nodes/orders/wording/redact.ts',
		line: 'for (let length = Math.min(key.length - 1, lower.length); length >= SHORTEST_HALF; length--) {',
		change: 'key.length - 1 → key.length + 1',
		why: 'no text ends with a whole key any more: that is hidden already',
	},
	{
		file: 'nodes/orders/wording/redact.ts',
		line: 'while (end < text.length && isHidden[end] === isHidden[start]) end += 1;',
		change: 'end < text.length → true',
		why: 'behind the end nothing is marked one way or the other',
	},
	{
		file: 'nodes/orders/wording/redact.ts',
		line: 'while (end < text.length && isHidden[end] === isHidden[start]) end += 1;',
		change: 'end < text.length → end <= text.length',
		why: 'behind the end nothing is marked one way or the other',
	},
	{
		file: 'nodes/orders/wording/text.ts',
		line: ".replace(/\\p{Cc}+/gu, ' ')",
		change: '/\\p{Cc}+/gu → /\\p{Cc}/gu',
		why: 'several blanks become one in the next step',
	},
	{
		file: 'nodes/orders/wording/vendorWords.ts',
		line: "const line = shortText(shortText(words, LONGEST_RAW).replace(/[<>]+/g, ' '), LONGEST_READ);",
		change: '/[<>]+/g → /[<>]/g',
		why: 'several blanks become one in the next step',
	},
];
