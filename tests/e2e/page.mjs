// A page of the site in a browser of one's own making: its language, its zone,
// its clock. Whatever the browser complains about is kept, so that no test
// passes over it.

import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

const accessibilityTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

// Opens `address` and waits until the program runs, or until its state is
// `settled`; where no script runs, `null` waits for nothing. `now` stops the page's
// clock at an instant, from before the program starts; with `ticking` it goes on
// from there, timers and all. With `keeping` the site is kept on the device, as visitors
// have it; else every file comes from the network, where tests may meddle with it.
// Everything else goes to Playwright's context (`viewport`, `colorScheme`, `reducedMotion`, …).
export async function openPage(
  browser,
  address,
  { locale = "en-GB", timezone = "Europe/London", now, ticking = false, settled = "running", keeping = false, ...context } = {},
) {
  const visit = await browser.newContext({ locale, timezoneId: timezone, ...context });
  const complaints = [];
  const page = await visit.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`request failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  await page.exposeBinding("reportPolicyViolation", (_, violation) => complaints.push(`policy: ${violation}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) =>
      reportPolicyViolation(`${event.violatedDirective} stopped ${event.blockedURI}`),
    );
  });
  if (!keeping) {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined }));
  }
  if (now && ticking) await page.clock.install({ time: new Date(now) });
  else if (now) await page.clock.setFixedTime(new Date(now));

  await page.goto(address);
  if (settled) await page.locator(`html[data-program="${settled}"]`).waitFor();
  return { page, complaints, close: () => visit.close() };
}

// Fails on anything that the browser has complained about.
export function expectNoComplaints({ complaints }) {
  assert.deepEqual(complaints, []);
}

// Fails on any accessibility rule that the page breaks as it stands.
export async function expectAccessible({ page }) {
  const { violations } = await new AxeBuilder({ page }).withTags(accessibilityTags).analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map(({ target }) => target.join(" ")) }));
  assert.deepEqual(found, []);
}
