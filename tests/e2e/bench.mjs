// How long a visitor waits, measured in the built site. `cargo xtask bench`
// prints what this prints. With words on the command line, those whose names hold them.
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
    name: "the same without a network, once it is kept on the device",
    unit: "ms",
    visits: 5,
    how: { keeping: true },
    sample: openKept,
  },
  {
    name: "judging a golden claim of the five policies, every finding included",
    unit: "µs",
    visits: 5,
    sample: async (page) => [await page.evaluate(judge, goldenClaims())],
  },
  {
    name: "the same by the JavaScript API, beyond the engine's own time",
    unit: "µs",
    visits: 5,
    sample: async (page) => [await page.evaluate(call, goldenClaims())],
  },
  {
    name: "a second element of others' pages, from being put there to standing there",
    unit: "ms",
    visits: 10,
    sample: (page) => page.evaluate(putElements, 1),
  },
  {
    name: "the work of an edit: judging, telling, style, layout and paint",
    unit: "ms",
    visits: 1,
    sample: async (page) => (await edits(page)).map(({ work }) => work),
  },
  {
    name: "from an edit to its answer on screen, the wait for the screen's next frame included",
    unit: "ms",
    visits: 1,
    sample: async (page) => (await edits(page)).map(({ wait }) => wait),
  },
  ...["smartctl-json/nvme.json", "smartctl-text/sata-full-table.txt", "crystaldiskinfo/english.txt"].map((form) => ({
    name: `from choosing a health report of 5 MiB to what it says, ${form} with a long log`,
    unit: "ms",
    visits: 1,
    sample: (page) => readings(page, withLongLog(readFileSync(`${root}tests/drive-reports/${form}`, "latin1"))),
  })),
];

for (const [rate, processor] of [
  [1, "this processor"],
  [4, "a processor a quarter as fast"],
]) {
  const dragged = (what, it, prepare, measure) =>
    measurements.push({
      name: `${what} while ${it} is dragged for 5 s, on ${processor}`,
      unit: "ms",
      visits: 5,
      sample: async (page) => measure(await drag(page, rate, await prepare(page))),
    });
  dragged("between two frames", "the moment of a scene", moment, gaps);
  dragged("the page's work for a frame", "the moment of a scene", moment, works);
  // What this machine and its browser make of the least that a page can do.
  dragged("between two frames", "a box alone on a page", box, gaps);
}

const described = [
  ["en", "It fell off the desk while I was copying photos, and now the computer does not find it; it never got wet. "],
  ["zh-Hans", "昨天搬家时不小心从桌上摔到地上，之后电脑就认不出来了，没有进过水，也没有拆过。"],
  ["vi", "Hôm qua dọn nhà làm rơi từ trên bàn xuống, sau đó máy không nhận nữa, chưa từng vào nước. "],
];
for (const [language, text] of described) {
  measurements.push({
    name: `reading a description of 10,000 characters, ${language}`,
    unit: "ms",
    visits: 5,
    sample: async (page) => [await page.evaluate(readDescription, text.repeat(200).slice(0, 10_000))],
  });
}

const browser = await launch();
const host = await serve();
try {
  const wanted = measurements.filter(({ name }) => process.argv.slice(2).every((word) => name.includes(word)));
  for (const { name, unit, visits, sample, how } of wanted) {
    const samples = [];
    for (let visit = 0; visit < visits; visit += 1) {
      const { page, close } = await openPage(browser, host.address, how);
      samples.push(...(await sample(page)));
      await close();
    }
    samples.sort((one, other) => one - other);
    const [middle, high, most] = [0.5, 0.95, 1].map((share) => quantile(samples, share).toFixed(2));
    console.log(`${name}: ${middle} ${unit} (median of ${samples.length}), ${high} ${unit} (95th percentile), ${most} ${unit} at most`);
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
    return { policy, claims: cases.map(({ claim }) => claim) };
  });
}

// A report of its drive and, up to the largest that is read, of each test that it
// ever made of itself.
function withLongLog(report) {
  const missing = (5 << 20) - report.length - 100;
  const line = "# 1  Extended offline    Completed without error       00%     12345         -\n";
  if (!report.startsWith("{")) return `${report}\n${line.repeat(missing / line.length)}`;
  const entry = `{"type":{"value":2,"string":"Extended offline"},"status":{"value":0,"passed":true},"lifetime_hours":12345},`;
  return report.replace("{", `{"log":[${entry.repeat(missing / entry.length)}0],`);
}

// How long the reader takes from a chosen file to what it tells, ten times over:
// each file differs from the one before in its length.
async function readings(page, report) {
  const check = await new CheckPage(page, "en").choosePolicy("storage-warranty");
  await check.form.getByRole("button", { name: check.words.read_report }).click();
  await page.locator(".cc-drive").waitFor();
  return page.evaluate(readLargest, report);
}

