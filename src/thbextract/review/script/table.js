/** The table of the claims that the filters leave: sorted, in pages, with counts of claims; values are never summed. */

const PAGE_ROWS = 100;
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const table = { sort: "", direction: 1, page: 0 };

/** @type {{name: string, label: string, of: (c: Claim) => any, cell?: (c: Claim) => any}[]} sorted by `of` */
const TABLE_COLUMNS = [
  { name: "value", label: "Value", of: (claim) => correctedOf(claim).value, cell: openButton },
  {
    name: "category",
    label: "Category",
    of: (claim) => correctedOf(claim).category,
    cell: (claim) => categoryChip(correctedOf(claim).category),
  },
  { name: "counted", label: "Counted", of: (claim) => countedOf(correctedOf(claim)) },
  {
    name: "period",
    label: "Period",
    of: (claim) => correctedOf(claim).period,
    cell: (claim) => inTwoLines(correctedOf(claim).period),
  },
  {
    name: "issuer",
    label: "Issuer",
    of: (claim) => oneLine(correctedOf(claim).issuer),
    cell: (claim) => clamped(oneLine(correctedOf(claim).issuer)),
  },
  { name: "country", label: "Country", of: (claim) => correctedOf(claim).country },
  {
    name: "flags",
    label: "Flags",
    of: (claim) => claim.review.map((doubt) => doubt.code.replaceAll("_", " ")).join(", "),
  },
  { name: "verdict", label: "Verdict", of: (claim) => VERDICT_WORDS[verdictOf(claim)] || "" },
  {
    name: "document",
    label: "Document",
    of: (claim) => nameOf(claim.document),
    cell: (claim) => clamped(nameOf(claim.document)),
  },
];

/** @param {Claim} claim */
function openButton(claim) {
  return element("button", { type: "button", class: "link" }, amountOf(correctedOf(claim)));
}

/** A span of time, which may go on in the next line behind its slash. @param {string | null} period */
function inTwoLines(period) {
  const [first, ...rest] = (period || "").split("/");
  return rest.length ? element("span", null, `${first}/`, element("wbr"), ...rest) : first;
}

/** Words of which a row shows two lines. @param {string} words */
function clamped(words) {
  return element("span", { class: "clamp", dir: "auto", title: words }, words);
}

/** The rows in the order that is asked for; what is empty comes last either way. */
function sortedRows() {
  const column = TABLE_COLUMNS.find(({ name }) => name === table.sort);
  if (!column) return state.shown;
  const keyed = state.shown.map((claim) => [column.of(claim), claim]);
  const empty = (key) => key === null || key === undefined || key === "";
  const order = (one, other) =>
    (typeof one === "number" ? one - other : collator.compare(one, other)) * table.direction;
  keyed.sort(([one], [other]) => (empty(one) || empty(other) ? empty(one) - empty(other) : order(one, other)));
  return keyed.map(([, claim]) => claim);
}

/** Draw what changes with filters, sorting and verdicts. */
function drawTable() {
  const rows = sortedRows();
  table.page = Math.max(0, Math.min(table.page, Math.ceil(rows.length / PAGE_ROWS) - 1));
  const start = table.page * PAGE_ROWS;
  drawHead();
  drawPages(rows.length, start);
  drawTotals();
  byId("csv-rows").textContent = exportWords();
  fillRows(rows.slice(start, start + PAGE_ROWS));
}

/** @param {Claim[]} rows */
function fillRows(rows) {
  const drawn = rows.map(tableRow);
  const none = element(
    "tr",
    null,
    element("td", { colspan: TABLE_COLUMNS.length, class: "empty" }, "The filters leave no claim."),
  );
  byId("claims").tBodies[0].replaceChildren(...(drawn.length ? drawn : [none]));
}

/** @param {Claim} claim */
function tableRow(claim) {
  const cells = TABLE_COLUMNS.map((column) =>
    element(
      "td",
      { class: column.name, dir: column.cell ? null : "auto" },
      column.cell ? column.cell(claim) : column.of(claim),
    ),
  );
  return element(
    "tr",
    { "data-verdict": verdictOf(claim) || "none", on: { click: () => openClaimInText(claim) } },
    cells,
  );
}

/** @param {Claim} claim */
function openClaimInText(claim) {
  if (!getSelection().isCollapsed) return;
  showView("read");
  chooseClaim(claim);
  reading.marks.get(claim)?.[0].focus({ preventScroll: true });
}

function drawHead() {
  const head = byId("claims").tHead;
  if (!head.rows.length) head.append(element("tr", null, TABLE_COLUMNS.map(headCell)));
  TABLE_COLUMNS.forEach(({ name }, at) => {
    const sorted = table.sort === name ? (table.direction > 0 ? "ascending" : "descending") : "none";
    head.rows[0].cells[at].setAttribute("aria-sort", sorted);
  });
}

/** @param {{name: string, label: string}} column */
function headCell({ name, label }) {
  return element(
    "th",
    { scope: "col", class: name },
    element("button", { type: "button", on: { click: () => sortTableBy(name) } }, label),
  );
}

/** Sort by a column, at the next click the other way round, then as the documents come. @param {string} name */
function sortTableBy(name) {
  if (table.sort !== name) Object.assign(table, { sort: name, direction: 1 });
  else if (table.direction > 0) table.direction = -1;
  else table.sort = "";
  table.page = 0;
  drawTable();
  whisper(
    table.sort
      ? `Sorted by ${name}, ${table.direction > 0 ? "ascending" : "descending"}.`
      : "In the order of the documents.",
  );
}

/** @param {number} rows @param {number} start */
function drawPages(rows, start) {
  const last = Math.max(0, Math.ceil(rows / PAGE_ROWS) - 1);
  const end = Math.min(rows, start + PAGE_ROWS);
  const place = rows ? `${start + 1}–${end} of ${rows.toLocaleString("en")}` : "no rows";
  const turn = (words, label, page) =>
    element(
      "button",
      {
        type: "button",
        "aria-label": label,
        disabled: page === table.page || page < 0 || page > last,
        on: { click: () => turnTablePage(page, label) },
      },
      words,
    );
  byId("pages").replaceChildren(
    turn("«", "First rows", 0),
    turn("‹", "Rows before", table.page - 1),
    element("span", null, place),
    turn("›", "Rows after", table.page + 1),
    turn("»", "Last rows", last),
  );
}

/** @param {number} page @param {string} label of the button, which keeps the focus */
function turnTablePage(page, label) {
  table.page = page;
  drawTable();
  document.querySelector(".table-scroll").scrollTop = 0;
  byId("pages").querySelector(`[aria-label="${label}"]:not(:disabled)`)?.focus();
  whisper(byId("pages").textContent.replace(/[«‹›»]/g, ""));
}

/** How many claims each category has; a click keeps only these. */
function drawTotals() {
  const counts = new Map();
  for (const { category } of state.shown) counts.set(category, (counts.get(category) || 0) + 1);
  const known = [...counts].sort(([, one], [, other]) => other - one);
  byId("totals").replaceChildren(
    element("span", { class: "hint" }, "Claims, not values: "),
    ...known.map(([category, count]) =>
      element(
        "button",
        {
          type: "button",
          class: "chip",
          "data-category": category,
          title: `Show ${category} only`,
          on: { click: () => setFilters({ category }) },
        },
        `${category} ${count.toLocaleString("en")}`,
      ),
    ),
  );
}

function connectTable() {
  byId("csv").addEventListener("click", exportTable);
}
