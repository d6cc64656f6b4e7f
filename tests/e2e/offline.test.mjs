// The checker without a network: after one visit all of it, across an update, after
// an update that is broken, and with what is kept damaged.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { CheckPage } from "./check-page.mjs";
import { launch } from "./launch.mjs";
import { expectNoComplaints, openPage } from "./page.mjs";
import { dist, serve } from "./server.mjs";
import { languages } from "./words.mjs";

describe("without a network", () => {
  let browser, folder;
  before(async () => {
    browser = await launch();
    folder = mkdtempSync(join(tmpdir(), "covercheck-site-"));
    cpSync(dist, folder, { recursive: true, filter: (path) => !/[\\/]npm$|\.(br|gz)$/.test(path) });
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await browser.close();
  });

  // A site of its own for each test, since what is kept is kept by origin.
  async function visiting(walk) {
    publish("first");
    const site = await serve({ folder });
    const visit = await openPage(browser, site.address, { keeping: true });
    try {
      await walk({ ...visit, site, home: new CheckPage(visit.page, "en") });
    } finally {
      await visit.close();
      await site.close();
    }
  }

  // Until a worker has brought everything, and this page is its own.
  const kept = (page) =>
    page.evaluate(async () => {
      const late = Date.now() + 20_000;
      while (!navigator.serviceWorker.controller && Date.now() < late) await new Promise((resolve) => setTimeout(resolve, 50));
      return Boolean(navigator.serviceWorker.controller);
    }).then((isKept) => assert.ok(isKept, "a worker serves the page"));
  const caches = (page) => page.evaluate(() => caches.keys());

  // Writes another build: the page says so, and the worker knows it. `break` has the
  // worker expect something else than what is there.
  function publish(mark, { broken = false } = {}) {
    const page = readFileSync(join(dist, "index.html"), "utf8").replace("<html", `<html data-mark="${mark}"`);
    const digest = (text) => createHash("sha256").update(text).digest("base64");
    const worker = readFileSync(join(dist, "sw.js"), "utf8")
      .replace(/const version = "\w+"/, `const version = "${mark}"`)
      .replace(/"index.html":"[^"]+"/, `"index.html":"${digest(broken ? "something else" : page)}"`);
    writeFileSync(join(folder, "index.html"), page);
    writeFileSync(join(folder, "sw.js"), worker);
  }
  const marked = (page) => page.evaluate(() => document.documentElement.dataset.mark);

  test("after one visit everything works: policies, languages, readers, items side by side, what is taken away", () =>
    visiting(async ({ page, home, site, ...visit }) => {
      await kept(page);
      await page.context().setOffline(true);
      await page.reload();
      await page.locator('html[data-program="running"]').waitFor();
      const check = await home.choosePolicy("storage-warranty");
      await check.give("item", "sample-ssd-480");
      await check.control("fault").fill("It fell into the bath.");
      await page.locator("covercheck-triage").getByText("fell into the bath").first().waitFor();
      await check.form.getByRole("button", { name: check.words.read_report }).click();
      await page.locator("covercheck-drive textarea").first().waitFor();
      await page.getByRole("button", { name: check.words.take_away }).click();
      await page.getByRole("button", { name: languages.en.takeaway.print, exact: true }).waitFor();
      let spoken = check;
      for (const language of ["vi", "zh-Hans"]) spoken = await spoken.switchTo(language);
      for (const policy of ["hardware-service", "software-service", "website-care", "website-support"]) {
        await page.goto(`${site.address}#/${policy}?lang=en`);
        await new CheckPage(page, "en", policy).ready();
      }
      await page.goto(`${site.address}#/compare/website-care?lang=en`);
      await page.getByRole("button", { name: languages.en.compare.tab_scene, exact: true }).click();
      await page.locator('[data-scene="hacked"]').click();
      await page.locator('article[data-item="comprehensive"]').getByText("Sunday 02:00").first().waitFor();
      await page.goto(`${site.address}#/record`);
      await page.getByRole("heading", { level: 1, name: check.words.records }).waitFor();
      expectNoComplaints(visit);
    }));

  test("an update is offered, loaded when it is asked for, and the old one goes", () =>
    visiting(async ({ page, home }) => {
      await kept(page);
      const before = await caches(page);
      const check = await home.choosePolicy("hardware-service");
      publish("second");
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
      const offer = page.locator(".cc-update");
      await offer.getByRole("button", { name: "Load it now" }).waitFor();
      // Until then everything is as it was, after a reload, too.
      assert.equal(await marked(page), "first");
      await page.reload();
      await check.ready();
      assert.equal(await marked(page), "first");
      await page.locator(".cc-update").getByRole("button", { name: "Load it now" }).click();
      await page.waitForFunction(() => document.documentElement.dataset.mark === "second");
      await check.ready();
      const now = await caches(page);
      assert.equal(now.length, 1);
      assert.ok(!before.includes(now[0]));
      await page.context().setOffline(true);
      await page.reload();
      await check.ready();
      assert.equal(await marked(page), "second");
    }));

  test("a broken update changes nothing", () =>
    visiting(async ({ page, home }) => {
      await kept(page);
      const check = await home.choosePolicy("hardware-service");
      publish("broken", { broken: true });
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        await registration.update();
        const coming = registration.installing;
        await new Promise((resolve) => (coming ? coming.addEventListener("statechange", resolve) : resolve()));
      });
      await page.context().setOffline(true);
      await page.reload();
      await check.ready();
      assert.equal(await page.locator(".cc-update").count(), 0);
      assert.equal(await marked(page), "first");
    }));

  test("a first visit that is cut off is made up for by the next", () =>
    visiting(async ({ page, home }) => {
      await page.context().route(/takeaway-\w+\/covercheck_bg\.wasm/, (route) => route.abort());
      await page.evaluate(async () => {
        for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
        for (const name of await window.caches.keys()) await window.caches.delete(name);
      });
      await page.reload();
      await page.waitForTimeout(2500);
      assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active ?? null), null);
      await page.context().unroute(/takeaway-\w+\/covercheck_bg\.wasm/);
      await page.reload();
      await kept(page);
      await page.context().setOffline(true);
      await page.reload();
      await home.choosePolicy("software-service");
    }));

  test("what is damaged is fetched again", () =>
    visiting(async ({ page, home, site }) => {
      await kept(page);
      const damaged = await page.evaluate(async () => {
        const cache = await window.caches.open((await window.caches.keys())[0]);
        const keys = (await cache.keys()).map(({ url }) => url);
        const chosen = keys.filter((url) => /\/covercheck-\w+\.(js|wasm)$|policies\/index/.test(url));
        for (const [place, url] of chosen.entries()) {
          if (place % 2) await cache.delete(url);
          else await cache.put(url, new Response("damaged", { headers: { "content-type": "text/javascript" } }));
        }
        return chosen.length;
      });
      assert.ok(damaged >= 4);
      await page.reload();
      await page.locator('html[data-program="running"]').waitFor();
      const check = await home.choosePolicy("storage-warranty");
      await check.switchTo("vi");
      await page.context().setOffline(true);
      await page.goto(`${site.address}#/storage-warranty?lang=en`);
      await page.reload();
      await new CheckPage(page, "en", "storage-warranty").ready();
    }));

  test("it can be installed", () =>
    visiting(async ({ page, site }) => {
      const manifest = await (await fetch(`${site.address}covercheck.webmanifest`)).json();
      for (const { src, sizes } of manifest.icons) {
        const icon = new Uint8Array(await (await fetch(site.address + src)).arrayBuffer());
        const view = new DataView(icon.buffer);
        assert.equal(`${view.getUint32(16)}x${view.getUint32(20)}`, sizes);
      }
      const devtools = await page.context().newCDPSession(page);
      const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
      // A context of a test is one that nothing can be installed from.
      assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
    }));

  test("everything of the build is kept, and nothing that is no part of it", () => {
    const files = JSON.parse(readFileSync(join(dist, "sw.js"), "utf8").match(/Object\.entries\((\{.*?\})\)/)[1]);
    const there = readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dist.length).replaceAll("\\", "/"))
      .filter((name) => !/\.(br|gz)$|^npm\/|^element-|^packs-|^embed\.|^sw\.js$/.test(name));
    assert.deepEqual(Object.keys(files).sort(), there.sort());
    for (const [name, digest] of Object.entries(files)) {
      assert.equal(createHash("sha256").update(readFileSync(join(dist, name))).digest("base64"), digest, name);
    }
  });
});
