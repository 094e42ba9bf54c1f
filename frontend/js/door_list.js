// Who is expected and who came, from the list a phone took along and the scans it made since. Values in, values out.
const MARKS = /[\u0300-\u036f]/g;
export const fold = (words) => words.normalize("NFD").replace(MARKS, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
const plain = (typed) =>
  typed.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1").replace(/U/g, "V");

export const keyOf = (row) => (row.id ? `s${row.id}` : row.of ? `w${row.of}` : `x${row.shift}${row.name}`);

function apply(row, { direction, at }) {
  if (direction === "IN") row.in = !row.in || at < row.in ? at : row.in;
  else row.out = !row.out || at > row.out ? at : row.out;
}

const stranger = ({ key, shift, walker }) => ({ key, id: null, shift, state: "CONFIRMED", name: walker.full_name, digits: "", role: "", in: null, out: null });

/** The list as it stands now: rows with "in" and "out"; what was taken back counts for nothing. */
export function standing(people, scans) {
  const rows = new Map(people.map((row) => [keyOf(row), { ...row, key: keyOf(row) }]));
  const here = new Set(scans.map((scan) => scan.uuid));
  const undone = new Set(scans.map((scan) => scan.undoes));
  for (const scan of scans) {
    if (!scan.key || undone.has(scan.uuid)) continue;
    const row = rows.get(scan.key) ?? (scan.walker ? stranger(scan) : null);
    if (!row) continue;
    rows.set(scan.key, row);
    if (!scan.undoes) apply(row, scan);
    else if (!here.has(scan.undoes)) row[scan.direction === "IN" ? "in" : "out"] = null;
  }
  return [...rows.values()];
}

const ofShift = (row, shift) => !shift || row.shift === shift;

/** Those who count at a shift; 0 is every shift. */
export const expected = (rows, shift) => rows.filter((row) => row.state === "CONFIRMED" && ofShift(row, shift) && (row.id || row.in));

export const TABS = {
  awaited: (row) => !row.in,
  present: (row) => Boolean(row.in) && !row.out,
  left: (row) => Boolean(row.in) && Boolean(row.out),
};

/** By name with or without marks, or by the last digits of the number. */
export function search(rows, typed) {
  const words = fold(typed);
  if (/^\d{2,3}$/.test(words)) return rows.filter((row) => row.digits.endsWith(words));
  return rows.filter((row) => fold(row.name).includes(words));
}

export const byShortCode = (rows, typed) => (plain(typed).length === 8 ? rows.filter((row) => row.short === plain(typed)) : []);

const away = ({ from, to }, now) =>
  now >= Date.parse(from) && now < Date.parse(to) ? 0 : Math.min(Math.abs(Date.parse(from) - now), Math.abs(Date.parse(to) - now));

export const nearest = (shifts, now) => [...shifts].sort((one, other) => away(one, now) - away(other, now))[0]?.id ?? 0;

/** The sign-up of a pass for this moment: at the chosen shift, else the confirmed one nearest in time. */
export function ofPass(rows, shifts, { shift, now }) {
  if (!rows.length) return { reason: "NOT_LISTED" };
  const wanted = rows.filter((row) => ofShift(row, shift));
  if (!wanted.length) return { reason: "OTHER_SHIFT", row: rows[0] };
  const counts = wanted.filter((row) => row.state === "CONFIRMED");
  const last = wanted[wanted.length - 1];
  if (!counts.length) return { reason: last.state, row: last };
  const ids = new Set(counts.map((row) => row.shift));
  const chosen = nearest(shifts.filter(({ id }) => ids.has(id)), now);
  return { row: counts.find((row) => row.shift === chosen) };
}
