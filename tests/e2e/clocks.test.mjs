// Deadlines as a person sees them: drawn, in a table, and counting down.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CheckPage } from "./check-page.mjs";
import { launch } from "./launch.mjs";
import { expectAccessible, expectNoComplaints, openPage } from "./page.mjs";
import { serve } from "./server.mjs";
import { languages } from "./words.mjs";

// It is Sunday afternoon in London. The software stopped on Sunday night, seven
// and a quarter hours ago; the response to P2 may take eight, day and night.
const now = "2026-11-22T17:15:00Z";
const facts = {
  launch_date: "2026-03-10",
  in_function_manual: true,
  severity: "P2",
  reported_at: "2026-11-22T10:00",
  acceptance_date: "2026-09-28",
};

// A request of Saturday night: its five steps end at the latest at once, and
// after 4, 28, 30 and 78 hours.
const request = {
  item: "advanced",
  handover_date: "2026-08-01",
  request_kind: "restore",
  in_original_scope: true,
  client_code_change: false,
  unapproved_plugin: false,
  reported_at: "2026-11-21T22:00",
};

describe("clocks", () => {
  let browser, host;
  before(async () => {
    browser = await launch();
    host = await serve();
  });
  after(async () => {
    await host.close();
    await browser.close();
  });

  async function visiting(language, device, look, policy = "software-service", given = facts) {
    const { locale } = languages[language];
    const visit = await openPage(browser, `${host.address}#/${policy}`, { now, locale, ...device });
    const check = new CheckPage(visit.page, language, policy);
    await check.ready();
    await check.giveAll(given);
    await check.expectVerdict("covered");
    await look(check, visit);
    expectNoComplaints(visit);
    await visit.close();
  }

  // What a commitment says of itself, below its name.
  const promise = (check, id) => {
    const { title } = check.pack.commitments.find((one) => one.id === id);
    return check.answer.locator("dl > div").filter({ hasText: check.told(title) });
  };

  for (const language of Object.keys(languages)) {
    test(`${language}: drawn, and day by day in a table`, () =>
      visiting(language, {}, async (check, visit) => {
        const training = promise(check, "training");
        const drawing = training.locator("svg");
        // Ten working days, of which three and four stand together, and one alone.
        assert.equal(await drawing.locator(".cc-timeline__counted").count(), 10);
        assert.equal(await drawing.getAttribute("aria-hidden"), "true");
        await training.getByText(check.words.day_by_day).first().click();
        const rows = training.getByRole("row");
        // The head, and each day from 28 September to 16 October.
        assert.equal(await rows.count(), 20);
        assert.equal(await rows.filter({ hasText: check.words.not_counted }).count(), 9);
        // Of whole days it is told that they count, not the hours.
        const counted = training.getByRole("cell", { name: check.words.counted, exact: true });
        assert.equal(await counted.count(), 10);
        await expectAccessible(visit);
        await visit.page.emulateMedia({ media: "print" });
        await drawing.waitFor();
        await visit.page.emulateMedia({ media: "screen" });
        await visit.page.setViewportSize({ width: 320, height: 640 });
        const { x, width } = await drawing.boundingBox();
        assert.ok(x >= 0 && x + width <= 320 && width > 200, `${x}, ${width}`);
      }));
  }

  test("the steps of a request are drawn where they end", () => {
    const look = async (check, visit) => {
      const steps = check.answer.locator("section").filter({ hasText: check.words.stages });
      const marks = await steps.locator(".cc-timeline__due").evaluateAll((all) =>
        all.map((one) => Number(one.getAttribute("x")) + Number(one.getAttribute("width")) / 2),
      );
      const places = [0, 4, 28, 30, 78].map((hours) => (hours * 1000) / 78);
      assert.equal(marks.length, places.length);
      // A mark at an end stands inside the drawing, by half its width.
      marks.forEach((mark, which) => assert.ok(Math.abs(mark - places[which]) <= 6, String(marks)));
      await steps.getByText(check.words.stage_ends).waitFor();
      await expectAccessible(visit);
    };
    return visiting("en", {}, look, "website-care", request);
  });

  test("the last hour counts down in its place", () =>
    visiting("en", { ticking: true }, async (check, { page }) => {
      const left = promise(check, "response").locator(".cc-timeline__left");
      await page.clock.pauseAt(new Date("2026-11-22T17:20:00Z"));
      await page.clock.runFor(1000);
      const places = () =>
        page.locator("#answer section, #answer dl > div, #answer svg").evaluateAll((all) =>
          all.map((one) => Object.values(one.getBoundingClientRect().toJSON()).map(Math.round).join(" ")),
        );
      const before = await places();
      const seen = new Set();
      for (let second = 0; second < 12; second += 1) {
        const text = await left.innerText();
        const [, minutes, seconds] = /^(\d\d):(\d\d) /.exec(text);
        assert.equal(text, check.filled("time_left", `${minutes}:${seconds}`));
        seen.add(Number(minutes) * 60 + Number(seconds));
        await page.clock.runFor(1000);
        assert.deepEqual(await places(), before);
      }
      const all = [...seen].sort((one, other) => other - one);
      assert.ok(all.length >= 11 && all[0] < 2400 && all[0] - all.at(-1) === all.length - 1, String(all));
      // Past its end that is told, once.
      await page.clock.runFor(40 * 60 * 1000);
      await left.filter({ hasText: check.words.passed }).waitFor();
    }));
});
