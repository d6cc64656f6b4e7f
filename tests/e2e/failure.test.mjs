// Where something cannot be had, the page says so in plain words, loses nothing,
// and names whom to ask.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CheckPage } from "./check-page.mjs";
import { example, now, tell } from "./journeys.mjs";
import { launch } from "./launch.mjs";
import { expectAccessible, expectNoComplaints, openPage } from "./page.mjs";
import { serve } from "./server.mjs";
import { languages } from "./words.mjs";

const contacts = ["0086-755-28707496", "400-895-6366", "technology@vonechain.com", "0755-82753286"];
const hardware = /\/policies\/hardware-service/;
const index = /\/policies\/index/;

describe("failures", () => {
  let browser, host;
  before(async () => {
    browser = await launch();
    host = await serve();
  });
  after(async () => {
    await host.close();
    await browser.close();
  });

  async function visiting(language, fragment, walk) {
    const { locale } = languages[language];
    const visit = await openPage(browser, host.address + fragment, { locale, now });
    await walk(new CheckPage(visit.page, language), visit);
    await visit.close();
  }

  async function expectFailed({ page, words }) {
    const main = page.getByRole("main");
    await main.getByRole("heading", { level: 1, name: words.failed_title }).waitFor();
    await main.getByText(words.failed_text).waitFor();
    for (const contact of contacts) await main.getByRole("link", { name: contact }).waitFor();
  }

  const retry = ({ page, words }) => page.getByRole("button", { name: words.retry }).click();

  test("a policy that cannot be fetched, and then can", () =>
    visiting("zh-Hans", "", async (home, visit) => {
      await visit.page.route(hardware, (route) => route.abort());
      await home.card("hardware-service").click();
      await expectFailed(home);
      await expectAccessible(visit);
      const again = visit.page.waitForEvent("requestfailed", (request) => hardware.test(request.url()));
      await retry(home);
      await again;
      await expectFailed(home);

      await visit.page.unroute(hardware);
      await retry(home);
      await home.about("hardware-service").ready();
    }));

  test("another policy that fails takes nothing away", () =>
    visiting("vi", "#/storage-warranty", async (home, { page }) => {
      const { facts } = example("storage-warranty");
      const check = home.about("storage-warranty");
      await check.ready();
      await check.giveAll(facts);
      await page.route(hardware, (route) => route.fulfill({ json: { format: 1, id: "hardware-service" } }));
      await page.goto(`${host.address}#/hardware-service`);
      await expectFailed(home);

      await page.goBack();
      await check.ready();
      await check.expectGiven(facts);
    }));

  test("the list of policies that cannot be fetched, and then can", () =>
    visiting("en", "", async (home, { page }) => {
      await page.route(index, (route) => route.abort());
      await page.reload();
      await page.locator('html[data-program="stopped"]').waitFor();
      for (const contact of contacts) await page.getByRole("link", { name: contact }).waitFor();
      await page.unroute(index);
      await page.getByRole("link", { name: "load the page again" }).click();
      await home.card("website-care").waitFor();
    }));

  test("a link to no policy leads to those that there are", () =>
    visiting("vi", "#/no-such-policy", async (home, visit) => {
      const { unknown_policy_title, unknown_policy_text } = home.words;
      await visit.page.getByRole("heading", { level: 1, name: unknown_policy_title }).waitFor();
      await visit.page.getByText(unknown_policy_text).waitFor();
      await home.choosePolicy("website-care");
      expectNoComplaints(visit);
    }));

  test("a link to no product asks for the product", () =>
    visiting("en", "#/storage-warranty/no-such-product", async (home, visit) => {
      const check = home.about("storage-warranty");
      await check.ready();
      await check.expectNothingGiven();
      await tell(check, example("storage-warranty"));
      await check.expectVerdict("covered");
      expectNoComplaints(visit);
    }));

  // Run in the page, before anything else does.
  const refusals = {
    "storage that is forbidden": () =>
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("forbidden", "SecurityError");
        },
      }),
    "storage that is full": () => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    },
  };
  for (const [name, refuse] of Object.entries(refusals)) {
    test(`${name}: works all the same, and says so`, () =>
      visiting("en", "#/storage-warranty", async (home, visit) => {
        const check = home.about("storage-warranty");
        await check.ready();
        await visit.page.addInitScript(refuse);
        await visit.page.reload();
        await check.ready();
        await tell(check, example("storage-warranty"));
        await check.expectVerdict("covered");
        await check.form.getByText(check.words.not_kept).waitFor();
        const vietnamese = await check.switchTo("vi");
        await vietnamese.expectGiven(example("storage-warranty").facts);
        expectNoComplaints(visit);
      }));
  }
});
