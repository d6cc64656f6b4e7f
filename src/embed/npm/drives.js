// Drive health reports.

import start, { readDriveReport as read } from "./drives/covercheck.js";
import { Module, asking, part, refuse } from "./core.js";

const reader = new Module(start, new URL("./drives/covercheck_bg.wasm", import.meta.url));

part("driveReports", () => reader.fetched());

/** Reads a report of smartctl, nvme-cli or CrystalDiskInfo: its text or its bytes. */
export function readDriveReport(textOrBytes) {
  reader.expectThere();
  return asking(() => read(bytesOf(textOrBytes)));
}

function bytesOf(report) {
  if (typeof report === "string") return new TextEncoder().encode(report);
  if (report instanceof Uint8Array) return report;
  return refuse("api.type", "", "a report must be a text or a Uint8Array", "give the text or the bytes of the file");
}
