// A person's way through each policy in each language, and what must not be lost
// on the way.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CheckPage } from "./check-page.mjs";
import { example, journeys, now, tell } from "./journeys.mjs";
import { launch } from "./launch.mjs";
import { expectNoComplaints, openPage } from "./page.mjs";
import { serve } from "./server.mjs";
import { languages } from "./words.mjs";

describe("journeys", () => {
  let browser, host;
  before(async () => {
    browser = await launch();
    host = await serve();
  });
  after(async () => {
    await host.close();
    await browser.close();
  });

  // Opens the page on a device in a language, at the fragment of a link.
  async function visiting(language, fragment, walk, device = {}) {
    const { locale } = languages[language];
    const visit = await openPage(browser, host.address + fragment, { locale, now, ...device });
    await walk(new CheckPage(visit.page, language), visit.page);
    expectNoComplaints(visit);
    await visit.close();
  }

  for (const journey of journeys) {
    const { story, policy, language, verdict, told } = journey;
    test(`${language}: ${story}`, () =>
      visiting(language, "", async (home) => {
        const check = await home.choosePolicy(policy);
        await check.expectVerdict("undetermined");
        await tell(check, journey);
        await check.expectVerdict(verdict);
        for (const what of await told(check)) await check.expectSaid(what);
      }));
  }

  test("with nothing but the keyboard, in a small window", () => {
    const walk = async (home, page) => {
      const { facts, verdict } = example("storage-warranty");
      await tabTo(page, home.card("storage-warranty"));
      await page.keyboard.press("Enter");
      const check = home.about("storage-warranty");
      await check.ready();
      await page.locator("#main:focus").waitFor();

      await tabTo(page, check.item("sample-ssd-240"));
      await page.keyboard.press("ArrowDown");
      await check.expectChosen(check.item(facts.item));
      for (const [part, text] of [["day", "29"], ["month", "2"], ["year", "2024"]]) {
        await tabTo(page, check.part("purchase_date", part));
        await page.keyboard.type(text);
      }
      await tabTo(page, check.yesNo("proof_of_purchase", true));
      await page.keyboard.press("Space");
      for (const fact of ["serial", "fault", "bytes_written"]) {
        await tabTo(page, check.control(fact));
        await page.keyboard.type(facts[fact]);
      }
      await tabTo(page, check.noneOfThese("form"));
      await page.keyboard.press("Space");

      await check.expectVerdict(verdict);
      await check.expectSaid(await check.dated(check.words.covered_until, "2027-02-28"));
    };
    return visiting("en", "", walk, { viewport: { width: 360, height: 640 } });
  });

  test("a link chooses policy, product and language", () =>
    visiting("en", "#/storage-warranty/sample-ssd-480?lang=vi", async (_, page) => {
      const check = new CheckPage(page, "vi", "storage-warranty");
      await check.ready();
      await check.expectChosen(check.item("sample-ssd-480"));
      assert.equal(await page.locator("html").getAttribute("lang"), "vi");
    }));

  test("another language keeps what was typed", () =>
    visiting("en", "#/storage-warranty", async (home) => {
      const { facts, verdict } = example("storage-warranty");
      const english = home.about("storage-warranty");
      await english.ready();
      await english.giveAll(facts);

      const vietnamese = await english.switchTo("vi");
      await vietnamese.expectGiven(facts);
      await vietnamese.noneOfThese("answer").click();
      await vietnamese.expectVerdict(verdict);

      const chinese = await vietnamese.switchTo("zh-Hans");
      await chinese.expectGiven(facts);
      await chinese.expectVerdict(verdict);
      await chinese.expectSaid(await chinese.dated(chinese.words.covered_until, "2027-02-28"));
    }));

  test("back leads to the choice, and forward to what was typed", () =>
    visiting("zh-Hans", "", async (home, page) => {
      const { facts, verdict } = example("software-service");
      const check = await home.choosePolicy("software-service");
      await check.giveAll(facts);
      await check.expectVerdict(verdict);

      await page.goBack();
      await home.card("software-service").waitFor();
      await page.goForward();
      await check.ready();
      await check.expectVerdict(verdict);
      await check.expectGiven({ launch_date: facts.launch_date, in_function_manual: true });
    }));

  test("a reload keeps what was typed, until it is erased", () =>
    visiting("vi", "#/storage-warranty", async (home, page) => {
      const { facts } = example("storage-warranty");
      const check = home.about("storage-warranty");
      await check.ready();
      await check.giveAll(facts);
      await page.reload();
      await check.ready();
      await check.expectGiven(facts);

      const { erase, erased } = check.words;
      await check.form.getByRole("button", { name: erase }).click();
      await check.form.getByText(erased).waitFor();
      await check.expectNothingGiven();
      await page.reload();
      await check.ready();
      await check.expectNothingGiven();
    }));

  test("while the package is open, each says how long it covers", () =>
    visiting("vi", "#/website-care", async (home) => {
      const check = home.about("website-care");
      await check.ready();
      await check.give("handover_date", "2026-08-01");
      const days = { basic: "2027-02-01", advanced: "2027-08-01", comprehensive: "2028-08-01" };
      for (const [item, day] of Object.entries(days)) {
        const { name } = check.pack.items.find((one) => one.id === item);
        const figure = check.answer.locator("section div").filter({ hasText: check.told(name) });
        await figure.getByText(await check.date(day)).first().waitFor();
      }
    }));

  test("what is wrong with one outage of several is told beside it", () =>
    visiting("en", "#/website-support", async (home) => {
      const check = home.about("website-support");
      await check.ready();
      await check.givePeriod("outages", { start: "2026-11-20T22:00", end: "2026-11-21T07:30" });
      await check.givePeriod("outages", { start: "2026-11-21T22:00", end: "2026-11-21T21:00" });
      await check.control("fault").click();
      const entries = check.entries("outages");
      await entries.nth(1).getByText(check.words.error_ends_first).waitFor();
      assert.equal(await entries.nth(0).getByText(check.words.error_ends_first).count(), 0);
      assert.equal(await check.group("outages").getByText(check.words.error_ends_first).count(), 1);
      // It is read out with the field, and nothing that was typed is lost.
      const described = await check.group("outages").getAttribute("aria-describedby");
      const wrong = entries.nth(1).locator(`#${described.split(" ").at(-1)}`);
      assert.match(await wrong.innerText(), new RegExp(check.words.error_ends_first));
      const hour = entries.nth(1).getByRole("group", { name: check.words.period_end }).getByLabel(check.words.hour);
      assert.equal(await hour.inputValue(), "21");

      await hour.fill("23");
      await wrong.waitFor({ state: "detached" });
    }));

  test("a half-typed date stays, and is told of once it is left", () =>
    visiting("en", "#/storage-warranty", async (home, page) => {
      const check = home.about("storage-warranty");
      await check.ready();
      const { words } = check;
      const error = (message) => check.group("purchase_date").getByText(message);
      const problem = (message) =>
        check.form
          .getByRole("group", { name: words.problem })
          .getByRole("link", { name: `${check.question("purchase_date")} ${message}`, exact: true });

      await check.part("purchase_date", "day").pressSequentially("31");
      await check.part("purchase_date", "month").pressSequentially("2");
      assert.equal(await error(words.error_year).count(), 0);
      await check.control("serial").click();
      await error(words.error_year).waitFor();

      await problem(words.error_year).click();
      await page.keyboard.type("2024");
      await problem(words.error_date).waitFor();
      await error(words.error_date).waitFor();
      await check.expectGiven({ purchase_date: "2024-02-31" });
      assert.ok((await page.title()).startsWith(words.title_error.split("{")[0]));
      await check.expectVerdict("undetermined");

      await check.part("purchase_date", "day").fill("29");
      await problem(words.error_date).waitFor({ state: "detached" });
      await error(words.error_date).waitFor({ state: "detached" });
    }));
});

// Presses Tab until the control has the focus, as a person would. What has the
// focus shows it, and nothing lies over it.
async function tabTo(page, control) {
  const wanted = await control.elementHandle();
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      assert.deepEqual(await wanted.evaluate(focus), { shows: true, covered: false }, String(control));
      return;
    }
  }
  assert.fail(`the keyboard does not reach ${control}`);
}

// Runs in the page. Radio buttons show the focus on their label, cards around
// their link.
function focus(element) {
  const shown = [element, ...(element.labels ?? [])];
  const outlined = (one, pseudo) => getComputedStyle(one, pseudo).outlineStyle !== "none";
  const { x, y, width, height } = element.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  return {
    shows: shown.some((one) => outlined(one) || outlined(one, "::after")),
    covered: !shown.some((one) => one.contains(top)),
  };
}
