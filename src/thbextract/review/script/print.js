/** On paper: the text is followed by the rows of its claims, the table has all of its rows. */

const PAPER_ROWS = 5000;
const PAPER_COLUMNS = TABLE_COLUMNS.filter(({ name }) => name !== "document");

function beforePrint() {
  if (state.view === "table") fillRows(sortedRows().slice(0, PAPER_ROWS));
  if (state.view === "read" && state.document)
    byId("printed").replaceChildren(paperTable(claimsOf(state.document).filter(isShown)));
}

/** @param {Claim[]} claims */
function paperTable(claims) {
  const cell = (column, claim) =>
    element("td", { dir: "auto" }, column.name === "value" ? amountOf(correctedOf(claim)) : column.of(claim));
  return element(
    "table",
    null,
    element(
      "thead",
      null,
      element(
        "tr",
        null,
        PAPER_COLUMNS.map(({ label }) => element("th", null, label)),
      ),
    ),
    element(
      "tbody",
      null,
      claims.map((claim) =>
        element(
          "tr",
          null,
          PAPER_COLUMNS.map((column) => cell(column, claim)),
        ),
      ),
    ),
  );
}

function afterPrint() {
  byId("printed").replaceChildren();
  if (state.view === "table") drawTable();
}

function connectPrinting() {
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
}
