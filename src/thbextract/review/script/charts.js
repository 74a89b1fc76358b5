/** Charts of the claims shown: how many each category has in each year, and on whose authority. */

const NAMED_ISSUERS = 4;
const MOST_YEARS = 60;
const YEARS_OF_NARROW_CHART = 30;
const DAY = 24 * 60 * 60 * 1000;
// prettier-ignore
const CATEGORY_ORDER = [
  "victims", "assistance", "cases", "investigations", "suspects", "prosecutions", "convictions", "sentences", "groups",
  "money", "persons", "activities", "organizations", "percent", "other",
];

/**
 * @typedef {{category: string, issuer: string | null, period_start: string | null, period_end: string | null}} Claim
 * @typedef {{label: string | null, name: string, fill: string}} Band a share of the bars: a named issuer (`label`), or
 *   all the others, or claims without one
 * @typedef {{years: Map<number, number[]>, total: number, undrawn: number}} CategoryCounts claims of each year by band
 * @typedef {{first: number, last: number}} Years
 * @typedef {{bands: Band[], categories: Map<string, CategoryCounts>, years: Years | null}} ChartCounts
 */

/**
 * Draw one chart for each category that occurs, a legend for all, and a table behind each.
 *
 * @param {HTMLElement} host what it holds is replaced; the reader's choice of scale is kept over redrawing
 * @param {Claim[]} claims the claims to count, each with `category`, `issuer`, `period_start`, `period_end`
 */
function drawCharts(host, claims) {
  const counts = countClaims(claims);
  if (!claims.length) {
    host.replaceChildren(element("p", { class: "chart-note" }, "There are no claims to draw."));
    return;
  }
  const grid = element("div", { class: "chart-grid" });
  const fill = () => grid.replaceChildren(...categoryCharts(counts, host.dataset.scale !== "own"));
  fill();
  host.replaceChildren(chartLead(counts), scaleChoice(host, fill), chartFills(), chartLegend(counts.bands), grid);
}

/** @param {Claim[]} claims @returns {ChartCounts} */
function countClaims(claims) {
  const dated = claims.map((claim) => ({ claim, year: yearOf(claim) }));
  const bands = issuerBands(claims);
  const bandOf = bandFinder(bands);
  const categories = new Map(inOrder(claims).map((name) => [name, { years: new Map(), total: 0, undrawn: 0 }]));
  for (const { claim, year } of dated) {
    const category = categories.get(claim.category);
    category.total += 1;
    if (year === null) category.undrawn += 1;
    else sharesOf(category.years, year, bands)[bandOf(claim.issuer)] += 1;
  }
  return { bands, categories, years: drawnYears(dated.map(({ year }) => year)) };
}

/** What each band has of a year. @param {Map<number, number[]>} years @param {number} year @param {Band[]} bands */
function sharesOf(years, year, bands) {
  const shares = years.get(year) || new Array(bands.length).fill(0);
  years.set(year, shares);
  return shares;
}

/** The categories that occur, as the codebook orders them, then those of other packs. @param {Claim[]} claims */
function inOrder(claims) {
  const found = new Set(claims.map((claim) => claim.category));
  const known = CATEGORY_ORDER.filter((name) => found.has(name));
  return [...known, ...[...found].filter((name) => !CATEGORY_ORDER.includes(name)).sort()];
}

/**
 * The year of a claim whose period is a year or less. A period that runs over New Year, such as a financial year,
 * stands in the year that holds its middle.
 *
 * @param {Claim} claim
 * @returns {number | null}
 */
function yearOf({ period_start: start, period_end: end }) {
  if (!start || !end) return null;
  const begins = Date.parse(start);
  const ends = Date.parse(end) + DAY;
  const length = (ends - begins) / DAY;
  return length > 0 && length <= 366 ? new Date((begins + ends) / 2).getUTCFullYear() : null;
}

/**
 * The years to draw: those from the first to the last one; of more than sixty, the sixty with the most claims, for one
 * claim of long ago would press all others into a corner.
 *
 * @param {(number | null)[]} found the year of each claim
 * @returns {Years | null}
 */
function drawnYears(found) {
  const sorted = found.filter((year) => year !== null).sort((one, other) => one - other);
  if (!sorted.length) return null;
  let best = { first: sorted[0], last: sorted[0], claims: 0 };
  for (let from = 0, to = 0; to < sorted.length; to += 1) {
    while (sorted[to] - sorted[from] >= MOST_YEARS) from += 1;
    if (to - from + 1 >= best.claims) best = { first: sorted[from], last: sorted[to], claims: to - from + 1 };
  }
  return best;
}

/**
 * The most frequent issuers by name, the rest together, claims without one.
 *
 * @param {Claim[]} claims
 * @returns {Band[]}
 */
