/** The text of the chosen document with its claims marked, and the way from one claim to the next. */

const reading = {
  /** @type {{node: Text, start: number}[]} text nodes in order */ nodes: [],
  /** @type {Map<Claim, HTMLElement[]>} */ marks: new Map(),
  /** @type {WeakMap<Element, Claim[]>} claims of a mark, the innermost first */ claims: new WeakMap(),
  /** @type {Range | null} what was last selected in the text */ selected: null,
};

/** @param {Doc} doc @param {Claim | null} [claim] to be chosen in it */
function chooseDocument(doc, claim = null) {
  const other = state.document !== doc;
  state.document = doc;
  if (other) drawDocument(doc);
  markDocument();
  chooseClaim(claim);
  if (other && !claim) byId("text").parentElement.scrollTop = 0;
}

/** @param {Claim | null} claim null for none */
function chooseClaim(claim) {
  if (claim && claim.document !== state.document) return chooseDocument(claim.document, claim);
  const before = state.claim;
  state.claim = claim;
  for (const each of [before, claim]) if (each) styleClaim(each);
  document.body.classList.toggle("has-claim", claim !== null);
  showSentence(claim);
  drawClaim(claim);
  if (claim) whisper(`${amountOf(correctedOf(claim))}, ${claim.category}`);
  return scrollToClaim(claim);
}

/** @param {Claim | null} claim */
function scrollToClaim(claim) {
  const [mark] = (claim && reading.marks.get(claim)) || [];
  if (!mark || state.view !== "read") return;
  setTabStop(mark);
  mark.scrollIntoView({ block: "center", inline: "nearest" });
}

/** Only one mark is a stop of the Tab key: claims are many, and the keys j and k go through them. */
function setTabStop(mark) {
  byId("text").querySelector('mark[tabindex="0"]')?.setAttribute("tabindex", "-1");
  mark.setAttribute("tabindex", "0");
}

// -- drawing --------------------------------------------------------------------------------------------------------

/** @param {Doc} doc */
function drawDocument(doc) {
  byId("document-title").textContent = nameOf(doc);
  const facts = [
    oneLine(doc.source),
    doc.date,
    doc.reporting_period && `reports on ${doc.reporting_period}`,
    oneLine(doc.issuer),
    doc.country,
    doc.language && doc.language !== "en" && `language ${doc.language}`,
  ];
  byId("document-facts").replaceChildren(...facts.filter(Boolean).map((fact) => element("bdi", null, fact)));
  byId("document-problems").replaceChildren(
    ...doc.problems.map((problem) => element("li", null, oneLine(`${problem.message}; ${problem.remedy}`))),
  );
  showComplete(doc);
  drawText(doc);
}

/** @param {Doc} doc */
function drawText(doc) {
  const host = byId("text");
  const text = shownText(doc.text);
  const starts = blockStarts(text);
  Object.assign(reading, { nodes: [], marks: new Map(), claims: new WeakMap() });
  forgetSelection();
  const blocks = new Set(starts);
  const drawn = [];
  for (const piece of piecesOf(text.length, claimsOf(doc), starts)) {
    if (blocks.has(piece.start)) drawn.push(element("p", { dir: "auto" }));
    drawn.at(-1).append(pieceNode(text, piece));
  }
  host.replaceChildren(...(text ? drawn : [element("p", { class: "empty" }, "There is no text.")]));
  for (const [claim, marks] of reading.marks) {
    marks.at(-1).classList.add("last");
    styleClaim(claim);
  }
  reading.marks.values().next().value?.[0].setAttribute("tabindex", "0");
}

/** @param {string} text @param {{start: number, end: number, spans: Claim[]}} piece */
function pieceNode(text, piece) {
  const node = document.createTextNode(text.slice(piece.start, piece.end));
  reading.nodes.push({ node, start: piece.start });
  if (!piece.spans.length) return node;
  const mark = element("mark", { role: "button", tabindex: "-1" }, node);
  reading.claims.set(mark, piece.spans);
  for (const claim of piece.spans) {
    if (reading.marks.has(claim)) reading.marks.get(claim).push(mark);
    else reading.marks.set(claim, [mark]);
  }
  return mark;
}

