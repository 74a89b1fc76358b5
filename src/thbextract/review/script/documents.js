/** The list of documents: one entry each, hidden where the filters leave nothing of it. */

/** @type {Map<Doc, {item: HTMLElement, button: HTMLElement, told: HTMLElement}>} */
const entries = new Map();

/** @param {Doc[]} docs */
function listDocuments(docs) {
  const items = docs.map(documentItem);
  byId("documents-list").append(...items);
}

/** @param {Doc} doc */
function documentItem(doc) {
  const told = element("span", { class: "told" });
  const button = element(
    "button",
    { type: "button", tabindex: "-1", on: { click: () => openDocument(doc) } },
    element("span", { class: "name", dir: "auto" }, nameOf(doc)),
    element(
      "span",
      { class: "file" },
      element("bdi", null, oneLine([doc.date, doc.title && fileOf(doc)].filter(Boolean).join(" · "))),
    ),
    told,
  );
  const item = element("li", null, button);
  entries.set(doc, { item, button, told });
  showProgressOf(doc);
  return item;
}

/** What an entry says of its claims: how many there are, how many have a verdict or a flag. @param {Doc} doc */
function showProgressOf(doc) {
  const { item, told } = entries.get(doc);
  const flagged = doc.claims.filter((claim) => claim.review.length).length;
  const decided = doc.claims.length - openOf(doc);
  const words = [
    doc.matching < doc.claims.length
      ? `${doc.matching} of ${counted(doc.claims.length, "claim")}`
      : counted(doc.claims.length, "claim"),
    flagged && `${flagged} flagged`,
    doc.added.length && `${doc.added.length} added`,
    doc.complete ? "complete" : decided && `${decided} decided`,
  ];
  told.replaceChildren(words.filter(Boolean).join(" · "));
  if (doc.problems.length) told.append(" · ", problemWords(doc.problems));
  item.classList.toggle("complete", doc.complete);
}

/** What is wrong with a document: the first problem by name, all of them on demand. @param {object[]} problems */
function problemWords(problems) {
  const [first, ...more] = problems.map(({ message }) => oneLine(message));
  const words = more.length ? `${first} (and ${more.length} more)` : first;
  return element("span", { class: "problem", dir: "auto", title: [first, ...more].join("\n") }, words);
}

/** Hide the entries that the filters leave nothing of. A document without claims is found by its name. */
function filterDocuments() {
  const active = activeFilters();
  const byName = active.every((name) => name === "document");
  let shown = 0;
  for (const doc of state.documents) {
    const stays = byName ? !filters.document || isCalled(doc, filters.document) : doc.matching > 0;
    entries.get(doc).item.hidden = !stays;
    shown += stays;
    showProgressOf(doc);
  }
  const all = state.documents.length.toLocaleString("en");
  byId("documents-count").textContent = shown < state.documents.length ? `${shown} of ${all}` : all;
  setListStop();
}

/** The list is one stop of the Tab key, the arrow keys go through it: the chosen entry, else the first that is shown. */
function setListStop() {
  const list = byId("documents-list");
  list.querySelector('button[tabindex="0"]')?.setAttribute("tabindex", "-1");
  const stop =
    list.querySelector("li:not([hidden]) button[aria-current]") || list.querySelector("li:not([hidden]) button");
  stop?.setAttribute("tabindex", "0");
}

/** @param {KeyboardEvent} event */
function pressInList(event) {
  const shown = [...byId("documents-list").querySelectorAll("li:not([hidden]) button")];
  const at = shown.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
  if (at < 0 || !shown[next]) return;
  event.preventDefault();
  shown[next].focus();
}

/** Show a document that was chosen in the list, which in a narrow window stands above the text. @param {Doc} doc */
function openDocument(doc) {
  chooseDocument(doc);
  if (!isNarrow()) return;
  byId("documents-box").open = false;
  byId("reader").scrollIntoView();
}

/** Mark the entry of the chosen document, and bring it into sight. */
function markDocument() {
  for (const [doc, { button }] of entries) {
    const chosen = doc === state.document;
    if (chosen === button.hasAttribute("aria-current")) continue;
    if (chosen) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    if (chosen) button.scrollIntoView({ block: "nearest" });
  }
  setListStop();
}
