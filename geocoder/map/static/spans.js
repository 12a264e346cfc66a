// Offsets: records count code points, JavaScript counts UTF-16 units; beyond U+FFFF (emoji) they differ.

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** Converters between code points and UTF-16 units of a text: `{toUnit, toPoint}`. */
export function offsetsOf(text) {
  if (!PAIR.test(text)) return { toUnit: (point) => point, toPoint: (unit) => unit };
  const pairs = []; // code point offset of each surrogate pair
  let point = 0;
  for (let unit = 0; unit < text.length; unit += 1, point += 1) {
    if (text.codePointAt(unit) > 0xffff) {
      pairs.push(point);
      unit += 1;
    }
  }
  return {
    toUnit: (wanted) => wanted + countBelow(pairs, (pair) => pair < wanted),
    // The unit offset of the n-th pair is its code point offset plus n.
    toPoint: (unit) => unit - countBelow(pairs, (pair, index) => pair + index < unit),
  };
}

function countBelow(pairs, isBelow) {
  let low = 0;
  let high = pairs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(pairs[middle], middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
