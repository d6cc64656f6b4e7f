// How long a visitor waits, measured in the built site. `cargo xtask bench`
// prints what this prints.
//
// A measurement is a name, its unit, how many fresh visits it takes, and a
// function that gives a visit's samples. To add one, add it to `measurements`.

import { readFileSync, readdirSync } from "node:fs";
import { CheckPage } from "./check-page.mjs";
import { launch } from "./launch.mjs";
import { openPage } from "./page.mjs";
import { serve } from "./server.mjs";
import { policies, root } from "./words.mjs";

const measurements = [
  {
    name: "from opening the page to a running program",
    unit: "ms",
    visits: 10,
    sample: (page) =>
      page.evaluate(() => performance.getEntriesByName("covercheck-running").map((mark) => mark.startTime)),
  },
  {
    name: "judging a golden claim of the five policies, every finding included",
    unit: "µs",
    visits: 5,
    sample: async (page) => [await page.evaluate(judge, goldenClaims())],
  },
  {
    name: "work between a keystroke and its answer on screen, without the wait for the frame",
    unit: "ms",
    visits: 1,
    sample: async (page) => (await keystrokes(page)).map(({ work }) => work),
  },
  {
    name: "from a keystroke to the frame after the one that shows its answer",
    unit: "ms",
    visits: 1,
    sample: async (page) => (await keystrokes(page)).map(({ wait }) => wait),
  },
];

const browser = await launch();
const host = await serve();
try {
  for (const { name, unit, visits, sample } of measurements) {
    const samples = [];
    for (let visit = 0; visit < visits; visit += 1) {
      const { page, close } = await openPage(browser, host.address);
      samples.push(...(await sample(page)));
      await close();
    }
    samples.sort((one, other) => one - other);
    const [middle, high] = [0.5, 0.95].map((share) => quantile(samples, share).toFixed(2));
    console.log(`${name}: ${middle} ${unit} (median of ${samples.length}), ${high} ${unit} (95th percentile)`);
  }
} finally {
  await host.close();
  await browser.close();
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

// The bundled packs, each with its golden claims.
function goldenClaims() {
  return policies.map((policy) => {
    const folder = `${root}tests/cases/${policy}`;
    const cases = readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(`${folder}/${file}`, "utf8")));
    return { source: readFileSync(`${root}policies/${policy}.json`, "utf8"), claims: cases.map(({ claim }) => claim) };
  });
}

// Runs in the page. The mean over all claims, in microseconds, of the engine alone.
async function judge(packs) {
  const engine = await import(new URL("engine/covercheck.js", document.baseURI).href);
  await engine.default();
  const rounds = 20;
  let [time, count] = [0, 0];
  for (const { source, claims } of packs) {
    const checker = new engine.Checker(JSON.parse(source), "");
    checker.measure(claims, 1);
    time += checker.measure(claims, rounds) * claims.length;
    count += claims.length;
  }
  return time / count / 1000;
}

// 200 edits of a drive's details: text typed character by character, and taken
// back again from its start, until the 200 are full.
async function keystrokes(page) {
  const home = new CheckPage(page, "en");
  const check = await home.choosePolicy("storage-warranty");
  await check.give("item", "sample-ssd-480");
  await check.give("proof_of_purchase", true);
  const texts = [
    [check.part("purchase_date", "day"), "29"],
    [check.part("purchase_date", "month"), "2"],
    [check.part("purchase_date", "year"), "2024"],
    [check.control("bytes_written"), "41.5"],
    [check.control("serial"), "SD24090001231"],
    [check.control("fault"), "Since Monday the computer does not find the drive when it starts."],
  ];
  const edits = [];
  while (edits.length < 200) {
    for (const [control, text] of texts) edits.push(...[...text].map((key) => ({ control, key })));
    for (const [control, text] of texts) edits.push(...[...text].map(() => ({ control, key: "Delete" })));
  }
  await page.evaluate(watchEdits);
  const samples = [];
  for (const { control, key } of edits.slice(0, 200)) {
    if (key === "Delete") await control.press("Control+Home");
    await control.press(key);
    samples.push(await page.evaluate(() => window.nextEdit()));
  }
  return samples;
}

// Runs in the page. `work` is what the edit costs: until the program has changed
// the page, and then for style, layout and paint. `wait` goes on to the frame
// that follows the one that shows the answer.
function watchEdits() {
  const edits = [];
  const waiting = [];
  window.nextEdit = () => new Promise((resolve) => (edits.length > 0 ? resolve(edits.shift()) : waiting.push(resolve)));
  const afterwards = (act) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = act;
    port2.postMessage(null);
  };
  const listen = () => {
    const started = performance.now();
    afterwards(() => {
      const changed = performance.now();
      requestAnimationFrame(() => {
        const drawing = performance.now();
        afterwards(() => {
          const work = changed - started + (performance.now() - drawing);
          requestAnimationFrame(() => {
            const edit = { work, wait: performance.now() - started };
            waiting.length > 0 ? waiting.shift()(edit) : edits.push(edit);
          });
        });
      });
    });
  };
  addEventListener("input", listen, { capture: true });
}
