/** Verdicts as a file: written for `thbextract apply` and `thbextract score`, and taken in again. */

const FILE_VERSION = 1;
const DOCUMENT_FIELDS = ["source", "sha256", "title", "date", "issuer", "reporting_period"];
const NUMBER_FIELDS = new Set(["value", "value_max", "start", "end"]);
const REQUIRED_FIELDS = ["category", "value", "qualifier", "status", "start", "end", "text"];
const VERDICTS = ["accept", "reject", "correct", "add"];

/** All verdicts, in the order of documents and texts. */
function verdictFile() {
  const decided = state.documents.filter((doc) => doc.complete || doc.verdicts.size);
  return { thbextract_verdicts: FILE_VERSION, documents: decided.map(documentVerdicts) };
}

/** A complete document lists all of its claims: the reader has said that it is done. @param {Doc} doc */
function documentVerdicts(doc) {
  const facts = Object.fromEntries(DOCUMENT_FIELDS.map((name) => [name, doc[name]]));
  const claims = claimsOf(doc).filter((claim) => doc.complete || doc.verdicts.has(claim.id));
  return { ...facts, complete: doc.complete, claims: claims.map(claimVerdict) };
}

/** @param {Claim} claim */
function claimVerdict(claim) {
  const { verdict, note } = entryOf(claim);
  return { id: claim.id, verdict, note, claim: toldFields(correctedOf(claim)) };
}

/** @param {object} claim */
function toldFields(claim) {
  return Object.fromEntries(TOLD_FIELDS.map((name) => [name, claim[name] ?? null]));
}

/**
 * Let the browser save a file that the page has made.
 *
 * @param {string} name
 * @param {string} text
 * @param {string} type of its content
 */
function saveFile(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Write the verdicts to a file. */
function exportVerdicts() {
  const file = verdictFile();
  saveFile("verdicts.json", `${JSON.stringify(file, null, 1)}\n`, "application/json");
  announce(`Verdicts of ${counted(file.documents.length, "document")} written to verdicts.json.`);
}

/**
 * Take in a file of verdicts; what it says of a claim replaces what was decided here.
 *
 * @param {string} text
 * @returns {string} what was taken in and what was not, or why nothing was
 */
function importVerdicts(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return "This file is no JSON; nothing was taken in.";
  }
  if (!file || file.thbextract_verdicts !== FILE_VERSION || !Array.isArray(file.documents)) {
    return "This file holds no verdicts of such a page; nothing was taken in.";
  }
  const found = file.documents.map((told) => [told, documentFor(told)]);
  const known = found.filter(([, doc]) => doc);
  const tally = { taken: 0, refused: 0 };
  decide([...new Set(known.map(([, doc]) => doc))], () => known.forEach(([told, doc]) => takeIn(told, doc, tally)));
  return importWords(tally, found.length - known.length);
}

/** @param {{taken: number, refused: number}} tally @param {number} unknown documents */
function importWords(tally, unknown) {
  const words = [`${counted(tally.taken, "verdict")} taken in`];
  if (tally.refused) words.push(`${counted(tally.refused, "verdict")} left out, for no claim of this page fits them`);
  if (unknown) words.push(`not in this page: ${counted(unknown, "document")} of the file`);
  return `${words.join("; ")}.`;
}

/** The document of this page that a file speaks of; of two with one text, that of the same name. @param {any} told */
function documentFor(told) {
  const same = state.documents.filter((doc) => doc.sha256 && doc.sha256 === told?.sha256);
  return same.find((doc) => doc.source === told.source) || same[0];
}

/** @param {any} told @param {Doc} doc @param {{taken: number, refused: number}} tally */
function takeIn(told, doc, tally) {
  doc.complete = told.complete === true || doc.complete;
  for (const row of Array.isArray(told.claims) ? told.claims : []) {
    const entry = entryFrom(row, doc);
    if (entry && (entry.verdict || entry.note)) doc.verdicts.set(row.id, entry);
    if (entry?.verdict) tally.taken += 1;
    if (!entry) tally.refused += 1;
  }
}

/** @param {any} row @param {Doc} doc @returns {Entry | null} null if the row does not fit the document */
function entryFrom(row, doc) {
  const added = row?.verdict === "add";
  const verdict = VERDICTS.includes(row?.verdict) ? row.verdict : null;
  const changes = added || verdict === "correct";
  if (added === doc.byId.has(row?.id) || (row?.verdict && !verdict)) return null;
  if (changes && !isWhole(row.claim, doc)) return null;
  if (added && row.id !== idOf(doc, row.claim.start, row.claim.end)) return null;
  return {
    verdict,
    note: typeof row.note === "string" ? row.note : null,
    claim: changes ? toldFields(row.claim) : null,
  };
}

/** Whether a claim of a file has what the form would let pass, at a place that the text has. @param {any} told */
function isWhole(told, doc) {
  if (!told || REQUIRED_FIELDS.some((name) => told[name] === null || told[name] === undefined)) return false;
  if (!TOLD_FIELDS.every((name) => isOfKind(name, told[name] ?? null))) return false;
  if (FORM_FIELDS.some(([name]) => faultOf(name, fieldText(told[name])))) return false;
  if ((told.value_max ?? told.value) < told.value) return false;
  const [from, to] = [unitsOf(doc.places, told.start), unitsOf(doc.places, told.end)];
  return [told.start, told.end].every(Number.isSafeInteger) && to > from && doc.text.slice(from, to) === told.text;
}

/** @param {string} name of a field @param {any} value */
function isOfKind(name, value) {
  const known = state.page.values[name];
  if (value === null) return true;
  return typeof value === (NUMBER_FIELDS.has(name) ? "number" : "string") && (!known || known.includes(value));
}

/** The id that the tool would give to a claim. @param {Doc} doc @param {number} start @param {number} end */
function idOf(doc, start, end) {
  return `${doc.sha256.slice(0, 12)}-${start}-${end}`;
}
