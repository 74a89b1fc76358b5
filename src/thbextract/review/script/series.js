/** The second view of the page: what the documents say together, figure by figure, each with its sentences. */

/**
 * Draw the figures of all documents into an empty or formerly drawn host: filters, lines, a table, 100 rows a page.
 *
 * @param {HTMLElement} host what it holds is replaced
 * @param {Series} series what `thbextract series -f json` gives: `{by, figures, findings}`; its reports need no
 *   `sentence` if `sentenceOf` finds it
 * @param {object} use what the page does for this view
 * @param {(source: string, claimId: string) => void} use.openClaim shows a claim in its text
 * @param {(report: Report) => SentenceText | null} use.sentenceOf the sentence around a report's number, asked for when
 *   a row is opened: `{text, start, end}`, where `start` and `end` are the number's place in `text` as JavaScript
 *   counts; null if the page does not have it
 */
function drawSeries(host, series, { openClaim, sentenceOf }) {
  host.replaceChildren();
}
