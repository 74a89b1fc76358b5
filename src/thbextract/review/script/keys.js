/** Keys: each does what a button does. They are letters, so they rest while somebody types. */

/** @type {[string, string, () => void][]} key, what it does in words, and in deed */
const KEYS = [
  ["j", "Next claim", () => step(1)],
  ["k", "Previous claim", () => step(-1)],
  ["f", "Next claim with a flag", nextFlagged],
  ["u", "Next claim without a verdict", nextOpen],
  ["a", "Accept the claim", () => giveVerdict("accept")],
  ["r", "Reject the claim", () => giveVerdict("reject")],
  ["A", "Accept, and go to the next claim without a verdict", () => giveAndGoOn("accept")],
  ["R", "Reject, and go to the next claim without a verdict", () => giveAndGoOn("reject")],
  ["c", "Correct the claim", () => (state.claim ? openForm(state.claim) : announce("Choose a claim first."))],
  ["n", "Add what is selected in the text as a claim", addSelected],
  ["z", "Undo", undo],
  ["/", "Search", focusSearch],
  ["Escape", "Close the claim", () => state.claim && closeClaim()],
  ["?", "Show these keys", showKeys],
];
const ON_CLAIMS = new Set(["a", "r", "A", "R", "c", "n"]);

function focusSearch() {
  byId("filters-box").open = true;
  byId("filter-text").focus();
  byId("filter-text").select();
}

function showKeys() {
  const rows = KEYS.map(([key, words]) => [
    element("dt", null, element("kbd", null, /^[A-Z]$/.test(key) ? `Shift+${key}` : key)),
    element("dd", null, words),
  ]);
  ask("Keys", [
    element("dl", { class: "fields" }, rows),
    element("p", { class: "hint" }, "In the text, click a mark again for the claim around it."),
  ]);
}

/** @param {KeyboardEvent} event */
function pressKey(event) {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || byId("dialog").open) return;
  if (typing) return leaveField(event);
  const found = KEYS.find(([key]) => key === event.key);
  if (!found || (ON_CLAIMS.has(found[0]) && state.view !== "read")) return;
  event.preventDefault();
  found[2]();
}

/** Escape leaves a field, so that keys work again; in a form it does what Cancel does. @param {KeyboardEvent} event */
function leaveField(event) {
  if (event.key !== "Escape") return;
  const form = event.target.closest("form.correct");
  event.target.blur();
  if (form) chooseClaim(state.claim);
}

function connectKeys() {
  document.addEventListener("keydown", pressKey);
  byId("keys").addEventListener("click", showKeys);
}
