/** Texts as they are shown, and their offsets: the tool counts code points, JavaScript counts halves of them. */

const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;
const UNKNOWN_SIGN = "\ufffd";
/** Breaks, and what joins or hyphenates letters in scripts that need it: neither hides nor turns what it stands in. */
const HARMLESS = new Set(["\n", "\t", "\u00ad", "\u200c", "\u200d"]);
const BREAKING = new Set(["\r", "\v", "\f", "\u0085", "\u2028", "\u2029"]);
/** From this length on, a block of text ends at any line break, so that a browser need not lay out all of it. */
const LONG_BLOCK = 2000;

/**
 * A text as it may be shown: each character that turns the direction of writing, controls something or is half a
 * character stands as the sign for an unknown one, each kind of line break as one that shows. No offset moves.
 *
 * @param {string} text
 * @returns {string} of the same length
 */
function shownText(text) {
  return text.replace(/\r\n/g, " \n").replace(UNSHOWN, shownSign);
}

/** @param {string} sign */
function shownSign(sign) {
  if (HARMLESS.has(sign)) return sign;
  return BREAKING.has(sign) ? "\n" : UNKNOWN_SIGN.repeat(sign.length);
}

/** A few words of a document on one line, shown as safely. @param {string | null | undefined} words */
function oneLine(words) {
  return shownText(
    String(words ?? "")
      .replace(/\s+/g, " ")
      .trim(),
  );
}

/**
 * Where a text holds characters of two halves: the code points before each.
 *
 * @param {string} text
 * @returns {number[]} in order
 */
function astralPlaces(text) {
  const places = [];
  for (const found of text.matchAll(ASTRAL)) places.push(found.index - places.length);
  return places;
}

/** How many of some sorted numbers are smaller than a limit. @param {number[]} sorted @param {number} limit */
function countBelow(sorted, limit) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An offset of the tool as one of JavaScript. @param {number[]} places of astral characters @param {number} points */
function unitsOf(places, points) {
  return points + countBelow(places, points);
}

/** An offset of JavaScript as one of the tool. @param {number[]} places of astral characters @param {number} units */
function pointsOf(places, units) {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle] + middle < units) low = middle + 1;
    else high = middle;
  }
  return units - low;
}

/**
 * Where the blocks of a text begin: behind blank lines, and in long ones behind any line break.
 *
 * @param {string} text
 * @returns {number[]}
 */
function blockStarts(text) {
  const starts = [0];
  for (const found of text.matchAll(/\n+/g)) {
    const end = found.index + found[0].length;
    const ends = found[0].length > 1 || end - starts.at(-1) > LONG_BLOCK;
    if (ends && end < text.length) starts.push(end);
  }
  return starts;
}

/**
 * Cut a text wherever a span begins or ends, so that spans may overlap and nest.
 *
 * @param {number} length of the text
 * @param {{from: number, to: number}[]} spans in order of `from`
 * @param {number[]} cuts where it is cut besides
 * @returns {{start: number, end: number, spans: object[]}[]} each piece with the spans over it, the shortest first
 */
function piecesOf(length, spans, cuts) {
  const edges = new Set([0, length, ...cuts]);
  for (const span of spans) edges.add(span.from).add(span.to);
  const sorted = [...edges].filter((edge) => edge >= 0 && edge <= length).sort((one, other) => one - other);
  const pieces = [];
  let [next, open] = [0, []];
  for (let at = 0; at + 1 < sorted.length; at += 1) {
    open = open.filter((span) => span.to > sorted[at]);
    while (next < spans.length && spans[next].from <= sorted[at]) open.push(spans[next++]);
    const over = open.filter((span) => span.to > sorted[at]).sort((one, other) => width(one) - width(other));
    pieces.push({ start: sorted[at], end: sorted[at + 1], spans: over });
  }
  return pieces;
}

/** @param {{from: number, to: number}} span */
function width(span) {
  return span.to - span.from;
}
