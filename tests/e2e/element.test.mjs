// The checker in pages of others: as an element and as a frame, in a page of another
// origin, which is as strict, as crowded and as badly styled as real ones are.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { openHost } from "./host.mjs";
import { launch } from "./launch.mjs";
import { serve } from "./server.mjs";
import { languages, pack, root } from "./words.mjs";

const { words } = languages.en;
const storage = pack("storage-warranty");
const purchase = storage.facts.find(({ id }) => id === "purchase_date");
const fallback = "Ask us about your warranty";

describe("in pages of others", () => {
  let browser, site, origin;
  before(async () => {
    browser = await launch();
    site = await serve({ headers: { "access-control-allow-origin": "*" } });
    origin = new URL(site.address).origin;
  });
  after(async () => {
    await site.close();
    await browser.close();
  });

  const lines = () => `script-src 'self' ${origin} 'wasm-unsafe-eval'; connect-src ${origin}`;
  const script = (address = site.address) => `<script type="module" src="${address}embed.js"></script>`;
  const element = (attributes = 'policy="storage-warranty" lang="en"') =>
    `<warranty-checker ${attributes}><p>${fallback}</p></warranty-checker>`;

  const hosted = (body, how) => openHost(browser, body, { csp: `default-src 'none'; ${lines()}`, ...how });

  async function hosting(body, how, walk) {
    const visit = await hosted(body, how);
    try {
      await walk(visit);
    } finally {
      await visit.close();
    }
  }

  const form = (page, place = 0) => page.locator("warranty-checker").nth(place).getByRole("form", { name: words.questions });
  const heard = (page, name) => page.evaluate((name) => heard.filter((one) => one.name === name), name);
  const choose = (page, id, place) => {
    const item = storage.items.find((item) => item.id === id);
    return form(page, place).getByRole("radio", { name: new RegExp(`^${item.name.en.replace(/[()+.]/g, "\\$&")}`) }).check();
  };

  test("under the lines that are asked for, and leaving the page alone", () =>
    hosting(`${script()}<p><a href="#x" id="before">before</a></p>${element()}`, {}, async ({ page, complaints }) => {
      const stands = () =>
        page.evaluate(() => ({
          title: document.title,
          address: location.href,
          history: history.length,
          kept: Object.keys(localStorage).concat(Object.keys(sessionStorage)),
          head: document.head.innerHTML,
          looks: document.adoptedStyleSheets.length,
          root: document.documentElement.getAttributeNames().sort(),
          attributes: document.querySelector("warranty-checker").getAttributeNames(),
          focus: document.activeElement.localName,
          scrolled: scrollY,
        }));
      const before = await stands();
      await form(page).waitFor();
      assert.deepEqual(await stands(), before);
      assert.deepEqual(await heard(page, "covercheck-assessed"), []);

      await choose(page, "sample-ssd-480");
      await page.waitForFunction(() => heard.length > 0);
      const [{ detail, from }] = await heard(page, "covercheck-assessed");
      assert.equal(from, "warranty-checker");
      assert.equal(detail.policy.id, "storage-warranty");
      assert.equal(detail.item, "sample-ssd-480");
      assert.equal(detail.verdict, "undetermined");
      const after = await stands();
      assert.deepEqual({ ...after, focus: "" }, { ...before, focus: "" });
      assert.deepEqual(complaints, []);
    }));

  test("under Trusted Types without any policy, all of it", () =>
    hosting(`${script()}${element()}`, { csp: `default-src 'none'; ${lines()}; require-trusted-types-for 'script'; trusted-types 'none'` }, async ({ page, complaints }) => {
      await choose(page, "sample-ssd-480");
      const report = page.getByRole("button", { name: words.read_report });
      await report.click();
      await page.locator("covercheck-drive input").first().waitFor();
      await form(page).getByLabel(storage.facts.find(({ id }) => id === "fault").question.en).fill("It fell into the bath.");
      await page.locator("covercheck-triage *").first().waitFor();
      await page.getByRole("button", { name: words.take_away }).click();
      await page.locator("covercheck-takeaway .cc-sheet").waitFor({ state: "attached" });
      assert.deepEqual(complaints, []);
    }));

  for (const [what, csp] of [
    ["the script is not allowed", () => "default-src 'none'; script-src 'self'"],
    ["WebAssembly is not allowed", () => `default-src 'none'; script-src ${origin}; connect-src ${origin}`],
    ["nothing may be fetched", () => `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'`],
  ]) {
    test(`where ${what}, the page's own content stays`, () =>
      hosting(`${script()}${element()}`, { csp: csp() }, async ({ page, complaints }) => {
        await page.waitForTimeout(1500);
        assert.ok(await page.getByText(fallback).isVisible());
        assert.ok(complaints.length > 0);
        if (what !== "the script is not allowed") {
          const [{ detail }] = await heard(page, "covercheck-error");
          assert.equal(detail.problems[0].code, "element.unreachable");
        }
      }));
  }

  const hostile = `<style>
    * { all: unset !important; }
    html, body, div, section, p, warranty-checker { font: 900 41px/3 cursive !important; color: red !important; text-transform: uppercase !important;
      letter-spacing: 9px !important; text-align: end !important; direction: rtl !important; visibility: visible; }
    * { box-sizing: content-box !important; border: 7px solid red !important; }
  </style>`;

  test("the page's own styles do not come in", async () => {
    const measure = (page) =>
      page.locator("warranty-checker").evaluate((host) => {
        const all = [...host.shadowRoot.querySelectorAll(".cc-app *")].slice(0, 400);
        return all.map((one) => {
          const style = getComputedStyle(one);
          const { fontSize, fontFamily, fontWeight, color, direction, textTransform, letterSpacing, textAlign, borderTopWidth, lineHeight } = style;
          return JSON.stringify([one.className, fontSize, fontFamily, fontWeight, color, direction, textTransform, letterSpacing, textAlign, borderTopWidth, lineHeight]);
        });
      });
    const csp = `default-src 'none'; ${lines()}; style-src 'unsafe-inline'`;
    let plain;
    await hosting(`${script()}${element()}`, { csp }, async ({ page }) => {
      await form(page).waitFor();
      plain = await measure(page);
    });
    await hosting(`<div dir="rtl">${script()}${element()}</div>`, { csp, head: hostile }, async ({ page, complaints }) => {
      await form(page).waitFor();
      assert.ok(plain.length > 100);
      assert.deepEqual(await measure(page), plain);
      assert.deepEqual(complaints, []);
    });
  });

  test("the page changes looks by custom properties and by parts, each of which is there", () => {
    const source = readFileSync(`${root}src/journey/embedding/mod.rs`, "utf8");
    const parts = source.match(/pub const PARTS: &str =\s*"([^"]+)"/)[1].split(" ");
    const head = `<style>
      warranty-checker { --cc-color-action: rgb(1, 2, 3); --cc-unit: 20px; }
      ${parts.map((part) => `warranty-checker::part(${part}) { outline-color: rgb(4, 5, 6); }`).join("\n")}
    </style>`;
    const csp = `default-src 'none'; ${lines()}; style-src 'unsafe-inline'`;
    return hosting(`${script()}${element(`policy="storage-warranty" item="sample-ssd-480" lang="en" fact-accident="yes"`)}${element(`lang="en"`)}`, { csp, head }, async ({ page, complaints }) => {
      await form(page).waitFor();
      await page.locator("warranty-checker").nth(1).getByRole("link", { name: storage.title.en }).waitFor();
      const found = await page.evaluate(() =>
        [...document.querySelectorAll("warranty-checker")].flatMap(({ shadowRoot }) =>
          [...shadowRoot.querySelectorAll("[part]")].map((one) => [one.getAttribute("part"), getComputedStyle(one).outlineColor]),
        ),
      );
      assert.deepEqual([...new Set(found.map(([part]) => part))].sort(), parts.toSorted());
      assert.deepEqual([...new Set(found.map(([, color]) => color))], ["rgb(4, 5, 6)"]);
      const button = page.getByRole("button", { name: words.read_report });
      assert.equal(await button.evaluate((one) => getComputedStyle(one).color), "rgb(1, 2, 3)");
      assert.equal(await page.locator(".cc-app").first().evaluate((app) => getComputedStyle(app).fontSize), "21.25px");
      assert.deepEqual(complaints, []);
    });
  });

  test("as wide as its place: one column in a narrow one of a wide page", () =>
    hosting(`${script()}<div id="place">${element('policy="storage-warranty" lang="en"')}</div>`, {}, async ({ page }) => {
      await form(page).waitFor();
      const columns = async (width) => {
        await page.locator("#place").evaluate((place, width) => (place.style.width = width), width);
        const [questions, answer] = await Promise.all(
          [".cc-check__questions", ".cc-check__answer"].map((part) => page.locator(part).boundingBox()),
        );
        const widest = await page.locator("warranty-checker").evaluate((host) => host.shadowRoot.querySelector(".cc-app").scrollWidth);
        assert.ok(widest <= Number.parseInt(width) + 1, `${widest} in ${width}`);
        return answer.x > questions.x ? 2 : 1;
      };
      assert.equal(await columns("1200px"), 2);
      assert.equal(await columns("400px"), 1);
      assert.equal(await columns("320px"), 1);
    }));

  test("two versions of the script on one page: the first serves all", async () => {
    const other = await serve({ path: "/older/", headers: { "access-control-allow-origin": "*" } });
    const both = `${origin} ${new URL(other.address).origin}`;
    const csp = `default-src 'none'; script-src ${both} 'wasm-unsafe-eval'; connect-src ${both}`;
    await hosting(`${script()}${script(other.address)}${element()}${element()}`, { csp }, async ({ page, complaints }) => {
      await form(page, 0).waitFor();
      await form(page, 1).waitFor();
      const fetched = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
      assert.deepEqual(fetched.filter((url) => url.startsWith(other.address)), [`${other.address}embed.js`]);
      assert.deepEqual(complaints, []);
    });
    await other.close();
  });

  test("twenty elements share one module, and each has answers of its own", () => {
    const fetched = [];
    return hosting(`${script()}${element().repeat(20)}`, {}, async ({ page, complaints }) => {
      page.on("request", (request) => fetched.push(request.url()));
      await page.reload();
      for (let place = 0; place < 20; place += 1) {
        await page.locator("warranty-checker").nth(place).scrollIntoViewIfNeeded();
        await form(page, place).waitFor();
      }
      assert.equal(fetched.filter((url) => url.endsWith(".wasm")).length, 1);
      assert.equal(fetched.filter((url) => url.endsWith(".policy")).length, 1);
      await choose(page, "sample-ssd-480", 3);
      assert.equal(await form(page, 3).getByRole("radio", { checked: true }).count(), 1);
      assert.equal(await form(page, 4).getByRole("radio", { checked: true }).count(), 0);
      assert.deepEqual(complaints, []);
    });
  });

  test("nothing is fetched before an element is near", () => {
    const fetched = [];
    return hosting(`${script()}<div id="tall"></div>${element()}`, {}, async ({ page }) => {
      page.on("request", (request) => fetched.push(request.url()));
      await page.addInitScript(() => addEventListener("DOMContentLoaded", () => (document.getElementById("tall").style.height = "9000px")));
      await page.reload();
      await page.waitForTimeout(700);
      assert.deepEqual(fetched.filter((url) => /\.(wasm|policy|json)$/.test(url)), []);
      await page.locator("warranty-checker").scrollIntoViewIfNeeded();
      await form(page).waitFor();
    });
  });

  test("moved, removed and put back: what was typed stays; removed while it loads: nothing happens", () =>
    hosting(`${script()}<div id="a">${element()}</div><div id="b"></div>`, {}, async ({ page, complaints }) => {
      const day = () => form(page).getByRole("group", { name: purchase.question.en }).getByLabel(words.day, { exact: true });
      await choose(page, "sample-ssd-480");
      await day().fill("29");
      await page.evaluate(() => document.getElementById("b").append(document.querySelector("warranty-checker")));
      assert.equal(await day().inputValue(), "29");
      await page.evaluate(async () => {
        const gone = document.querySelector("warranty-checker");
        gone.remove();
        await new Promise((resolve) => setTimeout(resolve, 50));
        document.getElementById("a").append(gone);
      });
      await form(page).waitFor();
      assert.equal(await day().inputValue(), "29");
      assert.equal(await form(page).getByRole("radio", { checked: true }).count(), 1);

      await page.evaluate(async () => {
        for (const wait of [0, 1, 5, 20]) {
          const late = document.createElement("warranty-checker");
          late.setAttribute("policy", "hardware-service");
          document.getElementById("b").append(late);
          await new Promise((resolve) => setTimeout(resolve, wait));
          late.remove();
        }
      });
      await page.waitForTimeout(500);
      assert.deepEqual(complaints, []);
    }));

  test("a thousand times there and gone: memory and nodes do not grow", () =>
    hosting(`${script()}${element()}`, {}, async ({ page, complaints }) => {
      await form(page).waitFor();
      const devtools = await page.context().newCDPSession(page);
      const rounds = (count) =>
        page.evaluate(async (count) => {
          const shown = (one) =>
            new Promise((resolve) => {
              const look = () => (one.shadowRoot?.querySelector("form") ? resolve() : setTimeout(look, 0));
              look();
            });
          for (let round = 0; round < count; round += 1) {
            const one = document.createElement("warranty-checker");
            one.setAttribute("policy", "storage-warranty");
            one.setAttribute("lang", "en");
            document.body.prepend(one);
            await shown(one);
            one.remove();
            await new Promise((resolve) => setTimeout(resolve, 0));
          }
        }, count);
      const counted = async () => {
        await devtools.send("HeapProfiler.enable");
        for (let round = 0; round < 3; round += 1) await devtools.send("HeapProfiler.collectGarbage");
        const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
        const memory = await page.evaluate(async () => {
          const glue = performance.getEntriesByType("resource").find(({ name }) => /element-\w+\/covercheck\.js$/.test(name));
          const { memory } = await (await import(glue.name)).default();
          return memory.buffer.byteLength;
        });
        return { nodes, jsEventListeners, memory };
      };
      await rounds(100);
      const early = await counted();
      await rounds(900);
      const late = await counted();
      assert.equal(late.memory, early.memory);
      assert.ok(late.nodes <= early.nodes + 50, `${early.nodes} nodes, then ${late.nodes}`);
      assert.ok(late.jsEventListeners <= early.jsEventListeners + 50, `${early.jsEventListeners} listeners, then ${late.jsEventListeners}`);
      assert.deepEqual(complaints, []);
    }));

  test("accessible inside, and the keyboard goes through page and element in order", () =>
    hosting(`<main><h1>Help</h1>${script()}<a href="#x" id="before">before</a>${element()}<a href="#y" id="after">after</a></main>`, {}, async ({ page }) => {
      await choose(page, "sample-ssd-480");
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"])
        .analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(" "))]), []);

      await page.locator("#before").focus();
      const inside = [];
      for (let count = 0; count < 200; count += 1) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(() => {
          const outer = document.activeElement;
          const inner = outer.shadowRoot?.activeElement;
          const follows = !window.last || Boolean(inner && window.last.compareDocumentPosition(inner) & Node.DOCUMENT_POSITION_FOLLOWING);
          window.last = inner;
          return { outer: outer.id || outer.localName, what: inner?.outerHTML.slice(0, 80), follows };
        });
        if (at.outer !== "warranty-checker") {
          assert.equal(at.outer, "after");
          break;
        }
        inside.push(at);
      }
      assert.deepEqual(inside.filter(({ follows }) => !follows), []);
      assert.ok(inside.length > 10);
    }));

  test("attributes say beforehand, and can change; a bad one is told of once", () =>
    hosting(
      script() +
        element('policy="storage-warranty" item="sample-ssd-480" lang="en" theme="sepia" hide="footer nonsense" fact-purchase-date="2024-02-29" fact-proof-of-purchase="maybe" fact-unknown="1"'),
      {},
      async ({ page, complaints }) => {
        const group = form(page).getByRole("group", { name: purchase.question.en });
        assert.equal(await group.getByLabel(words.year, { exact: true }).inputValue(), "2024");
        assert.equal(await form(page).getByRole("radio", { checked: true }).count(), 1);
        assert.equal(await page.locator(".cc-footer").isVisible(), false);
        const told = (text) => complaints.filter((one) => one.includes(text));
        for (const text of ['theme="sepia": expected light or dark', 'hide="nonsense": expected', 'fact-proof-of-purchase="maybe"', "fact-unknown"]) {
          assert.equal(told(text).length, 1, text);
        }
        assert.equal(complaints.length, 4);

        const set = (name, value) => page.locator("warranty-checker").evaluate((host, [name, value]) => host.setAttribute(name, value), [name, value]);
        await set("lang", "vi");
        await page.locator("warranty-checker").getByRole("form", { name: languages.vi.words.questions }).waitFor();
        await set("theme", "dark");
        const background = () => page.locator(".cc-app").evaluate((app) => getComputedStyle(app).backgroundColor);
        assert.equal(await background(), "rgb(20, 23, 26)");
        assert.equal(await page.locator(".cc-app").evaluate((app) => getComputedStyle(app).colorScheme), "dark");
        await set("hide", "");
        assert.equal(await page.locator(".cc-footer").isVisible(), true);
        await set("fact-purchase-date", "2023-01-15");
        await page.waitForFunction((year) => [...document.querySelector("warranty-checker").shadowRoot.querySelectorAll("input")].some(({ value }) => value === year), "2023");
        await set("policy", "nobody");
        await page.locator("warranty-checker").getByRole("heading", { level: 1, name: languages.vi.words.home_title }).waitFor();
        assert.equal(told('policy="nobody"').length, 1);
      },
    ));

  test("without a policy the visitor chooses, and the page's address stays", () =>
    hosting(`${script()}${element('lang="en"')}`, {}, async ({ page, complaints }) => {
      const address = page.url();
      await page.getByRole("link", { name: storage.title.en }).click();
      await form(page).waitFor();
      await page.getByRole("link", { name: words.back }).click();
      await page.getByRole("heading", { level: 1, name: words.home_title }).waitFor();
      assert.equal(page.url(), address);
      assert.deepEqual(complaints, []);
    }));

  test("a pack of the page's own has all that the others have, but links to a site that has it not", () => {
    const files = { "/own.json": JSON.stringify({ ...storage, id: "own-drives" }) };
    const csp = `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src 'self' ${origin}`;
    return hosting(`${script()}${element('src="own.json" item="sample-ssd-480" lang="en"')}`, { csp, files }, async ({ page, complaints }) => {
      const fault = storage.facts.find(({ id }) => id === "fault");
      await form(page).getByLabel(fault.question.en).fill("It fell into the bath.");
      await page.locator("covercheck-triage").getByText("fell into the bath").first().waitFor();
      await page.waitForFunction(() => heard.some(({ detail }) => detail.questions?.[0]?.suspected));
      await page.getByRole("button", { name: words.read_report }).click();
      await page.locator("covercheck-drive textarea").first().waitFor();
      await page.getByRole("button", { name: words.take_away }).click();
      const { takeaway } = languages.en;
      await page.getByRole("button", { name: takeaway.copy_text }).waitFor();
      assert.equal(await page.getByRole("button", { name: takeaway.link, exact: true }).count(), 0);
      assert.equal(await page.getByRole("button", { name: takeaway.print, exact: true }).count(), 0);
      assert.deepEqual(complaints, []);
    });
  });

  test("printing opens the site's own page with the same answer", () =>
    hosting(`${script()}${element('policy="storage-warranty" item="sample-ssd-480" lang="en" fact-purchase-date="2024-02-29"')}`, {}, async ({ page }) => {
      await page.getByRole("button", { name: words.take_away }).click();
      const opened = page.context().waitForEvent("page");
      await page.getByRole("button", { name: languages.en.takeaway.print, exact: true }).click();
      const other = await opened;
      await other.getByRole("form", { name: words.questions }).waitFor();
      const year = other.getByRole("group", { name: purchase.question.en }).getByLabel(words.year, { exact: true });
      await other.waitForFunction(() => [...document.querySelectorAll("input")].some(({ value }) => value === "2024"));
      assert.equal(await year.inputValue(), "2024");
    }));

  test("what is typed is kept nowhere", () =>
    hosting(`${script()}${element()}`, {}, async ({ page }) => {
      await choose(page, "sample-ssd-480");
      await page.getByRole("button", { name: words.take_away }).click();
      const name = page.locator("#takeaway-name");
      await name.evaluate((input) => input.closest("details")?.setAttribute("open", ""));
      await name.fill("Somebody");
      await page.waitForFunction(() => heard.length > 0);
      await page.getByText(words.not_kept).waitFor();
      assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    }));

  test("a pack of the page's own; a bad one is refused with a reason", async () => {
    const own = readFileSync(`${root}tests/packs/bicycle-frame.json`, "utf8");
    const { title } = JSON.parse(own).editions?.at(-1) ?? JSON.parse(own);
    const files = { "/own.json": own, "/bad.json": '{"id": "x"}', "/worse.json": "no json" };
    const csp = `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src 'self' ${origin}`;
    await hosting(`${script()}${element('src="own.json" lang="en"')}`, { csp, files }, async ({ page, complaints }) => {
      await page.getByRole("heading", { level: 1, name: title.en }).waitFor();
      await form(page).waitFor();
      await page.getByRole("button", { name: "Tiếng Việt" }).click();
      await page.locator("warranty-checker").getByRole("form", { name: languages.vi.words.questions }).waitFor();
      assert.deepEqual(complaints, []);
    });
    await hosting(`${script()}${element('src="http://[" lang="en"')}`, { csp, files }, async ({ page, complaints }) => {
      await page.getByRole("heading", { level: 1, name: words.home_title }).waitFor();
      assert.deepEqual(complaints, ['warning: <warranty-checker>: src="http://[": expected the address of a pack']);
    });
    for (const bad of ["bad.json", "worse.json", "missing.json"]) {
      await hosting(`${script()}${element(`src="${bad}"`)}`, { csp, files }, async ({ page }) => {
        await page.waitForFunction(() => heard.length > 0);
        const [{ detail }] = await heard(page, "covercheck-error");
        assert.ok(detail.problems.length > 0 && detail.problems.every(({ code, message }) => code && message));
        assert.ok(await page.getByText(fallback).isVisible());
      });
    }
  });
});
