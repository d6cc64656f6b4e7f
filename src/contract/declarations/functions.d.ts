/** Why something was refused, and where. */
export interface Problem {
  /** What kind of problem it is, such as `claim.unknown-fact`. */
  code: string;
  /** The JSON pointer of the place; empty for the whole. */
  pointer: string;
  /** What is wrong. */
  message: string;
  /** What to do about it; may be empty. */
  help: string;
}

/** Thrown for whatever is refused, with every problem of it. */
export class CovercheckError extends Error {
  private constructor();
  readonly problems: readonly Problem[];
}

/** What `ready` fetches. Each is fetched if nothing else is said. */
export interface ReadyOptions {
  /** The bundled policies to judge by; all of them, if left out. */
  policies?: readonly PolicyId[];
  /** Whether descriptions of a fault are read. `false` leaves that out. */
  texts?: boolean;
  /** Whether `readPack` and `lint` can be called. `false` leaves them out. */
  packs?: boolean;
  /** Whether `readDriveReport` can be called. `false` leaves it out. */
  driveReports?: boolean;
}

/**
 * Fetches the engine and, as far as the options leave nothing out, all bundled
 * policies, how texts are read, and the readers of packs and of drive reports. To
 * be awaited before anything else is called: calling a function whose part was not
 * asked for throws a CovercheckError that says so.
 */
export function ready(options?: ReadyOptions): Promise<void>;

/** How a claim is judged. */
export interface AssessOptions {
  /** Judge by this pack, and not by a bundled policy. */
  pack?: OwnPack;
}

/** A pack of your own, as `readPack` gives it. It stays until the page ends. */
export interface OwnPack {
  /** The id of its policy, which claims name. */
  readonly id: string;
  /** What tells its text from every other: `sha256:` and hexadecimal digits. */
  readonly digest: string;
}

/**
 * Judges a claim by the policy that it names. Not covered and undetermined are
 * answers; a claim that is none is refused, with a CovercheckError.
 */
export function assess(claim: Claim, options?: AssessOptions): Assessment;

/**
 * Reads a pack of your own from its JSON text, for `assess`. Throws a
 * CovercheckError with everything that keeps the text from being a pack.
 */
export function readPack(text: string): OwnPack;

/** What `lint` says of a place in a pack. */
export interface Finding {
  /** What kind of finding it is. */
  code: string;
  /** The JSON pointer of the place; empty for the whole. */
  pointer: string;
  /** What is wrong. */
  message: string;
  /** What to do about it; may be empty. */
  help: string;
  /** A pack with an error is not to be published; one with warnings may be. */
  severity: "error" | "warning";
  /** The line of the place in the text, from 1. */
  line: number;
  /** The column of the place in its line, from 1. */
  column: number;
}

/**
 * What is wrong with a pack, in the order of its text. Throws a CovercheckError if
 * the text is not JSON.
 */
export function lint(text: string): Finding[];

/**
 * Reads a drive health report: its text, or the bytes of the file in whatever
 * encoding it has. Throws a CovercheckError if it is no such report.
 */
export function readDriveReport(textOrBytes: string | Uint8Array): DriveReport;

/** The ids of the bundled policies. */
export const policies: readonly PolicyId[];
