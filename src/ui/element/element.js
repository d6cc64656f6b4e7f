// What each <warranty-checker> does once it is near: reads its attributes, and shows
// the checker in its shadow tree. Nothing outside of that is touched.

import start, { Mounted, begin, languageOf } from "./covercheck.js";
import { site } from "./site.js";

const here = (address) => new URL(address, import.meta.url).href;

// Where the files of the site are, for the program and for the modules that it fetches.
const names = document.createElement("meta");
names.id = "policy-index";
for (const [what, address] of Object.entries(site)) names.setAttribute(`data-${what}`, here(address));

const checkers = new Set();
let size;
// Why the program has stopped, for good: it is not asked again.
let broken;

const looks = fetch(here("look.css")).then(async (answer) => sheet(await answer.text()));
await start();
begin(names, (why) => {
  broken = why;
  checkers.forEach((checker) => checker.stopped());
});
const look = await looks;

// What may be left out, and where it stands.
const hideable = {
  languages: ".cc-header",
  intro: ".cc-check__head,.cc-home__intro",
  report: "covercheck-drive",
  reading: "covercheck-triage",
  "take-away": "covercheck-takeaway",
  footer: ".cc-footer",
};

function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

export class Checker {
  #host;
  #root;
  #mounted;
  #slot = document.createElement("slot");
  #now;
  #typed;
  #warned = new Set();
  #changes = new MutationObserver(() => this.#follow());
  #click = (event) => {
    const link = event.target.closest?.("a[href^='#/']");
    if (!link || !this.#mounted) return;
    event.preventDefault();
    this.#mounted.go(link.getAttribute("href"));
  };
  // Each start has a number of its own, so that what comes too late is nobody's.
  #starts = 0;

  constructor(host, typed) {
    this.#host = host;
    this.#typed = typed;
    this.#root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    this.#root.addEventListener("click", this.#click);
    this.#changes.observe(host, { attributes: true });
    checkers.add(this);
    this.#start();
  }

  // Leaves the element; returns what was typed, for when it comes back.
  leave() {
    this.#starts += 1;
    this.#changes.disconnect();
    this.#root.removeEventListener("click", this.#click);
    checkers.delete(this);
    this.#typed = this.#mounted?.leave() ?? this.#typed;
    this.#mounted = undefined;
    this.#root.replaceChildren();
    return this.#typed;
  }

  // The program cannot go on, for any element.
  stopped() {
    this.#mounted = undefined;
    this.#root.replaceChildren(this.#slot);
    this.#fail([{ code: "element.stopped", pointer: "", message: broken, help: "load the page again" }]);
  }

