/** Figures in words: what is counted, how much of it, when, and what became of it since. */

const NO_BREAK = "\u00a0";
const QUALIFIER_WORDS = {
  approximate: "about ",
  more_than: "more than ",
  at_least: "at least ",
  less_than: "less than ",
  at_most: "at most ",
};
const FINDING_WORDS = { conflict: "conflict", sum: "does not add up", revision: "revision" };
const UNKNOWN_WORDS = { year: "no single year", country: "no country", issuer: "no issuer known", period: "no period" };

/**
 * @typedef {{source: string, claim: string, date: string | null, text: string, sentence?: string}} Report
 * @typedef {{text: string, start: number, end: number}} SentenceText a sentence, and the number's place in it
 * @typedef {{figure: number, series: number | null, category: string, indicator?: string | null,
 *   unit: string | null, sex: string | null, age_group: string | null, exploitation: string | null,
 *   currency: string | null, per: string | null, status: string, country: string | null, issuer: string | null,
 *   period: string | null, period_start: string | null, period_end: string | null, year: string | null,
 *   qualifier: string, value: number, value_max: number | null, documents: number, reports: Report[],
 *   change: number | null, growth: number | null, compared_with: number | null, not_comparable: string | null,
 *   revises: number[], revised_by: number[], findings: number[]}} Figure
 * @typedef {{finding: number, kind: "conflict" | "sum" | "revision", figures: number[], detail: string}} Finding
 * @typedef {{by: string[], figures: Figure[], findings: Finding[]}} Series
 */

/** "more than 1,100", "400 EUR per person", "20–30", "12 %". @param {Figure} figure */
function valueWords(figure) {
  const { value, value_max: highest, qualifier, per } = figure;
  const number = highest === null ? groupedNumber(value) : `${groupedNumber(value)}–${groupedNumber(highest)}`;
  const unit = unitWords(figure);
  return [QUALIFIER_WORDS[qualifier] || "", number, unit && `${NO_BREAK}${unit}`, per && ` per ${per}`]
    .filter(Boolean)
    .join("");
}

/** What stands behind the number itself; people and things are named in another column. @param {Figure} figure */
function unitWords({ category, currency, unit }) {
  if (category === "money") return currency || "of an unknown currency";
  if (category === "percent") return "%";
  return category === "sentences" ? unit : null;
}

/** What a figure counts, closer than its category, as the sources call it: "foreign victims". @param {Figure} figure */
function nounWords({ category, indicator, unit }) {
  const known = [category, ...(indicator || "").split(" ")];
  return unit && !known.includes(unit) && category !== "sentences" ? unit : null;
}

/** Who is counted and what kind of statement it is: "female", "for labour", "planned". @param {Figure} figure */
function populationWords({ sex, age_group: age, exploitation, status }) {
  const purpose = exploitation && (exploitation === "other" ? "other exploitation" : `for ${exploitation}`);
  return [sex, age, purpose, status === "reported" ? null : status].filter(Boolean);
}

/** All that a row says beside the category. @param {Figure} figure @returns {string[]} */
function countedWords(figure) {
  return [figure.indicator, nounWords(figure), ...populationWords(figure)].filter(Boolean);
}

/** What figures of several issuers share: "victims, victims identified, female". @param {Figure} figure */
function indicatorWords(figure) {
  const currency = figure.category === "money" ? figure.currency : null;
  const what = figure.indicator || nounWords(figure);
  const words = [figure.category, what, currency, ...populationWords(figure)].filter(Boolean);
  return words.join(", ") + (figure.per ? ` per ${figure.per}` : "");
}

/** EDTF for people: "2021", "since 2003", "2022-04-01 – 2023-03-31". @param {string | null} period */
function periodWords(period) {
  if (!period) return UNKNOWN_WORDS.period;
  const [start, end] = period.split("/");
  if (end === undefined) return start;
  if (end === "..") return `since ${start}`;
  return start === ".." ? `until ${end}` : `${start} – ${end}`;
}

/**
 * How the figure stands to the one before: "+24.5 % on 2021", or why nothing can be said.
 *
 * @param {Figure} figure
 * @param {Map<number, Figure>} figures by number
 */
function growthWords(figure, figures) {
  if (figure.not_comparable) return `not comparable: ${figure.not_comparable.replace(/^not comparable:? */, "")}`;
  if (figure.change === null && figure.growth === null) return "";
  const before = figures.get(figure.compared_with);
  const since = before ? ` on ${periodWords(before.period)}` : "";
  if (figure.change === 0) return `unchanged${since}`;
  if (figure.growth === null) return `${signedNumber(figure.change)}${since}`;
  return `${signedNumber(figure.growth)}${NO_BREAK}%${since}`;
}

/** "+12", "−3.5". @param {number} number */
function signedNumber(number) {
  const size = Math.abs(number).toLocaleString("en-US", { maximumFractionDigits: 1 });
  return `${number < 0 ? "−" : "+"}${size}`;
}

/**
 * What a reader should know of a figure before using it, the gravest first.
 *
 * @param {Figure} figure
 * @param {Map<number, Finding>} findings by number
 * @returns {{kind: string, words: string}[]}
 */
function figureNotes(figure, findings) {
  const kinds = new Set(
    figure.findings
      .map((number) => findings.get(number))
      .filter(Boolean)
      .map(({ kind }) => kind),
  );
  const notes = ["conflict", "sum"]
    .filter((kind) => kinds.has(kind))
    .map((kind) => ({ kind, words: FINDING_WORDS[kind] }));
  if (figure.revised_by.length) notes.push({ kind: "revision", words: "revised later" });
  if (figure.revises.length) notes.push({ kind: "revision", words: "revises an earlier figure" });
  return notes;
}

/** A heading of the table for what figures are grouped by. @param {string} key @param {Figure} figure */
function sectionWords(key, figure) {
  const value = figure[key];
  if (value === null || value === undefined) return UNKNOWN_WORDS[key] || `no ${key.replace("_", " ")}`;
  if (key === "country") return countryWords(value);
  return String(value).includes("..") ? periodWords(value) : String(value);
}

/** "Moldova (MD)". @param {string} code ISO 3166-1 alpha-2 */
function countryWords(code) {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const name = new Intl.DisplayNames("en", { type: "region", fallback: "none" }).of(code);
  return name ? `${name} (${code})` : code;
}

/**
 * The sentence of a report with the number's place in it, from the page or from the report itself. A number that stands
 * there more than once is not marked, for the mark might be on the wrong one.
 *
 * @param {Report} report
 * @param {((report: Report) => SentenceText | null) | undefined} sentenceOf
 * @returns {SentenceText | null}
 */
function reportSentence(report, sentenceOf) {
  const found = sentenceOf ? sentenceOf(report) : null;
  if (found || !report.sentence) return found;
  const first = report.text ? report.sentence.indexOf(report.text) : -1;
  const once = first >= 0 && first === report.sentence.lastIndexOf(report.text);
  return { text: report.sentence, start: once ? first : 0, end: once ? first + report.text.length : 0 };
}
