/**
 * The claims as the reader has them: rejected ones gone, corrected ones changed, added ones in. The rules are those of
 * `thbextract apply` (verdicts/applying.py), so that the page and the command write the same rows.
 */

const REVIEWER = "reviewer";
/** The fields in which a repeated figure is the same. */
const FIGURE_FIELDS = ["category", "value", "value_max", "currency", "period"];

/** @typedef {{gone: Map<string, object>, moved: Map<string, string>, stirred: Set<string>}} Merge */

/**
 * The claims of a document with its verdicts applied; each that is changed has the claim of the page as `origin`.
 *
 * @param {Doc} doc
 * @returns {object[]}
 */
function appliedClaims(doc) {
  if (!doc.complete && !doc.verdicts.size) return doc.claims;
  const merge = { gone: new Map(), moved: new Map(), stirred: new Set() };
  const kept = claimsOf(doc).map((claim) => judgedClaim(merge, claim));
  const standing = kept.filter(Boolean).sort((one, other) => one.start - other.start || one.end - other.end);
  return linkedClaims(merge, standing);
}

/** @param {Merge} merge @param {Claim} claim @returns {object | null} null if the claim is gone */
function judgedClaim(merge, claim) {
  const verdict = verdictOf(claim) || (claim.document.complete ? "accept" : null);
  if (!verdict) return claim;
  if (verdict === "reject") {
    merge.gone.set(claim.id, claim);
    merge.stirred.add(figureKey(claim));
    return null;
  }
  const read = verdict === "add" ? addedRow(claim) : readRow(claim, entryOf(claim).claim || claim);
  if (verdict === "add" || figureKey(read) !== figureKey(claim)) {
    merge.stirred.add(figureKey(read)).add(figureKey(claim));
  }
  if (read.id !== claim.id) merge.moved.set(claim.id, read.id);
  return read;
}

/** A claim with what the reader told of it; what hangs on fields that differ is made anew, its doubts are settled. */
function readRow(claim, told) {
  const changed = (name) => (told[name] ?? null) !== (claim[name] ?? null);
  const differs = TOLD_FIELDS.some(changed);
  return {
    ...copyOf(claim),
    ...(differs ? toldFields(told) : {}),
    ...(changed("period") ? givenPeriod(told.period) : {}),
    ...(changed("issuer") ? givenIssuer(told.issuer) : {}),
    ...(changed("category") ? { rule: REVIEWER } : {}),
    ...(changed("start") || changed("end") ? placeOf(claim.document, told) : {}),
    exact: Object.fromEntries(Object.entries(claim.exact || {}).filter(([name]) => !changed(name))),
    review: [],
  };
}

/** @param {Claim} claim that the reader added */
function addedRow(claim) {
  return {
    ...copyOf(claim),
    ...givenPeriod(claim.period),
    ...givenIssuer(claim.issuer),
    ...placeOf(claim.document, claim),
    rule: REVIEWER,
  };
}

/** @param {Claim} claim */
function copyOf(claim) {
  return { ...claim, sentence: claim.sentence, origin: claim };
}

/** What hangs on a period that the reader has given. @param {string | null} period */
function givenPeriod(period) {
  const { period_start, period_end } = periodBounds(period);
  const basis = period ? "given" : null;
  return { period: inMonths(period), period_start, period_end, period_text: null, period_basis: basis };
}

/** Quarters and halves of a year as months: "2018-36" is "2018-10/2018-12". @param {string | null} period */
function inMonths(period) {
  if (
    !String(period ?? "")
      .split("/")
      .some((part) => SUB_YEARS[part.slice(5)])
  )
    return period;
  const { period_start: first, period_end: last } = periodBounds(period);
  return [first, last].map((day) => (day ? day.slice(0, 7) : "..")).join("/");
}

/** @param {string | null} issuer */
function givenIssuer(issuer) {
  return { issuer, issuer_text: null, issuer_basis: issuer ? "given" : null };
}

