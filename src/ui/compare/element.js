// Items side by side, as an element: <covercheck-compare lang>. It is fetched when a
// person opens that page.

import { define } from "./companion.js";
import start, { forgetCompare, showCompare } from "./covercheck.js";

await start();

define("covercheck-compare", ["lang"], import.meta.url, showCompare, forgetCompare);
