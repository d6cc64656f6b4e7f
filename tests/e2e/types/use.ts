// What programs may write. It need not run, but it must compile.

import {
  CovercheckError,
  assess,
  lint,
  policies,
  readDriveReport,
  readPack,
  ready,
} from "../../../dist/npm/index.js";
import type {
  Allowance,
  Answer,
  AssessOptions,
  Assessment,
  Certainty,
  Channel,
  Cited,
  Claim,
  Costs,
  Deadline,
  Drive,
  DriveKind,
  DriveNote,
  DriveReport,
  DriveReportFormat,
  FactValue,
  Facts,
  Finding,
  JudgedBy,
  KnownFacts,
  Limit,
  Line,
  NamedAllowance,
  OwnPack,
  Pack,
  PackFormat,
  Payer,
  PolicyId,
  Problem,
  Proposal,
  Question,
  Reading,
  ReadyOptions,
  RemedyKind,
  RuleFinding,
  SerialProblem,
  Span,
  Stage,
  Term,
  Verdict,
} from "../../../dist/npm/index.js";

const left: ReadyOptions = { policies: ["storage-warranty"], texts: false, packs: true, driveReports: true };
await ready();
await ready(left);
await ready({ policies });

const ids: readonly PolicyId[] = policies;
const care: PolicyId | undefined = ids.find((id) => id === "website-care");

// Facts that are known by name, and those of a pack of one's own.
const known: KnownFacts = {
  purchase_date: "2024-02-29",
  bytes_written: 41_000_000_000_000n,
  replacements: ["2025-01-31"],
  severity: "P1",
  request_kind: "a kind that only a pack of one's own has",
  outages: [{ start: "2026-11-22T10:00:00+08:00", end: "2026-11-22T10:30:00+08:00" }],
};
const fromKnown: Facts = known;
interface Visit {
  day: string;
  paid: boolean;
}
const visits: readonly Visit[] = [{ day: "2026-11-22", paid: false }];
const value: FactValue = visits;
const facts: Facts = { ...known, battery_cycles: 312, visits, colour: "red", dropped: false };
const claim: Claim = {
  policy: care ?? "own-policy",
  item: "sample-ssd-480",
  as_of: "2026-11-22T10:00:00+08:00",
  facts,
};
const frozen = Object.freeze({
  policy: "storage-warranty",
  as_of: "2026-11-22T10:00:00Z",
  facts: { proof_of_purchase: true, pe_cycles: 12 },
} as const);

function told(assessment: Assessment): string {
  const verdict: Verdict = assessment.verdict;
  const policy: JudgedBy = assessment.policy;
  const term: Term | undefined = assessment.term ?? assessment.possible_terms?.[0];
  const line: Line | undefined = assessment.lines[0];
  const remedies: RemedyKind[] = line?.remedies ?? [];
  const finding: RuleFinding | undefined = assessment.findings.find(({ outcome }) => outcome === "unknown");
  const said: unknown = finding?.facts["liquid"];
  const question: Question | undefined = assessment.questions[0];
  const answer: Answer | undefined = question?.answers[0];
  const limit: Limit | undefined = assessment.limits?.[0];
  const costs: Costs | undefined = assessment.costs;
  const parts: Payer = costs?.parts ?? "not-stated";
  const steps: Cited[] = [...assessment.assumptions, ...assessment.next_steps, ...assessment.notes];
  const channel: Channel | undefined = assessment.channels[0];
  const opens: string | null | undefined = channel?.opens_at;
  const deadline: Deadline | undefined = assessment.deadlines?.[0];
  const span: Span | undefined = deadline?.spans[0];
  const stage: Stage | undefined = assessment.stages?.[0];
  const allowance: Allowance | undefined = assessment.allowance;
  const allowances: NamedAllowance[] = assessment.allowances ?? [];
  const serial: SerialProblem | undefined = assessment.serial_problem;
  const proposals: Proposal[] = assessment.proposals ?? [];
  switch (verdict) {
    case "covered":
    case "not-covered":
    case "chargeable":
    case "issuer-decides":
    case "undetermined":
      break;
    default:
      // Every verdict has been told.
      verdict satisfies never;
  }
  // Figures of limits are numbers or bigints; both become text alike.
  const most: number | bigint = limit?.limit ?? 0n;
  const from: number | bigint | string | undefined = answer?.from;
  return [
    verdict, policy.edition, term?.last_covered_between?.latest, term?.days_left?.toFixed(),
    ...remedies, said, most.toString(), from, parts, costs?.fee, ...steps.map(({ clause }) => clause),
    opens, span?.until, stage?.latest, allowance?.left_s, allowances.length, serial?.code,
    ...proposals.map(({ evidence }) => evidence), ...assessment.reasons,
  ].join(" ");
}

function own(text: string): Assessment {
  const findings: Finding[] = lint(text);
  const errors = findings.filter(({ severity }) => severity === "error");
  for (const { line, column, pointer, code, message, help } of errors) {
    console.error(`${line}:${column}: ${pointer} [${code}] ${message}; ${help}`);
  }
  const pack: OwnPack = readPack(text);
  const options: AssessOptions = { pack };
  return assess({ ...claim, policy: pack.id }, options);
}

function ofPack(pack: Pack): Assessment {
  const edition: PackFormat.Edition = pack.edition;
  return edition.from === undefined ? assess(claim) : own(JSON.stringify(pack));
}

function written(file: string | Uint8Array): number | bigint | undefined {
  const report: DriveReport = readDriveReport(file);
  const format: DriveReportFormat = report.format;
  const drive: Drive | undefined = report.drives[0];
  const kind: DriveKind = drive?.kind ?? "unknown";
  const certainty: Certainty | undefined = drive?.certainty;
  const reading: Reading | undefined = drive?.candidates?.[0];
  const notes: DriveNote[] = drive?.notes ?? [];
  console.log(format, kind, certainty, notes);
  return drive?.bytes_written ?? reading?.bytes;
}

try {
  console.log(told(assess(claim)), told(assess(frozen)), written("…"), written(new Uint8Array(8)));
} catch (error) {
  if (!(error instanceof CovercheckError)) throw error;
  const refused: Error = error;
  const problems: readonly Problem[] = error.problems;
  console.error(refused.message, problems.map(({ code, pointer, message, help }) => [code, pointer, message, help]));
}

export { fromKnown, ofPack, value };
