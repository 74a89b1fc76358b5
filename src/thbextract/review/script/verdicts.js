/** What the reader decided: held in the documents, kept in the browser, undone step by step. */

/** Fields of a claim that a verdict tells, in the order of the exported file. */
const TOLD_FIELDS = [
  ...["category", "value", "value_max", "qualifier", "unit", "currency", "per", "action", "status", "sex"],
  ...["age_group", "exploitation", "period", "issuer", "speaker", "country", "start", "end", "text"],
];
const STORE = "thbextract";
const store = { works: true, /** @type {[Doc, string][][]} */ undo: [] };

/** @typedef {{verdict: string | null, note: string | null, claim: object | null}} Entry `claim`: as corrected, added */

/** @param {Claim} claim @returns {Entry} */
function entryOf(claim) {
  return claim.document.verdicts.get(claim.id) || { verdict: null, note: null, claim: null };
}

/** @param {Claim} claim @returns {string | null} */
function verdictOf(claim) {
  return entryOf(claim).verdict;
}

/** A claim as the reader has it: corrected where it was. @param {Claim} claim */
function correctedOf(claim) {
  const { verdict, claim: told } = entryOf(claim);
  return verdict === "correct" && told ? { ...claim, ...told, ...groundsOf(claim, told) } : claim;
}

/** A corrected value has other digits, a corrected period or issuer other grounds than the words of the text. */
function groundsOf(claim, told) {
  const period = told.period === claim.period ? {} : { period_text: null, ...periodBounds(told.period) };
  const issuer = told.issuer === claim.issuer ? {} : { issuer_text: null, issuer_basis: null };
  const same = told.value === claim.value && told.value_max === claim.value_max;
  return { ...period, ...issuer, exact: same ? claim.exact : null };
}

/** Claims of a document on which nothing was said. @param {Doc} doc */
function openOf(doc) {
  return doc.claims.filter((claim) => !verdictOf(claim)).length;
}

/**
 * Change what is decided on some documents, in a way that can be undone in one step.
 *
 * @param {Doc[]} docs
 * @param {() => void} mutate
 */
function decide(docs, mutate) {
  store.undo.push(docs.map((doc) => [doc, frozenVerdicts(doc)]));
  mutate();
  settle(docs);
}

/** Take back the last step; the documents that it concerned. */
function undoLast() {
  const step = store.undo.pop();
  if (!step) return [];
  for (const [doc, before] of step) thawVerdicts(doc, before);
  const docs = step.map(([doc]) => doc);
  settle(docs);
  return docs;
}

/** @param {Doc[]} docs */
function settle(docs) {
  for (const doc of docs) {
    takeUpAdded(doc);
    keepVerdicts(doc);
  }
  emit("decided", docs);
}

/** Say something of a claim, or nothing any more. @param {Claim} claim @param {Partial<Entry>} said */
function say(claim, said) {
  const { document: doc, id } = claim;
  const entry = { ...entryOf(claim), ...said };
  decide([doc], () => {
    if (entry.verdict || entry.note) doc.verdicts.set(id, entry);
    else doc.verdicts.delete(id);
  });
}

/** The claims that the reader added, made from what is decided. @param {Doc} doc */
function takeUpAdded(doc) {
  const before = new Map(doc.added.map((claim) => [claim.id, claim]));
  doc.added = [];
  for (const [id, entry] of doc.verdicts) {
    if (entry.verdict === "add") doc.added.push(before.get(id) || addedClaim(doc, id, entry.claim));
  }
}

/** @param {Doc} doc @param {string} id @param {object} told */
function addedClaim(doc, id, told) {
  const nothing = Object.fromEntries(state.page.fields.map((name) => [name, null]));
  const [start, end] = sentenceAround(doc, told.start, told.end);
  return new Claim(doc, {
    ...nothing,
    ...told,
    ...periodBounds(told.period),
    id,
    rule: "",
    review: [],
    sentence_start: start,
    sentence_end: end,
  });
}

/**
 * The sentence around a place: that of another claim in it, else the line of the text stands for it.
 *
 * @param {Doc} doc
 * @param {number} start
 * @param {number} end
 * @returns {[number, number]} where it begins and ends
 */
function sentenceAround(doc, start, end) {
  const around = doc.claims
    .map((claim) => [claim.sentence_start, claim.sentence_end])
    .filter(([from, to]) => from <= start && end <= to);
  around.sort(([from, to], [other, until]) => to - from - (until - other) || from - other);
  return around[0] || lineAround(doc, start, end);
}

/** @param {Doc} doc @param {number} start @param {number} end @returns {[number, number]} */
function lineAround(doc, start, end) {
  const [from, to] = [unitsOf(doc.places, start), unitsOf(doc.places, end)];
  const before = doc.text.lastIndexOf("\n", from - 1) + 1;
  const after = doc.text.indexOf("\n", to);
  return [before, after < 0 ? doc.text.length : after].map((units) => pointsOf(doc.places, units));
}

// -- in the browser's storage ---------------------------------------------------------------------------------------

/** @param {Doc} doc */
function storeKey(doc) {
  return `${STORE}:${state.end.key}:${doc.key}`;
}

/** @param {Doc} doc @returns {string} empty if nothing is decided */
function frozenVerdicts(doc) {
  if (!doc.verdicts.size && !doc.complete) return "";
  return JSON.stringify({ complete: doc.complete, claims: [...doc.verdicts] });
}

/** @param {Doc} doc @param {string | null} frozen */
function thawVerdicts(doc, frozen) {
  const told = frozen ? JSON.parse(frozen) : { complete: false, claims: [] };
  doc.complete = told.complete === true;
  doc.verdicts = new Map(told.claims);
  takeUpAdded(doc);
}

/** @param {Doc} doc */
function keepVerdicts(doc) {
  const frozen = frozenVerdicts(doc);
  try {
    if (frozen) localStorage.setItem(storeKey(doc), frozen);
    else localStorage.removeItem(storeKey(doc));
  } catch {
    tellThatNothingIsKept();
  }
}

/** Find what was decided on a document earlier. @param {Doc} doc */
function recallVerdicts(doc) {
  try {
    const frozen = doc.sha256 && localStorage.getItem(storeKey(doc));
    if (frozen) thawVerdicts(doc, frozen);
  } catch {
    tellThatNothingIsKept();
  }
}

/** A browser may forbid its storage to files, or have no room left. */
function tellThatNothingIsKept() {
  if (!store.works) return;
  store.works = false;
  tell("This browser can't keep your verdicts: export them before you close the page.");
}

/** Another window with the same documents has decided something. @param {StorageEvent} event */
function followOtherWindow(event) {
  const doc = state.documents.find((each) => each.sha256 && storeKey(each) === event.key);
  if (!doc) return;
  thawVerdicts(doc, event.newValue);
  emit("decided", [doc]);
}
