/** Rows as CSV: the same bytes that `thbextract -f csv` writes, with `--excel` where they are for a spreadsheet. */

const DOCUMENT_PREFIX = "document_";
/** A spreadsheet runs text that begins so as a formula (OWASP, CSV injection). */
const FORMULA_START = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;
const HALF = /\p{Cs}/gu;
const BYTE_ORDER_MARK = "\ufeff";

/** @param {Claim[]} claims @param {boolean} guarded for a spreadsheet */
function csvOf(claims, guarded) {
  const { columns } = state.page;
  const end = guarded ? "\r\n" : "\n";
  const lines = claims.map((claim) => columns.map((name) => csvCell(valueOf(claim, name), guarded)).join(","));
  return (guarded ? BYTE_ORDER_MARK : "") + [columns.join(","), ...lines, ""].join(end);
}

/** The value of a claim under the name of a column; of its document, where the name says so. */
function valueOf(claim, name) {
  if (name === "source") return claim.document.source;
  if (name.startsWith(DOCUMENT_PREFIX)) return claim.document[name.slice(DOCUMENT_PREFIX.length)];
  if (name === "review") return claim.review.map(({ code, detail }) => `${code}: ${detail}`).join("; ");
  if (typeof claim[name] === "number") return { number: claim.exact?.[name] || plainNumber(claim[name]) };
  return claim[name];
}

/** @param {string | {number: string} | null} value @param {boolean} guarded */
function csvCell(value, guarded) {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return value.number;
  const text = guarded && FORMULA_START.test(value) ? `'${value}` : value;
  const whole = text.replace(HALF, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
  return QUOTED.test(whole) ? `"${whole.replaceAll('"', '""')}"` : whole;
}

/** Write the rows that the filters leave as the reader has them, in the order of the documents. */
function exportTable() {
  const rows = appliedRows();
  saveFile("claims.csv", csvOf(rows, byId("csv-guard").checked), "text/csv;charset=utf-8");
  announce(`${exportWords()}; written to claims.csv.`);
}
