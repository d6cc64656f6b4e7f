// The reader of fault descriptions as an element:
// <covercheck-triage policy lang typed>. It is fetched when a person first types.

import { define } from "./companion.js";
import start, { forgetTriage, showTriage } from "./covercheck.js";

await start();

const folder = new URL(".", import.meta.url).href;
const show = (element) => showTriage(element, folder);
define("covercheck-triage", ["lang", "policy", "typed"], import.meta.url, show, forgetTriage);
