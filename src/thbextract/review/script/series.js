/** The second view of the page: what the documents say together, figure by figure, each with its sentences. */

const FIGURES_ON_A_PAGE = 100;
/** What is called what in counts and in the choice of findings. */
const FINDING_NOUNS = { conflict: "conflict", sum: "wrong sum", revision: "revision" };

/** How the reader has set the view, by the element it is drawn into: it is the same when the view is drawn again. */
const seriesChoices = new WeakMap();

/**
 * Draw the figures of all documents into an empty or formerly drawn host: filters, lines, a table, 100 rows a page.
 *
 * @param {HTMLElement} host what it holds is replaced
 * @param {Series} series what `thbextract series -f json` gives: `{by, figures, findings}`; its reports need no
 *   `sentence` if `sentenceOf` finds it
 * @param {SeriesUse} use what the page does for this view: `openClaim` shows a claim in its text; `sentenceOf`, asked
 *   for when a row is opened, gives the sentence around a report's number as `{text, start, end}`, where `start` and
 *   `end` are the number's place in `text` as JavaScript counts, or null if the page does not have it
 */
function drawSeries(host, series, use) {
  const view = seriesView(host, series, use);
  if (!series.figures.length) {
    host.replaceChildren(element("p", { class: "chart-note" }, "There are no figures to compare."));
    return;
  }
  view.status = element("p", { class: "series-status", role: "status" });
  view.lines = element("details", {
    class: "series-lines",
    open: view.linesOpen,
    on: { toggle: () => toggleLines(view) },
  });
  view.table = element("div", { class: "series-table" });
  view.pager = element("nav", { class: "series-pager", "aria-label": "Pages of the table" });
  host.replaceChildren(seriesLead(view), seriesFilters(view), view.lines, view.status, view.table, view.pager);
  showFigures(view);
}

/** @param {HTMLElement} host @param {Series} series @param {SeriesUse} use */
function seriesView(host, series, use) {
  const kept = seriesChoices.get(host);
  const view = kept && kept.series === series ? kept : freshView(series);
  seriesChoices.set(host, view);
  view.use = use;
  return view;
}

/** @param {Series} series @returns {SeriesView} */
function freshView(series) {
  return {
    series,
    figures: new Map(series.figures.map((figure) => [figure.figure, figure])),
    findings: new Map(series.findings.map((finding) => [finding.finding, finding])),
    growing: new Set(series.figures.filter(({ growth }) => growth !== null).map((figure) => figure.series)),
    open: new Set(),
    section: "",
    finding: "",
    onlyGrowth: false,
    sort: { key: null, falling: false },
    page: 0,
    linesOpen: true,
  };
}

/** What the table holds, in a line or two. @param {SeriesView} view */
function seriesLead(view) {
  const merged = "what several documents report alike is one row. Open a row to read the sentences.";
  return element(
    "div",
    { class: "chart-lead" },
    element("h2", null, "Figures of all documents"),
    element("p", null, `${howMany(view.series.figures.length, "figure")}: ${merged}`),
    element("p", null, foundWords(view), " Figures are never added up here, for counts overlap."),
    view.use.judged && verdictsLeftOut(),
  );
}

/** What the figures do not know, and how to have those that do. */
function verdictsLeftOut() {
  const command = (words) => element("code", null, words);
  return element(
    "p",
    { class: "series-verdicts" },
    "Figures stand here as extracted; what you rejected or corrected is marked. For figures as checked, export the ",
    ...["verdicts, run ", command("thbextract apply"), ", then ", command("thbextract series"), " on what it writes."],
  );
}

/** "2 conflicts, 1 revision.", each a button that leaves these alone. @param {SeriesView} view */
function foundWords(view) {
  const found = Object.keys(FINDING_NOUNS).filter((kind) => countOf(view, kind) > 0);
  if (!found.length) return "No conflicts were found.";
  const parts = found.map((kind, at) => [at > 0 && ", ", foundButton(view, kind)]);
  return [parts, "."];
}

/** @param {SeriesView} view @param {string} kind */
function countOf({ series }, kind) {
  return series.findings.filter((finding) => finding.kind === kind).length;
}

/** @param {SeriesView} view @param {string} kind */
function foundButton(view, kind) {
  const words = howMany(countOf(view, kind), FINDING_NOUNS[kind]);
  const choose = () => {
    view.findingField.value = kind;
    setFilter(view, "finding", kind);
  };
  const title = `Show only figures with a ${FINDING_NOUNS[kind]}`;
  return element(
    "button",
    { type: "button", class: "link", "data-finding": kind, title, on: { click: choose } },
    words,
  );
}

