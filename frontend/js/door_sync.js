// Sends what a door keeps, with the phone's own credential: any number of times, in batches, by itself.
import { dropScans, forgetDoor, keepDoor, markScans, scansOf } from "./door_store.js";

const BATCH = 200;
const STRANGERS = 50;
const LIST_MS = 60000;
const PATIENCE_MS = 20000;

/** What is sent of a scan; "key" and "at" are the phone's own. */
const asSent = ({ uuid, sequence, device_at, direction, raw, signup, shift_id, walker, of, undoes, offline, told }) =>
  ({ uuid, sequence, device_at, direction, raw, signup, shift: shift_id, walker, of, undoes, offline, told });

function next(scans) {
  const batch = [];
  let strangers = 0;
  for (const scan of scans) {
    if (batch.length === BATCH || (scan.walker && strangers === STRANGERS)) break;
    strangers += scan.walker ? 1 : 0;
    batch.push(scan);
  }
  return batch;
}

async function post(address, door, scans, list) {
  return fetch(address, {
    method: "POST",
    credentials: "omit",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${door.token}` },
    body: JSON.stringify({ sent_at: new Date().toISOString(), scans: scans.map(asSent), list }),
    signal: AbortSignal.timeout?.(PATIENCE_MS),
  });
}

async function note(door, answer) {
  const marks = Object.fromEntries([
    ...answer.results.map(({ uuid }) => [uuid, { sent: true }]),
    ...Object.entries(answer.refused).map(([uuid, refused]) => [uuid, { refused }]),
  ]);
  const had = answer.list ? (await scansOf(door.id)).filter((scan) => scan.sent) : [];
  await markScans(marks);
  Object.assign(door, { told: answer.skew, heard: Date.now(), ended: answer.ended }, answer.list && { list: answer.list });
  await keepDoor(door);
  if (answer.list) await dropScans([...had.map((scan) => scan.uuid), ...answer.results.map(({ uuid }) => uuid)]);
}

/** {state, results}: "sent" all that can be, "idle" when nothing was asked, "unreached", "unknown" to the server,
 * "forgotten" when all is done and taken off the phone. */
export async function synchronise(address, door) {
  const results = [];
  try {
    for (;;) {
      const waiting = (await scansOf(door.id)).filter((scan) => !scan.sent && !scan.refused);
      const batch = next(waiting);
      const list = batch.length === waiting.length && Date.now() - (door.heard ?? 0) > LIST_MS;
      if (!batch.length && !list) return { state: results.length ? "sent" : "idle", results };
      const answer = await post(address, door, batch, list);
      if (answer.status === 404) return { state: "unknown", results };
      if (!answer.ok) return { state: "unreached", results };
      const said = await answer.json();
      await note(door, said);
      results.push(...said.results);
      const left = (await scansOf(door.id)).filter((scan) => !scan.sent);
      if ((said.over || said.ended) && !left.length) {
        await forgetDoor(door.id);
        return { state: "forgotten", results };
      }
      if (!said.results.length) return { state: "sent", results };
    }
  } catch {
    return { state: "unreached", results };
  }
}
