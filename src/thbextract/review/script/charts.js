/** Charts of the claims shown: how many each category has in each year, and on whose authority. */

/**
 * Draw one chart for each category that occurs, a legend for all, and a table behind each.
 *
 * @param {HTMLElement} host what it holds is replaced; the reader's choice of scale is kept over redrawing
 * @param {Claim[]} claims the claims to count, each with `category`, `issuer`, `period_start`, `period_end`
 */
function drawCharts(host, claims) {
  host.replaceChildren();
}
