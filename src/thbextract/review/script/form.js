/** The form in which a claim is corrected, or one added that was missed. */

/** @type {[string, string][]} fields of the form with their labels, in their order */
const FORM_FIELDS = [
  ["value", "Value"],
  ["value_max", "Value, upper end"],
  ["qualifier", "Put as"],
  ["category", "Category"],
  ["unit", "Counted noun"],
  ["currency", "Currency (ISO 4217)"],
  ["per", "For each"],
  ["status", "Status"],
  ["sex", "Sex"],
  ["age_group", "Age group"],
  ["exploitation", "Exploitation"],
  ["action", "Verb"],
  ["period", "Period (EDTF: 2017, 2017-06, 2016-07/2017-06)"],
  ["issuer", "Issuer"],
  ["speaker", "Speaker"],
  ["country", "Country (ISO 3166-1)"],
];
const NEEDED = new Set(["value", "category", "qualifier", "status"]);
const NUMBER = /^[+-]?(\d+|\d*\.\d+|\d{1,3}(,\d{3})+(\.\d+)?)$/;
/** First and last month of what EDTF numbers as quarters and halves of a year. */
const SUB_YEARS = { 33: [1, 3], 34: [4, 6], 35: [7, 9], 36: [10, 12], 40: [1, 6], 41: [7, 12] };

/** What is wrong with a value, by the name of its field. @type {Record<string, (value: string) => string | false>} */
const FAULTS = {
  value: (value) => !NUMBER.test(value) && "Write a number, such as 1250 or 2.5.",
  value_max: (value) => !NUMBER.test(value) && "Write a number, or nothing.",
  currency: (value) => !/^[A-Z]{3}$/.test(value) && "Write three capital letters, such as EUR.",
  country: (value) =>
    !state.page.values.country.includes(value) && "Write the two capital letters of a country, such as MD.",
  period: (value) =>
    !isPeriod(value) && "Write 2017, 2017-06, 2017-06-03, or two of these with a slash; .. for an open end.",
};

/** @param {string} period */
function isPeriod(period) {
  const { period_start: start, period_end: end } = periodBounds(period);
  return Boolean(start || end);
}

/**
 * The first and last day of a period, and on what ground they stand: none, for the reader has said them.
 *
 * @param {string | null} period in EDTF
 * @returns {{period_start: string | null, period_end: string | null, period_basis: null}} all null if it is none
 */
function periodBounds(period) {
  const none = { period_start: null, period_end: null, period_basis: null };
  const [first, second, ...more] = String(period ?? "").split("/");
  if (more.length) return none;
  const [start, end] = [daysOf(first), daysOf(second ?? first)];
  const open = (side, part) => second !== undefined && part === ".." && side === undefined;
  if (!start && !open(start, first)) return none;
  if (!end && !open(end, second)) return none;
  if ((!start && !end) || (start && end && start[0] > end[1])) return none;
  return { period_start: start ? start[0] : null, period_end: end ? end[1] : null, period_basis: null };
}

/** First and last day of a year, a month, a quarter or a day; undefined if it is none. @param {string} [date] */
function daysOf(date) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date || "");
  if (!found || found[1] === "0000") return undefined;
  const [, year, month, day] = found;
  if (day) return isDay(year, month, day) ? [date, date] : undefined;
  const [low, high] = month ? SUB_YEARS[month] || [Number(month), Number(month)] : [1, 12];
  if (low < 1 || high > 12) return undefined;
  const last = new Date(Date.UTC(2000, high, 0)).getUTCDate() - (high === 2 && !isDay(year, "02", "29") ? 1 : 0);
  return [`${year}-${String(low).padStart(2, "0")}-01`, `${year}-${String(high).padStart(2, "0")}-${last}`];
}

