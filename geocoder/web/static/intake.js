// Texts from files: a text file is a document, every line of a JSON Lines file another one.

const LARGEST = 20_000_000;

/** Documents `{id, text}` of a file; a line that cannot be used throws with its number. */
export async function readFile(file) {
  if (file.size > LARGEST) throw new Error("the file is larger than 20 MB; use geocoder batch");
  const content = decode(await file.arrayBuffer());
  if (!/\.(jsonl|ndjson)$/i.test(file.name)) return [{ id: file.name, text: content }];
  return content
    .split("\n")
    .map((line, index) => [line, index + 1])
    .filter(([line]) => line.trim())
    .map(([line, number]) => fromLine(line, number, file.name));
}

function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error("the file is not UTF-8 text; convert it first");
  }
}

function fromLine(line, number, name) {
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`line ${number} is not JSON`);
  }
  if (typeof value?.text !== "string") throw new Error(`line ${number} has no text`);
  return { id: value.doc_id === undefined || value.doc_id === null ? `${name}:${number}` : String(value.doc_id), text: value.text };
}
