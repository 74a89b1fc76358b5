/** The fields of a claim for people: in which order, under which names, and how a value is put. */

/** @type {[string, (claim: object) => (Node | string | null)][]} a label and what stands beside it, null for nothing */
const FIELD_ROWS = [
  ["Value", (claim) => amountOf(claim)],
  ["Category", (claim) => categoryChip(claim.category)],
  ["Counted", (claim) => isolated(claim.unit)],
  ["Sex", (claim) => claim.sex],
  ["Age", (claim) => claim.age_group],
  ["Exploitation", (claim) => claim.exploitation],
  ["Status", (claim) => (claim.status === "reported" ? null : claim.status)],
  ["Action", (claim) => isolated(claim.action)],
  ["Period", (claim) => withGround(claim.period, claim.period_text, claim.period_basis)],
  ["From – to", (claim) => spanOf(claim)],
  ["Issuer", (claim) => withGround(claim.issuer, claim.issuer_text, claim.issuer_basis)],
  ["Speaker", (claim) => isolated(claim.speaker)],
  ["Country", (claim) => claim.country],
  ["Rule", (claim) => (claim.rule ? element("code", null, oneLine(claim.rule)) : null)],
  ["Page", (claim) => claim.page],
  ["Place", (claim) => `characters ${claim.start}–${claim.end}`],
];

/** @param {string | null} words */
function isolated(words) {
  return words ? element("bdi", null, oneLine(words)) : null;
}

/** @param {string} category */
function categoryChip(category) {
  return element("span", { class: "chip", "data-category": category }, oneLine(category));
}

/** A value, the words that it comes from, and on what ground. */
function withGround(value, words, basis) {
  if (!value) return null;
  const told = [];
  if (words && oneLine(words) !== oneLine(value)) told.push("“", isolated(words), "”");
  if (basis) told.push(told.length ? ", " : "", BASIS_WORDS[basis] || basis);
  return element("span", null, isolated(value), told.length ? element("small", null, " ", told) : null);
}

/** First and last day, where the period does not say them itself. @param {object} claim */
function spanOf(claim) {
  if (!claim.period || claim.period === claim.period_start || !(claim.period_start || claim.period_end)) return null;
  return `${claim.period_start || "…"} – ${claim.period_end || "…"}`;
}

/**
 * The rows of a claim as a list of terms; where the reader has corrected a value, the former one stands struck out.
 *
 * @param {Claim} claim
 */
function fieldList(claim) {
  const told = correctedOf(claim);
  const list = element("dl", { class: "fields" });
  for (const [label, value] of FIELD_ROWS) {
    const [now, before] = [value(told), value(claim)];
    if (now === null && before === null) continue;
    const changed = told !== claim && plainWords(now) !== plainWords(before);
    list.append(
      element("dt", null, label),
      element(
        "dd",
        null,
        changed && before !== null && [element("del", null, before), " "],
        changed ? element("ins", null, now ?? "nothing") : now,
      ),
    );
  }
  return list;
}

/** @param {Node | string | null} value */
function plainWords(value) {
  return value instanceof Node ? value.textContent : String(value ?? "");
}
