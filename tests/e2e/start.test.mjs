// The page starts on the strictest host, at any path, and says so plainly where
// it cannot start.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./launch.mjs";
import { expectAccessible, expectNoComplaints, openPage } from "./page.mjs";
import { contentSecurityPolicy, serve } from "./server.mjs";
import { languages } from "./words.mjs";

describe("starting", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  async function visiting(hosting, options, look) {
    const host = await serve(hosting);
    try {
      const visit = await openPage(browser, host.address, options);
      await look(visit);
      await visit.close();
    } finally {
      await host.close();
    }
  }

  test("works under the strict content security policy", () =>
    visiting({}, {}, async (visit) => {
      assert.equal(await visit.page.locator("#plain-page").isVisible(), false);
      await expectAccessible(visit);
      expectNoComplaints(visit);
    }));

  test("works below any path of a host", () =>
    visiting({ path: "/some/where/" }, {}, async (visit) => {
      assert.equal(await visit.page.locator("#plain-page").isVisible(), false);
      expectNoComplaints(visit);
    }));

  test("carries the same policy in the page, for hosts that send no header", () =>
    visiting({ headers: { "content-security-policy": null } }, {}, async (visit) => {
      const inPage = visit.page.locator('meta[http-equiv="Content-Security-Policy"]');
      assert.equal(await inPage.getAttribute("content"), contentSecurityPolicy);
      expectNoComplaints(visit);
    }));

  test("finds the index of the policies", () =>
    visiting({}, {}, async ({ page }) => {
      for (const tag of Object.keys(languages)) {
        const { policies } = await page.evaluate(async (tag) => {
          const response = await fetch(document.getElementById("policy-index").getAttribute(`data-${tag}`));
          return response.json();
        }, tag);
        assert.ok(policies.length > 0);
        for (const { file } of policies) {
          const status = await page.evaluate(async (name) => (await fetch(`policies/${name}`)).status, file);
          assert.equal(status, 200, file);
        }
      }
    }));

  test("shows the plain page where WebAssembly is not allowed", () =>
    visiting(
      { headers: { "content-security-policy": "script-src 'self'" } },
      { settled: "stopped" },
      async ({ page }) => {
        await expectPlainPage(page);
      },
    ));

  test("shows the plain page without JavaScript", () =>
    visiting({}, { javaScriptEnabled: false, settled: null }, async (visit) => {
      await expectPlainPage(visit.page);
    }));

  test("says after a panic that it has stopped", () =>
    visiting({}, {}, async ({ page }) => {
      await page.evaluate(() => dispatchEvent(new CustomEvent("covercheck-stopped", { detail: "a panic" })));
      await expectPlainPage(page);
      assert.equal(await page.locator('[data-when="stopped"][hidden]').count(), 0);
      assert.equal(await page.locator('[data-when="not-running"]:not([hidden])').count(), 0);
    }));

  async function expectPlainPage(page) {
    const plainPage = page.locator("#plain-page");
    await plainPage.waitFor({ state: "visible" });
    const text = await plainPage.innerText();
    for (const contact of ["0086-755-28707496", "400-895-6366", "technology@vonechain.com", "0755-82753286"]) {
      assert.ok(text.includes(contact), contact);
    }
    assert.equal(await page.locator("#starting").isVisible(), false);
  }
});
