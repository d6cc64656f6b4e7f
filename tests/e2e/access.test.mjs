// Everyone can use every screen in every state: no rule of accessibility broken,
// nothing wider than a narrow phone, nothing too small to hit.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CheckPage } from "./check-page.mjs";
import { example, now, tell } from "./journeys.mjs";
import { launch } from "./launch.mjs";
import { expectAccessible, expectNoComplaints, openPage } from "./page.mjs";
import { serve } from "./server.mjs";
import { languages, policies } from "./words.mjs";

const narrow = { width: 320, height: 640 };

describe("access", () => {
  let browser, host;
  before(async () => {
    browser = await launch();
    host = await serve();
  });
  after(async () => {
    await host.close();
    await browser.close();
  });

  async function visiting(fragment, device, look) {
    const visit = await openPage(browser, host.address + fragment, { now, reducedMotion: "reduce", ...device });
    await look(new CheckPage(visit.page, "en"), visit);
    expectNoComplaints(visit);
    await visit.close();
  }

  // On a narrow phone, in each language.
  async function expectToFit(check) {
    await check.page.setViewportSize(narrow);
    for (const language of Object.keys(languages)) {
      check = await check.switchTo(language);
      await openAll(check.page);
      assert.deepEqual(await check.page.evaluate(tooWide), [], language);
      assert.deepEqual(await check.page.evaluate(tooSmall), [], language);
    }
  }

  test("the choice of policies", () =>
    visiting("", {}, async (home, visit) => {
      await home.card(policies[0]).waitFor();
      await expectAccessible(visit);
      await expectToFit(home);
      await expectAccessible(visit);
    }));

  for (const policy of policies) {
    test(`${policy}: asked, answered, on a narrow phone`, () =>
      visiting(`#/${policy}?lang=${example(policy).language}`, {}, async (_, visit) => {
        const check = new CheckPage(visit.page, example(policy).language, policy);
        await check.ready();
        await expectAccessible(visit);
        await tell(check, example(policy));
        await check.expectVerdict(example(policy).verdict);
        await openAll(visit.page);
        await expectAccessible(visit);
        await expectToFit(check);
        await expectAccessible(visit);
      }));
  }

  test("in the dark", () =>
    visiting("#/storage-warranty", { colorScheme: "dark" }, async (home, visit) => {
      const check = home.about("storage-warranty");
      await check.ready();
      await check.giveAll({ item: "sample-tf-64", serial: "TF24020000015", purchase_date: "2024-02-31" });
      await check.form.getByRole("group", { name: check.words.problem }).waitFor();
      await expectAccessible(visit);
      await visit.page.getByLabel(check.words.appearance).selectOption({ label: check.words.appearance_light });
      await expectAccessible(visit);
    }));

  test("with errors", () =>
    visiting("#/storage-warranty", {}, async (home, visit) => {
      const check = home.about("storage-warranty");
      await check.ready();
      const [purchase_date, serial, bytes_written] = ["2024-02-31", "SD24090001232", "many"];
      await check.giveAll({ item: "sample-ssd-240", purchase_date, serial, bytes_written });
      await check.form.getByRole("group", { name: check.words.problem }).waitFor();
      await expectAccessible(visit);
      await expectToFit(check);
    }));

  test("a link to no policy", () =>
    visiting("#/no-such-policy", {}, async (home, visit) => {
      await home.card(policies[0]).waitFor();
      await expectAccessible(visit);
      await expectToFit(home);
    }));
});

// Opens whatever is folded away.
async function openAll(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
}

// Runs in the page: what reaches beyond the window, or scrolls sideways.
function tooWide() {
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    // A drawing cuts off what reaches beyond it.
    const cut = element.ownerSVGElement;
    const hidden = cut || box.width <= 1 || getComputedStyle(element).visibility === "hidden";
    return !hidden && (box.right > innerWidth + 1 || box.left < -1 || scrollsSideways(element));
  });
  function scrollsSideways(element) {
    return element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX);
  }
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) wide.unshift(page);
  return wide.map(({ localName, className, textContent }) => `${localName}.${className}: ${textContent.slice(0, 40)}`);
}

// Runs in the page: what is smaller than 44 px in either direction. Links in
// running text may be. A radio button is as large as its label, and a link whose
// `::after` lies over its card as large as that.
function tooSmall() {
  const targets = document.querySelectorAll("a[href], button, summary, select, input, textarea");
  const shown = [...targets].filter((element) => element.checkVisibility({ visibilityProperty: true }));
  return shown.filter((element) => !isInText(element)).map(hit).filter(isSmall).map(told);

  function isInText({ localName, parentElement, textContent }) {
    const around = parentElement.textContent.trim();
    return localName === "a" && parentElement.localName === "p" && around !== textContent.trim();
  }
  function hit(element) {
    if (element.type === "radio") return element.labels[0];
    return getComputedStyle(element, "::after").position === "absolute" ? element.closest("li") : element;
  }
  function isSmall(target) {
    const { width, height } = target.getBoundingClientRect();
    return Math.min(width, height) < 43.5;
  }
  function told(target) {
    const { width, height } = target.getBoundingClientRect();
    const size = `${Math.round(width)} × ${Math.round(height)}`;
    return `${size}: ${target.localName}.${target.className}: ${target.textContent.slice(0, 40)}`;
  }
}
