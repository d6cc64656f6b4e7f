// Takes the picture that the README shows: `node tests/e2e/screenshot.mjs`, of
// the site as it was last built.

import { fileURLToPath } from "node:url";
import { CheckPage } from "./check-page.mjs";
import { now } from "./journeys.mjs";
import { launch } from "./launch.mjs";
import { openPage } from "./page.mjs";
import { serve } from "./server.mjs";

const facts = {
  item: "sample-ssd-480",
  purchase_date: "2024-02-29",
  proof_of_purchase: true,
  bytes_written: "41",
};

const browser = await launch();
const host = await serve();
try {
  const { page } = await openPage(browser, `${host.address}#/storage-warranty`, {
    now,
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
  const check = new CheckPage(page, "en", "storage-warranty");
  await check.ready();
  await check.giveAll(facts);
  await check.expectSaid(await check.dated(check.words.leads_covered_until, "2027-02-28"));
  // From the top, with the focus nowhere.
  await page.evaluate(() => {
    document.activeElement.blur();
    scrollTo(0, 0);
  });
  await page.screenshot({ path: fileURLToPath(new URL("screenshot.png", import.meta.url)) });
} finally {
  await host.close();
  await browser.close();
}
