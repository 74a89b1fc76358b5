/** The pane of the chosen claim: its sentence, its row, why to look at it, and the reader's verdict. */

/** @param {Claim | null} claim null shows all claims of the document */
function drawClaim(claim) {
  const host = byId("claim");
  if (!state.document) return;
  host.replaceChildren(...(claim ? claimParts(claim) : claimIndex(state.document)).filter(Boolean));
  if (claim) host.scrollTop = 0;
}

/** @param {Claim} claim */
function claimParts(claim) {
  const told = correctedOf(claim);
  return [
    element(
      "div",
      { class: "claim-head" },
      element("h2", null, amountOf(told), " ", categoryChip(told.category)),
      element("span", { class: "steps" }, stepButton("◀", "Previous claim", -1), stepButton("▶", "Next claim", 1)),
      element(
        "button",
        { type: "button", class: "close", "aria-label": "Close the claim", on: { click: closeClaim } },
        "✕",
      ),
    ),
    verdictBar(claim),
    sentenceOf(claim),
    doubtList(claim),
    fieldList(claim),
    linkList(claim),
    noteField(claim),
    element(
      "p",
      null,
      element("button", { type: "button", class: "link", on: { click: closeClaim } }, "All claims of this document"),
    ),
  ];
}

/** Where the pane covers the text, the way to the next claim is in it. */
function stepButton(sign, words, direction) {
  return element("button", { type: "button", "aria-label": words, on: { click: () => step(direction) } }, sign);
}

function closeClaim() {
  const mark = state.claim && reading.marks.get(state.claim)?.[0];
  chooseClaim(null);
  mark?.focus({ preventScroll: true });
}

/** @param {Claim} claim */
function verdictBar(claim) {
  const given = verdictOf(claim);
  if (given === "add") {
    return element(
      "div",
      { class: "verdicts", role: "group", "aria-label": "Verdict" },
      element("span", null, "Added by you."),
      verdictButton("Correct", "c", false, () => openForm(claim)),
      verdictButton("Remove", "r", false, () => giveVerdict("reject")),
    );
  }
  return element(
    "div",
    { class: "verdicts", role: "group", "aria-label": "Verdict" },
    verdictButton("Accept", "a; Shift+A goes on to the next", given === "accept", () => giveVerdict("accept")),
    verdictButton("Reject", "r; Shift+R goes on to the next", given === "reject", () => giveVerdict("reject")),
    verdictButton("Correct", "c", given === "correct", () => openForm(claim)),
  );
}

/** @param {string} words @param {string} key @param {boolean} given @param {() => void} act */
function verdictButton(words, key, given, act) {
  return element(
    "button",
    {
      type: "button",
      "data-verdict": words.toLowerCase(),
      "aria-pressed": String(given),
      title: `${words} (${key})`,
      on: { click: act },
    },
    words,
  );
}

/** Give a verdict on the chosen claim; the same again takes it back. @param {"accept" | "reject"} verdict */
function giveVerdict(verdict) {
  const claim = state.claim;
  if (!claim) return announce("Choose a claim first.");
  if (verdictOf(claim) === "add") return verdict === "reject" ? removeAdded(claim) : undefined;
  const taken = verdictOf(claim) === verdict;
  const inPane = byId("claim").contains(document.activeElement);
  say(claim, { verdict: taken ? null : verdict, claim: null });
  if (inPane) refocus(`[data-verdict="${verdict}"]`);
  return announce(taken ? "Verdict taken back." : `Claim ${VERDICT_WORDS[verdict]}.`);
}

/**
 * Give a verdict and go to the next claim without one; what has this verdict keeps it, and an added claim stays.
 *
 * @param {"accept" | "reject"} verdict
 */
function giveAndGoOn(verdict) {
  if (!state.claim) return announce("Choose a claim first.");
  const given = verdictOf(state.claim);
  if (given !== verdict && given !== "add") giveVerdict(verdict);
  return nextOpen();
}

/** @param {Claim} claim */
function removeAdded(claim) {
  chooseClaim(null);
  say(claim, { verdict: null, note: null, claim: null });
  announce("Added claim removed.");
}

