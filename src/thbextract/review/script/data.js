/** What the page knows: documents and claims as they are taken up, and what is chosen. */

/**
 * @typedef {object} Doc a document: the fields of the JSON output, and `places` (of astral characters), `key` (what
 *   its verdicts are kept under), `verdicts` (by id of the claim), `added` claims, `complete`
 */

const state = {
  page: { fields: [], columns: [], values: {}, doubts: {}, tool: {} },
  end: { key: "", documents: 0 },
  /** @type {Doc[]} */ documents: [],
  /** @type {Claim[]} */ claims: [],
  /** @type {Claim[]} those that the filters leave, in the order of the documents */ shown: [],
  /** @type {Doc | null} */ document: null,
  /** @type {Claim | null} */ claim: null,
  view: "read",
  series: null,
  seriesDrawn: false,
  complete: false,
};

const listeners = new Map();

/** Call a listener whenever something of this name happens. @param {string} event @param {Function} listener */
function on(event, listener) {
  listeners.set(event, [...(listeners.get(event) || []), listener]);
}

/** @param {string} event @param {...any} told what the listeners are told */
function emit(event, ...told) {
  for (const listener of listeners.get(event) || []) listener(...told);
}

/** A claim with all of its fields, its `document`, and its place in JavaScript's offsets: `from`, `to`. */
class Claim {
  /** @param {Doc} doc @param {Record<string, any>} values */
  constructor(doc, values) {
    Object.assign(this, values);
    this.document = doc;
    this.exact = null;
    for (const name of ["value", "value_max"]) if (typeof this[name] === "string") this.keepDigits(name);
    this.from = unitsOf(doc.places, this.start);
    this.to = unitsOf(doc.places, this.end);
  }

  /** A whole number that is too large for JavaScript comes as its digits. @param {string} name */
  keepDigits(name) {
    this.exact = { ...this.exact, [name]: this[name] };
    this[name] = Number(this[name]);
  }

  /** The sentence around the claim: a slice of the text, but where the page was made without texts. */
  get sentence() {
    const { places, sentences, text } = this.document;
    if (sentences && sentences[this.id] !== undefined) return sentences[this.id];
    return text.slice(unitsOf(places, this.sentence_start), unitsOf(places, this.sentence_end));
  }

  /** First and last year of the period; null for an open end, undefined without a period. */
  get years() {
    if (!this.period) return undefined;
    const year = (day) => (day ? Number(day.slice(0, 4)) : null);
    return [year(this.period_start), year(this.period_end)];
  }
}

/**
 * Take up a document from its script element.
 *
 * @param {string} json
 * @param {Map<string, number>} seen how often each hash was seen before, for the same text may come twice
 * @returns {Doc}
 */
function documentOf(json, seen) {
  const doc = JSON.parse(json);
  const times = (seen.get(doc.sha256) || 0) + 1;
  seen.set(doc.sha256, times);
  doc.key = times > 1 ? `${doc.sha256}#${times}` : String(doc.sha256);
  doc.places = astralPlaces(doc.text);
  doc.claims = doc.claims.map((row) => claimOf(doc, row));
  doc.byId = new Map(doc.claims.map((claim) => [claim.id, claim]));
  Object.assign(doc, { verdicts: new Map(), added: [], complete: false, matching: doc.claims.length });
  return doc;
}

/** @param {Doc} doc @param {any[]} row values in the order of the fields */
function claimOf(doc, row) {
  return new Claim(doc, Object.fromEntries(state.page.fields.map((name, at) => [name, row[at]])));
}

/** The claims of a document in the order of its text, those that the reader added among them. @param {Doc} doc */
function claimsOf(doc) {
  if (!doc.added.length) return doc.claims;
  return [...doc.claims, ...doc.added].sort((one, other) => one.from - other.from || other.to - one.to);
}

/** @param {Doc} doc @param {string} id */
function claimById(doc, id) {
  return doc.byId.get(id) || doc.added.find((claim) => claim.id === id) || null;
}
