// What people come with, for each policy in each language, and what they are to
// read. It is 10 o'clock in Shenzhen on 22 November 2026.

export const now = "2026-11-22T02:00:00Z";

// `facts` are given in the form, in this order; `taps` in the answer, with one tap
// each; `none` clears the exclusions, at their button in the form or at the one in
// the answer. `told` gives the texts and rows that the answer shows beside the
// verdict.
export const journeys = [
  {
    story: "an own product in the year after its cover",
    policy: "hardware-service",
    language: "en",
    facts: { item: "own-product", purchase_date: "2024-11-22", fault: "It does not start any more." },
    verdict: "chargeable",
    told: async (check) => [
      check.words.chargeable_text,
      await check.dated(check.words.reason_over, "2025-11-22"),
      check.clause("Warranty details 1"),
      check.cost("cost_parts", "payer_customer"),
      check.cost("cost_labour", "payer_issuer"),
    ],
  },
  {
    story: "another maker's product, in the company's own city",
    policy: "hardware-service",
    language: "zh-Hans",
    facts: { item: "agent-product", purchase_date: "2026-03-10", place: "深圳" },
    none: "form",
    verdict: "covered",
    told: async (check) => [
      await check.dated(check.words.covered_until, "2027-03-10"),
      check.words.remedy_on_site,
      check.step("on-site-shenzhen"),
    ],
  },
  {
    story: "a product that a person has damaged",
    policy: "hardware-service",
    language: "vi",
    facts: { item: "own-product-3y", purchase_date: "2025-01-15", man_made_damage: true },
    verdict: "not_covered",
    told: async (check) => [
      check.filled("reason_exclusion", check.question("man_made_damage")),
      check.clause("Not covered 4"),
      check.cost("cost_parts", "payer_quotation"),
    ],
  },
  {
    story: "software that has stopped",
    policy: "software-service",
    language: "en",
    facts: { launch_date: "2026-03-10", in_function_manual: true, severity: "P1" },
    verdict: "covered",
    told: async (check) => [
      await check.dated(check.words.covered_until, "2027-03-10"),
      check.filled("within", check.filled("hours", "4")),
      check.step("call-now"),
    ],
  },
  {
    story: "a function that was never agreed",
    policy: "software-service",
    language: "zh-Hans",
    facts: { launch_date: "2026-03-10" },
    taps: { in_function_manual: false },
    verdict: "not_covered",
    told: async (check) => [
      check.filled("reason_out_of_scope", check.question("in_function_manual")),
      check.clause("1.3"),
    ],
  },
  {
    story: "software in its last covered month",
    policy: "software-service",
    language: "vi",
    facts: { launch_date: "2025-12-01", in_function_manual: true, severity: "P3" },
    verdict: "covered",
    told: async (check) => [
      await check.dated(check.words.covered_until, "2026-12-01"),
      check.filled("days_left", "9"),
      check.filled("within", check.filled("hours", "24")),
    ],
  },
  {
    story: "a drive bought on a leap day",
    policy: "storage-warranty",
    language: "en",
    facts: {
      item: "sample-ssd-480",
      purchase_date: "2024-02-29",
      proof_of_purchase: true,
      serial: "SD24090001231",
      fault: "The computer does not find the drive since yesterday.",
      bytes_written: "41",
    },
    none: "answer",
    verdict: "covered",
    told: async (check) => [
      await check.dated(check.words.covered_until, "2027-02-28"),
      check.filled("days_left", "98"),
      check.words.reason_running,
      check.step("rma"),
    ],
  },
  {
    story: "a card without a receipt, by its serial number",
    policy: "storage-warranty",
    language: "zh-Hans",
    facts: { item: "sample-tf-64", proof_of_purchase: false, serial: "TF24020000014", pe_cycles: "1200" },
    none: "form",
    verdict: "covered",
    told: async (check) => [await check.dated(check.words.covered_between, "2027-02-01", "2027-02-28")],
  },
  {
    story: "a drive that got wet",
    policy: "storage-warranty",
    language: "vi",
    facts: { item: "sample-ssd-960", purchase_date: "2025-08-05", proof_of_purchase: true, liquid: true },
    verdict: "not_covered",
    told: async (check) => [
      check.filled("reason_exclusion", check.question("liquid")),
      check.clause("III.2"),
    ],
  },
  {
    story: "a new design in a package that leaves it out",
    policy: "website-care",
    language: "en",
    facts: { item: "advanced", handover_date: "2026-09-01", request_kind: "redesign" },
    verdict: "not_covered",
    told: async (check) => [
      check.filled("reason_excluded", check.option("request_kind", "redesign").name),
      check.clause("Advanced / Not 2"),
    ],
  },
  {
    story: "work for search engines in the largest package",
    policy: "website-care",
    language: "zh-Hans",
    facts: { item: "comprehensive", handover_date: "2026-09-01", request_kind: "seo" },
    verdict: "covered",
    told: async (check) => [
      await check.dated(check.words.covered_until, "2028-09-01"),
      check.filled("reason_included", check.option("request_kind", "seo").name),
    ],
  },
  {
    story: "a broken page in the smallest package",
    policy: "website-care",
    language: "vi",
    facts: { item: "basic", handover_date: "2026-09-01", request_kind: "interface_bug", in_original_scope: true },
    none: "form",
    verdict: "covered",
    told: async (check) => [
      await check.dated(check.words.covered_until, "2027-03-01"),
      check.filled("within", check.filled("hours", "24")),
    ],
  },
  {
    story: "a site that was down for a night",
    policy: "website-support",
    language: "en",
    facts: {
      built_by_company: true,
      agreement_start: "2025-04-01",
      request_kind: "site_down",
      outages: [{ start: "2026-11-20T22:00", end: "2026-11-21T07:30" }],
    },
    verdict: "covered",
    told: async (check) => [
      check.words.covered_open,
      check.words.no_end,
      check.filled(
        "ledger",
        `${check.filled("hours", "9")} ${check.filled("minutes", "30")}`,
        check.filled("hours", "40"),
      ),
    ],
  },
  {
    story: "a site that the company does not look after",
    policy: "website-support",
    language: "zh-Hans",
    facts: { built_by_company: false, support_contract: false },
    verdict: "not_covered",
    told: async (check) => [check.words.reason_no_agreement, check.clause("Scope")],
  },
  {
    story: "a wrong layout under a contract that ends this year",
    policy: "website-support",
    language: "vi",
    facts: {
      support_contract: true,
      agreement_start: "2025-04-01",
      agreement_end: "2026-12-31",
      request_kind: "layout",
    },
    verdict: "covered",
    told: async (check) => [
      await check.dated(check.words.covered_until, "2026-12-31"),
      check.filled("reason_included", check.option("request_kind", "layout").name),
    ],
  },
];

// The claim of a policy that shows most of its answer.
export const example = (policy) => journeys.find((journey) => journey.policy === policy);

// Gives what a person came with.
export async function tell(check, { facts, taps = {}, none }) {
  await check.giveAll(facts);
  for (const [fact, yes] of Object.entries(taps)) await check.tap(fact, yes);
  if (none) await check.noneOfThese(none).click();
}
