// The page as a person meets it: everything is found by its role and its words
// in the language of the page. Facts are named as in claims, and given as a
// person would give them.

import assert from "node:assert/strict";
import { fill, languages, pack } from "./words.mjs";

export class CheckPage {
  constructor(page, language, policy) {
    this.page = page;
    this.language = language;
    this.words = languages[language].words;
    this.pack = policy && pack(policy);
    this.form = page.getByRole("form", { name: this.words.questions });
    this.answer = page.locator("#answer");
  }

  // The same page, about a policy.
  about(policy) {
    return new CheckPage(this.page, this.language, policy);
  }

  // A text of the pack.
  told(text) {
    return text[this.language];
  }

  // Those that there are of several.
  allTold(...texts) {
    return texts.filter(Boolean).map((text) => this.told(text));
  }

  // ---- the way there

  card(policy) {
    return this.page.getByRole("main").getByRole("link", { name: this.told(pack(policy).title), exact: true });
  }

  async choosePolicy(policy) {
    await this.card(policy).click();
    const chosen = this.about(policy);
    await chosen.ready();
    return chosen;
  }

  // Waits until the questions of the policy stand in this language.
  async ready() {
    await this.page.getByRole("heading", { level: 1, name: this.told(this.pack.title), exact: true }).waitFor();
    await this.form.waitFor();
  }

  async switchTo(language) {
    const { name } = languages[language];
    await this.page.getByRole("group", { name: this.words.language }).getByRole("button", { name }).click();
    await this.page.locator(`html[lang="${language}"]`).waitFor();
    const switched = new CheckPage(this.page, language, this.pack?.id);
    if (this.pack) await switched.ready();
    return switched;
  }

  // ---- the questions

  question(fact) {
    if (fact === "item") return this.told(this.pack.item_question);
    const asks = [...this.pack.facts, ...(this.pack.exclusions ?? [])].find(({ id }) => id === fact);
    return this.told(asks.question);
  }

  // The controls of a question: a group, or for an exclusion a radio group.
  group(fact) {
    const role = this.pack.exclusions?.some(({ id }) => id === fact) ? "radiogroup" : "group";
    return this.form.getByRole(role, { name: startingWith(this.question(fact)) });
  }

  // The one control of a question.
  control(fact) {
    return this.form.getByLabel(this.question(fact), { exact: true });
  }

  part(fact, part) {
    return this.group(fact).getByLabel(this.words[part], { exact: true });
  }

  // A radio button by its label, which may go on with a tag and a line.
  radio(fact, ...label) {
    return this.group(fact).getByRole("radio", { name: label.join(" "), exact: true });
  }

  yesNo(fact, answer) {
    return this.radio(fact, answer ? this.words.yes : this.words.no);
  }

  item(id) {
    const { name, tag, summary } = this.pack.items.find((item) => item.id === id);
    return this.radio("item", ...this.allTold(name, tag, summary));
  }

  // What an option is called, and what else is said of it.
  option(fact, value) {
    const options = this.pack.facts.find(({ id }) => id === fact).options;
    const { label, help } = options.find((option) => option.value === value);
    const [name, ...line] = this.allTold(label, help);
    return { name, line };
  }

  // The button that clears the exclusions: in the `form`, or in the `answer`.
  noneOfThese(where) {
    const within = where === "form" ? this.form : this.answer;
    return within.getByRole("button", { name: startingWith(this.words.none_of_these) });
  }

  // Answers a question as its kind is answered. Bytes are given in terabytes.
  async give(fact, value) {
    if (fact === "item") return this.item(value).check();
    const kind = this.pack.facts.find(({ id }) => id === fact)?.type;
    switch (kind) {
      case undefined:
      case "yes-no":
        return this.yesNo(fact, value).check();
      case "choice": {
        const { name, line } = this.option(fact, value);
        const select = this.form.getByRole("combobox", { name: this.question(fact) });
        const asRadios = (await select.count()) === 0;
        return asRadios ? this.radio(fact, name, ...line).check() : select.selectOption({ label: name });
      }
      case "date":
        return this.giveParts(this.group(fact), value);
      case "instant":
        return this.giveMoment(this.group(fact), value);
      case "events":
        for (const period of value) await this.givePeriod(fact, period);
        return;
      default:
        return this.control(fact).fill(value);
    }
  }

