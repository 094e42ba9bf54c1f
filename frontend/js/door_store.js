// What a phone keeps for a door without a signal. Lists and scans are sealed (AES-GCM) with a key that cannot be taken
// out of this browser; forgetting the last door forgets the key.
import { openDB } from "idb";

const KEY = "door";
const text = { encode: (words) => new TextEncoder().encode(words), decode: (bytes) => new TextDecoder().decode(bytes) };

const database = openDB("aoxanh-door", 1, {
  upgrade(db) {
    db.createObjectStore("keys");
    db.createObjectStore("doors", { keyPath: "id" });
    db.createObjectStore("scans", { keyPath: "uuid" }).createIndex("door", "door");
  },
});

async function key() {
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const change = (await database).transaction("keys", "readwrite");
  const kept = await change.store.get(KEY);
  if (!kept) await change.store.put(made, KEY);
  await change.done;
  return kept ?? made;
}

async function seal(id, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const method = { name: "AES-GCM", iv, additionalData: text.encode(id) };
  return { iv, bytes: await crypto.subtle.encrypt(method, await key(), text.encode(JSON.stringify(value))) };
}

async function unseal(id, { iv, bytes }) {
  const method = { name: "AES-GCM", iv, additionalData: text.encode(id) };
  return JSON.parse(text.decode(await crypto.subtle.decrypt(method, await key(), bytes)));
}

const opened = async (row) => ({ id: row.id, until: row.until, ...(await unseal(row.id, row.sealed)) });

export const doors = async () => Promise.all((await (await database).getAll("doors")).map(opened));

/** Keeps what was given for a door, or what changed of it; the numbers of its scans go on. */
export async function keepDoor({ id, until, ...rest }) {
  const sealed = await seal(id, rest);
  const change = (await database).transaction("doors", "readwrite");
  const before = await change.store.get(id);
  await change.store.put({ id, until, sequence: before?.sequence ?? 0, sealed });
  await change.done;
}

/** Takes a door off this phone, and the key with the last one. What was not sent yet stays: the caller has looked. */
export async function forgetDoor(id) {
  const change = (await database).transaction(["doors", "scans", "keys"], "readwrite");
  await change.objectStore("doors").delete(id);
  for (const uuid of await change.objectStore("scans").index("door").getAllKeys(id)) await change.objectStore("scans").delete(uuid);
  if (!(await change.objectStore("doors").count())) await change.objectStore("keys").delete(KEY);
  await change.done;
}

/** Keeps a scan under the next number of its door. Throws when the phone has no room; then nothing was kept. */
export async function keepScan(door, scan) {
  const sealed = await seal(scan.uuid, scan);
  const change = (await database).transaction(["doors", "scans"], "readwrite");
  const row = await change.objectStore("doors").get(door);
  row.sequence += 1;
  await change.objectStore("doors").put(row);
  await change.objectStore("scans").put({ uuid: scan.uuid, door, sequence: row.sequence, sealed, sent: false });
  await change.done;
  return { ...scan, sequence: row.sequence, sent: false };
}

/** The scans of a door by number: those that wait, and those sent since the list last came. */
export async function scansOf(door) {
  const rows = await (await database).getAllFromIndex("scans", "door", door);
  const found = rows.map(async (row) => ({ ...(await unseal(row.uuid, row.sealed)), sequence: row.sequence, sent: row.sent, refused: row.refused }));
  return (await Promise.all(found)).sort((one, other) => one.sequence - other.sequence);
}

export async function markScans(changes) {
  const change = (await database).transaction("scans", "readwrite");
  for (const [uuid, marks] of Object.entries(changes)) {
    const row = await change.store.get(uuid);
    if (row) await change.store.put({ ...row, ...marks });
  }
  await change.done;
}

export async function dropScans(uuids) {
  const change = (await database).transaction("scans", "readwrite");
  for (const uuid of uuids) await change.store.delete(uuid);
  await change.done;
}