/** The pane was drawn anew: what had the focus in it has it again. @param {string} selector */
function refocus(selector) {
  byId("claim").querySelector(selector)?.focus();
}

/** @param {Claim} claim */
function sentenceOf(claim) {
  const { text, start, end } = sentenceText(claim);
  return element(
    "blockquote",
    { dir: "auto" },
    text.slice(0, start),
    element(
      "button",
      { type: "button", class: "link found", title: "Show in the text", on: { click: () => scrollToClaim(claim) } },
      text.slice(start, end),
    ),
    text.slice(end),
  );
}

/** The sentence of a claim on one line, and where its number stands in it. @param {Claim} claim */
function sentenceText(claim) {
  const { sentence } = claim;
  const start = unitsOf(astralPlaces(sentence), claim.start - claim.sentence_start);
  const end = start + claim.text.length;
  const flat = (text) => shownText(text.replace(/\s/g, " "));
  if (sentence.slice(start, end) !== claim.text) return { text: flat(sentence), start: 0, end: 0 };
  return { text: flat(sentence), start, end };
}

/** @param {Claim} claim */
function doubtList(claim) {
  if (!claim.review.length) return null;
  return element(
    "ul",
    { class: "doubts", "aria-label": "Why to look at it" },
    claim.review.map((doubt) =>
      element(
        "li",
        null,
        element("strong", null, oneLine(doubt.code).replaceAll("_", " ")),
        ": ",
        element("bdi", null, oneLine(doubt.detail)),
        element("small", null, " ", state.page.doubts[doubt.code] || ""),
      ),
    ),
  );
}

/** Links to the whole of a claim, its parts, and where its figure stands again. @param {Claim} claim */
function linkList(claim) {
  const doc = claim.document;
  const first = claim.repeats || claim.id;
  const groups = [
    ["Part of", claim.part_of ? [claimById(doc, claim.part_of)] : []],
    ["Its parts", doc.claims.filter((each) => each.part_of === claim.id)],
    ["Same figure", doc.claims.filter((each) => each !== claim && (each.repeats === first || each.id === first))],
  ].filter(([, claims]) => claims.some(Boolean));
  if (!groups.length) return null;
  return element(
    "dl",
    { class: "fields links" },
    groups.map(([label, claims]) => [
      element("dt", null, label),
      element("dd", null, claims.filter(Boolean).map(claimLink)),
    ]),
  );
}

/** @param {Claim} claim */
function claimLink(claim) {
  const told = correctedOf(claim);
  const mark = { accept: "✓", reject: "✗", correct: "✎", add: "+" }[verdictOf(claim)] || "";
  return element(
    "button",
    { type: "button", class: "row", "data-category": told.category, on: { click: () => chooseClaim(claim) } },
    element("b", null, amountOf(told)),
    element("span", null, ` ${told.category} `),
    element("small", null, element("bdi", null, [countedOf(told), told.period].filter(Boolean).join(", "))),
    claim.review.length ? element("span", { class: "flag", title: "flagged" }, " ⚑") : null,
    mark && element("span", { class: "sign", title: VERDICT_WORDS[verdictOf(claim)] }, ` ${mark}`),
  );
}

/** @param {Claim} claim */
function noteField(claim) {
  const { note } = entryOf(claim);
  const area = element("textarea", {
    rows: "2",
    maxlength: "2000",
    on: { change: (event) => say(claim, { note: event.target.value.trim() || null }) },
  });
  area.value = note || "";
  return element("label", { class: "note" }, "Note", area);
}

/** All claims of a document that the filters leave, as a list. @param {Doc} doc */
function claimIndex(doc) {
  const claims = claimsOf(doc).filter(isShown);
  const words = claims.length ? "Choose a claim here or in the text." : "No claims to show.";
  return [
    element("div", { class: "claim-head" }, element("h2", null, "Claims of this document")),
    element("p", { class: "hint" }, words),
    element(
      "ol",
      { class: "index" },
      claims.map((claim) => element("li", null, claimLink(claim))),
    ),
  ];
}