  async giveAll(facts) {
    for (const [fact, value] of Object.entries(facts)) await this.give(fact, value);
  }

  // `2024-02-29`
  async giveParts(within, date) {
    const [year, month, day] = date.split("-").map((part) => String(Number(part)));
    for (const [part, text] of Object.entries({ day, month, year })) {
      await within.getByLabel(this.words[part], { exact: true }).fill(text);
    }
  }

  // `2024-02-29T22:05`
  async giveMoment(within, moment) {
    const [date, time] = moment.split("T");
    const [hour, minute] = time.split(":");
    await this.giveParts(within, date);
    await within.getByLabel(this.words.hour, { exact: true }).fill(hour);
    await within.getByLabel(this.words.minute, { exact: true }).fill(minute);
  }

  // The entries of a list.
  entries(fact) {
    return this.group(fact).getByRole("group", { name: startingWith(this.words.entry.split("{")[0]) });
  }

  async givePeriod(fact, { start, end }) {
    const entries = this.entries(fact);
    const place = await entries.count();
    await this.group(fact).getByRole("button", { name: this.words.add }).click();
    const entry = entries.nth(place);
    await this.giveMoment(entry.getByRole("group", { name: this.words.period_start }), start);
    if (end) await this.giveMoment(entry.getByRole("group", { name: this.words.period_end }), end);
  }

  // ---- the answer

  // Waits until the verdict is this one: a word of the page, such as `covered`.
  async expectVerdict(verdict) {
    const title = this.words[verdict];
    await this.answer.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
  }

  // Waits until the answer shows this, a text or a part of the page.
  async expectSaid(what) {
    const found = typeof what === "string" ? this.answer.getByText(what) : what;
    await found.filter({ visible: true }).first().waitFor();
  }

  // The row of what something costs, with who pays for it.
  cost(what, payer) {
    const name = `${this.words[what]} ${this.words[payer]}`;
    return this.answer.getByRole("row", { name, exact: true });
  }

  clause(id) {
    return this.told(this.pack.clauses.find((clause) => clause.id === id).text);
  }

  step(id) {
    return this.told(this.pack.next_steps.find((step) => step.id === id).text);
  }

  // A word of the page with what is filled in.
  filled(word, ...values) {
    return fill(this.words[word], ...values);
  }

  // Gives an open question's answer with one tap, in the answer; the verdict is
  // read next.
  async tap(fact, yes) {
    const group = this.answer.getByRole("group", { name: this.question(fact), exact: true });
    await group.getByRole("button", { name: startingWith(yes ? this.words.yes : this.words.no) }).click();
    await this.answer.locator("h2:focus").waitFor();
  }

  // A date as the page writes it.
  date(day) {
    const { locale } = languages[this.language];
    return this.page.evaluate(
      ([day, locale]) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day)),
      [day, locale],
    );
  }

  // A word of the page about dates.
  async dated(template, ...days) {
    return fill(template, ...(await Promise.all(days.map((day) => this.date(day)))));
  }

  // ---- what was given

  async expectChosen(radio) {
    assert.ok(await radio.isChecked(), `${radio} is chosen`);
  }

  // Fails unless these facts stand in the form, as `giveAll` gives them.
  async expectGiven(facts) {
    for (const [fact, value] of Object.entries(facts)) {
      if (fact === "item") {
        await this.expectChosen(this.item(value));
      } else if (typeof value === "boolean") {
        await this.expectChosen(this.yesNo(fact, value));
      } else if (/^\d{4}-\d\d-\d\d$/.test(value)) {
        const parts = ["year", "month", "day"].map((part) => this.part(fact, part).inputValue());
        assert.deepEqual((await Promise.all(parts)).map(Number), value.split("-").map(Number), fact);
      } else {
        assert.equal(await this.control(fact).inputValue(), value, fact);
      }
    }
  }

  // Fails if anything is chosen or typed.
  async expectNothingGiven() {
    assert.equal(await this.form.getByRole("radio", { checked: true }).count(), 0);
    for (const box of await this.form.getByRole("textbox").all()) assert.equal(await box.inputValue(), "");
  }
}

// Names may go on: an option with a line of its own, a question with a hint.
function startingWith(text) {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}
