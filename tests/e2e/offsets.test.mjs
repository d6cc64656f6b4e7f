// Two databases of time zones say the same: the browser's, as the engine reads
// it, and the one in the command line.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { buildCommandLine, run } from "./command-line.mjs";
import { launch } from "./launch.mjs";
import { expectNoComplaints, openPage } from "./page.mjs";
import { serve } from "./server.mjs";

// Quarters of an hour, clocks set back in summer, clocks moved by half an hour or
// two, days left out, and laws that changed late.
const zones = [
  "UTC",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Africa/El_Aaiun",
  "America/Caracas",
  "America/New_York",
  "America/Nuuk",
  "America/Phoenix",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Antarctica/Troll",
  "Asia/Gaza",
  "Asia/Ho_Chi_Minh",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Pyongyang",
  "Asia/Shanghai",
  "Asia/Tehran",
  "Asia/Tokyo",
  "Atlantic/Azores",
  "Australia/Eucla",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "Europe/Dublin",
  "Europe/Istanbul",
  "Europe/London",
  "Europe/Moscow",
  "Europe/Volgograd",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Honolulu",
  "Pacific/Kiritimati",
];

// Morocco has been on UTC all year since that day. Browsers of late 2026 know it;
// the command line's database is of 2025, and is compared until then.
const knownUntil = {
  "Africa/Casablanca": Date.UTC(2026, 8, 20) / 1000,
  "Africa/El_Aaiun": Date.UTC(2026, 8, 20) / 1000,
};

const from = Date.UTC(1990) / 1000;
const until = Date.UTC(2038) / 1000;
const instantsOfAZone = 10_000;

describe("offsets of zones", () => {
  let browser, host, program;
  before(async () => {
    program = buildCommandLine();
    browser = await launch();
    host = await serve();
  });
  after(async () => {
    await host.close();
    await browser.close();
  });

  const natively = async (zone, instants) =>
    JSON.parse(await run(program, ["offsets", zone, "-"], JSON.stringify(instants)));

  async function onDevice(timezone, compare) {
    const visit = await openPage(browser, host.address, { timezone });
    await visit.page.evaluate(async () => {
      const engine = await import(new URL("npm/engine/covercheck.js", document.baseURI).href);
      await engine.default();
      window.offsets = (zone, instants) => Array.from(engine.zoneOffsets(zone, Uint32Array.from(instants)) ?? []);
    });
    const inBrowser = (zone, instants) => visit.page.evaluate(([one, all]) => window.offsets(one, all), [zone, instants]);
    await compare(inBrowser);
    expectNoComplaints(visit);
    await visit.close();
  }

  // What both say of some instants; returns where they differ.
  async function differences(inBrowser, zone, instants) {
    const [ours, theirs] = await Promise.all([natively(zone, instants), inBrowser(zone, instants)]);
    assert.equal(ours.length, instants.length);
    assert.equal(theirs.length, instants.length);
    const differ = instants.map((at, place) => [at, ours[place], theirs[place]]).filter(([, one, other]) => one !== other);
    return differ.map(([at, one, other]) => `${new Date(at * 1000).toISOString()}: ${one} natively, ${other} in the browser`);
  }

  test("agree at 10,000 instants of each of 30 zones and more, from 1990 to 2037", async () => {
    assert.ok(new Set(zones).size >= 30);
    let compared = 0;
    let changes = 0;
    await onDevice("Europe/London", async (inBrowser) => {
      for (const zone of zones) {
        const turns = await turnsOf((instants) => natively(zone, instants));
        const instants = instantsAround(turns, zone);
        assert.equal(new Set(instants).size, instantsOfAZone);
        const found = await differences(inBrowser, zone, instants);
        assert.deepEqual(found.slice(0, 5), [], `${zone}: ${found.length} differ`);
        compared += instants.length;
        changes += turns.length;
      }
    });
    assert.ok(compared >= 300_000 && changes > 1_000, `${compared} instants, ${changes} changes`);
  });

  test("do not depend on the device's own zone", async () => {
    await onDevice("Pacific/Kiritimati", async (inBrowser) => {
      for (const zone of ["Europe/London", "Asia/Shanghai", "Australia/Lord_Howe"]) {
        const turns = await turnsOf((instants) => natively(zone, instants));
        const found = await differences(inBrowser, zone, instantsAround(turns, zone).slice(0, 1_000));
        assert.deepEqual(found, [], zone);
      }
    });
  });

  test("a zone that does not exist has none", async () => {
    await assert.rejects(natively("Europe/Atlantis", [0]), /zone\.unknown|not a time zone/);
    await onDevice("Europe/London", async (inBrowser) => {
      assert.deepEqual(await inBrowser("Europe/Atlantis", [0]), []);
    });
  });
});

// The first second of each offset, found by halving from a grid of weeks.
async function turnsOf(offsets) {
  const week = 7 * 86_400;
  const grid = Array.from({ length: Math.floor((until - from) / week) + 1 }, (_, place) => from + place * week);
  const known = await offsets(grid);
  let spans = grid.slice(1).map((at, place) => ({ before: grid[place], at, offset: known[place] }));
  spans = spans.filter(({ offset }, place) => offset !== known[place + 1]);
  for (let width = week; width > 1; width = Math.ceil(width / 2)) {
    const middles = spans.map(({ before, at }) => Math.floor((before + at) / 2));
    const found = await offsets(middles);
    spans = spans.map(({ before, at, offset }, place) =>
      found[place] === offset ? { before: middles[place], at, offset } : { before, at: middles[place], offset },
    );
  }
  return spans.map(({ at }) => at);
}

// Both sides of each change and of the minutes and quarters of an hour beside it,
// since the engine keeps what it knows by the minute; the rest anywhere, but
// always there.
function instantsAround(turns, zone) {
  const end = knownUntil[zone] ?? until;
  const near = turns.flatMap((at) => [-900, -61, -60, -59, -1, 0, 1, 59, 60, 61, 900].map((by) => at + by));
  const instants = new Set(near.filter((at) => at >= from && at < end).slice(0, instantsOfAZone));
  let state = [...zone].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) >>> 0, 1);
  while (instants.size < instantsOfAZone) {
    // Numerical Recipes' linear congruential generator.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    instants.add(from + Math.floor((state / 2 ** 32) * (end - from)));
  }
  return [...instants];
}
