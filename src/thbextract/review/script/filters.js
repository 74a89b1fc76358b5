/** Filters: what they are set to, which claims they leave, and the fields in which they are set. */

const NO_FILTERS = Object.freeze({
  text: "",
  category: "",
  year: "",
  issuer: "",
  country: "",
  document: "",
  flag: "",
  verdict: "",
});
const TYPING_PAUSE = 150;
const filters = { ...NO_FILTERS };

/** @type {Record<string, (c: Claim, v: string) => boolean>} each decides for one claim and a value that is not empty */
const TESTS = {
  text: (claim, value) => wordsIn(claim).includes(value.toLowerCase()),
  category: (claim, value) => claim.category === value,
  year: (claim, value) => coversYear(claim, value),
  issuer: (claim, value) => has(claim.issuer, value),
  country: (claim, value) => (claim.country || "none") === value,
  document: (claim, value) => isCalled(claim.document, value),
  flag: (claim, value) => (value === "none" ? !claim.review.length : hasFlag(claim, value)),
  verdict: (claim, value) => (value === "any" ? Boolean(verdictOf(claim)) : (verdictOf(claim) || "none") === value),
};

/** @param {string | null} text @param {string} words */
function has(text, words) {
  return text !== null && oneLine(text).toLowerCase().includes(words.toLowerCase());
}

/** @param {Doc} doc @param {string} words */
function isCalled(doc, words) {
  return has(doc.source, words) || has(doc.title, words);
}

/** @param {Claim} claim @param {string} code */
function hasFlag(claim, code) {
  return claim.review.some((doubt) => code === "any" || doubt.code === code);
}

/** @param {Claim} claim @param {string} value a year, or "none" */
function coversYear(claim, value) {
  const years = claim.years;
  if (!years || value === "none") return !years && value === "none";
  const [first, last] = years;
  return (first === null || first <= Number(value)) && (last === null || last >= Number(value));
}

/** What the search looks at. @param {Claim} claim */
function wordsIn(claim) {
  if (!claim.haystack) {
    const told = [claim.text, claim.value, claim.unit, claim.issuer, claim.speaker, claim.period, claim.rule];
    claim.haystack = [claim.sentence.replace(/\s+/g, " "), ...told].join("\n").toLowerCase();
  }
  return claim.haystack;
}

/** Names of the filters that are set. */
function activeFilters() {
  return Object.keys(filters).filter((name) => filters[name] !== "");
}

/** Whether the filters leave a claim. @param {Claim} claim */
function isShown(claim) {
  return activeFilters().every((name) => TESTS[name](claim, filters[name]));
}

/** Find anew which claims are shown. */
function applyFilters() {
  const tests = activeFilters().map((name) => [TESTS[name], filters[name]]);
  state.shown = state.claims.filter((claim) => tests.every(([test, value]) => test(claim, value)));
  for (const doc of state.documents) doc.matching = 0;
  for (const claim of state.shown) claim.document.matching += 1;
  showCount();
  emit("filtered");
}

/** Set some filters and apply them; the others stay. @param {Partial<typeof filters>} values */
function setFilters(values) {
  Object.assign(filters, values);
  for (const [name, value] of Object.entries(filters)) byId(`filter-${name}`).value = value;
  applyFilters();
}

function showCount() {
  const active = activeFilters().length;
  const all = counted(state.claims.length, "claim");
  byId("count").textContent = active ? `${state.shown.length.toLocaleString("en")} of ${all}` : all;
  byId("filters-active").textContent = active ? `(${active} set)` : "";
  byId("filters-clear").disabled = !active;
  if (active) whisper(byId("count").textContent);
}

/** Let the fields set the filters; typing waits for a pause. */
function connectFilters() {
  let pause = 0;
  const form = byId("filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    clearTimeout(pause);
    const typed = event.target instanceof HTMLInputElement;
    pause = setTimeout(() => setFilters({ [event.target.name]: event.target.value }), typed ? TYPING_PAUSE : 0);
  });
  byId("filters-clear").addEventListener("click", () => {
    setFilters(NO_FILTERS);
    byId("filter-text").focus();
  });
}

/** Offer in the fields what occurs in the claims. */
function fillFilters() {
  const occurring = (value) => [...new Set(state.claims.map(value))].filter((each) => each !== null).sort();
  offer(
    "category",
    state.page.values.category.filter((name) => state.claims.some((claim) => claim.category === name)),
  );
  offer(
    "year",
    [...yearsIn(state.claims)].sort().reverse(),
    state.claims.some((claim) => !claim.period),
  );
  offer(
    "country",
    occurring((claim) => claim.country),
    state.claims.some((claim) => !claim.country),
  );
  const codes = new Set(state.claims.flatMap((claim) => claim.review.map((doubt) => doubt.code)));
  offer("flag", [...codes].sort());
  const issuers = occurring((claim) => claim.issuer).map((name) => element("option", { value: oneLine(name) }));
  byId("issuers").replaceChildren(...issuers);
}

/** @param {Claim[]} claims @returns {Set<number>} */
function yearsIn(claims) {
  return new Set(claims.flatMap((claim) => claim.years || []).filter((year) => year !== null));
}

/** @param {string} name of the filter @param {(string | number)[]} values @param {boolean} [none] offer "none" too */
function offer(name, values, none = false) {
  const field = byId(`filter-${name}`);
  for (const value of none ? [...values, "none"] : values) {
    field.append(element("option", { value }, String(value).replaceAll("_", " ")));
  }
}