/** How the marks of a claim look: category, verdict, flag, chosen, left by the filters. @param {Claim} claim */
function styleClaim(claim) {
  for (const mark of reading.marks.get(claim) || []) {
    const over = reading.claims.get(mark);
    const inner = correctedOf(over[0]);
    const chosen = over.includes(state.claim);
    mark.dataset.category = inner.category;
    mark.dataset.verdict = verdictOf(over[0]) || "none";
    mark.classList.toggle("nested", over.length > 1);
    mark.classList.toggle(
      "flagged",
      over.some((each) => each.review.length),
    );
    mark.classList.toggle("chosen", chosen);
    mark.classList.toggle("faded", !over.some(isShown));
    mark.setAttribute("aria-pressed", String(chosen));
    mark.title = over.map((each) => describe(each)).join("\n");
  }
}

/** @param {Claim} claim */
function describe(claim) {
  const told = correctedOf(claim);
  const words = [told.category, amountOf(told), countedOf(told), told.period, oneLine(told.issuer)];
  const verdict = verdictOf(claim);
  return [...words, verdict && VERDICT_WORDS[verdict], claim.review.length && "flagged"].filter(Boolean).join(", ");
}

/** Draw the marks anew after filters or verdicts have changed. */
function styleClaims() {
  for (const claim of reading.marks.keys()) styleClaim(claim);
}

/** Show a claim's sentence, where the browser can without another element in the text. @param {Claim | null} claim */
function showSentence(claim) {
  if (!globalThis.CSS?.highlights || !globalThis.Highlight) return;
  CSS.highlights.delete("sentence");
  const doc = claim?.document;
  if (!claim || claim.sentence_end === null || doc.sentences?.[claim.id] !== undefined) return;
  const [from, to] = [claim.sentence_start, claim.sentence_end].map((points) => unitsOf(doc.places, points));
  CSS.highlights.set("sentence", new Highlight(...rangesBetween(from, to)));
}

/** Text between two offsets but for its marks, which keep their colours. @param {number} from @param {number} to */
function rangesBetween(from, to) {
  const plain = reading.nodes.filter(
    ({ node, start }) => start < to && start + node.length > from && !reading.claims.has(node.parentElement),
  );
  return plain.map(({ node, start }) => {
    const range = document.createRange();
    range.setStart(node, Math.max(0, from - start));
    range.setEnd(node, Math.min(node.length, to - start));
    return range;
  });
}

// -- from claim to claim --------------------------------------------------------------------------------------------

/**
 * Choose the next claim that the filters leave, here or in a document further on.
 *
 * @param {1 | -1} direction
 * @param {(claim: Claim) => boolean} [fits] which claims are stopped at
 * @param {string} [words] what they are called, if there is none
 */
function step(direction, fits = () => true, words = "claim") {
  const found = nextClaim(direction, (claim) => isShown(claim) && fits(claim));
  if (!found) return announce(`No further ${words}.`);
  if (state.view !== "read") showView("read");
  return chooseClaim(found);
}

/** @param {1 | -1} direction @param {(claim: Claim) => boolean} fits */
function nextClaim(direction, fits) {
  const docs = state.documents;
  let at = Math.max(0, docs.indexOf(state.document));
  let claims = state.document ? claimsOf(docs[at]) : [];
  let place = state.claim ? claims.indexOf(state.claim) : -1;
  while (at >= 0 && at < docs.length) {
    for (place += direction; place >= 0 && place < claims.length; place += direction) {
      if (fits(claims[place])) return claims[place];
    }
    at += direction;
    claims = docs[at] ? claimsOf(docs[at]) : [];
    place = direction > 0 ? -1 : claims.length;
  }
  return null;
}

