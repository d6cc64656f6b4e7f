// Covercheck: what a warranty covers, until when, and why.
//
//   await ready();
//   const assessment = assess(claim);
//
// Bundlers leave out what a program does not import, with the WebAssembly that it
// would need: each part tells `ready` of itself, so `ready` fetches what is there.

export { CovercheckError, ready } from "./core.js";
export { assess, policies } from "./assess.js";
export { lint, readPack } from "./packs.js";
export { readDriveReport } from "./drives.js";
