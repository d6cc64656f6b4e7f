// Items side by side, as an element: <covercheck-compare lang>. It is fetched when a
// person opens that page.

// The program is on its way while the scripts are that start it.
const program = fetch(new URL("./covercheck_bg.wasm", import.meta.url));
// Where it fails, starting with it fails, and says so.
program.catch(() => {});
const [{ define }, { default: start, forgetCompare, showCompare }] = await Promise.all([
  import("./companion.js"),
  import("./covercheck.js"),
]);
await start({ module_or_path: program });

define("covercheck-compare", ["lang"], import.meta.url, showCompare, forgetCompare);