// Runs in the page.
async function readLargest(report) {
  const control = document.querySelector(".cc-drive input");
  const status = document.querySelector(".cc-drive__outcome [role=status]");
  const bytes = Uint8Array.from(report, (letter) => letter.charCodeAt(0));
  const samples = [];
  for (let round = 0; round < 10; round += 1) {
    const data = new DataTransfer();
    data.items.add(new File([bytes, " ".repeat(round)], "report"));
    control.files = data.files;
    const started = performance.now();
    await new Promise((resolve) => {
      const told = new MutationObserver(() => /\d/.test(status.textContent) && (told.disconnect(), resolve()));
      told.observe(status, { childList: true, characterData: true, subtree: true });
      control.dispatchEvent(new Event("change", { bubbles: true }));
    });
    samples.push(performance.now() - started);
  }
  return samples;
}

// Runs in the page. The mean over all claims, in microseconds, of the engine alone,
// once the browser has compiled it for speed: the native benchmark warms up, too.
async function judge(packs) {
  const engine = await import(new URL("npm/engine/covercheck.js", document.baseURI).href);
  await engine.default();
  const [warmUp, rounds] = [50, 100];
  let [time, count] = [0, 0];
  for (const { policy, claims } of packs) {
    const compiled = await fetch(new URL(`npm/policies/${policy}.policy`, document.baseURI));
    const checker = engine.Checker.read(new Uint8Array(await compiled.arrayBuffer()));
    checker.measure(claims, warmUp);
    time += checker.measure(claims, rounds) * claims.length;
    count += claims.length;
  }
  return time / count / 1000;
}

async function openKept(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.context().setOffline(true);
  await page.reload();
  await page.locator('html[data-program="running"]').waitFor();
  return page.evaluate(() => performance.getEntriesByName("covercheck-running").map((mark) => mark.startTime));
}

// Runs in the page: puts one element there, then others, and tells how long each of
// those took.
async function putElements(number) {
  await import(new URL("embed.js", document.baseURI).href);
  const put = () =>
    new Promise((resolve) => {
      const checker = document.createElement("warranty-checker");
      checker.setAttribute("policy", "storage-warranty");
      const started = performance.now();
      document.body.prepend(checker);
      const look = () =>
        checker.shadowRoot?.querySelector("form") ? resolve(performance.now() - started) : setTimeout(look, 0);
      look();
    });
  await put();
  const samples = [];
  for (let count = 0; count < number; count += 1) samples.push(await put());
  return samples;
}

// Runs in the page. The mean of a call over all claims that describe no fault, in
// microseconds, less what the engine takes of it.
async function call(packs) {
  const { assess, ready } = await import(new URL("npm/index.js", document.baseURI).href);
  const engine = await import(new URL("npm/engine/covercheck.js", document.baseURI).href);
  await ready({ packs: false, driveReports: false });
  let [time, count] = [0, 0];
  for (const { policy, claims } of packs) {
    const compiled = await fetch(new URL(`npm/policies/${policy}.policy`, document.baseURI));
    const checker = engine.Checker.read(new Uint8Array(await compiled.arrayBuffer()));
    // Numbers above 2^53-1 have become others on their way here.
    const isWhole = (value) => typeof value !== "number" || Number.isSafeInteger(value);
    const silent = claims.filter(({ facts }) => !facts.fault && Object.values(facts).every(isWhole));
    const all = () => silent.forEach((claim) => assess(claim));
    for (let round = 0; round < 20; round += 1) all();
    const started = performance.now();
    for (let round = 0; round < 40; round += 1) all();
    time += (performance.now() - started) / 40;
    checker.measure(silent, 50);
    time -= (checker.measure(silent, 100) * silent.length) / 1e6;
    count += silent.length;
  }
  return (time / count) * 1000;
}

// The handle of a scene's moment, and where it can be dragged to and fro.
async function moment(page) {
  await page.setViewportSize({ width: 1180, height: 820 });
  await page.evaluate(() => (location.hash = "#/compare/website-care?view=scene"));
  const handle = page.locator(".cc-compare__week input");
  await handle.waitFor();
  // As a person has it who looks at what becomes of it: the handle above the outcomes.
  await page.evaluate(() => document.querySelector(".cc-compare__when-it-happens").scrollIntoView());
  const { x, y, width, height } = await handle.boundingBox();
  return { left: x + 8, right: x + width - 8, y: y + height / 2 };
}