  async #start() {
    const starts = (this.#starts += 1);
    this.#typed = this.#mounted?.leave() ?? this.#typed;
    this.#mounted = undefined;
    // The page's own content stays in sight until the checker stands.
    const own = names.cloneNode();
    this.#root.replaceChildren(own, this.#slot);
    this.#now = this.#read();
    this.#dress();
    if (broken) return this.stopped();
    let pack;
    try {
      pack = this.#now.src && (await ownPack(this.#now.src));
    } catch (error) {
      const problems = Array.isArray(error) ? error : noPack(String(error), "load the page again");
      if (starts === this.#starts) this.#fail(problems);
      return;
    }
    if (starts !== this.#starts) return;
    // Here the program, and the modules that it fetches, find it.
    own.ownPack = pack;
    const { fragment, lang, facts } = this.#now;
    const settings = { fragment: pack ? fragment.replace("#/", `#/${pack.id}/`) : fragment, language: lang, facts, typed: this.#typed };
    const hear = (what, more) => this.#hear(what, more);
    this.#mounted = new Mounted(this.#root, settings, hear);
  }

  #hear(what, more) {
    if (what === "running") this.#slot.remove();
    else if (what === "assessed") this.#tell("covercheck-assessed", more);
    else if (what === "warning") this.#warn(more);
    else if (what === "error") this.#fail(more);
    else if (what === "wanted" && !this.#now.hide.includes({ drive: "report", triage: "reading" }[more])) {
      import(names.getAttribute(`data-${more}`)).catch(() => {
        this.#root.querySelector(`covercheck-${more}`)?.dispatchEvent(new Event("error"));
      });
    }
  }

  #fail(problems) {
    for (const { message } of problems) console.error(`<warranty-checker>: ${message}`);
    this.#tell("covercheck-error", { problems });
  }

  #tell(name, detail) {
    this.#host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  // Once for each, so that nobody's console fills up.
  #warn(text) {
    if (this.#warned.has(text)) return;
    this.#warned.add(text);
    console.warn(`<warranty-checker>: ${text}`);
  }

  // The attributes, as far as they are understood.
  #read() {
    const said = (name) => this.#host.getAttribute(name)?.trim() || undefined;
    const lang = said("lang") && languageOf(said("lang"));
    if (said("lang") && !lang) this.#warn(`lang="${said("lang")}": expected en, zh-Hans or vi`);
    if (said("theme") && !/^(light|dark)$/.test(said("theme"))) this.#warn(`theme="${said("theme")}": expected light or dark`);
    const hide = (said("hide") ?? "").split(/\s+/).filter((part) => {
      if (part && !Object.hasOwn(hideable, part)) this.#warn(`hide="${part}": expected ${Object.keys(hideable).join(", ")}`);
      return Object.hasOwn(hideable, part);
    });
    const id = /^[\w.-]*$/;
    const [policy, item] = ["policy", "item"].map((name) => {
      const value = said(name) ?? "";
      if (id.test(value)) return value;
      this.#warn(`${name}="${value}": expected letters, digits, "-", "_" and "."`);
      return "";
    });
    const src = said("src") && this.#address(said("src"));
    const path = src ? item : [policy, policy && item].filter(Boolean).join("/");
    if (item && !policy && !src) this.#warn(`item="${item}": expected a policy beside it`);
    const facts = [...this.#host.attributes]
      .filter(({ name }) => name.startsWith("fact-"))
      .map(({ name, value }) => [name.slice(5).replaceAll("-", "_"), value]);
    return { fragment: `#/${path}`, lang, hide, facts, src };
  }

  #address(src) {
    try {
      return new URL(src, document.baseURI).href;
    } catch {
      this.#warn(`src="${src}": expected the address of a pack`);
      return undefined;
    }
  }

  #dress() {
    const hidden = this.#now.hide.map((part) => `${hideable[part]}{display:none!important}`);
    this.#root.adoptedStyleSheets = [look, sheet(hidden.join(""))];
    if (size) return;
    // The size of text that the person has chosen in the browser, whatever the page does.
    const probe = document.createElement("div");
    probe.className = "cc-app";
    this.#root.append(probe);
    size = getComputedStyle(probe).fontSize;
    probe.remove();
    look.insertRule(`:host{--cc-unit:${size}}`, look.cssRules.length);
  }

  // Follows what the page changes.
  #follow() {
    const before = this.#now;
    const now = this.#read();
    const same = (name) => JSON.stringify(before[name]) === JSON.stringify(now[name]);
    if (!same("src") || (now.src && !same("fragment"))) return void this.#start();
    this.#now = now;
    if (!same("hide")) this.#dress();
    if (!this.#mounted) return;
    if (!same("lang") && now.lang) this.#mounted.speak(now.lang);
    if (!same("fragment")) this.#mounted.go(now.fragment);
    if (!same("facts")) this.#mounted.say(now.facts);
  }
}

// A pack of the page's own: its id, what gives it compiled in a language, and how it
// reads descriptions.
const packs = new Map();

const noPack = (message, help) => [{ code: "element.pack", pointer: "/src", message, help }];

async function ownPack(address) {
  let answer;
  try {
    answer = await fetch(address);
  } catch (error) {
    throw noPack(`${address}: ${error.message}`, "allow it in connect-src, and serve it with Access-Control-Allow-Origin");
  }
  if (!answer.ok) throw noPack(`${address}: status ${answer.status}`, "check the address of the pack");
  const text = await answer.text();
  if (packs.has(text)) return packs.get(text);
  const reader = await import(here(site.packs));
  await reader.default();
  const made = new Map();
  const compiled = (language) => {
    if (!made.has(language)) {
      const [, digest, bytes] = reader.compilePack(text, language);
      made.set(language, [`${digest} ${language}`, bytes]);
    }
    return made.get(language);
  };
  const [id, , , written] = reader.compilePack(text, "en");
  const pack = { id, compiled, written };
  packs.set(text, pack);
  return pack;
}
