// Descriptions of a fault, in people's own words: the questions that they raise,
// what they propose, what helps, and texts that are meant to do harm.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CheckPage } from "./check-page.mjs";
import { launch } from "./launch.mjs";
import { expectAccessible, expectNoComplaints, openPage } from "./page.mjs";
import { serve } from "./server.mjs";
import { fill, languages, pack } from "./words.mjs";

const now = "2026-11-22T10:00:00Z";

// What a person writes in each language, the exclusion that must be asked about,
// and their words that raise it.
const wet = {
  en: ["I spilled a glass of water over it and now it is dead", "spilled"],
  "zh-Hans": ["不小心把一杯水洒在上面，现在没反应了", "水"],
  vi: ["Tôi làm đổ cốc nước lên ổ cứng, giờ không nhận nữa", "đổ"],
};
const findable = {
  en: "We would like our shop to appear higher in Google search results",
  "zh-Hans": "希望我们网站在百度搜索里的排名能靠前一些",
  vi: "Muốn website lên top Google khi khách tìm kiếm",
};

describe("descriptions", () => {
  let browser, host;
  before(async () => {
    browser = await launch();
    host = await serve();
  });
  after(async () => {
    await host.close();
    await browser.close();
  });

  // The check of a policy, with a description typed into it.
  async function described(language, policy, text, look, device = {}) {
    const { locale, triage } = languages[language];
    const visit = await openPage(browser, `${host.address}#/${policy}`, { now, locale, ...device });
    const check = new CheckPage(visit.page, language, policy);
    await check.ready();
    const area = visit.page.locator("textarea").first();
    await area.fill(text);
    const told = visit.page.locator(".cc-triage");
    await look({ visit, check, told, area, words: triage, page: visit.page });
    expectNoComplaints(visit);
    await visit.close();
  }

  for (const language of Object.keys(languages)) {
    const { words } = languages[language];

    test(`${language}: a person's words raise a question, and their answer decides`, () =>
      described(language, "storage-warranty", wet[language][0], async ({ visit, told, words: own, page }) => {
        const liquid = pack("storage-warranty").exclusions.find((one) => one.id === "liquid");
        const verdict = await page.locator("#verdict").innerText();
        const asked = told.getByRole("radiogroup", { name: liquid.question[language] });
        await asked.waitFor();
        assert.match(await asked.innerText(), new RegExp(wet[language][1]));
        assert.ok((await asked.innerText()).includes(own.you_wrote.split("{0}")[0].trim()));
        // It is the first of what would settle the claim, and stands no more in the list.
        const first = page.locator("#answer .cc-open__item").first();
        assert.ok((await first.innerText()).includes(liquid.question[language]));
        assert.match(await first.innerText(), new RegExp(wet[language][1]));
        assert.equal(await page.locator(".cc-checklist").getByText(liquid.question[language]).count(), 0);
        // The words alone decide nothing.
        assert.equal(await page.locator("#verdict").innerText(), verdict);
        await expectAccessible(visit);
        await asked.getByRole("radio", { name: words.yes, exact: true }).check();
        await page.locator("#answer .cc-open").getByText(liquid.question[language]).waitFor({ state: "detached" });
        await asked.getByRole("radio", { name: words.no, exact: true }).check();
        assert.ok(await asked.getByRole("radio", { name: words.no, exact: true }).isChecked());
        assert.equal(await page.locator("#answer .cc-open").getByText(liquid.question[language]).count(), 0);
      }));

    test(`${language}: what is wanted is proposed, with the packages that include it`, () =>
      described(language, "website-care", findable[language], async ({ visit, told, words: own, page }) => {
        const care = pack("website-care");
        const kind = care.facts.find((one) => one.id === "request_kind");
        const seo = kind.options.find((one) => one.value === "seo").label[language];
        await told.getByText(fill(own.sounds_like, seo)).waitFor();
        const table = told.getByRole("table");
        const rows = await table.locator("tbody tr").allInnerTexts();
        assert.equal(rows.length, 3);
        assert.ok(rows[0].includes(own.excluded) && rows[1].includes(own.not_listed) && rows[2].includes(own.included));
        await expectAccessible(visit);
        await told.getByRole("button", { name: own.choose }).click();
        await told.getByText(fill(own.sounds_like, seo)).waitFor({ state: "detached" });
        const chosen = page.locator("select").filter({ has: page.locator("option[value=seo]") });
        assert.equal(await chosen.inputValue(), "seo");
      }));

    test(`${language}: at most three questions lead to a severity and its definition`, () =>
      described(language, "software-service", wet[language][0], async ({ told, words: own }) => {
        const software = pack("software-service");
        const severity = software.facts.find((one) => one.id === "severity");
        const [ladder] = software.triage.ladders;
        await told.getByText(fill(own.find_out, severity.question[language])).click();
        const longest = (step) =>
          1 + Math.max(0, ...ladder.steps[step].answers.map(({ then }) => (then ? longest(ladder.steps.findIndex(({ id }) => id === then)) : 0)));
        assert.equal(longest(0), 3);
        for (const [step, answer] of [[0, 1], [1, 1], [2, 0]]) {
          const group = told.getByRole("group", { name: ladder.steps[step].question[language] });
          await group.getByRole("button", { name: ladder.steps[step].answers[answer].label[language] }).click();
        }
        const landed = severity.options.find((one) => one.value === "P2");
        const status = told.getByRole("status");
        await status.getByText(fill(own.chosen, landed.label[language])).waitFor();
        assert.ok((await status.innerText()).includes(landed.help[language]));
      }));
  }

  test("what is denied, feared or another's raises no question", () =>
    described(
      "en",
      "storage-warranty",
      "It never got wet and was never dropped. The app crashed, I opened a ticket and the connection dropped.",
      async ({ told, page }) => {
        await page.locator("#triage > *").first().waitFor({ state: "attached" });
        assert.equal(await told.getByRole("radiogroup").count(), 0);
      },
    ));

  test("what reads a policy's texts is asked for once, however much is typed meanwhile", async () => {
    const visit = await openPage(browser, `${host.address}#/storage-warranty`, { now });
    const { page } = visit;
    let asked = 0;
    let arrive;
    const held = new Promise((resolve) => (arrive = resolve));
    await page.route(/triage-\w+\/storage-warranty\.json/, async (route) => {
      asked += 1;
      await held;
      await route.continue();
    });
    const check = new CheckPage(page, "en", "storage-warranty");
    await check.ready();
    const coming = page.waitForRequest(/triage-\w+\/storage-warranty\.json/);
    const area = page.locator("textarea").first();
    await area.pressSequentially("I spilled a glass");
    await coming;
    await area.pressSequentially(" of water over it");
    arrive();
    await page.locator(".cc-triage").getByRole("radiogroup").first().waitFor();
    assert.equal(asked, 1);
    expectNoComplaints(visit);
    await visit.close();
  });

  test("a description that was kept is read again", async () => {
    await described("en", "storage-warranty", wet.en[0], async ({ told, page }) => {
      await told.getByRole("radiogroup").first().waitFor();
      await page.waitForTimeout(700);
      await page.reload();
      await page.locator(".cc-triage").getByRole("radiogroup").first().waitFor();
    });
  });

  for (const [name, text] of [
    ["a megabyte", "water ".repeat(175_000)],
    ["marks alone", "\u0301".repeat(100_000)],
    ["directions and zero widths", "\u202E\u2066\u200B".repeat(3000) + "it got wet"],
    ["one long word", "a".repeat(100_000)],
    ["deep brackets", "((((".repeat(20_000)],
  ]) {
    test(`${name}: neither slows the page nor breaks it`, () =>
      described(
        "en",
        "storage-warranty",
        "x",
        async ({ visit, area, page }) => {
          await page.locator("#triage > *").first().waitFor({ state: "attached" });
          const took = await area.evaluate(async (control, text) => {
            control.value = text;
            const start = performance.now();
            control.dispatchEvent(new Event("input", { bubbles: true }));
            await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
            return performance.now() - start;
          }, text);
          // Not a measurement: a page that hangs takes minutes.
          assert.ok(took < 5_000, `${took} ms`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${wide} px too wide`);
        },
        { viewport: { width: 360, height: 800 } },
      ));
  }
});
