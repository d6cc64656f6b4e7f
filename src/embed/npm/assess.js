// Judging claims.

import startEngine, { Checker } from "./engine/covercheck.js";
import startTexts, { Texts } from "./texts/covercheck.js";
import { Module, asking, bytes, ownPacks, part, refuse } from "./core.js";
import { files } from "./policies.js";

/** The ids of the policies that come with the package. */
export const policies = Object.freeze(Object.keys(files));

const engine = new Module(startEngine, new URL("./engine/covercheck_bg.wasm", import.meta.url));
const reader = new Module(startTexts, new URL("./texts/covercheck_bg.wasm", import.meta.url));

// What judges by each policy that was fetched: `checker`, and `texts` where
// descriptions are to be read.
const judges = new Map();

part("assess", async ({ policies: wanted, texts }) => {
  wanted ??= policies;
  texts ??= true;
  if (!Array.isArray(wanted)) refuse("api.type", "/policies", "the policies must be a list", "name their ids");
  for (const [place, id] of wanted.entries()) {
    if (!Object.hasOwn(files, id)) refuseUnknown(`/policies/${place}`, id);
  }
  await Promise.all([engine.fetched(), texts && reader.fetched()]);
  await Promise.all(wanted.map((id) => fetchPolicy(id, texts)));
});

// Several calls may want the same at once: what came first stays.
async function fetchPolicy(id, texts) {
  const { policy, written } = files[id];
  const had = judges.get(id);
  const [compiled, told] = await Promise.all([had?.checker || bytes(policy), texts && !had?.texts && bytes(written)]);
  const judge = judges.get(id) ?? { checker: Checker.read(compiled) };
  if (!judge.checker) refuse("api.fetch", "", `${policy} is of another version`, "serve the files of one version together");
  if (told) judge.texts ??= new Texts(JSON.parse(new TextDecoder().decode(told)));
  judges.set(id, judge);
}

/** Judges a claim; throws a `CovercheckError` where it is refused. */
export function assess(claim, options) {
  engine.expectThere();
  const pack = options?.pack;
  const { checker, texts } = pack === undefined ? judgeOf(claim?.policy) : judgeBy(pack);
  return asking(() => checker.assess(claim, texts && ((text) => texts.read(text))));
}

function judgeOf(id) {
  if (typeof id !== "string") refuse("shape.missing", "", "`policy` is missing", "name the policy");
  const judge = judges.get(id);
  if (judge) return judge;
  if (!Object.hasOwn(files, id)) refuseUnknown("/policy", id);
  return refuse("api.not-ready", "/policy", `\`${id}\` is not there yet`, "await ready() first, with it among its policies");
}

// A program's own pack is made ready when it first judges.
function judgeBy(pack) {
  const own = ownPacks.get(pack);
  if (!own) refuse("api.pack", "", "`pack` is not what readPack gave", "read the pack with readPack first");
  own.checker ??= Checker.read(own.compiled);
  if (own.written && reader.isThere) own.texts ??= asking(() => new Texts(JSON.parse(own.written)));
  return own;
}

function refuseUnknown(pointer, id) {
  const help = `the policies are: ${policies.join(", ")}; read another pack with readPack`;
  refuse("claim.unknown-policy", pointer, `there is no policy \`${id}\``, help);
}
