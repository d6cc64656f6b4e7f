// Keeps the whole checker on the device, so that it opens without a network.
//
// The files are those of one build, each with the digest of its content. They are
// fetched while nobody waits, a build becomes the one in use only when every file of it
// has come whole, and a file that has been damaged since is fetched again.

const version = "{version}";
const files = new Map(Object.entries({files}));

const prefix = "covercheck ";
const own = prefix + version;
const scope = new URL("./", self.location);
const page = "index.html";

// The path of a file of ours, or nothing.
function pathOf(url) {
  const { origin, pathname } = new URL(url);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return undefined;
  const path = decodeURIComponent(pathname.slice(scope.pathname.length)) || page;
  return files.has(path) ? path : undefined;
}

const address = (path) => new URL(path, scope).href;

async function isWhole(path, body) {
  const digest = await crypto.subtle.digest("SHA-256", body);
  return btoa(String.fromCharCode(...new Uint8Array(digest))) === files.get(path);
}

// Fetches a file; what is not what this build wrote is refused by the browser.
async function fetched(path) {
  const cache = path === page ? "no-cache" : "default";
  const response = await fetch(address(path), { integrity: `sha256-${files.get(path)}`, cache });
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  return response;
}

// A few at a time. What an earlier try has brought already stays.
async function install() {
  const cache = await caches.open(own);
  const missing = [...files.keys()];
  const worker = async () => {
    for (let path = missing.shift(); path !== undefined; path = missing.shift()) {
      const had = await cache.match(address(path));
      if (had && (await isWhole(path, await had.arrayBuffer()))) continue;
      await cache.put(address(path), await fetched(path));
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== own);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(path) {
  const cache = await caches.open(own);
  const had = await cache.match(address(path));
  if (had) {
    const body = await had.clone().arrayBuffer();
    if (await isWhole(path, body)) return had;
  }
  const response = await fetched(path);
  await cache.put(address(path), response.clone());
  return response;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const path = method === "GET" ? pathOf(url) : undefined;
  // A file that cannot be had whole may still be had as the network gives it.
  if (path) event.respondWith(answer(path).catch(() => fetch(event.request)));
});
// The page asks for it, when the person has said so.
self.addEventListener("message", ({ data }) => {
  if (data === "covercheck-take-over") self.skipWaiting();
});