/** Clicks on marks: the innermost claim, at the next click the one around it. @param {MouseEvent} event */
function clickText(event) {
  const mark = event.target.closest?.("mark");
  if (!mark || !getSelection().isCollapsed) return;
  const claims = reading.claims.get(mark);
  chooseClaim(claims[(claims.indexOf(state.claim) + 1) % claims.length]);
}

/** @param {KeyboardEvent} event */
function pressText(event) {
  if (!["Enter", " "].includes(event.key) || !event.target.closest?.("mark")) return;
  event.preventDefault();
  chooseClaim(reading.claims.get(event.target.closest("mark"))[0]);
  byId("claim").focus();
}

// -- what is selected -----------------------------------------------------------------------------------------------

/** Keep what is selected in the text, for a click on the button takes the selection away. */
function keepSelection() {
  const selection = getSelection();
  const host = byId("text");
  if (!selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  if (!host.contains(range.commonAncestorContainer)) return;
  reading.selected = range.collapsed ? null : range.cloneRange();
  byId("claim-add").disabled = range.collapsed || !state.document.sha256;
}

/** What was selected has been seen to. */
function forgetSelection() {
  reading.selected = null;
  byId("claim-add").disabled = true;
}

/** Start and end of what is selected, as the tool counts, without blanks around it; null if that is nothing. */
function selectedPlace() {
  const range = reading.selected;
  if (!range || !state.document.sha256) return null;
  const doc = state.document;
  const [from, to] = [
    unitsBefore(range.startContainer, range.startOffset),
    unitsBefore(range.endContainer, range.endOffset),
  ];
  const words = doc.text.slice(from, to);
  const start = from + words.length - words.trimStart().length;
  const end = from + words.trimEnd().length;
  return start < end ? { start: pointsOf(doc.places, start), end: pointsOf(doc.places, end) } : null;
}

/** How much of the text stands before a place of the page: the text nodes there are the text. */
function unitsBefore(node, offset) {
  const range = document.createRange();
  range.setStart(byId("text"), 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** Connect the text with mouse, keys and buttons. */
function connectReader() {
  const text = byId("text");
  text.addEventListener("click", clickText);
  text.addEventListener("keydown", pressText);
  document.addEventListener("selectionchange", keepSelection);
  byId("documents-list").addEventListener("keydown", pressInList);
  byId("claim-next").addEventListener("click", () => step(1));
  byId("claim-previous").addEventListener("click", () => step(-1));
  byId("claim-flagged").addEventListener("click", nextFlagged);
  byId("claim-open").addEventListener("click", nextOpen);
  byId("claim-add").addEventListener("click", addSelected);
  byId("complete").addEventListener("click", toggleComplete);
}

function nextFlagged() {
  step(1, (claim) => claim.review.length > 0, "claim with a flag");
}

function nextOpen() {
  step(1, (claim) => !verdictOf(claim), "claim without a verdict");
}

// -- documents that are done ----------------------------------------------------------------------------------------

/** @param {Doc} doc */
function showComplete(doc) {
  const button = byId("complete");
  button.textContent = doc.complete ? "Complete ✓" : "Mark complete";
  button.setAttribute("aria-pressed", String(doc.complete));
  button.disabled = !doc.sha256;
}

/** Say what it means before a document is taken for done. */
async function toggleComplete() {
  const doc = state.document;
  if (!doc) return;
  const open = openOf(doc);
  const words = open
    ? `${counted(open, "claim")} of ${doc.claims.length} without a verdict will count as accepted.`
    : "Every claim has a verdict.";
  if (
    !doc.complete &&
    !(await confirmed(
      "Mark the document complete?",
      `${words} Numbers that you have not added ` + "will count as no claims.",
      "Mark complete",
    ))
  )
    return;
  decide([doc], () => {
    doc.complete = !doc.complete;
  });
  announce(doc.complete ? "Document marked complete." : "Document is open again.");
}
