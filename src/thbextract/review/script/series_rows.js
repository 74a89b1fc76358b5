/** Rows of the table of figures: a figure each, which opens to the sentences that report it. */

const REPORTS_AT_ONCE = 20;
const FIGURES_SIDE_BY_SIDE = 12;
const SERIES_COLUMNS = [
  { key: "counted", label: "Counted", of: (figure) => [figure.category, ...countedWords(figure)].join() },
  { key: "period", label: "Period", of: (figure) => figure.period_start || figure.period_end || figure.period },
  { key: "issuer", label: "Issuer", of: (figure) => figure.issuer },
  { key: "country", label: "Country", of: (figure) => figure.country },
  { key: "value", label: "Value", of: (figure) => Number(figure.value) },
  { key: "growth", label: "Growth", of: (figure) => figure.growth },
  { key: "documents", label: "Documents", of: (figure) => figure.documents },
  {
    key: "notes",
    label: "Notes",
    of: (figure) => -figure.findings.length - figure.revised_by.length - figure.revises.length,
  },
];

/**
 * @typedef {object} SeriesUse what the page does for the view
 * @property {(source: string, claimId: string) => void} openClaim
 * @property {((report: Report) => SentenceText | null) | undefined} sentenceOf
 * @property {boolean | undefined} judged whether verdicts would change the figures
 * @property {((report: Report) => string | null) | undefined} verdictOf what the reader decided on the claim of a
 *   report, where the figure is another for it: "rejected", "corrected to 42"
 *
 * @typedef {object} SeriesView what is drawn, and how the reader has set it
 * @property {Series} series
 * @property {SeriesUse} use
 * @property {Map<number, Figure>} figures by number
 * @property {Map<number, Finding>} findings by number
 * @property {Set<number>} growing the series in which some figure has grown or shrunk
 * @property {Set<number>} open the figures whose reports are shown
 * @property {string} section the one section that is shown, "" for all
 * @property {string} finding the kind of findings that is shown, "any" of them, "" for all figures
 * @property {HTMLSelectElement} findingField in which it is chosen
 * @property {boolean} onlyGrowth
 * @property {{key: string | null, falling: boolean}} sort
 * @property {number} page of the table, from 0
 * @property {boolean} linesOpen
 * @property {Figure[]} chosen the figures that the filters leave
 * @property {Map<string, Figure[]>} sections the same by section, sorted
 * @property {HTMLElement} status
 * @property {HTMLElement} table
 * @property {HTMLElement} pager
 * @property {HTMLDetailsElement} lines
 */

/**
 * The row of a figure, and its reports below it if they are shown.
 *
 * @param {SeriesView} view
 * @param {Figure} figure
 * @returns {HTMLElement[]}
 */
function figureRows(view, figure) {
  const cells = figureCells(view, figure).map((content, index) => {
    const { key, label } = SERIES_COLUMNS[index];
    const attributes = { class: `series-${key}`, "data-label": label, role: index ? "cell" : "rowheader" };
    return element(index ? "td" : "th", index ? attributes : { ...attributes, scope: "row" }, content);
  });
  const row = element("tr", { id: `figure-${figure.figure}`, role: "row" }, cells);
  return view.open.has(figure.figure) ? [row, reportsRow(view, figure)] : [row];
}

/** The contents of the cells, in the order of the columns. @param {SeriesView} view @param {Figure} figure */
function figureCells(view, figure) {
  const growth = growthWords(figure, view.figures);
  return [
    countedCell(figure),
    periodWords(figure.period),
    issuerName(figure.issuer),
    figure.country === null
      ? mutedWords(UNKNOWN_WORDS.country)
      : element("abbr", { title: countryWords(figure.country) }, figure.country),
    valueWords(figure),
    figure.not_comparable ? mutedWords(growth) : growth,
    openingButton(view, figure),
    [...judgedNotes(view, figure), ...figureNotes(figure, view.findings)].map(({ kind, words }) => [
      element("span", { class: `series-note is-${kind}` }, words),
      " ",
    ]),
  ];
}

/** What the reader decided on the claims of a figure. @param {SeriesView} view @param {Figure} figure */
function judgedNotes({ use }, { reports }) {
  const judged = use.verdictOf ? reports.map(use.verdictOf).filter(Boolean) : [];
  return [...new Set(judged)].map((words) => {
    const times = judged.filter((each) => each === words).length;
    return { kind: "judged", words: reports.length > 1 ? `${times} of ${reports.length} ${words}` : words };
  });
}

/** @param {Figure} figure */
function countedCell(figure) {
  const name = element("span", { class: "series-category", "data-category": figure.category }, figure.category);
  const more = countedWords(figure);
  return more.length
    ? [name, " ", element("bdi", { class: "series-population" }, more.map(shortened).join(", "))]
    : name;
}

/** @param {string} words */
function mutedWords(words) {
  return element("span", { class: "series-muted" }, words);
}

/** @param {string | null} issuer */
function issuerName(issuer) {
  return issuer === null ? mutedWords(UNKNOWN_WORDS.issuer) : ownName(issuer);
}

