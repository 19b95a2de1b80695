// A call to the API by who is signed in: the token says that it comes from a page of ours. The answer is null when there
// is none, or none with a body.

export async function call(api, token, body, headers = {}) {
  const [method, address] = api.split(" ");
  const response = await fetch(address, { method, body, headers: { "X-CSRF-Token": token, ...headers } })
    .catch(() => null);
  return { ok: response?.ok ?? false, answer: await response?.json().catch(() => null) ?? null };
}

export const json = { "Content-Type": "application/json" };