/** @param {SeriesView} view */
function seriesFilters(view) {
  return element(
    "div",
    { class: "series-filters", role: "group", "aria-label": "Which figures" },
    element("label", null, `${sectionKey(view).replace("_", " ")} `, sectionChoice(view)),
    element("label", null, "findings ", findingChoice(view)),
    filterBox(view, "onlyGrowth", "only series with growth"),
  );
}

/** @param {SeriesView} view */
function sectionChoice(view) {
  const options = [...figureSections(view, view.series.figures)].map(([name, { length }]) => {
    const words = `${shortened(name)} (${groupedNumber(length)})`;
    return element("option", { value: name, selected: view.section === name }, words);
  });
  const choose = (event) => setFilter(view, "section", event.currentTarget.value);
  return element("select", { on: { change: choose } }, element("option", { value: "" }, "all"), options);
}

/** @param {SeriesView} view */
function findingChoice(view) {
  const kinds = Object.entries(FINDING_NOUNS).map(([kind, noun]) => [kind, `only ${noun}s`]);
  const options = [["", "all figures"], ["any", "only figures with findings"], ...kinds].map(([value, words]) =>
    element("option", { value, selected: view.finding === value }, words),
  );
  const choose = (event) => setFilter(view, "finding", event.currentTarget.value);
  view.findingField = element("select", { class: "series-findings", on: { change: choose } }, options);
  return view.findingField;
}

/** @param {SeriesView} view @param {"onlyGrowth"} name @param {string} label */
function filterBox(view, name, label) {
  const change = (event) => setFilter(view, name, event.currentTarget.checked);
  const box = element("input", { type: "checkbox", checked: view[name], on: { change } });
  return element("label", null, box, ` ${label}`);
}

/** @param {SeriesView} view @param {string} name @param {string | boolean} value */
function setFilter(view, name, value) {
  view[name] = value;
  view.page = 0;
  showFigures(view);
}

/** What the table is parted by: the first of what its figures are grouped by. @param {SeriesView} view */
function sectionKey(view) {
  return view.series.by[0] || "category";
}

/** Figures by section, in the order in which they come. @param {SeriesView} view @param {Figure[]} figures */
function figureSections(view, figures) {
  const sections = new Map();
  for (const figure of figures) {
    const name = sectionWords(sectionKey(view), figure);
    if (!sections.has(name)) sections.set(name, []);
    sections.get(name).push(figure);
  }
  return sections;
}

/** Draw what the filters leave. @param {SeriesView} view */
function showFigures(view) {
  view.chosen = view.series.figures.filter((figure) => isChosen(view, figure));
  sortSections(view);
  showLines(view);
  showPage(view);
}

/** @param {SeriesView} view */
function sortSections(view) {
  const sections = [...figureSections(view, view.chosen)];
  view.sections = new Map(sections.map(([name, figures]) => [name, sortedFigures(view, figures)]));
}

/** @param {SeriesView} view @param {Figure} figure */
function isChosen(view, figure) {
  if (view.section && sectionWords(sectionKey(view), figure) !== view.section) return false;
  if (view.onlyGrowth && (figure.series === null || !view.growing.has(figure.series))) return false;
  return !view.finding || hasFinding(view, figure);
}

/** @param {SeriesView} view @param {Figure} figure */
function hasFinding({ finding, findings }, figure) {
  const kinds = new Set(figure.findings.map((number) => findings.get(number)?.kind));
  if (figure.revised_by.length || figure.revises.length) kinds.add("revision");
  return finding === "any" ? kinds.size > 0 : kinds.has(finding);
}

/** Figures by the chosen column; those without a value come last. @param {SeriesView} view @param {Figure[]} figures */
function sortedFigures({ sort }, figures) {
  const column = SERIES_COLUMNS.find(({ key }) => key === sort.key);
  if (!column) return figures;
  const order = new Intl.Collator("en", { numeric: true }).compare;
  const sign = sort.falling ? -1 : 1;
  const keyed = figures.map((figure) => ({ figure, by: column.of(figure) }));
  keyed.sort(({ by: one }, { by: other }) => {
    if (one === null || other === null) return (one === null) - (other === null);
    return sign * (typeof one === "number" ? one - other : order(one, other));
  });
  return keyed.map(({ figure }) => figure);
}

/** @param {SeriesView} view */
function showLines(view) {
  const summary = element("summary", null, "Lines of figures that may be compared");
  view.lines.replaceChildren(summary);
  view.linesDrawn = false;
  fillLines(view);
}

