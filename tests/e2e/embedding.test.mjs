// The page that says how others show the checker, and what becomes of the lines that
// it gives: each is put into a page of another origin, as it is.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openHost } from "./host.mjs";
import { launch } from "./launch.mjs";
import { expectAccessible, expectNoComplaints, openPage } from "./page.mjs";
import { serve } from "./server.mjs";
import { languages, pack } from "./words.mjs";

const storage = pack("storage-warranty");
const item = storage.items.find(({ id }) => id === "sample-ssd-480");

describe("lines for pages of others", () => {
  let browser, site;
  before(async () => {
    browser = await launch();
    site = await serve({ path: "/checker/", headers: { "access-control-allow-origin": "*" } });
  });
  after(async () => {
    await site.close();
    await browser.close();
  });

  // The page on embedding in a language, with a policy and an item chosen.
  async function lines(language, walk = () => {}) {
    const { locale, words, embedding } = languages[language];
    const visit = await openPage(browser, `${site.address}#/embed`, { locale, permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = visit;
    await page.getByRole("heading", { level: 1, name: words.embed }).waitFor();
    const policy = page.getByLabel(embedding.policy, { exact: true });
    await policy.selectOption({ label: storage.title[language] });
    await page.getByLabel(embedding.item, { exact: true }).selectOption({ label: item.name[language] });
    await page.locator("warranty-checker").getByRole("form").waitFor();
    const given = await page.locator("pre code").allInnerTexts();
    const [element, elementCsp, frame, frameCsp, api] = given;
    await walk(visit, { words, embedding });
    expectNoComplaints(visit);
    await visit.close();
    return { element, elementCsp, frame, frameCsp, api };
  }

  for (const language of Object.keys(languages)) {
    test(`shown live, accessible, and copied: ${language}`, () =>
      lines(language, async (visit, { embedding }) => {
        await expectAccessible(visit);
        await visit.page.getByRole("button", { name: new RegExp(`^${embedding.copy}`) }).first().click();
        await visit.page.getByText(embedding.copied).waitFor();
        const copied = await visit.page.evaluate(() => navigator.clipboard.readText());
        assert.equal(copied, await visit.page.locator("pre code").first().innerText());
        await visit.page.setViewportSize({ width: 320, height: 700 });
        assert.ok(await visit.page.evaluate(() => document.documentElement.scrollWidth <= 320));
      }));
  }

  test("the element, under the lines that the page asks for", async () => {
    const { element, elementCsp } = await lines("vi");
    const visit = await openHost(browser, element, { csp: `default-src 'none'; ${elementCsp}` });
    const checker = visit.page.locator("warranty-checker");
    await checker.getByRole("radio", { checked: true }).waitFor();
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  });

  test("the module, under the same lines", async () => {
    const { api, elementCsp } = await lines("en");
    const files = { "/program.js": `${api}\nwindow.judged = assessment;` };
    const csp = `default-src 'none'; ${elementCsp.replace("script-src", "script-src 'self'")}`;
    const visit = await openHost(browser, `<script type="module" src="program.js"></script>`, { csp, files });
    await visit.page.waitForFunction(() => window.judged);
    assert.equal(await visit.page.evaluate(() => judged.item), "sample-ssd-480");
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  });

  test("the frame: as high as its content, its answers as events, and deaf to everybody else", async () => {
    const { frame, frameCsp } = await lines("en");
    const [markup, script] = [frame.slice(0, frame.indexOf("<script>")), frame.slice(frame.indexOf("<script>") + 8, frame.indexOf("</script>"))];
    const files = { "/frame.js": script };
    const csp = `default-src 'none'; script-src 'self'; ${frameCsp}`;
    const visit = await openHost(browser, `<div id="place">${markup}</div><script src="frame.js"></script>`, { csp, files });
    const { page } = visit;
    await page.evaluate(() => document.querySelector("iframe").addEventListener("covercheck-assessed", ({ detail }) => heard.push(detail)));
    const inside = page.frameLocator("iframe");
    await inside.getByRole("form").waitFor();
    const height = () => page.evaluate(() => Number(document.querySelector("iframe").getAttribute("height")));
    await page.waitForFunction(() => Number(document.querySelector("iframe").getAttribute("height")) > 700);

    // It comes to rest, and follows the content both ways.
    const settled = async () => {
      let last = -1;
      for (let same = 0; same < 5; ) {
        await page.waitForTimeout(100);
        const now = await height();
        same = now === last ? same + 1 : 0;
        last = now;
      }
      return last;
    };
    const first = await settled();
    assert.ok(await inside.locator("html").evaluate((root) => root.scrollHeight <= innerHeight + 1));
    await page.locator("#place").evaluate((place) => (place.style.width = "360px"));
    const narrow = await settled();
    assert.ok(narrow > first, `${narrow} and ${first}`);
    await page.locator("#place").evaluate((place) => (place.style.width = ""));
    assert.equal(await settled(), first);

    const proof = storage.facts.find(({ id }) => id === "proof_of_purchase");
    await inside.getByRole("group", { name: proof.question.en }).getByRole("radio", { name: languages.en.words.yes, exact: true }).check();
    await page.waitForFunction(() => heard.length > 0);
    assert.equal((await page.evaluate(() => heard[0])).policy.id, "storage-warranty");

    // Others say what the frame would say, or greet from within: nothing comes of it.
    const before = await height();
    await page.evaluate(() => postMessage({ covercheck: "height", height: 9 }, "*"));
    await page.frames()[1].evaluate(() => postMessage({ covercheck: "hello" }, "*"));
    await page.evaluate(() => document.querySelector("iframe").contentWindow.postMessage({ covercheck: "no such thing", height: {} }, "*"));
    await page.evaluate(() => document.querySelector("iframe").contentWindow.postMessage(null, "*"));
    await page.waitForTimeout(200);
    assert.equal(await height(), before);
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  });

  test("the frame without its lines works, and tells nobody anything", async () => {
    const { frame, frameCsp } = await lines("zh-Hans");
    const markup = frame.slice(0, frame.indexOf("<script>"));
    const listen = { "/listen.js": "addEventListener('message', ({ data }) => heard.push(data));" };
    const csp = `default-src 'none'; script-src 'self'; ${frameCsp}`;
    const visit = await openHost(browser, `<script src="listen.js"></script>${markup}`, { csp, files: listen });
    await visit.page.frameLocator("iframe").getByRole("form").waitFor();
    await visit.page.waitForTimeout(300);
    assert.deepEqual(await visit.page.evaluate(() => heard), [{ covercheck: "ready" }]);
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  });
});
