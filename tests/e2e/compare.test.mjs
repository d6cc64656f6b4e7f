// Items side by side: every cell against the pack, read here a second time; scenes
// against the command line; presenting, handing over, paper, phones and tablets.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { buildCommandLine, run } from "./command-line.mjs";
import { launch } from "./launch.mjs";
import { expectAccessible, expectNoComplaints, openPage } from "./page.mjs";
import { serve } from "./server.mjs";
import { fill, languages, pack } from "./words.mjs";

const compared = ["website-care", "hardware-service", "storage-warranty"];
// A Saturday afternoon where the packages are from.
const now = "2026-11-28T09:00:00Z";

describe("items side by side", () => {
  let browser, host, program;
  before(async () => {
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

  // The page on a policy's items, and what is done there.
  async function shown(policy, look, { language = "en", query = "", ...device } = {}) {
    const { locale, words, compare } = languages[language];
    const visit = await openPage(browser, `${host.address}#/compare/${policy}${query}`, { now, locale, ...device });
    const { page } = visit;
    await page.locator(".cc-compare__view").waitFor();
    const tab = (name) => page.getByRole("navigation", { name: compare.tabs }).getByRole("button", { name, exact: true }).click();
    await look({ visit, page, words, own: compare, tab });
    expectNoComplaints(visit);
    await visit.close();
  }

  // Every cell that is shown: the row, the item (`*` for all of them), and for each case
  // the question, the answer, the sign and the words.
  const cells = (page) =>
    page.locator("[data-row]").evaluateAll((all) =>
      all
        .filter((cell) => cell.dataset.row !== "adds")
        .map((cell) => ({
          row: cell.dataset.row,
          item: cell.dataset.item,
          cases: [...cell.querySelectorAll("[data-answer]")].map((one) => ({
            when: one.querySelector(".cc-compare__when")?.textContent,
            answer: one.querySelector(".cc-compare__answer")?.textContent,
            sign: one.querySelector(".cc-compare__sign")?.textContent ?? "",
            told: one.querySelector(".cc-compare__told").lastChild.textContent,
          })),
        })),
    );

  for (const policy of compared) {
    for (const language of Object.keys(languages)) {
      test(`every cell is the pack's: ${policy}, ${language}`, () =>
        shown(
          policy,
          async ({ page, words, own }) => {
            const found = await cells(page);
            const expected = readTable(pack(policy), { language, words, own });
            const byRow = groupBy(found, ({ row }) => row);
            assert.deepEqual(Object.keys(byRow).sort(), Object.keys(expected).sort());
            for (const [row, told] of Object.entries(expected)) {
              const items = pack(policy).items.map(({ id }) => id);
              const shownAs = byRow[row].map(({ item, cases }) => ({ item, cases: cases.map((one) => plain(one, told)) }));
              const isSame = told.every((one) => JSON.stringify(one) === JSON.stringify(told[0]));
              const wanted = isSame ? [{ item: "*", cases: told[0] }] : told.map((cases, at) => ({ item: items[at], cases }));
              assert.deepEqual(shownAs, wanted, row);
            }
          },
          { language },
        ));
    }
  }

  test("what each adds, what differs and the clauses can be chosen", () =>
    shown("website-care", async ({ page, own }) => {
      const added = page.locator('[data-row="adds"]');
      const backup = pack("website-care").comparison.upkeep[0].title.en;
      await assertIncludes(added.nth(1), [own.beyond.replace("{0}", "Basic"), `${backup}: ${own.every_week}`]);
      await assertIncludes(added.nth(2), [own.beyond.replace("{0}", "Advanced"), "Performance report"]);
      const more = page.locator('[data-row="kind.seo"][data-item="comprehensive"]');
      await assertIncludes(more, [fill(own.more, "Advanced")]);
      await page.getByLabel(own.mark_changes).uncheck();
      assert.equal(await added.count(), 0);
      assert.ok(!(await more.innerText()).includes(fill(own.more, "Advanced")));
      const stage = page.locator('[data-row="stage.resolve"]');
      await stage.waitFor();
      await page.getByLabel(own.only_differences).check();
      await stage.waitFor({ state: "detached" });
      await page.getByLabel(own.show_clauses).check();
      await assertIncludes(page.locator('[data-row="kind.seo"][data-item="basic"]'), ["Basic package, not included 3"]);
    }));

  test("head and first column stay where the table scrolls, on a tablet", () =>
    shown(
      "storage-warranty",
      async ({ page }) => {
        const frame = page.getByRole("region", { name: pack("storage-warranty").title.en });
        await frame.evaluate((one) => one.scrollTo(300, 200));
        const at = (selector) => page.locator(selector).first().boundingBox();
        const [around, head, first] = [await frame.boundingBox(), await at(".cc-compare__corner"), await at(".cc-compare__what")];
        assert.ok(Math.abs(head.y - around.y) <= 2, "the head is at the top");
        assert.ok(Math.abs(first.x - around.x) <= 2, "the first column is at the side");
        assert.ok((await frame.evaluate((one) => one.scrollLeft)) > 100);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page does not scroll aside");
      },
      { viewport: { width: 768, height: 900 } },
    ));

  test("the head stays at the top of the page where the table has room", () =>
    shown(
      "website-care",
      async ({ page }) => {
        await page.locator('[data-row="kind.restore"]').scrollIntoViewIfNeeded();
        const head = await page.locator(".cc-compare__corner").boundingBox();
        assert.ok(head.y >= -1 && head.y <= 2, `at ${head.y}`);
      },
      { viewport: { width: 820, height: 700 } },
    ));

  for (const width of [320, 360]) {
    test(`cards at ${width} px, in which every item says its name`, () =>
      shown(
        "website-care",
        async ({ page }) => {
          for (const policy of compared) {
            await page.evaluate((to) => (location.hash = to), `#/compare/${policy}`);
            await page.locator(`[data-item="${pack(policy).items[1].id}"]`).first().waitFor();
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), policy);
          }
          await page.evaluate(() => (location.hash = "#/compare/website-care"));
          const cell = page.locator('[data-row="kind.seo"][data-item="advanced"]');
          await cell.waitFor();
          await cell.getByText("Advanced", { exact: true }).waitFor();
          assert.equal(await page.locator(".cc-compare__head").first().evaluate((head) => getComputedStyle(head.closest("thead")).position), "absolute");
          for (const tab of ["scene", "fit", "summary"]) {
            await page.evaluate((to) => (location.hash = to), `#/compare/website-care?view=${tab}`);
            await page.locator(".cc-compare__body").waitFor();
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), tab);
          }
        },
        { viewport: { width, height: 800 } },
      ));
  }

  for (const policy of compared) {
    for (const language of Object.keys(languages)) {
      test(`prints on one page: ${policy}, ${language}`, () =>
        shown(
          policy,
          async ({ page }) => {
            for (const format of ["A4", "Letter"]) {
              const data = new Uint8Array(await page.pdf({ format }));
              const { numPages } = await getDocument({ data, verbosity: 0 }).promise;
              assert.equal(numPages, 1, format);
            }
          },
          { language },
        ));
    }
  }

  for (const policy of compared) {
    test(`scenes are what the command line answers: ${policy}`, () =>
      shown(
        policy,
        async ({ page, words, own, tab }) => {
          const written = pack(policy);
          await tab(own.tab_scene);
          for (const scene of written.comparison.scenes) {
            await page.locator(`[data-scene="${scene.id}"]`).click();
            await page.locator(`[data-scene="${scene.id}"][aria-pressed="true"]`).waitFor();
            const query = new URLSearchParams(new URL(page.url()).hash.split("?")[1]);
            const claims = written.items.map(({ id }) => claimOf(written, scene, id, query.get("at")));
            for (const claim of claims) {
              const answer = JSON.parse(await run(program, ["assess", "-"], JSON.stringify(claim)));
              const lane = page.locator(`article[data-item="${claim.item}"]`);
              const verdict = { covered: "covered", "not-covered": "not_covered", chargeable: "chargeable" }[answer.verdict];
              await lane.getByText(words[verdict], { exact: true }).waitFor();
              const facts = await lane.locator("[data-fact]").allInnerTexts();
              for (const { id, due } of answer.deadlines ?? []) {
                const { title } = written.commitments.find((one) => one.id === id);
                const told = facts.find((fact) => fact.startsWith(`${title.en}: `));
                assert.ok(told, `${scene.id} ${claim.item}: ${id} is told`);
                if (!due.endsWith("T00:00:00+08:00")) assert.ok(told.includes(due.slice(11, 16)), `${told} is ${due}`);
              }
              const ends = answer.term?.last_covered_day;
              const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(ends));
              assert.ok(facts.some((fact) => fact.replaceAll("\u00a0", " ").includes(day)), `${scene.id} ${claim.item}: ${day}`);
            }
          }
        },
      ));
  }

  test("how much can be lost is told for every package, and no more once cover is over", () =>
    shown("website-care", async ({ page, own, tab }) => {
      await tab(own.tab_scene);
      const lost = page.locator('[data-fact="lost"]');
      assert.deepEqual(await lost.allInnerTexts(), ["31 days", "7 days", "1 day"].map((days) => fill(own.lost, days)));
      const age = page.getByLabel(own.age);
      await age.fill("7");
      await assertIncludes(lost.first(), [own.not_copied_any_more]);
      assert.deepEqual(await lost.allInnerTexts(), [own.not_copied_any_more, fill(own.lost, "7 days"), fill(own.lost, "1 day")]);
      await page.reload();
      await page.locator(".cc-compare__view").waitFor();
      assert.equal(await age.inputValue(), "7");
    }));

  test("the handle moves everything along the week, by pointer and by keyboard", () =>
    shown("website-care", async ({ page, own, tab }) => {
      await tab(own.tab_scene);
      await page.locator('[data-scene="hacked"]').click();
      const handle = page.getByLabel(own.moment);
      const due = page.locator('article[data-item="comprehensive"] [data-fact="due"]');
      await assertIncludes(due, ["Sunday 02:00"]);
      await handle.press("Home");
      assert.match(await handle.getAttribute("aria-valuetext"), /Monday.*23.*November.*2026, 00:00/);
      await assertIncludes(due, ["Monday 04:00"]);
      await handle.press("ArrowRight");
      await assertIncludes(due, ["Monday 04:15"]);
      const box = await handle.boundingBox();
      await page.mouse.move(box.x + 10, box.y + box.height / 2);
      await page.mouse.down();
      const seen = new Set();
      for (let share = 1; share <= 20; share += 1) {
        await page.mouse.move(box.x + (box.width * share) / 20 - 4, box.y + box.height / 2);
        // A few frames: what there is no time for in one follows with the next.
        await page.evaluate(async () => {
          for (let frame = 0; frame < 12; frame += 1) await new Promise(requestAnimationFrame);
        });
        seen.add(await due.innerText());
      }
      await page.mouse.up();
      assert.ok(seen.size >= 18, `${seen.size} moments`);
      await page.waitForURL(/at=2026-11-29T/);
      assert.ok(await handle.evaluate((control) => control === document.activeElement), "keys go on from there");
      const before = Number(await handle.inputValue());
      await page.keyboard.press("ArrowLeft");
      assert.equal(Number(await handle.inputValue()), before - 1);
      await page.getByRole("button", { name: own.later_week }).click();
      await page.waitForURL(/at=2026-12-06T/);
    }));

  test("everything follows a handle that is held still, on a slow processor too", () =>
    shown("website-care", async ({ page, own, tab }) => {
      await tab(own.tab_scene);
      await page.locator('[data-scene="hacked"]').click();
      const handle = page.getByLabel(own.moment);
      const all = page.locator("article [data-fact], .cc-compare__moment, .cc-compare__keys, .cc-compare__mark, article path");
      const told = () => all.evaluateAll((parts) => parts.map((part) => part.getAttribute("d") ?? part.textContent));
      const box = await handle.boundingBox();
      const client = await page.context().newCDPSession(page);
      await client.send("Emulation.setCPUThrottlingRate", { rate: 20 });
      await page.mouse.move(box.x + 20, box.y + box.height / 2);
      await page.mouse.down();
      // Where the axis needs another length than before as well.
      for (const share of [0.9, 0.2, 0.97, 0.4]) await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
      await page.evaluate(async () => {
        for (let frame = 0; frame < 40; frame += 1) await new Promise(requestAnimationFrame);
      });
      const held = await told();
      await page.mouse.up();
      await page.waitForURL(/at=2026-11-25T/);
      await page.reload();
      await page.locator(".cc-compare__view").waitFor();
      assert.deepEqual(held, await told());
    }));

  test("a finger that scrolls the page leaves the moment where it was", () =>
    shown(
      "website-care",
      async ({ page, own, tab }) => {
        await tab(own.tab_scene);
        const handle = page.getByLabel(own.moment);
        const before = await handle.inputValue();
        const client = await page.context().newCDPSession(page);
        // A finger on the handle that moves by steps, across and down.
        const swipe = async (across, down) => {
          await handle.scrollIntoViewIfNeeded();
          const { x, y, width, height } = await handle.boundingBox();
          const touch = (type, touchPoints) => client.send("Input.dispatchTouchEvent", { type, touchPoints });
          const at = (step) => [{ x: x + 20 + (step * across * (width - 40)) / 10, y: y + height / 2 + (step * down) / 10 }];
          await touch("touchStart", at(0));
          for (let step = 1; step <= 10; step += 1) await touch("touchMove", at(step));
          await touch("touchEnd", []);
        };
        await swipe(0, -120);
        assert.notEqual(await page.evaluate(() => scrollY), 0, "the page has scrolled");
        assert.equal(await handle.inputValue(), before);
        await swipe(0.25, 0);
        const share = Number(await handle.inputValue()) / Number(await handle.getAttribute("max"));
        assert.ok(Math.abs(share - 0.25) < 0.05, `${share} of the week`);
      },
      { viewport: { width: 412, height: 800 }, hasTouch: true },
    ));

  test("what is open is asked, and what is answered decides", () =>
    shown("website-care", async ({ page, words, own, tab }) => {
      await tab(own.tab_scene);
      await page.getByLabel(pack("website-care").facts.find(({ id }) => id === "request_kind").question.en).selectOption("feature_bug");
      const basic = page.locator('article[data-item="basic"]');
      await basic.getByText(words.undetermined, { exact: true }).waitFor();
      const { question } = pack("website-care").facts.find(({ id }) => id === "basic_function");
      const asked = page.getByRole("group", { name: question.en });
      await asked.getByLabel(words.yes, { exact: true }).check();
      await basic.getByText(words.covered, { exact: true }).waitFor();
      await asked.getByLabel(words.no, { exact: true }).check();
      await basic.getByText(words.not_covered, { exact: true }).waitFor();
      const { id } = pack("website-care").exclusions[0];
      await page.getByLabel(own.happened).selectOption(id);
      await page.locator('article[data-item="advanced"]').getByText(words.not_covered, { exact: true }).waitFor();
    }));

  test("which one fits, with its reasons", () =>
    shown("website-care", async ({ page, own, tab }) => {
      await tab(own.tab_fit);
      await page.getByText(own.answer_first).waitFor();
      const { needs } = pack("website-care").comparison;
      const answer = (question, at) =>
        page.getByRole("group", { name: needs[question].question.en }).getByLabel(needs[question].answers[at].label.en).check();
      await answer(0, 0);
      await answer(2, 1);
      const order = () => page.locator(".cc-compare__fits").evaluateAll((all) => all.map(({ dataset }) => dataset.item));
      assert.deepEqual(await order(), ["advanced", "comprehensive", "basic"]);
      await assertIncludes(page.locator(".cc-compare__fits").first(), [own.fits_best, fill(own.offered, own.every_week)]);
      await answer(1, 0);
      assert.deepEqual(await order(), ["comprehensive", "advanced", "basic"]);
      await page.reload();
      await page.locator(".cc-compare__fits").first().waitFor();
      assert.deepEqual(await order(), ["comprehensive", "advanced", "basic"]);
    }));

  test("handed over: the link and the code lead back to the same, and it prints", () =>
    shown(
      "website-care",
      async ({ page, own, tab }) => {
        await tab(own.tab_scene);
        await page.locator('[data-scene="hacked"]').click();
        await tab(own.tab_fit);
        const [first] = pack("website-care").comparison.needs;
        await page.getByRole("group", { name: first.question.en }).getByLabel(first.answers[0].label.en).check();
        await tab(own.tab_hand_over);
        const summary = page.locator(".cc-compare__summary");
        await assertIncludes(summary, ["Hacked on a Saturday night", "Sunday 02:00", own.fits_best]);
        const before = await summary.innerText();
        await page.getByRole("button", { name: own.copy_link }).click();
        await page.getByText(own.copied).waitFor();
        const link = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(link, page.url());
        const code = await page.getByRole("img", { name: own.code }).screenshot();
        const [read] = await readBarcodes(new Blob([code]), { formats: ["QRCode"] });
        assert.equal(read.text, link);
        await page.evaluate(() => (window.print = () => (window.printed = true)));
        await page.getByRole("button", { name: own.print, exact: true }).click();
        assert.ok(await page.evaluate(() => window.printed));
        const other = await openPage(browser, link, { now });
        await other.page.locator(".cc-compare__summary").waitFor();
        assert.equal(await other.page.locator(".cc-compare__summary").innerText(), before);
        await other.close();
      },
      { permissions: ["clipboard-read", "clipboard-write"], deviceScaleFactor: 2 },
    ));

  test("another language keeps the scene", () =>
    shown("website-care", async ({ page, own, tab }) => {
      await tab(own.tab_scene);
      await page.locator('[data-scene="new-feature"]').click();
      await page.getByRole("button", { name: languages.vi.name }).click();
      const { title } = pack("website-care").comparison.scenes.find(({ id }) => id === "new-feature");
      await page.getByRole("button", { name: title.vi, pressed: true }).waitFor();
      await page.getByText(languages.vi.compare.outcomes).waitFor();
    }));

  test("from the start: the way there, another policy, and one without items", () =>
    shown("website-care", async ({ page, words, own }) => {
      await page.goto(`${host.address}#/`);
      await page.getByRole("link", { name: words.compare }).click();
      const policy = page.getByLabel(own.choose_policy);
      await policy.locator("option").nth(1).waitFor({ state: "attached" });
      const offered = await policy.locator("option").allInnerTexts();
      assert.deepEqual(offered.slice(1).sort(), compared.map((id) => pack(id).title.en).sort());
      await policy.selectOption("hardware-service");
      await page.locator('[data-row="route.manufacturer"]').first().waitFor();
      assert.ok(page.url().endsWith("#/compare/hardware-service"));
      await page.goto(`${host.address}#/compare/website-support`);
      await page.getByText(own.nothing_to_compare).waitFor();
      await page.goto(`${host.address}#/website-care`);
      await page.getByRole("link", { name: words.compare }).click();
      await page.locator('[data-row="kind.seo"]').first().waitFor();
    }));

  describe("presenting", () => {
    // A screen that may be kept on, and whose lock is counted.
    const lockable = () => {
      window.locks = 0;
      const request = async () => {
        window.locks += 1;
        return { release: async () => (window.locks -= 1) };
      };
      Object.defineProperty(navigator, "wakeLock", { value: { request } });
    };

    const present = async ({ page, own }, walk) => {
      await page.evaluate(lockable);
      await page.getByRole("button", { name: own.present, exact: true }).click();
      await page.locator("html[data-presenting]").waitFor();
      await walk();
    };

    test("fills the screen, keeps it on, and leaves it as it was", () =>
      shown("website-care", async ({ page, own }) => {
        await present({ page, own }, async () => {
          await page.waitForFunction(() => document.fullscreenElement && window.locks === 1);
          await page.getByText(own.stays_awake).waitFor();
          assert.equal(await page.locator("header[inert], footer[inert]").count(), 2);
          const box = await page.locator("covercheck-compare").boundingBox();
          assert.deepEqual([box.x, box.y], [0, 0]);
          await page.getByRole("button", { name: own.end_presenting }).click();
          await page.locator("html:not([data-presenting])").waitFor();
          await page.waitForFunction(() => !document.fullscreenElement && window.locks === 0);
          assert.equal(await page.locator("[inert]").count(), 0);
        });
      }));

    test("ends when the whole screen is left, and when the page is", () =>
      shown("website-care", async ({ page, own }) => {
        await present({ page, own }, async () => {
          await page.waitForFunction(() => document.fullscreenElement);
          await page.evaluate(() => document.exitFullscreen());
          await page.locator("html:not([data-presenting])").waitFor();
        });
        await page.getByRole("button", { name: own.present, exact: true }).click();
        await page.locator("html[data-presenting]").waitFor();
        await page.evaluate(() => (location.hash = "#/"));
        await page.locator("html:not([data-presenting])").waitFor();
        assert.equal(await page.locator("[inert]").count(), 0);
      }));

    test("starts over when nobody touches it, and keeps nothing of whoever was there", () =>
      shown(
        "website-care",
        async ({ page, own, tab }) => {
          await page.evaluate(() => localStorage.setItem("covercheck.answers.website-care", "{}"));
          await present({ page, own }, async () => {
            await page.getByLabel(own.idle).selectOption("1");
            await tab(own.tab_scene);
            await page.locator('[data-scene="hacked"]').click();
            await page.clock.runFor(45_000);
            const alert = page.getByRole("alert");
            await alert.waitFor();
            assert.match(await alert.innerText(), /1\d/);
            await page.getByRole("button", { name: own.go_on }).click();
            await alert.waitFor({ state: "detached" });
            await page.clock.runFor(30_000);
            assert.equal(await alert.count(), 0);
            await page.clock.runFor(31_000);
            await page.getByText(own.started_over).waitFor();
            await page.locator('[data-row="kind.seo"]').first().waitFor();
            assert.ok(page.url().endsWith("#/compare/website-care"), page.url());
            assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("answers"))), []);
            await page.locator("html[data-presenting]").waitFor();
          });
        },
        { ticking: true },
      ));

    const tablets = [
      { width: 768, height: 1024 },
      { width: 820, height: 1180 },
      { width: 1180, height: 820 },
    ];
    for (const viewport of tablets) {
      test(`what is pressed is large and within reach at ${viewport.width} px`, () =>
        shown(
          "website-care",
          async ({ page, own, tab }) => {
            await present({ page, own }, async () => {
              for (const name of [own.tab_table, own.tab_scene, own.tab_fit, own.tab_hand_over]) {
                await tab(name);
                const box = await page.getByRole("button", { name, exact: true }).boundingBox();
                assert.ok(box.height >= 48, `${name} is ${box.height} px high`);
                assert.ok(box.y + box.height <= viewport.height + 1 && box.y > viewport.height * 0.8, `${name} is at the foot`);
                const host = page.locator("covercheck-compare");
                assert.ok(await host.evaluate((one) => one.scrollWidth <= one.clientWidth), `${name} does not scroll aside`);
              }
            });
          },
          { viewport },
        ));
    }
  });

  for (const language of Object.keys(languages)) {
    test(`accessible in every view, presented and on a phone: ${language}`, () =>
      shown(
        "website-care",
        async ({ visit, page, own, tab }) => {
          for (const viewport of [
            { width: 820, height: 1180 },
            { width: 360, height: 740 },
          ]) {
            await page.setViewportSize(viewport);
            for (const name of [own.tab_table, own.tab_scene, own.tab_fit, own.tab_hand_over]) {
              await tab(name);
              await expectAccessible(visit);
            }
          }
          await page.setViewportSize({ width: 820, height: 1180 });
          await page.emulateMedia({ colorScheme: "dark" });
          await tab(own.tab_scene);
          await expectAccessible(visit);
          await page.getByRole("button", { name: own.present, exact: true }).click();
          await page.locator("html[data-presenting]").waitFor();
          await expectAccessible(visit);
        },
        { language, query: "?fits=0.1.1.0.1&at=2026-11-28T22:00&age=P3M&request_kind=security" },
      ));
  }

  test("a table that scrolls is accessible, too", () =>
    shown("storage-warranty", ({ visit }) => expectAccessible(visit), { viewport: { width: 820, height: 1180 } }));
});

