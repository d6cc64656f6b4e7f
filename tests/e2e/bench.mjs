// How long a visitor waits, measured in the built site. `cargo xtask bench`
// prints what this prints.
//
// A measurement is a name, its unit, how many fresh visits it takes, and a
// function that gives a visit's samples. To add one, add it to `measurements`.

import { launch } from "./launch.mjs";
import { openPage } from "./page.mjs";
import { serve } from "./server.mjs";

const measurements = [
  {
    name: "from opening the page to a running program",
    unit: "ms",
    visits: 10,
    sample: (page) => page.evaluate(() => performance.getEntriesByName("covercheck-running").map((mark) => mark.startTime)),
  },
];

const browser = await launch();
const host = await serve();
try {
  for (const { name, unit, visits, sample } of measurements) {
    const samples = [];
    for (let visit = 0; visit < visits; visit += 1) {
      const { page, close } = await openPage(browser, host.address);
      samples.push(...(await sample(page)));
      await close();
    }
    samples.sort((one, other) => one - other);
    const [middle, high] = [0.5, 0.95].map((share) => quantile(samples, share).toFixed(2));
    console.log(`${name}: ${middle} ${unit} (median of ${samples.length}), ${high} ${unit} (95th percentile)`);
  }
} finally {
  await host.close();
  await browser.close();
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}
