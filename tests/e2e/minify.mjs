// Writes a module, given as a path, without its idle text to standard output.

import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";

const [path] = process.argv.slice(2);
const { code } = transformSync(readFileSync(path, "utf8"), { format: "esm", minify: true, target: "es2020" });
process.stdout.write(code);
