// Scans that wait on the device, and the device's own name.
import { openDB } from "idb";

const database = openDB("aoxanh-scans", 1, {
  upgrade(db) {
    db.createObjectStore("scans", { keyPath: "uuid" }).createIndex("shift", "shift");
  },
});

export const keepScan = async (scan) => (await database).put("scans", scan);
export const dropScan = async (uuid) => (await database).delete("scans", uuid);
export const allScans = async (shift) => (await database).getAllFromIndex("scans", "shift", shift);

export function deviceId() {
  const key = "aoxanh.device";
  let id = localStorage.getItem(key);
  if (!id) {
    id = crypto.randomUUID();
    localStorage.setItem(key, id);
  }
  return id;
}
