// What Lighthouse says of the built site, on a desk and on a phone: `cargo xtask bench`
// prints what this prints. Of several visits the one in the middle counts, as its
// authors advise.

import lighthouse, { desktopConfig } from "lighthouse";
import { launch } from "chrome-launcher";
import { flags, program } from "../e2e/launch.mjs";
import { serve } from "../e2e/server.mjs";

const VISITS = 5;
const screens = ["", "#/website-care/basic", "#/compare/website-care"];

const site = await serve();
const chrome = await launch({
  chromePath: program,
  chromeFlags: ["--headless=new", ...flags],
});
try {
  for (const [device, config] of [
    ["phone", undefined],
    ["desk", desktopConfig],
  ]) {
    for (const screen of screens) {
      const scores = [];
      for (let visit = 0; visit < VISITS; visit += 1) {
        const { lhr } = await lighthouse(site.address + screen, { port: chrome.port, logLevel: "error" }, config);
        scores.push(lhr);
      }
      const middle = (category) => {
        const all = scores.map(({ categories }) => Math.round(categories[category].score * 100));
        return all.sort((one, other) => one - other)[Math.floor(all.length / 2)];
      };
      const told = ["performance", "accessibility", "best-practices", "seo"].map((category) => `${category} ${middle(category)}`);
      console.log(`Lighthouse, ${device}, ${screen || "the start"}: ${told.join(", ")} (median of ${VISITS})`);
    }
  }
} finally {
  chrome.kill();
  await site.close();
}