function issuerBands(claims) {
  const often = new Map();
  for (const { issuer } of claims) often.set(issuer, (often.get(issuer) || 0) + 1);
  const nameless = often.delete(null);
  const byCount = [...often].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  const named = byCount.slice(0, NAMED_ISSUERS);
  const bands = named.map(([label], index) => ({ label, name: shortened(label), fill: `chart-fill-${index + 1}` }));
  const others = often.size - named.length;
  if (others > 0) bands.push({ label: null, name: `${howMany(others, "other issuer")}`, fill: "chart-fill-others" });
  if (nameless) bands.push({ label: null, name: "no issuer known", fill: "chart-fill-none" });
  return bands;
}

/** @param {Band[]} bands @returns {(issuer: string | null) => number} */
function bandFinder(bands) {
  const named = new Map(bands.map(({ label }, index) => [label, index]).filter(([label]) => label !== null));
  const place = (fill) => bands.findIndex((band) => band.fill === fill);
  const others = place("chart-fill-others");
  const none = place("chart-fill-none");
  return (issuer) => (issuer === null ? none : named.has(issuer) ? named.get(issuer) : others);
}

/** What the charts show, and what they cannot show. @param {ChartCounts} counts */
function chartLead({ categories, years }) {
  const all = [...categories.values()];
  const undrawn = all.reduce((sum, { undrawn: count }) => sum + count, 0);
  const outside = all.reduce((sum, { years: counted }) => sum + countOutside(counted, years), 0);
  return element(
    "div",
    { class: "chart-lead" },
    element("h2", null, "Claims by category and year"),
    element("p", null, "Bars count claims, never the numbers in them: claims overlap, and their sum means nothing."),
    undrawn > 0 && element("p", null, `Not drawn: ${howMany(undrawn, "claim")} without a single year.`),
    outside > 0 && element("p", null, `Only in the tables: ${howMany(outside, "claim")} of ${yearsOutside(years)}.`),
  );
}

/** @param {Years} years */
function yearsOutside({ first, last }) {
  return `years before ${first} or after ${last}`;
}

/** @param {Map<number, number[]>} counted @param {Years | null} years */
function countOutside(counted, years) {
  return [...counted].reduce((sum, [year, shares]) => sum + (isDrawn(year, years) ? 0 : sumOf(shares)), 0);
}

/** @param {number} year @param {Years | null} years */
function isDrawn(year, years) {
  return years !== null && year >= years.first && year <= years.last;
}

