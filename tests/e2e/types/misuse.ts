// What programs may not write: each line after a remark must fail to compile.

import { CovercheckError, assess, lint, policies, readDriveReport, readPack, ready } from "../../../dist/npm/index.js";
import type { Assessment, Claim, DriveReport, Facts, Finding, OwnPack, PolicyId } from "../../../dist/npm/index.js";

declare const assessment: Assessment;
declare const claim: Claim;
declare const error: CovercheckError;
declare const finding: Finding;
declare const pack: OwnPack;
declare const report: DriveReport;

// A claim without its instant, with a key of another type, and with one too many.
// @ts-expect-error
assess({ policy: "storage-warranty", facts: {} });
// @ts-expect-error
assess({ policy: "storage-warranty", as_of: new Date(), facts: {} });
// @ts-expect-error
assess({ policy: 3, as_of: "2026-11-22T10:00:00Z", facts: {} });
// @ts-expect-error
assess({ policy: "storage-warranty", as_of: "2026-11-22T10:00:00Z", facts: {}, asOf: "" });

// A known fact of another type; a fact that is null, which is refused, or no value at all.
// @ts-expect-error
const facts: Facts = { proof_of_purchase: "yes" };
// @ts-expect-error
const left: Facts = { liquid: null };
// @ts-expect-error
const call: Facts = { battery_cycles: () => 312 };
// @ts-expect-error
const outage: Facts = { outages: [{ end: "2026-11-22T10:00:00Z" }] };

// Words that never stand there.
// @ts-expect-error
if (assessment.verdict === "not covered") console.log();
// @ts-expect-error
if (finding.severity === "note") console.log();
// @ts-expect-error
if (report.drives[0]?.kind === "floppy") console.log();
// @ts-expect-error
const id: PolicyId = "storage";

// What may be absent, or a bigint.
// @ts-expect-error
assessment.term.starts;
// @ts-expect-error
const written: number = report.drives[0]?.bytes_written ?? 0;

// Parts and options that are not there.
// @ts-expect-error
await ready({ policies: ["storage"] });
// @ts-expect-error
await ready({ text: false });
// @ts-expect-error
assess(claim, { pack: "the text of a pack" });
// @ts-expect-error
readPack({ id: "own" });
// @ts-expect-error
readDriveReport(new Blob());
// @ts-expect-error
lint("{}").length.message;

// What is read-only, and what only these functions make.
// @ts-expect-error
policies.push("storage-warranty");
// @ts-expect-error
error.problems = [];
// @ts-expect-error
pack.id = "another";
// @ts-expect-error
new CovercheckError([]);

export { call, facts, id, left, outage, written };
