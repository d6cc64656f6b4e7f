// The reader of health reports as an element: <covercheck-drive policy lang>.
// It is fetched when a person first wants it.

import { define } from "./companion.js";
import start, { forgetDriveReader, showDriveReader } from "./covercheck.js";

await start();

define("covercheck-drive", ["lang", "policy"], import.meta.url, showDriveReader, forgetDriveReader);
