// Questions to the server, with errors in words.

/** What a GET of this address answers. */
export function ask(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  return answer(fetch(query ? `${path}?${query}` : path, { headers: { Accept: "application/json" } }));
}

/** What a POST of this value answers. */
export function tell(path, value) {
  return answer(
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(value),
    }),
  );
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Error("the server does not answer; is geocoder serve still running?");
  }
  const value = await response.json().catch(() => null);
  if (!response.ok) throw new Error(value?.reason ?? `${response.status} ${response.statusText}`);
  return value;
}
