// A page of somebody else: of another origin, with its own content security policy
// and whatever else stands in it.

import { createServer } from "node:http";

// Opens a page with this body. `files` are what else its server has, by their paths.
// Everything else goes to Playwright's context. What the browser complains about is
// kept, and what the page hears of the checker in `window.heard`.
export async function openHost(browser, body, { csp, head = "", files = {}, ...context } = {}) {
  const html = `<!DOCTYPE html><html lang="en"><head><title>Help</title>${head}</head><body>${body}</body></html>`;
  const server = createServer((request, response) => {
    const file = files[request.url];
    response.setHeader("access-control-allow-origin", "*");
    if (file !== undefined) {
      response.writeHead(200, { "content-type": request.url.endsWith(".js") ? "text/javascript" : "application/json" });
      response.end(file);
      return;
    }
    response.writeHead(request.url === "/" ? 200 : 404, { "content-type": "text/html; charset=utf-8", "content-security-policy": csp });
    response.end(html);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const visit = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London", viewport: { width: 1280, height: 900 }, ...context });
  const page = await visit.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  await page.addInitScript(() => {
    window.heard = [];
    for (const name of ["covercheck-assessed", "covercheck-error"]) {
      addEventListener(name, (event) => heard.push({ name, detail: event.detail, from: event.target.localName }));
    }
  });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  return {
    page,
    complaints,
    close: async () => {
      await visit.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
