/** What charts have in common: steps of an axis, axes, the table behind. Lengths are units of the viewBox. */

const CHART_HEIGHT = 190;
const CHART_WIDTH = 340;
const WIDE_CHART_WIDTH = 720;
const CHART_MARGIN = { top: 26, right: 12, bottom: 36, left: 46 };
const TICK_LABEL_WIDTH = 34; // a year of four digits with a gap, at the size of type in charts.css
const MOST_NAME_LENGTH = 90;

/**
 * @typedef {{width: number, height: number, left: number, right: number, top: number, bottom: number}} Frame the size
 *   of a chart, and where in it the sides of the plot lie
 * @typedef {{at: number, label: string}} Tick
 */

/** @param {boolean} wide @returns {Frame} */
function chartFrame(wide) {
  const width = wide ? WIDE_CHART_WIDTH : CHART_WIDTH;
  return {
    width,
    height: CHART_HEIGHT,
    left: CHART_MARGIN.left,
    right: width - CHART_MARGIN.right,
    top: CHART_MARGIN.top,
    bottom: CHART_HEIGHT - CHART_MARGIN.bottom,
  };
}

/**
 * The steps of an axis from 0 that holds a number: 1, 2 or 5 times a power of ten, about four of them.
 *
 * @param {number} highest
 * @param {number} smallest the least step that makes sense: 1 for what is counted in wholes
 * @returns {number[]} from 0 on; the last one is not below `highest`
 */
function axisSteps(highest, smallest) {
  const rough = Math.max(highest / 4, smallest, Number.MIN_VALUE);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999) || 10 * power;
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/**
 * The years that get a label under an axis: all of them, or each second, fifth … so that no label touches the next.
 *
 * @param {number} first
 * @param {number} last
 * @param {number} step the width of a year
 * @returns {number[]}
 */
function labelledYears(first, last, step) {
  const every = [1, 2, 5, 10, 20, 50, 100].find((gap) => gap * step >= TICK_LABEL_WIDTH) || 200;
  const years = [];
  for (let year = Math.ceil(first / every) * every; year <= last; year += every) years.push(year);
  return years.length ? years : [first];
}

/**
 * Both axes of a chart with their names, and a line across at each step.
 *
 * @param {Frame} frame
 * @param {number[]} steps of the upright axis, from 0
 * @param {Tick[]} ticks of the level axis
 * @param {{x: string, y: string}} names
 */
function chartAxes(frame, steps, ticks, names) {
  const { left, right, top, bottom, height } = frame;
  const middle = (left + right) / 2;
  return svg(
    "g",
    { class: "chart-axes" },
    steps.map((step) => stepLine(frame, step, heightOf(frame, steps, step))),
    ticks.map(({ at, label }) => [
      svg("line", { class: "chart-tick", x1: at, x2: at, y1: bottom, y2: bottom + 4 }),
      svg("text", { x: at, y: bottom + 16, "text-anchor": "middle" }, label),
    ]),
    svg("line", { class: "chart-base", x1: left, x2: right, y1: bottom, y2: bottom }),
    svg("text", { class: "chart-axis-name", x: middle, y: height - 4, "text-anchor": "middle" }, names.x),
    svg("text", { class: "chart-axis-name", x: 2, y: top - 13, "text-anchor": "start" }, names.y),
  );
}

/** @param {Frame} frame @param {number} step @param {number} y */
function stepLine(frame, step, y) {
  return [
    svg("line", { class: "chart-step", x1: frame.left, x2: frame.right, y1: y, y2: y }),
    svg("text", { x: frame.left - 6, y: y + 4, "text-anchor": "end" }, briefNumber(step)),
  ];
}

/** Where a number stands on the upright axis. @param {Frame} frame @param {number[]} steps @param {number} value */
function heightOf(frame, steps, value) {
  return frame.bottom - ((frame.bottom - frame.top) * value) / steps[steps.length - 1];
}

/**
 * A drawing with a name and a description for those who do not see it.
 *
 * @param {string} id unique in the page
 * @param {Frame} frame
 * @param {{title: string, description: string}} words
 * @param {...Child} parts
 */
function chartDrawing(id, frame, words, ...parts) {
  const { width, height } = frame;
  const labels = `${id}-title ${id}-description`;
  return svg(
    "svg",
    {
      class: "chart-drawing",
      role: "img",
      "aria-labelledby": labels,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
    },
    svg("title", { id: `${id}-title` }, words.title),
    svg("desc", { id: `${id}-description` }, words.description),
    parts,
  );
}

/**
 * The figures of a chart as a table, folded away, and made when it is opened: twenty charts of sixty years are many
 * cells.
 *
 * @param {string} caption
 * @param {Child[]} head labels of the columns; the first one is that of the rows' own labels
 * @param {() => Child[][]} rows each begins with its label
 */
function tableBehind(caption, head, rows) {
  const details = element("details", { class: "chart-table" }, element("summary", null, "The figures as a table"));
  const fill = () => {
    if (!details.open || details.querySelector("table")) return;
    details.append(scrollable(plainTable(caption, head, rows()), caption));
  };
  details.addEventListener("toggle", fill);
  return details;
}

/** @param {string} caption @param {Child[]} head @param {Child[][]} rows */
function plainTable(caption, head, rows) {
  const titles = head.map((label) => element("th", { scope: "col" }, label));
  const body = rows.map(([label, ...cells]) =>
    element(
      "tr",
      null,
      element("th", { scope: "row" }, label),
      cells.map((cell) => element("td", null, cell)),
    ),
  );
  return element(
    "table",
    null,
    element("caption", null, caption),
    element("thead", null, element("tr", null, titles)),
    element("tbody", null, body),
  );
}

/** A box that scrolls sideways, by keyboard too. @param {Node} content @param {string} name */
function scrollable(content, name) {
  return element("div", { class: "chart-scroll", tabindex: 0, role: "group", "aria-label": name }, content);
}

/** A name from a document, with a direction of writing of its own, cut if it is very long. @param {string} name */
function ownName(name) {
  const short = shortened(name);
  return element("bdi", { title: short === name ? null : name }, short);
}

/** @param {string} text */
function shortened(text) {
  const characters = Array.from(text);
  return characters.length > MOST_NAME_LENGTH ? `${characters.slice(0, MOST_NAME_LENGTH - 1).join("")}…` : text;
}

/** A number with its thousands grouped: 1,100. @param {number} value */
function groupedNumber(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 6 });
}

/** A number in little room: 1.1M. @param {number} value */
function briefNumber(value) {
  return value < 10000
    ? groupedNumber(value)
    : value.toLocaleString("en-US", { notation: "compact", maximumFractionDigits: 2 });
}

/** "1 claim", "2 claims". @param {number} count @param {string} noun */
function howMany(count, noun) {
  return `${groupedNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}
