// The golden claims of tests/cases, judged by the engine in the browser: what is
// expected holds, and the bytes are those of the native command line.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { after, before, describe, test } from "node:test";
import { buildCommandLine, run } from "./command-line.mjs";
import { launch } from "./launch.mjs";
import { expectNoComplaints, openPage } from "./page.mjs";
import { serve } from "./server.mjs";
import { root } from "./words.mjs";

describe("golden claims", () => {
  let browser, host, visit, program;
  before(async () => {
    program = buildCommandLine();
    browser = await launch();
    host = await serve();
    visit = await openPage(browser, host.address);
    await visit.page.evaluate(readyToJudge);
  });
  after(async () => {
    expectNoComplaints(visit);
    await host.close();
    await browser.close();
  });

  for (const folder of readdirSync(`${root}tests/cases`)) {
    test(`of ${folder}: as expected, and as natively to the byte`, async () => {
      const failures = [];
      const judged = [];
      for (const file of readdirSync(`${root}tests/cases/${folder}`)) {
        const text = readFileSync(`${root}tests/cases/${folder}/${file}`, "utf8");
        const cases = JSON.parse(text);
        const { path, source } = packOf(cases[0].claim.policy);
        // A page judges by one edition; which of several is the command line's.
        if (JSON.parse(source).editions) continue;
        const digest = createHash("sha256").update(source).digest("hex");
        const written = await visit.page.evaluate(judge, { source, digest, cases: text });
        cases.forEach(({ name, expect }, place) => {
          const { claim, assessment } = written[place];
          const wrong = differences(expect, JSON.parse(assessment));
          if (wrong.length > 0) failures.push(`${file}: ${name}: ${wrong.join("; ")}`);
          judged.push({ name: `${file}: ${name}`, claim, assessment, path });
        });
      }
      assert.ok(judged.length > 0);
      assert.deepEqual(failures, []);

      const different = [];
      await each(judged, async ({ name, claim, assessment, path }) => {
        if (withoutIdleSpace(await assessNatively(program, path, claim)) !== assessment) different.push(name);
      });
      assert.deepEqual(different, []);
    });
  }
});

function packOf(policy) {
  const path = ["policies", "tests/packs"].map((folder) => `${root}${folder}/${policy}.json`).find(existsSync);
  return { path, source: readFileSync(path, "utf8") };
}

// Runs in the page. Numbers above 2^53-1 are `BigInt`s on the way in and out.
async function readyToJudge() {
  const engine = await import(new URL("engine/covercheck.js", document.baseURI).href);
  await engine.default();
  const read = (_, value, { source }) =>
    typeof value === "number" && !Number.isSafeInteger(value) ? BigInt(source) : value;
  const write = (_, value) => (typeof value === "bigint" ? JSON.rawJSON(String(value)) : value);
  window.judgeAll = ({ source, digest, cases }) => {
    const checker = new engine.Checker(JSON.parse(source), digest);
    return JSON.parse(cases, read).map(({ claim }) => ({
      claim: JSON.stringify(claim, write),
      assessment: JSON.stringify(checker.assess(claim), write),
    }));
  };
}

// Runs in the page.
function judge(task) {
  return window.judgeAll(task);
}

// Where `got` is not what `want` asks for: objects match as parts, lists whole,
// and `null` means that the member is absent, or `null` itself.
function differences(want, got, at = "") {
  if (want === null || got === undefined || typeof want !== "object" || typeof got !== "object") {
    const same = want === null ? (got ?? null) === null : want === got;
    return same ? [] : [`${at || "/"}: expected ${JSON.stringify(want)}, got ${JSON.stringify(got)}`];
  }
  if (Array.isArray(want) && (!Array.isArray(got) || want.length !== got.length)) {
    return [`${at}: expected ${JSON.stringify(want)}, got ${JSON.stringify(got)}`];
  }
  return Object.keys(want).flatMap((key) => differences(want[key], got[key], `${at}/${key}`));
}

function assessNatively(program, pack, claim) {
  return run(program, ["assess", "-", "--policy", pack], claim);
}

// JSON without the white space between its tokens.
function withoutIdleSpace(json) {
  return json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
}

// Does something with each, a few at a time.
async function each(all, act) {
  const queue = [...all];
  const worker = async () => {
    while (queue.length > 0) await act(queue.shift());
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
