// Builds elements from plain values: text is always set as text, so nothing in a document becomes markup.

/**
 * An element with attributes, listeners (`on…`) and children (elements or strings).
 * Attributes that are null, undefined or false are left out; true sets an empty one.
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...present(children));
  return element;
}

/** Puts these children in the place of all that an element held. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
  return element;
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Calls a function once things have been quiet for some milliseconds. */
export function calm(action, wait = 120) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), wait);
  };
}

/** A text of any direction inside a line of another one. */
export function bdi(text, attributes = {}) {
  return el("bdi", { dir: "auto", ...attributes }, text);
}

/** Offers a file with this content for saving. */
export function save(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
