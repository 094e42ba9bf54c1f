// Passes checked on the phone: a compact JWS (ES256) by one of the instance's keys, which the phone took along.
const bytes = (part) => Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const json = (part) => JSON.parse(new TextDecoder().decode(bytes(part)));
// Keys are published under an address, passes name them shortly: https://…/khoa/NAME.json and NAME are the same key.
const named = (kid) => kid.split("/").pop().replace(/\.json$/, "");
const METHOD = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

async function payloadOf(token, keys) {
  const [header, payload, signature, ...rest] = token.split(".");
  if (!signature || rest.length) return null;
  const { alg, kid } = json(header);
  const known = keys.find((key) => named(key.kid) === named(kid));
  if (alg !== "ES256" || !known) return null;
  const { kty, crv, x, y } = known;
  const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, METHOD, false, ["verify"]);
  const signed = new TextEncoder().encode(`${header}.${payload}`);
  return (await crypto.subtle.verify(METHOD, key, bytes(signature), signed)) ? json(payload) : null;
}

/** {code} of the pass, or {reason} why it is none of this activity. */
export async function readPass(token, keys, activity) {
  const payload = await payloadOf(token, keys).catch(() => null);
  if (!payload) return { reason: "TAMPERED" };
  return payload.a === activity ? { code: payload.p } : { reason: "FOREIGN" };
}
