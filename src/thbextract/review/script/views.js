/** The shell around the views: tabs, theme, progress, messages, questions. */

const THEMES = ["system", "light", "dark"];
/** Milliseconds for which a message is seen; it is said again by what it is about, so nothing is lost with it. */
const MESSAGE_TIME = 4000;
const THEME_KEY = `${STORE}:theme`;

/** @param {string} id @returns {HTMLElement} */
function byId(id) {
  return document.getElementById(id);
}

/** Say what has changed: on the page for a moment, and to whoever can't see it. @param {string} words */
function announce(words) {
  whisper(words);
  byId("status").classList.add("seen");
  clearTimeout(announce.ends);
  announce.ends = setTimeout(() => byId("status").classList.remove("seen"), MESSAGE_TIME);
}

/** Say what can be seen anyway to whoever can't see it. @param {string} words */
function whisper(words) {
  byId("status").textContent = words;
  byId("status").classList.remove("seen");
}

/** Show a message that stays. @param {string} words */
function tell(words) {
  byId("notice").textContent = words;
  byId("notice").hidden = false;
}

/** Whether the panes stand above each other. */
function isNarrow() {
  return matchMedia("(max-width: 60rem)").matches;
}

// -- views ----------------------------------------------------------------------------------------------------------

function tabs() {
  return [...byId("tabs").children];
}

/** @param {string} view "read", "table", "charts", "series" */
function showView(view) {
  state.view = view;
  document.body.dataset.view = view;
  for (const tab of tabs()) {
    const chosen = tab.id === `tab-${view}`;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    byId(tab.getAttribute("aria-controls")).hidden = !chosen;
  }
  drawView();
}

/** Draw the view in front; the others are drawn when they come there. */
function drawView() {
  if (state.view === "table") drawTable();
  if (state.view === "charts") drawCharts(byId("charts"), state.shown);
  if (state.view === "series") drawSeriesAnew();
}

/** The series are of all documents, whatever the filters leave, so they are drawn again for verdicts alone. */
function drawSeriesAnew() {
  if (!state.complete || state.seriesDrawn) return;
  state.series ||= JSON.parse(byId("series").textContent);
  state.seriesDrawn = true;
  const told = reportVerdicts();
  const verdictOfReport = ({ source, claim }) => told.get(`${claim} ${source}`) || null;
  const judged = told.size > 0 || state.documents.some((doc) => doc.added.length);
  const use = { openClaim, sentenceOf: sentenceOfReport, verdictOf: verdictOfReport, judged };
  drawSeries(byId("series-view"), state.series, use);
}

/** What was decided on claims, where a figure is another for it: words by id and source. */
function reportVerdicts() {
  const told = new Map();
  for (const doc of state.documents) {
    for (const [id, { verdict }] of doc.verdicts) {
      const claim = doc.byId.get(id);
      const words = claim && { reject: "rejected", correct: correctionWords(claim) }[verdict];
      if (words) told.set(`${id} ${doc.source}`, words);
    }
  }
  return told;
}

/** "corrected to 42", "corrected: period". @param {Claim} claim */
function correctionWords(claim) {
  const told = correctedOf(claim);
  if (amountOf(told) !== amountOf(claim)) return `corrected to ${amountOf(told)}`;
  const changed = TOLD_FIELDS.filter((name) => (told[name] ?? null) !== (claim[name] ?? null));
  return `corrected: ${changed.join(", ").replaceAll("_", " ")}`;
}

/** @param {{source: string, claim: string}} report */
function claimOfReport({ source, claim }) {
  const docs = state.documents.filter((doc) => doc.source === source);
  return docs.map((doc) => claimById(doc, claim)).find(Boolean) || null;
}

/** Show a claim in its text. @param {string} source @param {string} claimId */
function openClaim(source, claimId) {
  const claim = claimOfReport({ source, claim: claimId });
  if (!claim) return announce("This claim is not in the page.");
  showView("read");
  chooseClaim(claim);
  return reading.marks.get(claim)?.[0].focus({ preventScroll: true });
}

/** The sentence around the number of a report. @param {{source: string, claim: string}} report */
function sentenceOfReport(report) {
  const claim = claimOfReport(report);
  return claim ? sentenceText(claim) : null;
}

