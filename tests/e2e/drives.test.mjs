// Health reports of drives, as people hand them in: pasted, chosen, dropped; and
// what the engine in the browser reads of each, against the native command line.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { CheckPage } from "./check-page.mjs";
import { launch } from "./launch.mjs";
import { expectAccessible, expectNoComplaints, openPage } from "./page.mjs";
import { dist, serve } from "./server.mjs";
import { fill, languages, root } from "./words.mjs";

const now = "2026-11-22T10:00:00Z";
const reports = `${root}tests/drive-reports`;

// A drive of the table. 82,000,000 thousands of 512 bytes are 41.984 TB.
const known = `smartctl 7.3 2022-02-28 r5338 [x86_64-linux-6.1.0] (local build)
=== START OF INFORMATION SECTION ===
Model Number:                       Sample  SSD 480GB
Serial Number:                      SD24090001231
=== START OF SMART DATA SECTION ===
Critical Warning:                   0x00
Percentage Used:                    7%
Data Units Written:                 82,000,000 [41.9 TB]
Power On Hours:                     1,234
`;

describe("health reports", () => {
  let browser, host;
  before(async () => {
    browser = await launch();
    host = await serve();
  });
  after(async () => {
    await host.close();
    await browser.close();
  });

  // The check of drives, with the reader open in it.
  async function reading(language, look, device = {}) {
    const { locale, drives } = languages[language];
    const visit = await openPage(browser, `${host.address}#/storage-warranty`, { now, locale, ...device });
    const check = new CheckPage(visit.page, language, "storage-warranty");
    await check.ready();
    await check.form.getByRole("button", { name: check.words.read_report }).click();
    const reader = visit.page.locator(".cc-drive");
    await reader.waitFor();
    await look({ visit, check, reader, words: drives, page: visit.page });
    expectNoComplaints(visit);
    await visit.close();
  }

  for (const language of Object.keys(languages)) {
    test(`${language}: a pasted report fills in the drive`, () =>
      reading(language, async ({ visit, check, reader, words, page }) => {
        const file = reader.getByLabel(words.file);
        assert.ok(await file.evaluate((control) => control === document.activeElement));
        await reader.getByLabel(words.paste).fill(known);
        await reader.getByText(fill(words.is_item, check.told(check.pack.items[1].name))).waitFor();
        await reader.getByText(words.used_note).waitFor();
        await expectAccessible(visit);
        await reader.getByRole("button", { name: words.take }).click();
        await reader.getByText(words.taken).waitFor();

        await check.expectChosen(check.item("sample-ssd-480"));
        await check.expectGiven({ serial: "SD24090001231", bytes_written: "41984000000000" });
        // What the drive says of itself stands beside the count, and is kept.
        await check.expectSaid(fill(check.words.drive_used, "7"));
        await page.reload();
        await check.ready();
        await check.expectGiven({ serial: "SD24090001231", bytes_written: "41984000000000" });
        await check.expectSaid(fill(check.words.drive_used, "7"));
        // Of another amount the drive has said nothing.
        await check.control("bytes_written").fill("41984000000001");
        await check.answer.getByText(fill(check.words.drive_used, "7")).waitFor({ state: "detached" });
      }));
  }

  test("of several drives one is chosen, and shown at 320 px", () =>
    reading(
      "en",
      async ({ visit, reader, words, page }) => {
        await reader.getByLabel(words.file).setInputFiles(`${reports}/crystaldiskinfo/japanese-shift-jis.txt`);
        const { drives } = expected("crystaldiskinfo/japanese-shift-jis");
        assert.ok(drives.length > 1);
        const choices = reader.getByRole("group", { name: words.which }).getByRole("radio");
        await choices.first().waitFor();
        assert.equal(await choices.count(), drives.length);
        assert.equal(await reader.getByRole("button", { name: words.take }).count(), 0);
        await choices.nth(1).check();
        await reader.getByText(drives[1].model, { exact: true }).last().waitFor();
        await reader.getByText(words.is_no_item).waitFor();
        await expectAccessible(visit);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 320, `${wide}`);
      },
      { viewport: { width: 320, height: 640 } },
    ));

  test("a counter without a certain unit shows its readings and fills in none", () =>
    reading("en", async ({ check, reader, words }) => {
      await reader.getByLabel(words.file).setInputFiles(`${reports}/smartctl-json/unit-unknown.json`);
      const [drive] = expected("smartctl-json/unit-unknown").drives;
      assert.equal(drive.certainty, "unit-unknown");
      await reader.getByText(fill(words.unit_unknown, drive.bytes_written_from)).waitFor();
      const told = await reader.innerText();
      for (const { bytes } of drive.candidates) {
        assert.ok(told.includes(bytes.toLocaleString("en-GB")), `${bytes}: ${told}`);
      }
      await check.give("item", "sample-ssd-480");
      const take = reader.getByRole("button", { name: words.take });
      if (await take.count()) await take.click();
      assert.equal(await check.control("bytes_written").inputValue(), "");
    }));

  test("what is no report is refused with what helps", () =>
    reading("vi", async ({ visit, reader, words }) => {
      const cases = [
        ["prose.txt", words.refused_unknown],
        ["usb-bridge.json", words.refused_usb_bridge],
        ["raid-volume.txt", words.refused_raid_volume],
        ["permission.json", words.refused_permission],
        ["scan-list.json", words.refused_scan_list],
      ];
      for (const [file, [what, help]] of cases) {
        await reader.getByLabel(words.file).setInputFiles(`${reports}/refused/${file}`);
        await reader.getByText(what, { exact: true }).waitFor();
        await reader.getByText(help, { exact: true }).waitFor();
      }
      await reader.getByLabel(words.file).setInputFiles({ name: "dump.bin", mimeType: "", buffer: Buffer.alloc(6 << 20) });
      await reader.getByText(words.refused_too_large[0], { exact: true }).waitFor();
      await reader.getByText(words.how).click();
      await reader.getByText("sudo smartctl -a -j /dev/nvme0 > report.json", { exact: true }).waitFor();
      await expectAccessible(visit);
    }));

  test("a dropped file is read in place of being opened, and nothing leaves the device", () =>
    reading("en", async ({ reader, words, page }) => {
      const sent = [];
      page.on("request", (request) => sent.push(request));
      await reader.evaluate((element, text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "report.txt", { type: "text/plain" }));
        for (const name of ["dragover", "drop"]) {
          const event = new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: data });
          if (element.dispatchEvent(event)) throw new Error(`${name} was left to the browser`);
        }
      }, known);
      await reader.getByText("41.98 TB (41,984,000,000,000 bytes)").waitFor();
      await reader.getByRole("button", { name: words.take }).click();
      // The reader of descriptions may still be on its way. It is a file of the site,
      // and asking for a file says nothing of the report.
      for (const request of sent) {
        const { origin, pathname, search } = new URL(request.url());
        assert.deepEqual([request.method(), request.postData(), origin, search], ["GET", null, new URL(host.address).origin, ""]);
        assert.ok(statSync(join(dist, pathname)).isFile(), pathname);
      }
    }));

  test("another language keeps the report that was read", () =>
    reading("en", async ({ check, reader, words }) => {
      await reader.getByLabel(words.paste).fill(known);
      await reader.getByRole("button", { name: words.take }).waitFor();
      const chinese = await check.switchTo("zh-Hans");
      const { drives } = languages["zh-Hans"];
      await reader.getByRole("button", { name: drives.take }).click();
      await chinese.expectGiven({ serial: "SD24090001231" });
    }));

  test("both limits and every unit of a chain are drawn on one axis of time", async () => {
    const visit = await openPage(browser, host.address, { now });
    const date = (...parts) => ({ date: parts.map(String) });
    const facts = {
      purchase_date: date(2024, 2, 29),
      proof_of_purchase: { "yes-no": true },
      bytes_written: { number: ["70", 0] },
      replacements: { dates: [[2026, 3, 1].map(String), [2026, 12, 1].map(String)] },
    };
    await visit.page.evaluate(
      (kept) => localStorage.setItem("covercheck.answers.storage-warranty", JSON.stringify(kept)),
      { item: "sample-ssd-480", facts },
    );
    await visit.page.clock.setFixedTime(new Date("2027-01-10T10:00:00Z"));
    await visit.page.goto(`${host.address}#/storage-warranty`);
    await visit.page.reload();
    const check = new CheckPage(visit.page, "en", "storage-warranty");
    await check.ready();
    const bars = await check.answer.locator(".cc-gauge svg").evaluateAll((all) =>
      all.map((svg) =>
        [...svg.children].map((bar) => ["x", "width"].map((name) => Number(bar.getAttribute(name)))),
      ),
    );
    // From 29 February 2024 to 1 March 2027, which is 90 days after the second
    // replacement, are 1,096 days; today is day 1,046. At 70 TB in that time, 160
    // TB are written after 2,390 days, which the axis shows to twice the time.
    const day = (days) => Math.floor((days * 1000) / 2192);
    const [start, first, second, today, original, end] = [0, 731, 1006, 1046, 1095, 1096].map(day);
    const bar = (from, until) => [[from, until - from], [from, today - from]];
    assert.deepEqual(bars.slice(0, 4), [
      bar(start, end),
      bar(start, original),
      bar(first, original),
      bar(second, end),
    ]);
    assert.deepEqual(bars[4], bar(start, day(2390)));
    await check.expectSaid(await check.dated(check.words.unit_given, "2026-12-01", "2027-03-01"));
    const projected = await check.dated(check.words.projected, "2030-09-15");
    await check.expectSaid(fill(check.words.after_last_day, projected));
    await expectAccessible(visit);
    await visit.close();
  });

  test("without the reader the page says so and goes on", async () => {
    const visit = await openPage(browser, `${host.address}#/storage-warranty`, { now });
    await visit.page.route("**/drive-reader-*/**", (route) => route.abort());
    const check = new CheckPage(visit.page, "en", "storage-warranty");
    await check.ready();
    await check.form.getByRole("button", { name: check.words.read_report }).click();
    await visit.page.getByRole("status").filter({ hasText: check.words.failed_text }).waitFor();
    await check.give("item", "sample-ssd-480");
    await check.expectChosen(check.item("sample-ssd-480"));
    await visit.close();
  });

  test("the engine reads every report as the command line does", async () => {
    const visit = await openPage(browser, host.address);
    const folders = readdirSync(reports, { withFileTypes: true }).filter((one) => one.isDirectory());
    const wrong = [];
    let count = 0;
    for (const { name: folder } of folders) {
      for (const file of readdirSync(`${reports}/${folder}`).filter((name) => !name.endsWith(".expected.json"))) {
        const bytes = [...readFileSync(`${reports}/${folder}/${file}`)];
        const expects = readFileSync(`${reports}/${folder}/${file.replace(/\.\w+$/, ".expected.json")}`, "utf8");
        const { read, wanted } = await visit.page.evaluate(readReport, { bytes, expects });
        if (read !== wanted) wrong.push(`${folder}/${file}: ${read}`);
        count += 1;
      }
    }
    assert.ok(count >= 80, `${count} reports`);
    assert.deepEqual(wrong, []);
    expectNoComplaints(visit);
    await visit.close();
  });
});

function expected(name) {
  return JSON.parse(readFileSync(`${reports}/${name}.expected.json`, "utf8"));
}

// Runs in the page. Numbers are compared by their digits: some are above 2^53.
async function readReport({ bytes, expects }) {
  const { readDriveReport, ready } = await import(new URL("npm/index.js", document.baseURI).href);
  await ready({ policies: [], packs: false });
  const digits = (_, value) => (typeof value === "bigint" || typeof value === "number" ? String(value) : value);
  const source = (_, value, { source }) => (typeof value === "number" ? source : value);
  const wanted = JSON.stringify(JSON.parse(expects, source));
  try {
    return { wanted, read: JSON.stringify(readDriveReport(new Uint8Array(bytes)), digits) };
  } catch ({ problems }) {
    return { wanted, read: JSON.stringify({ refused: problems[0].code }) };
  }
}