/** The button that opens a row. @param {SeriesView} view @param {Figure} figure */
function openingButton(view, figure) {
  const open = view.open.has(figure.figure);
  const toggle = (event) => toggleReports(view, figure, event.currentTarget);
  const attributes = { type: "button", class: "series-open", "aria-expanded": String(open), on: { click: toggle } };
  return element(
    "button",
    open ? { ...attributes, "aria-controls": reportsId(figure) } : attributes,
    howMany(figure.documents, "document"),
  );
}

/** @param {Figure} figure */
function reportsId(figure) {
  return `reports-${figure.figure}`;
}

/** @param {SeriesView} view @param {Figure} figure @param {HTMLElement} button */
function toggleReports(view, figure, button) {
  const row = button.closest("tr");
  const opens = !view.open.delete(figure.figure);
  if (opens) {
    view.open.add(figure.figure);
    row.after(reportsRow(view, figure));
    button.setAttribute("aria-controls", reportsId(figure));
  } else {
    row.nextElementSibling.remove();
    button.removeAttribute("aria-controls");
  }
  button.setAttribute("aria-expanded", String(opens));
}

/** @param {SeriesView} view @param {Figure} figure */
function reportsRow(view, figure) {
  const findings = figure.findings.map((number) => view.findings.get(number)).filter(Boolean);
  const content = [reportList(view, figure, REPORTS_AT_ONCE), findings.map((finding) => findingBox(view, finding))];
  const cell = element("td", { colspan: SERIES_COLUMNS.length, role: "cell" }, content);
  return element("tr", { id: reportsId(figure), class: "series-reports", role: "row" }, cell);
}

/** The sentences that report a figure. @param {SeriesView} view @param {Figure} figure @param {number} most */
function reportList(view, figure, most) {
  const list = element(
    "ul",
    { class: "series-sentences" },
    figure.reports.slice(0, most).map((report) => reportItem(view, report)),
  );
  const left = figure.reports.length - most;
  if (left <= 0) return list;
  const showAll = () => {
    list.append(...figure.reports.slice(most).map((report) => reportItem(view, report)));
    list.children[most].querySelector("button").focus();
    more.remove();
  };
  const more = element("button", { type: "button", on: { click: showAll } }, `Show ${howMany(left, "other report")}`);
  return [list, more];
}

/** @param {SeriesView} view @param {Report} report */
function reportItem(view, report) {
  return element("li", null, reportBody(view, report));
}

/**
 * A sentence with its number marked, where it stands, and the way there.
 *
 * @param {SeriesView} view
 * @param {Report} report
 */
function reportBody(view, report) {
  const sentence = reportSentence(report, view.use.sentenceOf);
  const judged = view.use.verdictOf?.(report);
  const open = () => view.use.openClaim(report.source, report.claim);
  const label = "Show in the text";
  const name = `${label}: ${report.text}, ${shortened(fileName(report.source))}`; // begins with what is seen, for voice control
  return [
    element("blockquote", { dir: "auto" }, sentence ? markedSentence(sentence) : report.text),
    element(
      "p",
      { class: "series-origin" },
      element("bdi", { title: report.source }, shortened(fileName(report.source))),
      report.date && `, ${report.date}`,
      " ",
      judged && [element("span", { class: "series-note is-judged" }, judged), " "],
      element("button", { type: "button", "aria-label": name, on: { click: open } }, label),
    ),
  ];
}

/** A file without its folders. @param {string} source */
function fileName(source) {
  return source.split(/[\\/]/).pop() || source;
}

/** @param {SentenceText} sentence */
function markedSentence({ text, start, end }) {
  if (end <= start) return text;
  return [text.slice(0, start), element("mark", null, text.slice(start, end)), text.slice(end)];
}

/** Figures that stand against each other, side by side. @param {SeriesView} view @param {Finding} finding */
function findingBox(view, finding) {
  const figures = finding.figures.map((number) => view.figures.get(number)).filter(Boolean);
  const left = figures.length - FIGURES_SIDE_BY_SIDE;
  return element(
    "div",
    { class: `series-finding is-${finding.kind}`, role: "group", "aria-label": FINDING_WORDS[finding.kind] },
    element(
      "p",
      null,
      element("strong", null, `${FINDING_WORDS[finding.kind]}: `),
      element("bdi", null, finding.detail),
    ),
    element(
      "div",
      { class: "series-sides" },
      figures.slice(0, FIGURES_SIDE_BY_SIDE).map((figure) => findingSide(view, figure)),
    ),
    left > 0 && element("p", null, `and ${howMany(left, "more figure")}`),
  );
}

/** @param {SeriesView} view @param {Figure} figure */
function findingSide(view, figure) {
  const told = ` ${indicatorWords(figure)} · ${periodWords(figure.period)} · `;
  const head = [element("strong", null, valueWords(figure)), told, issuerName(figure.issuer)];
  return element(
    "div",
    null,
    element("p", { dir: "auto" }, head),
    figure.reports.length > 0 && reportBody(view, figure.reports[0]),
  );
}
