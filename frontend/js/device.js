// The device's own name, by which scans and taps of one phone are known.
const KEY = "aoxanh.device";
let unheld;

/** On a device without room the name is that of this page alone. */
export function deviceId() {
  const id = localStorage.getItem(KEY) ?? (unheld ??= crypto.randomUUID());
  try {
    localStorage.setItem(KEY, id);
  } catch {
    return id;
  }
  return id;
}