// A page with a box that follows the pointer, and nothing else.
async function box(page) {
  await page.setViewportSize({ width: 1180, height: 820 });
  await page.goto("about:blank");
  await page.evaluate(() => {
    const box = document.body.appendChild(document.createElement("div"));
    Object.assign(box.style, { position: "fixed", inset: "0 auto auto 0", padding: "1rem", background: "teal", willChange: "transform" });
    let [at, isDue] = [0, false];
    const follow = () => {
      isDue = false;
      box.style.transform = `translateX(${at}px)`;
    };
    addEventListener("pointermove", ({ clientX }) => {
      at = clientX;
      if (!isDue) requestAnimationFrame(follow);
      isDue = true;
    });
  });
  return { left: 50, right: 1100, y: 15 };
}

// What the browser itself recorded while something is dragged to the right and back for
// five seconds. Where the pointer is comes as the system tells a page, and not by
// Playwright's hand, which has the page run a script of its own at each step.
async function drag(page, rate, { left, right, y }) {
  const client = await page.context().newCDPSession(page);
  const point = (type, x) => client.send("Input.dispatchMouseEvent", { type, x, y, button: "left", buttons: 1, clickCount: 1 });
  const recorded = [];
  client.on("Tracing.dataCollected", ({ value }) => recorded.push(...value));
  const ended = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
  await client.send("Emulation.setCPUThrottlingRate", { rate });
  const categories = ["blink.user_timing", "devtools.timeline", "disabled-by-default-devtools.timeline", "disabled-by-default-devtools.timeline.frame"];
  await client.send("Tracing.start", { categories: categories.join(), transferMode: "ReportEvents" });
  // Recording is work as well while it begins.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await page.evaluate(() => performance.mark("drag"));
  await point("mousePressed", left);
  const started = performance.now();
  const moves = [];
  for (let elapsed = 0; elapsed < 5000; elapsed = performance.now() - started) {
    // Sixty times a second, as a screen says where a finger is, whatever the page is
    // busy with.
    const share = 1 - Math.abs(((elapsed / 2500) % 2) - 1);
    moves.push(point("mouseMoved", left + (right - left) * share));
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  await Promise.all(moves);
  await client.send("Tracing.end");
  await ended;
  await point("mouseReleased", left);
  await client.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const { ts: begun } = recorded.find(({ name }) => name === "drag");
  return recorded.filter(({ ts }) => ts >= begun);
}

// How long each frame stood on the screen.
function gaps(recorded) {
  const drawn = recorded.filter(({ name }) => name === "DrawFrame").map(({ ts }) => ts / 1000);
  drawn.sort((one, other) => one - other);
  return drawn.slice(1).map((at, before) => at - drawn[before]);
}

// How long each task of the page took in which it prepared a frame: its script, style,
// layout and paint.
function works(recorded) {
  const frames = recorded.filter(({ name }) => name === "FireAnimationFrame");
  const tasks = recorded.filter(({ name, dur }) => name === "RunTask" && dur);
  const holds = (task) => (frame) =>
    task.pid === frame.pid && task.tid === frame.tid && task.ts <= frame.ts && frame.ts < task.ts + task.dur;
  return tasks.filter((task) => frames.some(holds(task))).map(({ dur }) => dur / 1000);
}

// Runs in the page: the mean of 40 readings after 40 that warm up.
async function readDescription(text) {
  const folder = new URL(document.getElementById("policy-index").getAttribute("data-triage"), document.baseURI);
  const reader = await import(new URL("covercheck.js", folder).href);
  await reader.default();
  const json = await (await fetch(new URL("storage-warranty.json", folder))).json();
  reader.measureTriage(json, text, 40);
  return reader.measureTriage(json, text, 40);
}

// 200 edits of a drive's details, as if typed: each text character by character,
// and back again, over and over.
async function edits(page) {
  const check = await new CheckPage(page, "en").choosePolicy("storage-warranty");
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
  const fields = await Promise.all(texts.map(async ([control, text]) => [await control.elementHandle(), text]));
  return page.evaluate(edit, { fields, number: 200 });
}

// Runs in the page, alone, so that nothing but the page's work is in the figures.
async function edit({ fields, number }) {
  const next = (schedule) => new Promise(schedule);
  const task = () =>
    next((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  const growing = fields.flatMap(([field, text]) => [...text].map((_, end) => [field, text.slice(0, end + 1)]));
  const shrinking = fields.flatMap(([field, text]) => [...text].map((_, end) => [field, text.slice(end + 1)]));
  const all = [...growing, ...shrinking];
  const samples = [];
  for (let count = 0; count < number; count += 1) {
    const [field, text] = all[count % all.length];
    // People type at any moment between two frames.
    await next((resolve) => setTimeout(resolve, 50 + Math.random() * 17));
    const started = performance.now();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await task();
    const changed = performance.now();
    await next(requestAnimationFrame);
    const drawing = performance.now();
    await task();
    const drawn = performance.now();
    samples.push({ work: changed - started + (drawn - drawing), wait: drawn - started });
  }
  return samples;
}