function groupBy(all, key) {
  const groups = {};
  for (const one of all) (groups[key(one)] ??= []).push(one);
  return groups;
}

// What is moved is shown with the screen's next frame.
async function assertIncludes(locator, texts) {
  let shown;
  for (let late = Date.now() + 2000; Date.now() < late; ) {
    shown = (await locator.innerText()).replaceAll("\u00a0", " ");
    if (texts.every((text) => shown.includes(text))) return;
  }
  for (const text of texts) assert.ok(shown.includes(text), `“${text}” in “${shown}”`);
}

// The claim of somebody whose cover began so long before, to whom nothing happened that
// ends it, and who has what the pack assumes.
function claimOf(written, scene, item, at) {
  const offsets = { "Asia/Ho_Chi_Minh": "+07:00", "Asia/Shanghai": "+08:00" };
  const moment = `${at}:00${offsets[written.issuer.zone]}`;
  const began = new Date(`${at.slice(0, 10)}T00:00:00Z`);
  const [, years = 0, months = 0, days = 0] = scene.age.match(/^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/);
  const day = began.getUTCDate();
  began.setUTCDate(1);
  began.setUTCMonth(began.getUTCMonth() - 12 * Number(years || 0) - Number(months || 0));
  const last = new Date(Date.UTC(began.getUTCFullYear(), began.getUTCMonth() + 1, 0)).getUTCDate();
  began.setUTCDate(Math.min(day, last) - Number(days || 0));
  const facts = Object.fromEntries(written.exclusions.map(({ id }) => [id, false]));
  const start = { "website-care": "handover_date", "hardware-service": "purchase_date", "storage-warranty": "purchase_date" };
  facts[start[written.id]] = began.toISOString().slice(0, 10);
  const instants = written.facts.filter(({ id, type }) => type === "instant" && ["reported_at", "received_at"].includes(id));
  for (const { id } of instants) facts[id] = moment;
  for (const { fact, is } of [...(written.comparison.assumes ?? []), ...(scene.facts ?? [])]) facts[fact] = is;
  return { policy: written.id, item, as_of: moment, facts };
}

