// The texts that tests look for, from where the page has them: the words of the
// page from src/journey/wording, those of a policy from its pack.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

// The languages of the page: their tags, how the switch names them, in which
// locale dates are written, and what their words are.
export const languages = {
  en: language("en", "English", "en-GB", "en.rs"),
  "zh-Hans": language("zh-Hans", "简体中文", "zh-CN", "zh.rs"),
  vi: language("vi", "Tiếng Việt", "vi-VN", "vi.rs"),
};

function language(tag, name, locale, file) {
  const words = readWords(read(`src/journey/wording/${file}`));
  return {
    tag,
    name,
    locale,
    words,
    drives: readWords(read(`src/journey/drive_report/${file}`)),
    triage: readWords(read(`src/journey/triage/${file}`)),
    takeaway: readWords(read(`src/journey/takeaway/${file}`)),
    embedding: readWords(read(`src/journey/embedding/${file}`)),
    compare: readWords(read(`src/journey/compare/${file}`)),
  };
}

// The packs, in the order of the page.
export const policies = ["hardware-service", "software-service", "storage-warranty", "website-care", "website-support"];

// A pack by its id.
export function pack(id) {
  return JSON.parse(read(`policies/${id}.json`));
}

// A word of the page with what stands for `{0}`, `{1}`, …; a plural by its number.
export function fill(template, ...values) {
  const text = typeof template === "string" ? template : values[0] === "1" ? template.one : template.other;
  return text.replace(/\{(\d)\}/g, (_, place) => values[place]);
}

function read(path) {
  return readFileSync(root + path, "utf8");
}

// The tables are Rust, and plain: names, strings, pairs, and plurals of two strings.
function readWords(source) {
  const string = String.raw`"((?:[^"\\]|\\.)*)"`;
  const words = {};
  for (const [, name, text] of source.matchAll(new RegExp(String.raw`^ {4}(\w+):\s+${string},$`, "gm"))) {
    words[name] = unescaped(text);
  }
  const pair = String.raw`^ {4}(\w+): \(\s*${string},\s*${string},?\s*\),$`;
  for (const [, name, ...both] of source.matchAll(new RegExp(pair, "gm"))) words[name] = both.map(unescaped);
  const plural = String.raw`^ {4}(\w+): Plural \{\s+one: ${string},\s+other: ${string},\s+\},$`;
  for (const [, name, one, other] of source.matchAll(new RegExp(plural, "gm"))) {
    words[name] = { one: unescaped(one), other: unescaped(other) };
  }
  return words;
}

function unescaped(text) {
  return text.replace(/\\(?:u\{(\w+)\}|(.))/g, (_, code, character) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : character === "n" ? "\n" : character,
  );
}
