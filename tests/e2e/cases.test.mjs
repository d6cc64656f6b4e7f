// The golden claims of tests/cases, judged through the JavaScript API in the browser:
// what is expected holds, and the bytes are those of the native command line.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { buildCommandLine } from "./command-line.mjs";
import { assessNatively, each, golden, ownPack } from "./golden.mjs";
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
      for (const { file, text } of golden(folder)) {
        const cases = JSON.parse(text);
        // A pack of one's own is read first; those of the package are there.
        const own = ownPack(cases[0].claim.policy);
        const written = await visit.page.evaluate(judge, { source: own?.source, cases: text });
        cases.forEach(({ name, expect }, place) => {
          const { claim, assessment } = written[place];
          const wrong = differences(expect, JSON.parse(assessment));
          if (wrong.length > 0) failures.push(`${file}: ${name}: ${wrong.join("; ")}`);
          judged.push({ name: `${file}: ${name}`, claim, assessment, path: own?.path });
        });
      }
      assert.ok(judged.length > 0);
      assert.deepEqual(failures, []);

      const different = [];
      await each(judged, async ({ name, claim, assessment, path }) => {
        if ((await assessNatively(program, path, claim)) !== assessment) different.push(name);
      });
      assert.deepEqual(different, []);
    });
  }
});

// Runs in the page. Numbers above 2^53-1 are `BigInt`s on the way in and out.
async function readyToJudge() {
  const { assess, readPack, ready } = await import(new URL("npm/index.js", document.baseURI).href);
  await ready();
  const read = (_, value, { source }) =>
    typeof value === "number" && !Number.isSafeInteger(value) ? BigInt(source) : value;
  const write = (_, value) => (typeof value === "bigint" ? JSON.rawJSON(String(value)) : value);
  window.judgeAll = ({ source, cases }) => {
    const pack = source && readPack(source);
    return JSON.parse(cases, read).map(({ claim }) => ({
      claim: JSON.stringify(claim, write),
      assessment: JSON.stringify(assess(claim, { pack }), write),
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