/** @param {SeriesView} view */
function toggleLines(view) {
  view.linesOpen = view.lines.open;
  fillLines(view);
}

/** Draw the lines once they are asked for. @param {SeriesView} view */
function fillLines(view) {
  if (!view.linesOpen || view.linesDrawn) return;
  view.linesDrawn = true;
  const charts = lineCharts(view.chosen);
  const none = "No three of these figures belong to one series.";
  view.lines.append(charts.length ? lineGrid(charts) : element("p", { class: "chart-note" }, none));
}

/** Draw the rows of the page that is turned to. @param {SeriesView} view */
function showPage(view) {
  const from = view.page * FIGURES_ON_A_PAGE;
  const all = view.chosen.length;
  const to = Math.min(all, from + FIGURES_ON_A_PAGE);
  view.status.textContent = all
    ? `Figures ${groupedNumber(from + 1)}–${groupedNumber(to)} of ${groupedNumber(all)}`
    : "No figures with these filters.";
  view.table.replaceChildren(...(all ? [figureTable(view, from, to)] : []));
  view.pager.replaceChildren(...(all > FIGURES_ON_A_PAGE ? pageButtons(view) : []));
}

/** @param {SeriesView} view @param {number} from @param {number} to */
function figureTable(view, from, to) {
  const bodies = [];
  let passed = 0;
  for (const [name, figures] of view.sections) {
    const rows = figures.slice(Math.max(0, from - passed), Math.max(0, to - passed));
    if (rows.length) bodies.push(sectionBody(view, name, figures.length, rows));
    passed += figures.length;
  }
  const head = element(
    "tr",
    { role: "row" },
    SERIES_COLUMNS.map((column) => columnHead(view, column)),
  );
  return element(
    "table",
    { role: "table", "aria-label": "Figures" },
    element("thead", { role: "rowgroup" }, head),
    bodies,
  );
}

/**
 * @param {SeriesView} view
 * @param {string} name of the section
 * @param {number} all how many figures it has
 * @param {Figure[]} figures those of this page
 */
function sectionBody(view, name, all, figures) {
  const heading = element(
    "th",
    { scope: "rowgroup", colspan: SERIES_COLUMNS.length, role: "rowheader" },
    ownName(name),
    ` (${howMany(all, "figure")})`,
  );
  return element(
    "tbody",
    { role: "rowgroup" },
    element("tr", { class: "series-section", role: "row" }, heading),
    figures.map((figure) => figureRows(view, figure)),
  );
}

/** @param {SeriesView} view @param {{key: string, label: string}} column */
function columnHead(view, { key, label }) {
  const { sort } = view;
  const sorted = sort.key === key;
  const order = sorted ? (sort.falling ? "descending" : "ascending") : null;
  const button = element("button", { type: "button", "data-sort": key, on: { click: () => sortBy(view, key) } }, label);
  return element("th", { scope: "col", class: `series-${key}`, role: "columnheader", "aria-sort": order }, button);
}

/** Sort rising, then falling, then as the series come. @param {SeriesView} view @param {string} key */
function sortBy(view, key) {
  const { sort } = view;
  if (sort.key !== key) view.sort = { key, falling: false };
  else view.sort = sort.falling ? { key: null, falling: false } : { key, falling: true };
  view.page = 0;
  sortSections(view);
  showPage(view);
  view.table.querySelector(`[data-sort="${key}"]`).focus();
}

/** @param {SeriesView} view */
function pageButtons(view) {
  const last = Math.ceil(view.chosen.length / FIGURES_ON_A_PAGE) - 1;
  const button = (name, label, page) => {
    const possible = page >= 0 && page <= last && page !== view.page;
    const turn = () => possible && turnTo(view, page, name);
    return element(
      "button",
      { type: "button", "data-page": name, "aria-disabled": String(!possible), on: { click: turn } },
      label,
    );
  };
  return [
    button("first", "First", 0),
    button("previous", "Previous", view.page - 1),
    element("span", null, `Page ${groupedNumber(view.page + 1)} of ${groupedNumber(last + 1)}`),
    button("next", "Next", view.page + 1),
    button("last", "Last", last),
  ];
}

/** @param {SeriesView} view @param {number} page @param {string} button that turned the page, and keeps the focus */
function turnTo(view, page, button) {
  view.page = page;
  showPage(view);
  view.pager.querySelector(`[data-page="${button}"]`).focus({ preventScroll: true });
  view.status.scrollIntoView({ block: "start" });
}