/** What hangs on a place: the id, the sentence, the page. @param {Doc} doc @param {object} told */
function placeOf(doc, { start, end }) {
  const [from, to] = sentenceAround(doc, start, end);
  const sentence = doc.text.slice(unitsOf(doc.places, from), unitsOf(doc.places, to));
  return { id: idOf(doc, start, end), sentence, sentence_start: from, page: pageAt(doc, start) };
}

/** The page of a place: that of the claims before and behind it, where these are on one. */
function pageAt(doc, start) {
  const known = doc.claims.filter(({ page }) => page);
  const before = known.filter((claim) => claim.start <= start).map(({ page }) => page);
  const behind = known.filter((claim) => claim.start >= start).map(({ page }) => page);
  const first = before.length ? Math.max(...before) : 1;
  return behind.length && Math.min(...behind) === first ? first : null;
}

// -- links between claims -------------------------------------------------------------------------------------------

/** @param {object} claim */
function figureKey(claim) {
  return JSON.stringify(FIGURE_FIELDS.map((name) => claim.exact?.[name] || claim[name]));
}

/** Claims whose links lead to claims that stand. @param {Merge} merge @param {object[]} claims */
function linkedClaims(merge, claims) {
  const first = new Map();
  for (const claim of claims) if (!first.has(figureKey(claim))) first.set(figureKey(claim), claim.id);
  return claims.map((claim) => {
    const links = { part_of: standingWhole(merge, first, claim), repeats: repeatedBy(merge, first, claim) };
    const same = links.part_of === claim.part_of && links.repeats === claim.repeats;
    return same ? claim : { ...(claim.origin ? claim : copyOf(claim)), ...links };
  });
}

/** Which claim a figure repeats is asked anew where one of its claims went, came or changed. */
function repeatedBy({ gone, moved, stirred }, first, claim) {
  const key = figureKey(claim);
  if (!stirred.has(key) && !gone.has(claim.repeats)) return moved.get(claim.repeats) || claim.repeats;
  return first.get(key) === claim.id ? null : first.get(key);
}

/** The whole of a claim: for one that was rejected the same figure elsewhere, else its own whole. */
function standingWhole({ gone, moved }, first, part) {
  const passed = new Set([part.id]);
  let whole = part.part_of;
  for (; gone.has(whole) && !passed.has(whole); whole = gone.get(whole).part_of) {
    const again = first.get(figureKey(gone.get(whole)));
    if (again && again !== part.id) return again;
    passed.add(whole);
  }
  if (whole === null || passed.has(whole)) return null;
  const now = moved.get(whole) || whole;
  return now === part.id ? null : now;
}

// -- what is written ------------------------------------------------------------------------------------------------

/** The rows that the filters leave, in the order of the documents, as the reader has them. */
function appliedRows() {
  const shown = new Set(state.shown);
  const stays = (claim) => shown.has(claim) || (verdictOf(claim) === "add" && isShown(claim));
  const docs = state.documents.filter((doc) => doc.matching || doc.added.length);
  return docs.flatMap((doc) => appliedClaims(doc).filter((claim) => stays(claim.origin || claim)));
}

/** What the export will hold: "912 rows: 1 rejected left out, 2 corrected, 1 added". */
function exportWords() {
  const given = (verdict) => state.shown.filter((claim) => verdictOf(claim) === verdict).length;
  const added = state.documents.reduce((sum, doc) => sum + doc.added.filter(isShown).length, 0);
  const rejected = given("reject");
  const corrected = given("correct");
  const words = [
    rejected && `${rejected.toLocaleString("en")} rejected left out`,
    corrected && `${corrected.toLocaleString("en")} corrected`,
    added && `${added.toLocaleString("en")} added`,
  ].filter(Boolean);
  const rows = counted(state.shown.length - rejected + added, "row");
  return words.length ? `${rows}: ${words.join(", ")}` : rows;
}
