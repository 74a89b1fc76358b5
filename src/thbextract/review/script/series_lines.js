/** Lines of figures that may be compared: one chart for what is counted in a country, one line for each issuer. */

const LEAST_POINTS = 3;
const LINES_IN_A_CHART = 5;
const CHARTS_AT_FIRST = 3; // a row of them: the table below must stay in reach
const CHARTS_AT_ONCE = 12;
const MARKER = 4.5;
const MARKERS = [
  () => svg("circle", { r: MARKER }),
  () => svg("rect", { x: -4, y: -4, width: 8, height: 8 }),
  () => svg("path", { d: "M0 -5 L5 4 L-5 4 Z" }),
  () => svg("path", { d: "M0 -5.5 L5.5 0 L0 5.5 L-5.5 0 Z" }),
  () => svg("path", { d: "M0 5 L5 -4 L-5 -4 Z" }),
];

/**
 * @typedef {{figure: Figure, time: number}} Point `time` is the middle of the period in years
 * @typedef {{issuer: string | null, points: Point[]}} Line
 * @typedef {{title: string, category: string, lines: Line[], left: number}} LineChart `left` lines have no room in it
 */

/**
 * The charts of figures: the ones with the most points first.
 *
 * @param {Figure[]} figures
 * @returns {LineChart[]}
 */
function lineCharts(figures) {
  const charts = new Map();
  for (const points of longSeries(figures)) {
    const { figure } = points[0];
    const country = figure.country === null ? UNKNOWN_WORDS.country : countryWords(figure.country);
    const title = `${indicatorWords(figure)}, ${country}`;
    if (!charts.has(title)) charts.set(title, { title, category: figure.category, lines: [], left: 0 });
    charts.get(title).lines.push({ issuer: figure.issuer, points });
  }
  return [...charts.values()].map(trimmedChart).sort((one, other) => pointsIn(other) - pointsIn(one));
}

/** Series with enough points to be a line. @param {Figure[]} figures @returns {Point[][]} */
function longSeries(figures) {
  const series = new Map();
  for (const figure of figures) {
    const time = middleOfPeriod(figure);
    if (figure.series === null || time === null || !Number.isFinite(highestOf(figure))) continue;
    if (!series.has(figure.series)) series.set(figure.series, []);
    series.get(figure.series).push({ figure, time });
  }
  return [...series.values()].filter((points) => new Set(points.map(({ time }) => time)).size >= LEAST_POINTS);
}

/** The middle of a period in years, null for one without a beginning or an end. @param {Figure} figure */
function middleOfPeriod({ period_start: start, period_end: end }) {
  if (!start || !end) return null;
  const middle = new Date((Date.parse(start) + Date.parse(end) + DAY) / 2);
  const year = middle.getUTCFullYear();
  const begins = Date.UTC(year, 0);
  return Number.isNaN(year) ? null : year + (middle.getTime() - begins) / (Date.UTC(year + 1, 0) - begins);
}

/** @param {LineChart} chart @returns {LineChart} */
function trimmedChart(chart) {
  const lines = [...chart.lines].sort((one, other) => other.points.length - one.points.length);
  return { ...chart, lines: lines.slice(0, LINES_IN_A_CHART), left: Math.max(0, lines.length - LINES_IN_A_CHART) };
}

/** @param {LineChart} chart */
function pointsIn(chart) {
  return sumOf(chart.lines.map(({ points }) => points.length));
}

/**
 * The charts as small multiples, some at a time.
 *
 * @param {LineChart[]} charts
 * @returns {HTMLElement}
 */
function lineGrid(charts) {
  const grid = element("div", { class: "chart-grid" });
  const button = element("button", { type: "button", on: { click: () => showMore(true) } });
  const showMore = (asked) => {
    const from = grid.children.length;
    const next = charts.slice(from, from + (asked ? CHARTS_AT_ONCE : CHARTS_AT_FIRST));
    grid.append(...next.map((chart, index) => lineFigure(chart, from + index)));
    const left = charts.length - grid.children.length;
    button.textContent = `Show ${groupedNumber(Math.min(left, CHARTS_AT_ONCE))} of ${howMany(left, "more chart")}`;
    if (asked) grid.children[from].querySelector("summary").focus();
    if (left === 0) button.remove();
  };
  const box = element("div", null, grid, button);
  showMore(false);
  return box;
}

/** @param {LineChart} chart @param {number} index of the chart in the page */
function lineFigure(chart, index) {
  const { category, lines, left } = chart;
  const title = shortened(chart.title);
  const points = lines.flatMap((line) => line.points).sort((one, other) => one.time - other.time);
  const years = { first: Math.floor(points[0].time), last: Math.floor(points[points.length - 1].time) };
  const wide = years.last - years.first >= YEARS_OF_NARROW_CHART;
  const drawing = lineDrawing(chart, years, chartFrame(wide), `series-chart-${index + 1}`);
  return element(
    "figure",
    { class: wide ? "chart is-wide" : "chart", "data-category": category },
    element("figcaption", null, element("h3", { dir: "auto" }, title), lineLegend(lines)),
    wide ? scrollable(drawing, `Chart: ${title}`) : drawing,
    left > 0 && element("p", { class: "chart-note" }, `${howMany(left, "other line")} only in the table of figures`),
    tableBehind(title, ["period", "issuer", "value"], () => points.map(pointRow)),
  );
}

