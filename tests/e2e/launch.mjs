// Starts the Chromium that `cargo xtask` found: the program named by CHROME, or
// else Playwright's own download.

import { chromium } from "playwright-core";

export const flags = [
  // Test machines run as root in containers, where the sandbox cannot start.
  "--no-sandbox",
  "--disable-gpu",
  // The browser asks nobody but the test's own server.
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const program = process.env.CHROME || chromium.executablePath();

export function launch() {
  return chromium.launch({ executablePath: program, args: flags });
}
