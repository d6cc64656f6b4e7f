// The golden claims of tests/cases, and what the native command line says of claims.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { run } from "./command-line.mjs";
import { root } from "./words.mjs";

// The files of golden claims of a policy, or of the packs of tests/packs: the name of
// each and its text.
export function golden(folder) {
  const files = readdirSync(`${root}tests/cases/${folder}`);
  return files.map((file) => ({ file, text: readFileSync(`${root}tests/cases/${folder}/${file}`, "utf8") }));
}

// The pack of one's own that claims of a policy are judged by, if it is none of the
// package.
export function ownPack(policy) {
  const path = `${root}tests/packs/${policy}.json`;
  return existsSync(path) ? { path, source: readFileSync(path, "utf8") } : undefined;
}

// What the command line prints of a claim in JSON, without idle space.
export async function assessNatively(program, pack, claim) {
  return withoutIdleSpace(await run(program, ["assess", "-", ...(pack ? ["--policy", pack] : [])], claim));
}

// JSON without the white space between its tokens.
export function withoutIdleSpace(json) {
  return json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
}

// Does something with each, a few at a time.
export async function each(all, act) {
  const queue = [...all];
  const worker = async () => {
    while (queue.length > 0) await act(queue.shift());
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
