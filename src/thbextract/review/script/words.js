/** Values as people read them. */

const AMOUNT_PREFIXES = {
  exact: "",
  approximate: "about ",
  more_than: "more than ",
  at_least: "at least ",
  less_than: "less than ",
  at_most: "at most ",
};
const VERDICT_WORDS = { accept: "accepted", reject: "rejected", correct: "corrected", add: "added" };
const BASIS_WORDS = {
  stated: "stated in the sentence",
  relative: "reckoned from the document's date",
  heading: "from a heading or label",
  document: "from the document",
  given: "given by a flag",
};

/** A number with its thousands apart. @param {number} number @param {string} [digits] all of them, of a large one */
function shownNumber(number, digits) {
  if (digits) return BigInt(digits).toLocaleString("en");
  return number.toLocaleString("en", { maximumFractionDigits: 20 });
}

/** A number as CSV has it: a point, no grouping, no exponent. @param {number} number */
function plainNumber(number) {
  const [, sign, whole, fraction = "", exponent] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number));
  if (!exponent) return String(number);
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return sign + digits.slice(0, point).padEnd(point, "0") + (point < digits.length ? `.${digits.slice(point)}` : "");
}

/** How much: "at least 1,500–2,000 EUR per year". @param {object} claim with the fields of a claim */
function amountOf(claim) {
  const exact = claim.exact || {};
  let amount = shownNumber(claim.value, exact.value);
  if (claim.value_max !== null) amount += `–${shownNumber(claim.value_max, exact.value_max)}`;
  if (claim.category === "percent") amount += " %";
  if (claim.currency) amount += ` ${claim.currency}`;
  if (claim.per) amount += ` per ${claim.per}`;
  return (AMOUNT_PREFIXES[claim.qualifier] || "") + amount;
}

/** What is counted: "women (female, adult)"; a planned figure must not look like a fact. @param {object} claim */
function countedOf(claim) {
  const status = claim.status === "reported" ? null : claim.status;
  const said = [status, claim.sex, claim.age_group, claim.exploitation].filter(Boolean);
  return oneLine(`${claim.unit || ""}${said.length ? ` (${said.join(", ")})` : ""}`);
}

/** What a document is called: its title, else its file. @param {object} doc */
function nameOf(doc) {
  return oneLine(doc.title) || fileOf(doc);
}

/** @param {object} doc */
function fileOf(doc) {
  return oneLine(doc.source.split(/[\\/]/).at(-1)) || oneLine(doc.source);
}

/** "1 claim", "20,000 claims". @param {number} count @param {string} noun */
function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