function connectTabs() {
  byId("tabs").addEventListener("click", (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) showView(tab.id.slice("tab-".length));
  });
  byId("tabs").addEventListener("keydown", (event) => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!move) return;
    const all = tabs();
    const next = all[(all.indexOf(event.target) + move + all.length) % all.length];
    showView(next.id.slice("tab-".length));
    next.focus();
  });
}

// -- theme ----------------------------------------------------------------------------------------------------------

/** @param {string} theme */
function setTheme(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  byId("theme").textContent = `Theme: ${theme}`;
}

function connectTheme() {
  let theme = "system";
  try {
    theme = THEMES.find((known) => known === localStorage.getItem(THEME_KEY)) || theme;
  } catch {
    // the theme of the system will do
  }
  setTheme(theme);
  byId("theme").addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    setTheme(theme);
    try {
      localStorage.setItem(THEME_KEY, theme);
    } catch {
      // it holds until the page is closed
    }
  });
}

// -- verdicts -------------------------------------------------------------------------------------------------------

/** How far the reader is. */
function showProgress() {
  const all = state.claims.length;
  const decided = state.claims.filter(verdictOf).length;
  const complete = state.documents.filter((doc) => doc.complete).length;
  byId("progress").max = Math.max(1, all);
  byId("progress").value = decided;
  const claims = `${decided.toLocaleString("en")} of ${counted(all, "claim")} decided`;
  const documents = `${complete.toLocaleString("en")} of ${counted(state.documents.length, "document")} complete`;
  const lines = complete ? [`${claims}, `, documents] : [claims];
  byId("progress-text").replaceChildren(...lines.map((line) => element("span", null, line)));
  byId("undo").disabled = !store.undo.length;
}

/** Draw what shows the verdicts on some documents. @param {Doc[]} docs */
function showDecided(docs) {
  for (const doc of docs) if (entries.has(doc)) showProgressOf(doc);
  showProgress();
  if (docs.includes(state.document)) showDecidedHere();
  state.seriesDrawn = false;
  if (filters.verdict) applyFilters();
  else if (state.view === "series") drawSeriesAnew();
  else if (state.view === "table") drawTable();
}

/** Added claims change what is marked; else the marks only look otherwise. */
function showDecidedHere() {
  const claims = claimsOf(state.document);
  if (state.claim && !claims.includes(state.claim)) state.claim = claimById(state.document, state.claim.id);
  showComplete(state.document);
  const drawn = claims.length === reading.marks.size && claims.every((claim) => reading.marks.has(claim));
  if (drawn) styleClaims();
  else drawText(state.document);
  const writing = byId("claim").querySelector("textarea:focus, form");
  if (!writing) drawClaim(state.claim);
  document.body.classList.toggle("has-claim", state.claim !== null);
}

function undo() {
  const docs = undoLast();
  announce(docs.length ? "Undone." : "Nothing to undo.");
}

function connectVerdicts() {
  byId("undo").addEventListener("click", undo);
  byId("save").addEventListener("click", exportVerdicts);
  byId("load").addEventListener("click", () => byId("load-file").click());
  byId("load-file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) tell(importVerdicts(await file.text()));
    event.target.value = "";
  });
  addEventListener("storage", followOtherWindow);
  addEventListener("beforeunload", (event) => {
    if (!store.works && store.undo.length) event.preventDefault();
  });
}

// -- questions ------------------------------------------------------------------------------------------------------

/**
 * Show a dialog until it is closed.
 *
 * @param {string} title
 * @param {Node[]} content
 * @param {string} [yes] the button that agrees, if there is something to agree to
 * @returns {Promise<boolean>} whether the reader agreed
 */
function ask(title, content, yes) {
  const dialog = byId("dialog");
  const button = (words, value) =>
    element("button", { type: "button", on: { click: () => dialog.close(value) } }, words);
  dialog.replaceChildren(
    element("h2", { id: "dialog-title" }, title),
    ...content,
    element("div", { class: "verdicts" }, yes && button(yes, "yes"), button(yes ? "Cancel" : "Close", "no")),
  );
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/** @param {string} title @param {string} words @param {string} yes */
function confirmed(title, words, yes) {
  return ask(title, [element("p", null, words)], yes);
}
