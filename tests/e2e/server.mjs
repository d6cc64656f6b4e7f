// A static host for the built site, as strict as the strictest that will carry
// it: the content security policy as a header, the compressed copies where the
// browser takes them, nothing that is not in the folder, and any sub-path.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; manifest-src 'self'";

const mediaTypes = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const encodings = [
  { name: "br", suffix: ".br" },
  { name: "gzip", suffix: ".gz" },
];

// Serves `folder` on a free port under `path`, which begins and ends with a
// slash. `headers` replace the usual ones: `null` leaves one out.
export async function serve({ folder = dist, path = "/", headers = {} } = {}) {
  const server = createServer(async (request, response) => {
    const answer = await find(folder, path, request);
    const all = { "content-security-policy": contentSecurityPolicy, ...answer.headers, ...headers };
    for (const [name, value] of Object.entries(all)) {
      if (value !== null) response.setHeader(name, value);
    }
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}${path}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function find(folder, path, request) {
  const { pathname } = new URL(request.url, "http://localhost");
  if (!pathname.startsWith(path)) return missing;

  const name = decodeURIComponent(pathname.slice(path.length)) || "index.html";
  const file = normalize(join(folder, name));
  if (!file.startsWith(normalize(folder + sep))) return missing;

  const headers = {
    "content-type": mediaTypes[extname(file)] ?? "application/octet-stream",
    "x-content-type-options": "nosniff",
    vary: "accept-encoding",
    // Every name but the page's carries a hash of the content.
    "cache-control": ["index.html", "sw.js"].includes(name) ? "no-cache" : "public, max-age=31536000, immutable",
  };
  for (const encoding of accepted(request)) {
    const body = await readFile(file + encoding.suffix).catch(() => null);
    if (body) return { status: 200, headers: { ...headers, "content-encoding": encoding.name }, body };
  }
  const body = await readFile(file).catch(() => null);
  return body ? { status: 200, headers, body } : missing;
}

const missing = { status: 404, headers: { "content-type": "text/plain; charset=utf-8" }, body: "not found\n" };

function accepted(request) {
  const offered = (request.headers["accept-encoding"] ?? "").split(",").map((name) => name.split(";")[0].trim());
  return encodings.filter(({ name }) => offered.includes(name));
}
