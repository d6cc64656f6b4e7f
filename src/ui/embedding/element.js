// How other pages show the checker, as an element: <covercheck-embedding lang>.
// It is fetched when a person opens that page.

import { define } from "./companion.js";
import start, { forgetEmbedding, showEmbedding } from "./covercheck.js";

// What is shown live is the element that other pages get. Without it the link in its
// place stays, and the panel says what that means.
import(new URL("../embed.js", import.meta.url)).catch(console.error);

await start();

define("covercheck-embedding", ["lang"], import.meta.url, showEmbedding, forgetEmbedding);
