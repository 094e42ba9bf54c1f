// Scans that wait on the device.
import { openDB } from "idb";

const database = openDB("aoxanh-scans", 1, {
  upgrade(db) {
    db.createObjectStore("scans", { keyPath: "uuid" }).createIndex("shift", "shift");
  },
});

export const keepScan = async (scan) => (await database).put("scans", scan);
export const dropScan = async (uuid) => (await database).delete("scans", uuid);
export const allScans = async (shift) => (await database).getAllFromIndex("scans", "shift", shift);
