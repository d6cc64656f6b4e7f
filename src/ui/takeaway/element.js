// What is taken away of an answer, as an element:
// <covercheck-takeaway policy lang typed as-of link erased>. It is fetched when a person
// wants to print, save or send the answer, opens a link to one, or a record.

import { define } from "./companion.js";
import start, { forgetTakeaway, showTakeaway } from "./covercheck.js";

await start();

const attributes = ["lang", "policy", "typed", "as-of", "link", "erased"];
define("covercheck-takeaway", attributes, import.meta.url, showTakeaway, forgetTakeaway);