function isDay(year, month, day) {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** Open the form on a claim that is there. @param {Claim} claim */
function openForm(claim) {
  const back = verdictOf(claim) === "correct" ? () => takeBack(claim) : null;
  drawForm("Correct the claim", correctedOf(claim), (told) => saveCorrection(claim, told), back);
}

/** @param {Claim} claim */
function takeBack(claim) {
  say(claim, { verdict: null, claim: null });
  chooseClaim(claim);
  announce("Correction taken back.");
}

/**
 * Open the form on what is selected in the text; a claim that stands there already is chosen instead. What the document
 * says of itself stands in the form, as for claims whose sentence says nothing else.
 */
function addSelected() {
  const place = selectedPlace();
  if (!place) return announce("Select a number in the text first.");
  forgetSelection();
  const doc = state.document;
  const known = claimById(doc, idOf(doc, place.start, place.end));
  if (known) {
    chooseClaim(known);
    return announce("There is a claim at this place already.");
  }
  chooseClaim(null);
  const text = doc.text.slice(unitsOf(doc.places, place.start), unitsOf(doc.places, place.end));
  const digits = text.replace(/[,\s]/g, "");
  const blank = {
    ...place,
    text,
    value: NUMBER.test(digits) ? Number(digits) : null,
    qualifier: "exact",
    status: "reported",
    period: doc.reporting_period,
    issuer: doc.issuer,
    country: doc.country,
  };
  return drawForm("Add a claim", blank, (told) => saveAdded(doc, { ...place, text, ...told }));
}

/**
 * @param {string} title
 * @param {object} values that the fields begin with
 * @param {(told: object) => void} save called with the values once they are right
 * @param {(() => void) | null} [back] takes back what was said before
 */
function drawForm(title, values, save, back = null) {
  const button = (words, act) => element("button", { type: "button", on: { click: act } }, words);
  document.body.classList.add("has-claim");
  const form = element(
    "form",
    { class: "correct", novalidate: true, autocomplete: "off" },
    element("div", { class: "claim-head" }, element("h2", null, title)),
    element("p", { class: "quoted" }, "“", element("bdi", null, oneLine(values.text)), "”"),
    FORM_FIELDS.map(([name, label]) => formRow(name, label, values[name])),
    element(
      "div",
      { class: "verdicts" },
      element("button", { type: "submit" }, "Save"),
      button("Cancel", () => chooseClaim(state.claim)),
      back && button("Take back", back),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (checkForm(form)) save(formValues(form, values));
  });
  byId("claim").replaceChildren(form);
  form.elements.value.focus();
}

/** @param {string} name @param {string} label @param {any} value */
function formRow(name, label, value) {
  const choices = name === "country" ? null : state.page.values[name];
  const id = `form-${name}`;
  const about = { id, name, "aria-describedby": `${id}-fault`, required: NEEDED.has(name) };
  const field = choices ? choiceField(about, choices) : element("input", { ...about, type: "text", maxlength: "300" });
  field.value = fieldText(value);
  return element(
    "div",
    { class: "form-row" },
    element("label", { for: id }, label),
    field,
    element("span", { class: "fault", id: `${id}-fault` }),
  );
}

/** A value as a field holds it: on one line. @param {string | number | null | undefined} value */
function fieldText(value) {
  return typeof value === "number" ? plainNumber(value) : String(value ?? "").replace(/\s+/g, " ");
}

/** @param {object} about @param {string[]} choices */
function choiceField(about, choices) {
  const empty = about.required && about.name !== "category" ? [] : [element("option", { value: "" }, "–")];
  return element(
    "select",
    about,
    empty,
    choices.map((choice) => element("option", { value: choice }, choice.replaceAll("_", " "))),
  );
}

/** Say at each field what is wrong with it, and go to the first. @param {HTMLFormElement} form */
function checkForm(form) {
  let first = null;
  for (const [name] of FORM_FIELDS) {
    const field = form.elements[name];
    const fault = faultOf(name, field.value.trim());
    field.setAttribute("aria-invalid", String(Boolean(fault)));
    form.querySelector(`#form-${name}-fault`).textContent = fault || "";
    first ||= fault ? field : null;
  }
  const { value, value_max: upper } = formValues(form);
  if (!first && upper !== null && upper <= value) first = refuseUpper(form);
  first?.focus();
  return !first;
}

/** @param {HTMLFormElement} form */
function refuseUpper(form) {
  form.querySelector("#form-value_max-fault").textContent = "The upper end is above the value.";
  form.elements.value_max.setAttribute("aria-invalid", "true");
  return form.elements.value_max;
}

/** @param {string} name @param {string} value */
function faultOf(name, value) {
  if (!value) return NEEDED.has(name) && "This is needed.";
  return FAULTS[name]?.(value) || false;
}

/**
 * The values of the form; what the reader left alone is what it was, line breaks and all.
 *
 * @param {HTMLFormElement} form
 * @param {object} [begun] values that the fields began with
 */
function formValues(form, begun = {}) {
  return Object.fromEntries(
    FORM_FIELDS.map(([name]) => [name, formValue(name, form.elements[name].value, begun[name])]),
  );
}

/** @param {string} name @param {string} text @param {string | number | null | undefined} begun */
function formValue(name, text, begun) {
  const value = text.trim();
  if (begun !== undefined && begun !== "" && text === fieldText(begun)) return begun;
  if (!value) return null;
  return NUMBER_FIELDS.has(name) ? Number(value.replaceAll(",", "")) : value;
}

/** @param {Claim} claim @param {object} told */
function saveCorrection(claim, told) {
  const whole = { ...toldFields(correctedOf(claim)), ...told };
  if (verdictOf(claim) === "add") return saveAdded(claim.document, whole);
  const same = TOLD_FIELDS.every((name) => (claim[name] ?? null) === (whole[name] ?? null));
  say(claim, same ? { verdict: null, claim: null } : { verdict: "correct", claim: whole });
  chooseClaim(claim);
  announce(same ? "Nothing is changed; accept the claim if it is right." : "Claim corrected.");
  return refocus('[data-verdict="correct"]');
}

/** @param {Doc} doc @param {object} told */
function saveAdded(doc, told) {
  const id = idOf(doc, told.start, told.end);
  const note = doc.verdicts.get(id)?.note ?? null;
  decide([doc], () => {
    doc.added = doc.added.filter((claim) => claim.id !== id);
    doc.verdicts.set(id, { verdict: "add", note, claim: toldFields(told) });
  });
  chooseClaim(claimById(doc, id));
  announce("Claim added.");
}
