// Draws the door: what is safe where, who came, the last scan. Words stand in the page as [data-say].
const section = document.querySelector("[data-door]");
const MOST_ROWS = 50;

export const part = (name) => section.querySelector(`[data-part="${name}"]`);
export const address = section?.dataset.send;
export const wasm = section?.dataset.wasm;

export function say(name, values = {}) {
  const words = section.querySelector(`[data-say="${name}"]`)?.textContent ?? "";
  return words.replace(/\{(\w+)\}/g, (_, each) => values[each] ?? "");
}

export const clock = (at) => {
  const date = new Date(at);
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, "0")}`;
};

export function show(name, shown, words) {
  const place = part(name);
  place.hidden = !shown;
  if (words !== undefined) place.querySelector("[data-words]").textContent = words;
}

function made(template, fill) {
  const copy = part(template).content.firstElementChild.cloneNode(true);
  const at = (name) => copy.querySelector(`[data-at="${name}"]`);
  fill(at, copy);
  return copy;
}

export function drawChoice(doors, chosen) {
  part("doors").replaceChildren(
    ...doors.map((door) =>
      made("door-row", (at, row) => {
        at("title").textContent = door.title;
        at("note").textContent = door.list ? say("taken", { at: clock(door.list.at) }) : say("wiped");
        row.addEventListener("click", () => chosen(door));
      }),
    ),
  );
}

export function drawHead(door, counts) {
  document.querySelector("h1").textContent = say("came", counts);
  part("title").textContent = door.title;
  part("taken").textContent = door.list ? say("taken", { at: clock(door.list.at) }) : say("wiped");
  part("arrived").textContent = counts.present;
  part("expected").textContent = counts.expected;
}

/** What is safe: how many scans lie on this phone only, whether the server can be reached. */
export function drawSafety({ waiting, reached, refused, unheld, skew, unknown }) {
  show("offline", !reached && !unknown, waiting ? say("waiting", { n: waiting }) : say("none-waiting"));
  show("sending", reached && !unknown && waiting > 0, say("waiting", { n: waiting }));
  show("safe", reached && !unknown && !waiting && !unheld);
  show("unknown", unknown, say("unknown-waiting", { n: waiting }));
  show("full", unheld > 0, say("full", { n: unheld }));
  show("mend", refused.length > 0);
  const minutes = Math.round(Math.abs(skew) / 60);
  const days = Math.floor(minutes / 1440);
  const off = days ? say("days", { n: days }) : minutes >= 60 ? say("hours", { n: Math.floor(minutes / 60) }) : say("minutes", { n: minutes });
  show("skewed", minutes >= 2, say(skew > 0 ? "behind" : "ahead", { off }));
}

export function drawRefused(refused, { mend, drop }) {
  part("refused").replaceChildren(
    ...refused.map((scan) =>
      made("refused-row", (at) => {
        at("title").textContent = scan.walker?.full_name ?? say("one-scan");
        at("note").textContent = scan.refused;
        at("mend").hidden = !scan.walker;
        at("mend").addEventListener("click", () => mend(scan));
        at("drop").addEventListener("click", () => drop(scan));
      }),
    ),
  );
}

export function drawShifts(shifts, chosen) {
  const field = part("shift");
  field.closest("[data-part=shifts]").hidden = shifts.length < 2;
  const option = (value, words) => Object.assign(document.createElement("option"), { value, textContent: words });
  const named = (each) => `${each.name || clock(each.from)} ${new Date(each.from).getDate()}/${new Date(each.from).getMonth() + 1}`;
  field.replaceChildren(option(0, say("every-shift")), ...shifts.map((each) => option(each.id, named(each))));
  field.value = String(chosen);
}

export function drawTabs(counts, tab, way) {
  for (const button of section.querySelectorAll("[data-tab]")) {
    button.setAttribute("aria-pressed", String(button.dataset.tab === tab));
    button.querySelector("[data-count]").textContent = counts[button.dataset.tab];
  }
  for (const button of section.querySelectorAll("[data-way]")) button.setAttribute("aria-pressed", String(button.dataset.way === way));
}

function note(row) {
  const words = [row.role, row.digits && say("digits", { digits: row.digits })];
  if (row.in) words.push(say("in-at", { at: clock(row.in) }));
  if (row.out) words.push(say("out-at", { at: clock(row.out) }));
  return words.filter(Boolean).join(" · ");
}

export function drawPeople(rows, tapped) {
  part("people").replaceChildren(
    ...rows.slice(0, MOST_ROWS).map((row) =>
      made("person-row", (at) => {
        at("title").textContent = row.name;
        at("note").textContent = note(row);
        const direction = row.in ? "OUT" : "IN";
        const button = at("tap");
        button.textContent = say(row.in ? "tap-out" : "tap-in");
        button.hidden = Boolean(row.in && row.out) || row.key[0] === "x";
        button.setAttribute("aria-label", `${button.textContent}: ${row.name}`);
        button.addEventListener("click", () => tapped(row, direction));
      }),
    ),
  );
  show("nobody", rows.length === 0);
  show("more", rows.length > MOST_ROWS, say("more", { n: rows.length - MOST_ROWS }));
}

/** The last scan in large letters; "undo" is called when it is taken back. */
export function announce({ name, sentence, accepted, undo }) {
  const last = part("last");
  last.hidden = false;
  last.toggleAttribute("data-refused", !accepted);
  part("name").textContent = name;
  part("sentence").textContent = sentence;
  const back = part("undo");
  back.hidden = !undo;
  back.onclick = undo ?? null;
  navigator.vibrate?.(accepted ? 60 : [60, 60, 60]);
}

export function drawLog(scans, names) {
  const latest = scans.filter((scan) => !scan.undoes).slice(-6).reverse();
  part("log").replaceChildren(
    ...latest.map((scan) =>
      made("log-row", (at) => {
        at("title").textContent = names(scan) || say("one-scan");
        at("note").textContent = `${say(scan.sent ? "sent" : "kept")} ${clock(scan.at)}`;
      }),
    ),
  );
}
