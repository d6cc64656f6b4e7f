// The company's day decides, wherever the device is and however it writes dates.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CheckPage } from "./check-page.mjs";
import { launch } from "./launch.mjs";
import { expectNoComplaints, openPage } from "./page.mjs";
import { serve } from "./server.mjs";

// The last of 22 November 2026 in Shanghai, and the first of the 23rd.
const lastSecond = "2026-11-22T15:59:59Z";
const nextDay = "2026-11-22T16:00:00Z";

// In Honolulu it is still the morning of the 22nd, on Kiritimati that of the
// 23rd. Thailand counts Buddhist years, Egypt has digits of its own.
const devices = [
  { timezone: "Pacific/Honolulu", locale: "en-US" },
  { timezone: "Pacific/Kiritimati", locale: "en-GB" },
  { timezone: "Asia/Bangkok", locale: "th-TH" },
  { timezone: "Africa/Cairo", locale: "ar-EG" },
];

const facts = { item: "sample-ssd-240", purchase_date: "2023-11-22", proof_of_purchase: true, bytes_written: "7,5" };

describe("zones", () => {
  let browser, host;
  before(async () => {
    browser = await launch();
    host = await serve();
  });
  after(async () => {
    await host.close();
    await browser.close();
  });

  // What the answer says on a device, to the letter.
  async function answerOn(device, now) {
    const visit = await openPage(browser, `${host.address}#/storage-warranty`, { ...device, now });
    const check = new CheckPage(visit.page, "en", "storage-warranty");
    await check.ready();
    await check.giveAll(facts);
    if (now === lastSecond) {
      await check.noneOfThese("form").click();
      await check.expectVerdict("covered");
      await check.expectSaid(check.words.last_day_today);
    } else {
      await check.expectVerdict("not_covered");
      await check.expectSaid(check.filled("days_ago", "1"));
    }
    const said = await check.answer.innerText();
    expectNoComplaints(visit);
    await visit.close();
    // Beside the company's time stands the device's own, and nothing else differs.
    const ownTime = check.filled("due_own", "{0}").split("{0}");
    const [before, after] = ownTime.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return said.replace(new RegExp(` \\(${before}[^()]*${after}\\)`, "g"), "");
  }

  for (const now of [lastSecond, nextDay]) {
    test(`at ${now}, every device says the same`, async () => {
      const [first, ...others] = await Promise.all(devices.map((device) => answerOn(device, now)));
      others.forEach((other, place) => assert.equal(other, first, devices[place + 1].timezone));
    });
  }
});