/** @param {Point} point */
function pointRow({ figure }) {
  return [periodWords(figure.period), issuerName(figure.issuer), valueWords(figure)];
}

/**
 * What sets a line apart that its issuer alone does not name: what is counted, and which part of the year.
 *
 * @param {Line} line
 * @param {Line[]} lines all of the chart
 */
function lineWords({ issuer, points }, lines) {
  const { figure } = points[0];
  const several = lines.filter((other) => other.issuer === issuer).length > 1;
  const words = [several && nounWords(figure), stretchWords(figure)].filter(Boolean);
  return words.length > 0 && `, ${shortened(words.join(", "))}`;
}

/** The part of the year that a figure is of, if it is not all of it: "1 Apr – 31 Mar". @param {Figure} figure */
function stretchWords({ period_start: start, period_end: end }) {
  if (start.endsWith("-01-01") && end === `${start.slice(0, -6)}-12-31`) return null;
  const day = (date) => new Date(date).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  return `${day(start)} – ${day(end)}`;
}

/** @param {Line[]} lines */
function lineLegend(lines) {
  const entries = lines.map((line, index) => {
    const swatch = svg(
      "svg",
      { class: "chart-swatch", viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" },
      lineMarker(index, true),
    );
    return element("li", null, swatch, " ", element("span", null, issuerName(line.issuer), lineWords(line, lines)));
  });
  return element("ul", { class: "chart-legend" }, entries);
}

/** @param {number} line @param {boolean} exact whether the number is exact: others are hollow */
function lineMarker(line, exact, attributes = {}) {
  return svg(
    "g",
    { class: `chart-marker chart-line-${line + 1}${exact ? "" : " is-hollow"}`, ...attributes },
    MARKERS[line](),
  );
}

/** @param {LineChart} chart @param {Years} years @param {Frame} frame @param {string} id */
function lineDrawing({ title, category, lines }, { first, last }, frame, id) {
  const figures = lines.flatMap(({ points }) => points.map(({ figure }) => figure));
  const counted = !["money", "percent"].includes(category);
  const steps = axisSteps(Math.max(...figures.map(highestOf)), counted ? 1 : 0);
  const width = (frame.right - frame.left) / (last - first + 1);
  const across = (time) => frame.left + (time - first) * width;
  const up = (value) => heightOf(frame, steps, value);
  const years = labelledYears(first, last, width);
  const ticks = years.map((year) => ({ at: across(year + 0.5), label: String(year) }));
  const description = [
    `${howMany(figures.length, "figure")} of ${howMany(lines.length, "issuer")}, ${first} to ${last}.`,
    "Scale of this chart alone. Lines join figures that may be compared; hollow marks are no exact numbers.",
    "The table below has the same figures.",
  ].join(" ");
  return chartDrawing(
    id,
    frame,
    { title: shortened(title), description },
    chartAxes(frame, steps, ticks, { x: "year", y: axisName(figures[0]) }),
    lines.map((line, index) => drawnLine(line, index, across, up)),
  );
}

/** @param {Figure} figure */
function highestOf({ value, value_max: highest }) {
  return highest === null ? value : highest;
}

/** What the upright axis counts. @param {Figure} figure */
function axisName(figure) {
  return unitWords(figure) || figure.category;
}

/**
 * One issuer's figures: a mark each, a bar up to the end of a range, a line from each to what it is compared with.
 *
 * @param {Line} line
 * @param {number} index
 * @param {(time: number) => number} across where a time lies
 * @param {(value: number) => number} up where a value lies
 */
function drawnLine({ points }, index, across, up) {
  const name = `chart-line-${index + 1}`;
  const places = new Map(points.map(({ figure, time }) => [figure.figure, { x: across(time), y: up(figure.value) }]));
  const joins = points.map(({ figure }) => {
    const from = places.get(figure.compared_with);
    const to = places.get(figure.figure);
    if (!from || figure.not_comparable) return null;
    return svg("line", { class: `chart-join ${name}`, x1: from.x, y1: from.y, x2: to.x, y2: to.y });
  });
  return svg(
    "g",
    null,
    joins,
    points.map(({ figure }) => drawnPoint(figure, index, places.get(figure.figure), up)),
  );
}

/**
 * @param {Figure} figure
 * @param {number} line
 * @param {{x: number, y: number}} place
 * @param {(value: number) => number} up where a value lies
 */
function drawnPoint(figure, line, { x, y }, up) {
  const end = figure.value_max;
  const range =
    end !== null && svg("line", { class: `chart-range chart-line-${line + 1}`, x1: x, x2: x, y1: y, y2: up(end) });
  const mark = lineMarker(line, figure.qualifier === "exact", {
    transform: `translate(${x} ${y})`,
    "data-value": figure.value,
  });
  mark.append(svg("title", null, `${periodWords(figure.period)}: ${valueWords(figure)}`));
  return [range, mark];
}