/** @param {number[]} numbers */
function sumOf(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** @param {HTMLElement} host @param {() => void} redraw */
function scaleChoice(host, redraw) {
  const option = (value, label) => {
    const choose = () => {
      host.dataset.scale = value;
      redraw();
    };
    const checked = (host.dataset.scale || "common") === value;
    return element(
      "label",
      null,
      element("input", { type: "radio", name: "chart-scale", value, checked, on: { change: choose } }),
      " ",
      label,
    );
  };
  return element(
    "fieldset",
    { class: "chart-scale" },
    element("legend", null, "Scale of the bars"),
    option("common", "the same in all charts"),
    option("own", "each chart its own"),
  );
}

/** @param {Band[]} bands */
function chartLegend(bands) {
  const swatch = (fill) =>
    svg(
      "svg",
      { class: "chart-swatch", viewBox: "0 0 26 16", width: 26, height: 16, "aria-hidden": "true" },
      svg("rect", barAttributes(fill, { x: 1, y: 1, width: 24, height: 14 })),
    );
  const entries = bands.map(({ label, name, fill }) =>
    element("li", null, swatch(fill), " ", label === null ? name : ownName(label)),
  );
  return element("ul", { class: "chart-legend", "aria-label": "Who says so" }, entries);
}

/** @param {string} fill @param {Attributes} place */
function barAttributes(fill, place) {
  return { class: `chart-bar ${fill}`, fill: `url(#${fill})`, ...place };
}

/** The fills of the bars: told apart by their pattern, so that no reader needs the colours. */
function chartFills() {
  const ground = () => svg("rect", { class: "chart-ground", width: 8, height: 8 });
  const line = (d) => svg("path", { class: "chart-hatch", d });
  const fills = {
    "chart-fill-1": [svg("rect", { class: "chart-dot", width: 8, height: 8 })],
    "chart-fill-2": [ground(), line("M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6")],
    "chart-fill-3": [
      ground(),
      svg("circle", { class: "chart-dot", cx: 2, cy: 2, r: 1.5 }),
      svg("circle", { class: "chart-dot", cx: 6, cy: 6, r: 1.5 }),
    ],
    "chart-fill-4": [ground(), line("M0 2 H8 M0 6 H8")],
    "chart-fill-others": [ground()],
    "chart-fill-none": [ground(), line("M0 8 L8 0 M0 0 L8 8")],
  };
  const patterns = Object.entries(fills).map(([id, parts]) =>
    svg("pattern", { id, class: id, width: 8, height: 8, patternUnits: "userSpaceOnUse" }, parts),
  );
  return svg(
    "svg",
    { class: "chart-fills", width: 0, height: 0, "aria-hidden": "true", focusable: "false" },
    svg("defs", null, patterns),
  );
}

/** @param {ChartCounts} counts @param {boolean} common whether all charts have one scale */
function categoryCharts(counts, common) {
  const highest = [...counts.categories.values()].map(({ years }) => highestYear(years, counts.years).count);
  const most = Math.max(...highest);
  return [...counts.categories].map(([name, category], index) => {
    const steps = axisSteps(common ? most : highest[index], 1);
    return categoryChart(name, category, counts, {
      steps,
      words: common ? "the same in all charts" : "of this chart alone",
    });
  });
}

/** @param {Map<number, number[]>} counted @param {Years | null} years */
function highestYear(counted, years) {
  let highest = { year: 0, count: 0 };
  for (const [year, shares] of counted) {
    const count = sumOf(shares);
    if (isDrawn(year, years) && count > highest.count) highest = { year, count };
  }
  return highest;
}

/**
 * @param {string} name of the category
 * @param {CategoryCounts} category
 * @param {ChartCounts} counts
 * @param {{steps: number[], words: string}} scale
 */
function categoryChart(name, category, counts, scale) {
  const title = `${name}: ${howMany(category.total, "claim")}`;
  const { years } = counts;
  const wide = years !== null && years.last - years.first >= YEARS_OF_NARROW_CHART;
  const caption = element(
    "figcaption",
    null,
    element("h3", null, title),
    category.undrawn > 0 && chartNote(category.undrawn),
  );
  const figure = element("figure", { class: wide ? "chart is-wide" : "chart", "data-category": name }, caption);
  if (highestYear(category.years, years).count > 0) {
    const drawing = barDrawing(name, title, category, counts, scale, chartFrame(wide));
    figure.append(wide ? scrollable(drawing, `Chart: ${name}`) : drawing);
  }
  if (category.years.size > 0) figure.append(categoryTable(name, category, counts.bands));
  return figure;
}

/** @param {number} undrawn */
function chartNote(undrawn) {
  return element("p", { class: "chart-note" }, `${howMany(undrawn, "claim")} without a single year`);
}

/** @param {string} name @param {CategoryCounts} category @param {Band[]} bands */
function categoryTable(name, category, bands) {
  const head = ["year", ...bands.map(({ label, name: words }) => (label === null ? words : ownName(label))), "all"];
  return tableBehind(`Claims on ${name} by year and issuer`, head, () => categoryRows(category, bands));
}

/** @param {CategoryCounts} category @param {Band[]} bands */
function categoryRows({ years, total, undrawn }, bands) {
  const rows = [...years]
    .sort(([one], [other]) => one - other)
    .map(([year, shares]) => [year, ...shares, sumOf(shares)]);
  const sums = bands.map((_, index) => sumOf([...years.values()].map((shares) => shares[index])));
  rows.push(["all years", ...sums, total - undrawn]);
  return rows.map(([label, ...numbers]) => [String(label), ...numbers.map(groupedNumber)]);
}

/**
 * @param {string} name
 * @param {string} title
 * @param {CategoryCounts} category
 * @param {ChartCounts} counts
 * @param {{steps: number[], words: string}} scale
 * @param {Frame} frame
 */
function barDrawing(name, title, category, { bands, years }, scale, frame) {
  const step = (frame.right - frame.left) / (years.last - years.first + 1);
  const middleOf = (year) => frame.left + (year - years.first + 0.5) * step;
  const ticks = labelledYears(years.first, years.last, step).map((year) => ({
    at: middleOf(year),
    label: String(year),
  }));
  const drawn = [...category.years].filter(([year]) => isDrawn(year, years)).sort(([one], [other]) => one - other);
  const bars = drawn.map(([year, shares]) =>
    stackedBar(frame, scale.steps, bands, { year, shares, at: middleOf(year), width: Math.min(40, step * 0.8) }),
  );
  const most = highestYear(category.years, years);
  const description = [
    `Claims from ${years.first} to ${years.last}; most of them in ${most.year}: ${groupedNumber(most.count)}.`,
    `Scale ${scale.words}. The table below has the same figures.`,
  ].join(" ");
  return chartDrawing(
    `chart-${idPart(name)}`,
    frame,
    { title, description },
    chartAxes(frame, scale.steps, ticks, { x: "year", y: "claims" }),
    bars,
  );
}

/** A name of a category, fit for an id in the page. @param {string} name */
function idPart(name) {
  return name.replace(/[^\w-]/g, (character) => `_${character.codePointAt(0).toString(16)}`);
}

/**
 * @param {Frame} frame
 * @param {number[]} steps
 * @param {Band[]} bands
 * @param {{year: number, shares: number[], at: number, width: number}} bar
 */
function stackedBar(frame, steps, bands, { year, shares, at, width }) {
  let below = 0;
  const parts = shares.map((count, index) => {
    if (count === 0) return null;
    const y = heightOf(frame, steps, below + count);
    const height = heightOf(frame, steps, below) - y;
    below += count;
    const words = `${year}, ${bands[index].name}: ${howMany(count, "claim")}`;
    const place = { x: at - width / 2, y, width, height, "data-year": year, "data-count": count };
    return svg("rect", barAttributes(bands[index].fill, place), svg("title", null, words));
  });
  return svg("g", null, parts);
}
