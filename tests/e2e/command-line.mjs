// The native command line, which the browser's answers are held against.

import { execFile, execFileSync } from "node:child_process";
import { root } from "./words.mjs";

// The command line, built; Cargo says where it is.
export function buildCommandLine() {
  const messages = execFileSync("cargo", ["build", "--bin", "covercheck", "--message-format=json-render-diagnostics"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 64 * 1024 * 1024,
  });
  const built = messages.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  return built.find(({ executable, target }) => executable && target.name === "covercheck").executable;
}

// What it prints, with something to read on its standard input.
export function run(program, words, input) {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 64 * 1024 * 1024 };
    const running = execFile(program, words, options, (error, output) => (error ? reject(error) : resolve(output)));
    running.stdin.end(input);
  });
}
