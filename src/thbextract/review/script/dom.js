/**
 * The only makers of elements. What a document says reaches the page as text nodes and plain attributes, so that
 * markup in it shows as text; what could load or run something is refused, whoever asks for it.
 */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
const REFUSED_ELEMENTS = new Set(["script", "style", "link", "meta", "base", "iframe", "object", "embed", "frame"]);
const REFUSED_ATTRIBUTES = new Set(["style", "src", "srcset", "srcdoc", "action", "formaction", "xlink:href", "ping"]);

/**
 * @typedef {Node | string | number | null | undefined | false} Child a node, or what becomes a text node; null,
 *   undefined and false are left out
 * @typedef {Record<string, string | number | boolean | null | undefined | Record<string, EventListener>>} Attributes
 *   `true` gives an attribute without a value; null, undefined and false leave it out (write "false" where an ARIA
 *   attribute needs the word); `on` holds listeners by the name of their event
 */

/**
 * Make an element of HTML.
 *
 * @param {string} name
 * @param {Attributes | null} [attributes] such as `{class: "note", "aria-label": "…", on: {click: open}}`
 * @param {...(Child | Child[])} children lists of children are taken as if their members stood there
 * @returns {HTMLElement}
 * @throws {Error} if the element or an attribute could load or run something
 */
function element(name, attributes, ...children) {
  return furnished(document.createElement(safeElement(name)), attributes, children);
}

/**
 * Make an element of SVG.
 *
 * @param {string} name
 * @param {Attributes | null} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {SVGElement}
 * @throws {Error} if the element or an attribute could load or run something
 */
function svg(name, attributes, ...children) {
  return furnished(document.createElementNS(SVG_NAMESPACE, safeElement(name)), attributes, children);
}

/** @param {Element} node @param {Attributes | null | undefined} attributes @param {(Child | Child[])[]} children */
function furnished(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "on") listen(node, value);
    else if (value !== null && value !== undefined && value !== false) setAttribute(node, name, value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(textOrNode(child));
  }
  return node;
}

/** @param {Element} node @param {Record<string, EventListener>} listeners */
function listen(node, listeners) {
  for (const [event, listener] of Object.entries(listeners)) node.addEventListener(event, listener);
}

/** @param {Element} node @param {string} name @param {string | number | true} value */
function setAttribute(node, name, value) {
  const known = name.toLowerCase();
  if (known.startsWith("on") || REFUSED_ATTRIBUTES.has(known)) throw new Error(`attribute ${name} is refused`);
  if (known === "href" && !isSafeAddress(String(value))) throw new Error(`address ${value} is refused`);
  node.setAttribute(name, value === true ? "" : String(value));
}

/** A place in this page, or a file that the page itself has made for saving. @param {string} address */
function isSafeAddress(address) {
  return address.startsWith("#") || address.startsWith("blob:");
}

/** @param {string} name */
function safeElement(name) {
  if (REFUSED_ELEMENTS.has(name.toLowerCase())) throw new Error(`element ${name} is refused`);
  return name;
}

/** @param {Node | string | number} child */
function textOrNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}
