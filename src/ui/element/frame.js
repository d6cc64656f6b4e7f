// The checker in a frame: a <warranty-checker> with what the address says, and the
// talk with the page around. That page greets first, so that nothing is told to
// anybody else: it is answered at its own origin only.

import "../embed.js";

const content = document.getElementById("frame");
const checker = document.createElement("warranty-checker");
const known = /^(policy|item|lang|theme|hide|src|fact-[a-z0-9-]+)$/;
for (const [name, value] of new URLSearchParams(location.search)) {
  if (known.test(name)) checker.setAttribute(name, value);
  else console.warn(`embed.html: there is no parameter ${name}; there are policy, item, lang, theme, hide, src and fact-…`);
}
const language = checker.getAttribute("lang");
if (language) document.documentElement.lang = language;
const way = document.createElement("a");
way.href = "./";
way.target = "_blank";
way.rel = "noopener";
way.textContent = "Covercheck";
checker.append(way);
content.append(checker);

let around;
let told = 0;

function tell(message) {
  if (around) parent.postMessage(message, around);
}

// A height of a pixel more or less is the same: to follow it could go on for ever.
function tellHeight() {
  const height = Math.ceil(content.getBoundingClientRect().height);
  if (!around || Math.abs(height - told) < 2) return;
  told = height;
  tell({ covercheck: "height", height });
}

addEventListener("message", ({ data, origin, source }) => {
  if (source !== parent || source === window || data?.covercheck !== "hello") return;
  // A page without an origin of its own can be told nothing that others would not hear.
  if (origin === "null") return;
  around = origin;
  told = 0;
  tellHeight();
});

for (const what of ["assessed", "error"]) {
  checker.addEventListener(`covercheck-${what}`, ({ detail }) => {
    tell(what === "assessed" ? { covercheck: what, assessment: detail } : { covercheck: what, ...detail });
  });
}

new ResizeObserver(tellHeight).observe(content);
if (parent !== window) parent.postMessage({ covercheck: "ready" }, "*");
