// Writes a script, given as a path, without its idle text to standard output.
// The loader is a module for the browsers that the page runs in; what starts it
// is read by older ones too, and its text is only shortened, with no newer syntax.

import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";

const [path, kind] = process.argv.slice(2);
const kinds = {
  loader: { format: "esm", target: "es2020" },
  boot: { target: "es5", supported: { "dynamic-import": true } },
};
const { code } = transformSync(readFileSync(path, "utf8"), { minify: true, ...kinds[kind] });
process.stdout.write(code);
