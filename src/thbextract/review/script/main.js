/** The start: connect the shell, show the first document, take up the others when there is time. */

/** Milliseconds of work at a time, so that clicks and scrolling come in between. */
const SLICE = 30;

/** @param {string} id */
function jsonOf(id) {
  return JSON.parse(byId(id).textContent);
}

/** @param {string[]} waiting */
function takeUpDocuments(waiting, seen) {
  const until = performance.now() + SLICE;
  const fresh = [];
  while (waiting.length && (performance.now() < until || !fresh.length)) {
    const doc = documentOf(waiting.pop().textContent, seen);
    recallVerdicts(doc);
    state.documents.push(doc);
    state.claims.push(...doc.claims);
    fresh.push(doc);
  }
  listDocuments(fresh);
  if (!state.document && fresh.length) chooseDocument(fresh[0]);
  byId("count").textContent = `Reading: ${state.documents.length} of ${counted(state.end.documents, "document")}`;
  if (waiting.length) setTimeout(takeUpDocuments, 0, waiting, seen);
  else finish();
}

/** All documents are there: filters have their choices, views may be drawn. */
function finish() {
  state.complete = true;
  // a pack of another field may bring categories of its own
  state.page.values.category = [
    ...new Set([...state.page.values.category, ...state.claims.map(({ category }) => category)]),
  ];
  fillFilters();
  setFilters(filters);
  showProgress();
  if (state.page.view !== "read") showView(state.page.view);
  document.body.classList.add("ready");
}

function start() {
  state.page = jsonOf("page");
  state.end = jsonOf("end");
  on("filtered", filterDocuments);
  on("filtered", styleClaims);
  on("filtered", () => state.claim || byId("claim").querySelector("form") || drawClaim(null));
  on("filtered", () => {
    table.page = 0;
    drawView();
  });
  on("decided", showDecided);
  const shell = [connectTheme, connectTabs, connectFilters, connectVerdicts, connectKeys, connectPrinting];
  for (const connect of [...shell, connectReader, connectTable]) connect();
  if (isNarrow()) byId("filters-box").open = byId("documents-box").open = false;
  takeUpDocuments([...document.querySelectorAll("script.document")].reverse(), new Map());
}

start();