// A cell as it is told, without the stop after an answer. Of hours, which of the parts
// that are expected of any item are in it.
function plain({ when, answer, sign, told }, expected) {
  const one = { sign, told: told.replaceAll("\u00a0", " ") };
  const hours = expected.flat().filter(({ hours }) => hours?.every((part) => one.told.includes(part)));
  if (hours.length > 0) return hours[0];
  if (when) one.when = when;
  if (answer) one.answer = answer.slice(0, -1);
  return one;
}

// The table by the pack alone: for each row what each item has.
function readTable(written, { language, words, own }) {
  const table = {};
  const items = written.items.map(({ id }) => id);
  const text = (texts) => texts[language];
  const number = (value) => new Intl.NumberFormat(languages[language].locale).format(value);
  const plural = (word, count) => fill(typeof word === "string" ? word : count === 1 ? word.one : word.other, number(count));
  const row = (id, cell) => (table[id] = items.map((item) => [cell(item)].flat()));
  const none = { sign: "–", told: own.nothing };
  const bare = (told) => ({ sign: "", told });

  const named = (pattern, item) =>
    pattern.split("|").some((one) => new RegExp(`^${one.replaceAll("*", ".*")}$`).test(item));
  // What a choice by item says; a choice by an answer stays as it is.
  const chosen = (select, item) => {
    if (select?.by !== "item") return select;
    const found = Object.entries(select.cases).find(([pattern]) => named(pattern, item));
    return found ? found[1] : select.default;
  };
  const sets = (item) => Object.fromEntries((written.items.find(({ id }) => id === item).sets ?? []).map(({ fact, is }) => [fact, is]));
  // Whether a condition can hold with an item, by what follows from it.
  const canHold = (condition, item) => {
    if (!condition || typeof condition === "string") return true;
    if (condition.item) return [condition.item].flat().some((pattern) => named(pattern, item));
    if (condition.fact && condition.is !== undefined) {
      const known = sets(item)[condition.fact];
      return known === undefined || [condition.is].flat().includes(known);
    }
    if (condition.all) return condition.all.every((one) => canHold(one, item));
    return true;
  };
  const length = (span) => {
    const [, years = 0, months = 0, days = 0] = span.match(/^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/).map((part) => Number(part ?? 0) || 0);
    const all = years * 12 + months;
    const parts = [
      [Math.floor(all / 12), words.years],
      [all % 12, words.months],
      [days, words.days],
    ];
    return parts.filter(([count]) => count > 0).map(([count, word]) => plural(word, count)).join(" ");
  };
  const time = (span) => {
    const [, hours = 0, minutes = 0] = span.match(/^PT(?:(\d+)H)?(?:(\d+)M)?(?:0S)?$/).map((part) => Number(part ?? 0) || 0);
    return [[hours, words.hours], [minutes, words.minutes]].filter(([count]) => count > 0).map(([count, word]) => plural(word, count)).join(" ");
  };

  for (const line of written.lines) {
    row(`term.${line.id}`, (item) => bare(length(chosen(line.term.length, item))));
    for (const limit of line.limits ?? []) {
      const { unit, unit_name: name } = written.facts.find(({ id }) => id === limit.fact);
      row(`limit.${limit.id}`, (item) => {
        const most = chosen(limit.limit, item);
        if (most === undefined) return none;
        return bare(unit === "B" ? `${number(most / 1e12)} TB` : `${number(most)} ${name ? text(name) : unit}`);
      });
    }
    for (const option of line.inclusions ? written.facts.find(({ id }) => id === line.inclusions.fact).options : []) {
      const rule = line.inclusions.rows.find(({ kinds }) => kinds.includes(option.value));
      const told = { included: ["✓", own.included], excluded: ["✕", own.excluded], "not-listed": ["–", own.not_listed] };
      const answer = ({ is }) => ({ sign: told[is][0], told: told[is][1] });
      row(`kind.${option.value}`, (item) => {
        const said = chosen(rule?.answer, item) ?? { is: "not-listed" };
        if (said.is) return answer(said);
        const [{ when, value }] = said.cases;
        const question = text(written.facts.find(({ id }) => id === when).question);
        return [
          { ...answer(value), when: question, answer: words.yes },
          { ...answer(said.default), answer: words.no },
        ];
      });
    }
    for (const payment of ["parts", "labour", "travel", "ship_in", "ship_out"]) {
      const pays = line.costs?.covered?.[payment];
      if (pays) row(`pays.${payment}`, () => bare(words[`payer_${pays.replace("-", "_")}`]));
    }
  }
  for (const { id, only_for: onlyFor, within, not_stated: notStated } of written.commitments ?? []) {
    row(`commitment.${id}`, (item) => {
      if (!canHold(onlyFor, item)) return none;
      if (notStated) return bare(words.no_time);
      const amount = chosen(within, item);
      const told = amount.working_days ? plural(words.working_days, amount.working_days) : time(amount);
      return bare(fill(words.within, told));
    });
  }
  for (const { id, at_least: least, at_most: most } of written.stages ?? []) {
    row(`stage.${id}`, () => bare(time(most) === "" ? words.at_once : fill(words.from_to, time(least), time(most))));
  }
  const hours = (written.channels ?? []).filter((channel) => channel.hours);
  const together = groupBy(hours, (channel) => JSON.stringify(items.map((item) => chosen(channel.hours, item))));
  for (const channels of Object.values(together)) {
    row(`hours.${channels.map(({ id }) => id).join("+")}`, (item) => {
      const calendar = written.calendars.find(({ id }) => id === chosen(channels[0].hours, item));
      if (calendar.always) return bare(words.always_open);
      const open = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].filter((day) => calendar.hours[day]);
      const names = new Intl.DateTimeFormat(languages[language].locale, { weekday: language === "zh-Hans" ? "short" : "long", timeZone: "UTC" });
      const day = (name) => names.format(new Date(Date.UTC(2024, 0, 1 + ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].indexOf(name))));
      return { hours: [day(open[0]), day(open.at(-1)), calendar.hours[open[0]][0].replace("-", "–")] };
    });
  }
  for (const { id, of } of written.comparison.upkeep ?? []) {
    const often = { P1D: own.every_day, P7D: own.every_week, P1M: own.every_month };
    row(`upkeep.${id}`, (item) => {
      const one = of.find(({ items: those }) => those.includes(item));
      return one ? bare(often[one.every]) : none;
    });
  }
  for (const { id, only_for: onlyFor } of written.exclusions) {
    row(`exclusion.${id}`, (item) => (canHold(onlyFor, item) ? { sign: "✕", told: words.not_covered } : none));
  }
  if (written.routes.length > 1) {
    for (const { id, when } of written.routes) row(`route.${id}`, (item) => (canHold(when, item) ? { sign: "✓", told: words.yes } : none));
  }
  return table;
}
