// Runs every `*.test.mjs` below this folder, or those whose path contains a
// word given on the command line. The last line is the one that `cargo xtask
// test` reads.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "node:test";
import { spec } from "node:test/reporters";

const folder = fileURLToPath(new URL(".", import.meta.url));
const wanted = process.argv.slice(2);

const names = await readdir(folder, { recursive: true });
const files = names
  .filter((name) => name.endsWith(".test.mjs") && !name.includes("node_modules"))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  .sort()
  .map((name) => join(folder, name));

const counts = { passed: 0, failed: 0 };
const results = run({ files, concurrency: 2, timeout: 10 * 60_000 });
results.on("test:pass", (result) => {
  if (isTest(result)) counts.passed += 1;
});
results.on("test:fail", (result) => {
  if (isTest(result) || crashed(result)) counts.failed += 1;
});
results.on("end", () => {
  // After what the reporter still has to say.
  setImmediate(() => {
    console.log(`browser tests: ${counts.passed} passed, ${counts.failed} failed`);
    process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
  });
});
results.compose(spec).pipe(process.stdout);

// A skipped test has shown nothing, and a suite only holds tests.
function isTest({ details, skip, todo, name }) {
  return details.type !== "suite" && !skip && !todo && !files.includes(name);
}

// A file that ends before its tests do is reported under its own name.
function crashed({ name }) {
  return files.includes(name);
}
