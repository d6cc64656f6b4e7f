// What a person takes away of an answer: paper, mails, tickets, calendars, links,
// codes and records; each read back by a program that is not ours.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import ICAL from "ical.js";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { CheckPage } from "./check-page.mjs";
import { buildCommandLine, run } from "./command-line.mjs";
import { launch } from "./launch.mjs";
import { expectAccessible, expectNoComplaints, openPage } from "./page.mjs";
import { serve } from "./server.mjs";
import { fill, languages, pack, policies, root } from "./words.mjs";

const now = "2026-11-22T10:00:00Z";

const none = Object.fromEntries(pack("storage-warranty").exclusions.map(({ id }) => [id, false]));

// A drive that is covered.
const drive = {
  policy: "storage-warranty",
  item: "sample-ssd-480",
  as_of: "2026-11-22T10:00:00Z",
  facts: {
    purchase_date: "2025-02-28",
    proof_of_purchase: true,
    bytes_written: 41_000_000_000_000,
    fault: "Not detected by the BIOS since Monday",
    ...none,
  },
};

// A system that stands still.
const system = {
  policy: "software-service",
  as_of: "2026-11-22T10:00:00Z",
  facts: {
    launch_date: "2026-03-01",
    in_function_manual: true,
    severity: "P1",
    reported_at: "2026-11-22T09:30:00Z",
    fault: "系统停了，大家都不能工作",
  },
};

const hostile = "x\r\nBCC:a@example.com\r\nEND:VCALENDAR\n<img src=x onerror=alert(1)>\n[a](javascript:alert(1)) ](x) | `b` \u202eevil\u202c & ?body=1";

