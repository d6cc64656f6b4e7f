// A company's own packs.

import start, { compilePack, lintPack } from "./packs/covercheck.js";
import { Module, asking, ownPacks, part, refuse } from "./core.js";

const reader = new Module(start, new URL("./packs/covercheck_bg.wasm", import.meta.url));

part("packs", () => reader.fetched());

// What was read, by its text: the same pack read again is the same object.
const read = new Map();

/** What is wrong with a pack, in the order of its text; throws where it is not JSON. */
export function lint(text) {
  expectText(text);
  return asking(() => lintPack(text));
}

/** Reads a pack, for `assess`; throws a `CovercheckError` where it is not sound. */
export function readPack(text) {
  expectText(text);
  const had = read.get(text);
  if (had) return had;
  const [id, digest, compiled, written] = asking(() => compilePack(text, "en"));
  const pack = Object.freeze({ id, digest: `sha256:${digest}` });
  ownPacks.set(pack, { compiled, written });
  read.set(text, pack);
  return pack;
}

function expectText(text) {
  reader.expectThere();
  if (typeof text !== "string") refuse("api.type", "", "a pack must be a text", "give the text of the file");
}