describe("taking an answer away", () => {
  let browser, host, program;
  before(async () => {
    // Left to itself it would ask a distant host for its program.
    const reader = readFileSync(new URL(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")));
    await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(reader).buffer }, fireImmediately: true });
    program = buildCommandLine();
    browser = await launch();
    host = await serve();
  });
  after(async () => {
    await host.close();
    await browser.close();
  });

  const linkTo = async (claim) => (await run(program, ["link", "-"], JSON.stringify(claim))).trim();

  // The page as a link leads to it, with everything that can be taken away.
  async function taken(claim, look, { language = "en", fragment, ...device } = {}) {
    const { locale, takeaway } = languages[language];
    const address = host.address + (fragment ?? (await linkTo(claim)));
    const visit = await openPage(browser, address, {
      now,
      locale,
      permissions: ["clipboard-read", "clipboard-write"],
      ...device,
    });
    const { page } = visit;
    const panel = page.locator(".cc-takeaway");
    await panel.waitFor();
    await page.waitForFunction(() => !document.querySelector("covercheck-takeaway").hasAttribute("link"));
    const press = (name) => panel.getByRole("button", { name, exact: true }).first().click();
    await look({ visit, page, panel, words: takeaway, press, address });
    expectNoComplaints(visit);
    await visit.close();
  }

  const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

  async function saved(page, press) {
    const [download] = await Promise.all([page.waitForEvent("download"), press()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  }

  // The sheet as it is printed: its pages and their text.
  async function printed(page, words, format = "A4") {
    await page.evaluate(() => (window.print = () => {}));
    await page.locator(".cc-takeaway").getByRole("button", { name: words.print, exact: true }).first().click();
    await page.locator("body > .cc-printed").waitFor({ state: "attached" });
    const data = new Uint8Array(await page.pdf({ format, preferCSSPageSize: false }));
    const document = await getDocument({ data, verbosity: 0 }).promise;
    let text = "";
    for (let number = 1; number <= document.numPages; number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      text += items.map(({ str, hasEOL }) => str + (hasEOL ? "\n" : "")).join("");
    }
    return { pages: document.numPages, text: text.normalize("NFC") };
  }

  // What a scanner reads of a picture.
  async function scanned(page, locator, formats) {
    const picture = await locator.screenshot({ scale: "device" });
    const found = await readBarcodes(new Uint8Array(picture), { formats, tryHarder: true });
    return found.map(({ text, format }) => ({ text, format }));
  }

  const withoutMarks = (text) => text.replace(/\s+/g, "");

  for (const language of Object.keys(languages)) {
    const { takeaway: words } = languages[language];

    test(`${language}: a return request is prepared, printed and read back`, () =>
      taken(drive, async ({ visit, page, panel, press }) => {
        await panel.locator("summary").click();
        assert.equal(await panel.getByText(words.waits).count() > 0, true);
        await panel.getByLabel(words.name, { exact: true }).fill("Nguyễn Thị 测试");
        await panel.getByLabel(words.contact, { exact: true }).fill("+86 755 000");
        await panel.getByLabel(words.address, { exact: true }).fill("1 Example Road\nShenzhen");
        await expectAccessible(visit);
        const reference = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-Z*~$=]/;
        const [symbols] = reference.exec(await panel.innerText());
        for (const format of ["A4", "Letter"]) {
          const { pages, text } = await printed(page, words, format);
          assert.equal(pages, 1, format);
          for (const said of [words.return_request, words.packing_list, symbols, "Nguyễn Thị 测试", "0755-82753286"]) {
            assert.ok(withoutMarks(text).includes(withoutMarks(said)), `${said} in ${text}`);
          }
          assert.ok(!text.includes(words.copy_text), "only the sheet");
        }
        // The page is itself again.
        await page.locator("body > .cc-printed").waitFor({ state: "detached" });
        // The codes, as they are printed.
        await press(words.print);
        await page.emulateMedia({ media: "print" });
        const bars = await scanned(page, page.locator(".cc-code--bars"), ["Code128"]);
        assert.deepEqual(bars, [{ text: symbols.replaceAll("-", ""), format: "Code128" }]);
        const [qr] = await scanned(page, page.locator(".cc-code--qr"), ["QRCode"]);
        assert.ok(qr.text.startsWith(host.address), qr.text);
        const again = await openPage(browser, qr.text, { now, locale: languages[language].locale });
        await again.page.locator(".cc-takeaway summary").click();
        assert.match(await again.page.locator(".cc-takeaway").innerText(), new RegExp(RegExp.escape?.(symbols) ?? symbols.replace(/[*$]/g, "\\$&")));
        assert.ok(!(await again.page.locator(".cc-takeaway").innerText()).includes("测试"), "no personal details");
        expectNoComplaints(again);
        await again.close();
      }, { language, deviceScaleFactor: 2 }));

    test(`${language}: text, Markdown and mail say what the sheet says`, () =>
      taken(system, async ({ page, panel, press }) => {
        await press(words.copy_text);
        await panel.getByText(words.copied, { exact: true }).waitFor();
        const text = await clipboard(page);
        await press(words.copy_markdown);
        await page.waitForFunction(async (before) => (await navigator.clipboard.readText()) !== before, text);
        const markdown = await clipboard(page);
        for (const told of [text, markdown]) {
          for (const said of [words.service_request, "系统停了", "400", "P1"]) assert.ok(told.includes(said), `${said} in ${told}`);
        }
        assert.match(markdown, /^## /);
        const href = await panel.getByRole("link", { name: words.mail }).getAttribute("href");
        assert.ok(href.length <= 1_900, `${href.length}`);
        const mail = new URL(href);
        assert.equal(mail.pathname, "technology@vonechain.com");
        assert.deepEqual([...mail.searchParams.keys()], ["subject", "body"]);
        assert.ok(mail.searchParams.get("subject").startsWith(words.service_request));
        assert.ok(mail.searchParams.get("body").includes("系统停了"));
      }, { language }));
  }

  test("the calendar is one that calendars read, with every date", () =>
    taken(system, async ({ page, words, press }) => {
      const { name, text } = await saved(page, () => press(words.calendar));
      assert.match(name, /^covercheck-[0-9A-Z]{8}\.ics$/);
      const calendar = new ICAL.Component(ICAL.parse(text));
      const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
      const found = events.map(({ summary, startDate, endDate }) => [summary, startDate.toString(), endDate?.toString()]);
      const software = pack("software-service");
      const title = (id) => software.commitments.find((one) => one.id === id).title.en;
      for (const [id, starts] of [["response", "2026-11-22T13:30:00Z"], ["email-reply", "2026-11-23T09:30:00Z"]]) {
        assert.ok(found.some(([summary, start]) => summary.includes(title(id)) && start === starts), JSON.stringify(found));
      }
      assert.ok(found.some(([summary, start, end]) => summary.includes(fill(words.last_day_of, "")) && start === "2027-03-01" && end === "2027-03-02"));
      assert.ok(found.some(([summary, start, end]) => summary.includes(title("patrol-1")) && start === "2026-03-01" && end === "2026-09-02"));
      assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
    }));

  for (const claim of [drive, system]) {
    test(`the record of a claim about ${claim.policy} gives the same bytes again`, () =>
      taken(claim, async ({ page, words, press }) => {
        const { name, text } = await saved(page, () => press(words.record));
        assert.match(name, /^covercheck-[0-9A-Z]{8}\.json$/);
        const record = JSON.parse(text);
        const again = JSON.parse(await run(program, ["assess", "-"], text));
        assert.equal(JSON.stringify(record.assessment), JSON.stringify(again));
        assert.deepEqual(record.claim.facts.fault, claim.facts.fault);
      }));
  }

  test("a link opens to the same answer elsewhere, and in another zone and language", () =>
    taken(drive, async ({ page, words, press, panel }) => {
      await press(words.link);
      await panel.getByText(words.copied, { exact: true }).waitFor();
      const address = await clipboard(page);
      assert.ok(address.length < 400, `${address.length}: ${address}`);
      const verdict = await page.locator("#answer").getAttribute("aria-labelledby");
      assert.equal(verdict, "verdict");
      const visit = await openPage(browser, address, { now: "2029-01-05T10:00:00Z", locale: "vi-VN", timezone: "America/New_York" });
      const vi = languages.vi;
      await visit.page.locator(".cc-takeaway").waitFor();
      const told = visit.page.locator(".cc-takeaway [role=status]").first();
      await told.getByText(fill(vi.takeaway.from_link, "22 tháng 11, 2026", vi.words.covered)).waitFor();
      assert.equal((await visit.page.locator("#verdict").innerText()).includes(vi.words.covered), true);
      assert.ok(!visit.page.url().includes("claim="), "the address holds the claim no longer");
      // As of today it is over.
      await visit.page.getByRole("button", { name: vi.words.judge_now }).click();
      await visit.page.locator("#verdict").getByText(vi.words.not_covered).waitFor();
      // Reloaded, it is what was typed.
      await visit.page.reload();
      await visit.page.locator("#verdict").getByText(vi.words.not_covered).waitFor();
      expectNoComplaints(visit);
      await visit.close();
    }));

  test("what was typed before a link was opened comes back", async () => {
    const visit = await openPage(browser, `${host.address}#/software-service`, { now });
    const { page } = visit;
    const words = languages.en.takeaway;
    await page.locator("textarea").first().fill("My own description");
    await page.waitForTimeout(600);
    const fragment = await linkTo(system);
    await page.evaluate((hash) => (location.hash = hash), fragment);
    await page.locator(".cc-takeaway").getByText(words.kept_before).waitFor();
    await page.waitForFunction(() => document.querySelector("textarea").value.startsWith("系统"));
    await page.reload();
    await page.locator(".cc-check").waitFor();
    await page.getByRole("button", { name: languages.en.words.take_away }).click();
    await page.locator(".cc-takeaway").getByRole("button", { name: words.bring_back }).click();
    await page.waitForFunction(() => document.querySelector("textarea").value === "My own description");
    await page.locator(".cc-takeaway").getByText(words.kept_before).waitFor({ state: "detached" });
    expectNoComplaints(visit);
    await visit.close();
  });

  test("a link that is damaged, of another version or outdated is told of, and nothing of it is used", async () => {
    const whole = await linkTo(drive);
    const [path, text] = whole.split("claim=");
    const words = languages.en.takeaway;
    const spoilt = [
      [`${path}claim=${text.slice(0, -1)}`, words.link_damaged],
      [`${path}claim=${text.slice(0, 20)}A${text.slice(21)}`, words.link_damaged],
      [`${path}claim=`, words.link_damaged],
      [`${path}clam=${text}`, words.link_damaged],
      [`${path}claim=9${text.slice(1)}`, words.link_version],
    ];
    for (const [fragment, told] of spoilt) {
      const visit = await openPage(browser, host.address + fragment, { now });
      await visit.page.locator(".cc-alert").getByText(told).waitFor();
      await visit.page.locator(".cc-takeaway .cc-notice").getByText(told).waitFor();
      const kept = await visit.page.evaluate(() => JSON.stringify({ ...localStorage }));
      assert.ok(!kept.includes("2025"), kept);
      assert.equal(await visit.page.locator("textarea").first().inputValue(), "");
      expectNoComplaints(visit);
      await visit.close();
    }
  });

  test("a hostile description stays a description in everything that is taken away", () =>
    taken({ ...system, facts: { ...system.facts, fault: hostile } }, async ({ page, panel, words, press }) => {
      await panel.locator("summary").click();
      await panel.getByLabel(words.name, { exact: true }).fill("<script>alert(1)</script>\u202e");
      assert.equal(await page.locator(".cc-takeaway img, .cc-takeaway script").count(), 0);
      const { text: calendar } = await saved(page, () => press(words.calendar));
      const read = new ICAL.Component(ICAL.parse(calendar));
      assert.ok(read.getAllSubcomponents("vevent").length > 2);
      assert.equal(read.getAllSubcomponents("vevent").some((one) => one.hasProperty("bcc")), false);
      const mail = new URL(await panel.getByRole("link", { name: words.mail }).getAttribute("href"));
      assert.deepEqual([...mail.searchParams.keys()], ["subject", "body"]);
      assert.equal(mail.searchParams.get("subject").includes("\n"), false);
      const { text: record } = await saved(page, () => press(words.record));
      assert.equal(JSON.parse(record).claim.facts.fault, hostile);
      await press(words.copy_markdown);
      await panel.getByText(words.copied, { exact: true }).waitFor();
      const markdown = await clipboard(page);
      assert.ok(!/(^|[^\\])<(img|script)/.test(markdown), markdown);
      assert.ok(!/(^|[^\\])\]\(/.test(markdown), markdown);
      const { pages } = await printed(page, words);
      assert.equal(pages, 1);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    }));

  test("everything but the record of a description works without a network", () =>
    taken(drive, async ({ visit, page, words, press, panel }) => {
      await page.context().setOffline(true);
      await press(words.copy_text);
      await panel.getByText(words.copied, { exact: true }).waitFor();
      const { text } = await saved(page, () => press(words.calendar));
      assert.match(text, /^BEGIN:VCALENDAR/);
      const { pages } = await printed(page, words);
      assert.equal(pages, 1);
      await page.context().setOffline(false);
      visit.complaints.length = 0;
    }));

  for (const [name, init] of [
    ["refused", () => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } })],
    ["full", () => (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); })],
  ]) {
    test(`where storage is ${name}, all works, and the page says that nothing is kept`, async () => {
      const context = await browser.newContext({ locale: "en-GB", permissions: ["clipboard-read", "clipboard-write"] });
      await context.addInitScript(init);
      const page = await context.newPage();
      await page.goto(host.address + (await linkTo(drive)));
      const words = languages.en.takeaway;
      const panel = page.locator(".cc-takeaway");
      await panel.locator("summary").click();
      await panel.getByLabel(words.name, { exact: true }).fill("A. Person");
      await panel.getByText(words.person_not_kept).waitFor();
      await panel.getByRole("button", { name: words.copy_text }).click();
      await panel.getByText(words.copied, { exact: true }).waitFor();
      assert.match(await clipboard(page), /A\. Person/);
      // What another link takes the place of is only here, and comes back all the same.
      await page.locator("textarea").first().fill("My own description");
      await page.evaluate((hash) => (location.hash = hash), await linkTo({ ...drive, item: "sample-ssd-960" }));
      await panel.getByText(words.kept_before).waitFor();
      await panel.getByRole("button", { name: words.bring_back }).click();
      await page.waitForFunction(() => document.querySelector("textarea").value === "My own description");
      // One button erases what is nowhere else, too.
      await page.getByRole("button", { name: languages.en.words.erase }).click();
      await page.waitForFunction((id) => document.getElementById(id).value === "", "takeaway-name");
      await context.close();
    });
  }

  test("one button erases the person's details with everything else", () =>
    taken(drive, async ({ page, panel, words }) => {
      await panel.locator("summary").click();
      const name = panel.getByLabel(words.name, { exact: true });
      await name.fill("A. Person");
      await page.getByRole("button", { name: languages.en.words.erase }).click();
      await page.waitForFunction(() => !JSON.stringify({ ...localStorage }).includes("Person"));
      assert.equal(await name.inputValue(), "");
    }));

  describe("records", () => {
    // The page where records are opened, with one pasted.
    async function opened(text, look, { language = "en" } = {}) {
      const { locale, takeaway } = languages[language];
      const visit = await openPage(browser, `${host.address}#/record`, { now: "2029-01-05T10:00:00Z", locale });
      const { page } = visit;
      await page.getByLabel(takeaway.record_paste).fill(text);
      await look({ visit, page, words: takeaway, told: page.locator(".cc-takeaway__outcome") });
      expectNoComplaints(visit);
      await visit.close();
    }

    async function recordOf(claim) {
      let text;
      await taken(claim, async ({ page, words, press }) => {
        ({ text } = await saved(page, () => press(words.record)));
      });
      return text;
    }

    test("then and now stand beside each other, in each language", async () => {
      const record = await recordOf(drive);
      for (const language of Object.keys(languages)) {
        await opened(record, async ({ visit, told, words }) => {
          await told.getByText(words.same).waitFor();
          const { words: page } = languages[language];
          const row = told.getByRole("row").filter({ hasText: words.row_verdict }).last();
          const cells = await row.getByRole("cell").allInnerTexts();
          const rest = cells.slice(-3);
          assert.deepEqual(rest, [page.covered, page.covered, page.not_covered]);
          await expectAccessible(visit);
        }, { language });
      }
    });

    test("a record that was changed, or is none, is told of", async () => {
      const record = await recordOf(system);
      await opened(record.replace('"verdict":"covered"', '"verdict":"not-covered"'), async ({ told, words }) => {
        await told.getByText(words.not_ours).waitFor();
      });
      await opened(record.replace("sha256:", "sha256:0"), async ({ told, words }) => {
        await told.getByText(words.same_otherwise).waitFor();
      });
      await opened(record.replace('"severity":"P1"', '"severity":"P2"'), async ({ told, words }) => {
        await told.getByText(words.not_ours).waitFor();
      });
      for (const [text, told_as] of [
        ["hello", "record_none"],
        ['{"claim":{}}', "record_none"],
        ['{"record":2}', "record_version"],
        [record.replace(/"reference":"...../, '"reference":"XXXXX'), "record_damaged"],
        [record.replace('"launch_date":"2026-03-01"', '"launch_date":"2026-13-01"'), "record_claim"],
        [record.replaceAll("software-service", "no-such-policy"), "record_policy"],
      ]) {
        await opened(text, async ({ told, words }) => {
          await told.getByText(words[told_as].split("{0}")[0].trim()).waitFor();
        });
      }
    });

    test("a record is opened as a file", async () => {
      const record = await recordOf(drive);
      const visit = await openPage(browser, host.address, { now });
      const { page } = visit;
      const { takeaway: words, words: own } = languages.en;
      await page.getByRole("link", { name: own.records }).click();
      const file = { name: "covercheck.json", mimeType: "application/json", buffer: Buffer.from(record) };
      await page.getByLabel(words.record_file).setInputFiles(file);
      await page.locator(".cc-takeaway__outcome").getByText(words.same).waitFor();
      expectNoComplaints(visit);
      await visit.close();
    });

    test("a link that is pasted is followed", async () => {
      const fragment = await linkTo(drive);
      await opened(host.address + fragment, async ({ page }) => {
        await page.locator("#verdict").getByText(languages.en.words.covered, { exact: false }).waitFor();
        await page.locator("covercheck-takeaway[as-of]").waitFor();
      });
    });
  });

  // A4 is 178 mm wide and 265 mm high within its margins, Letter 184 by 247; the
  // smaller of each, in CSS pixels.
  const sheet = { width: 672, height: 935 };

  for (const policy of policies) {
    test(`every sheet of a golden claim about ${policy} is one page`, async () => {
      const claims = [];
      for (const file of readdirSync(`${root}tests/cases/${policy}`)) {
        claims.push(...readExactly(readFileSync(`${root}tests/cases/${policy}/${file}`, "utf8")));
      }
      assert.ok(claims.length > 40);
      const all = Object.keys(languages);
      const high = [];
      let number = 0;
      for (const [place, language] of all.entries()) {
        const own = claims.filter((_, index) => index % all.length === place);
        const { takeaway: words, locale } = languages[language];
        const visit = await openPage(browser, `${host.address}#/${policy}`, { now, locale, viewport: sheet });
        const { page } = visit;
        await page.getByRole("button", { name: languages[language].words.take_away }).click();
        await page.locator(".cc-takeaway").waitFor();
        await page.evaluate(() => (window.print = () => {}));
        await page.emulateMedia({ media: "print" });
        const links = await run(program, ["link", "-"], writeExactly(own.map(({ claim }) => claim)));
        const fragments = links.trim().split("\n");
        assert.equal(fragments.length, own.length);
        for (const [at, { name }] of own.entries()) {
          const fragment = fragments[at];
          const height = await page.evaluate(heightOfSheet, fragment);
          if (height > sheet.height) high.push(`${name} (${language}): ${height}`);
          number += 1;
          if (number % 40 === 0) {
            await page.emulateMedia({ media: null });
            const { pages } = await printed(page, words, "Letter");
            assert.equal(pages, 1, name);
            await page.emulateMedia({ media: "print" });
          }
        }
        expectNoComplaints(visit);
        await visit.close();
      }
      assert.deepEqual(high, []);
      assert.equal(number, claims.length);
    });
  }
});

// Runs in the page: follows a link, prints, and measures the sheet.
async function heightOfSheet(fragment) {
  const place = () => document.querySelector("covercheck-takeaway");
  location.hash = fragment;
  const deadline = performance.now() + 10_000;
  while (location.hash.includes("claim=") || place().hasAttribute("link")) {
    if (performance.now() > deadline) throw new Error(`not opened: ${fragment}`);
    await new Promise((done) => setTimeout(done, 5));
  }
  if (place().querySelector("[role=note]")) throw new Error(`refused: ${fragment}`);
  place().querySelector(".cc-takeaway .cc-button--main").click();
  const height = document.querySelector("body > .cc-printed").getBoundingClientRect().height;
  // Nothing was printed, so nothing said that it is over.
  dispatchEvent(new Event("afterprint"));
  return height;
}

// Numbers above 2^53-1 keep all their digits, as texts between marks.
function readExactly(text) {
  return JSON.parse(text.replace(/([:[,]\s*)(\d{16,})(?=\s*[,\]}])/g, '$1"#$2#"'));
}

function writeExactly(value) {
  return JSON.stringify(value).replace(/"#(\d+)#"/g, "$1");
}
