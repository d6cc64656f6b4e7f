// What the parts share: how each is fetched, and how it refuses.

/** Input that was refused, or a part that is not there: `problems` says why. */
export class CovercheckError extends Error {
  constructor(problems) {
    super(problems.map(({ pointer, message, help }) => `${pointer || "/"}: ${message}${help && `; ${help}`}`).join("\n"));
    this.name = "CovercheckError";
    this.problems = Object.freeze(problems);
  }
}

export function refuse(code, pointer, message, help) {
  throw new CovercheckError([{ code, pointer, message, help }]);
}

// Calls into WebAssembly, which throws lists of problems.
export function asking(call) {
  try {
    return call();
  } catch (problems) {
    throw Array.isArray(problems) ? new CovercheckError(problems) : problems;
  }
}

// The packs that a program has read itself, each with what judges need of it.
export const ownPacks = new WeakMap();

const parts = new Map();

// Tells `ready` of a part: how it is fetched, and by which option it is left out.
export function part(option, fetched) {
  parts.set(option, fetched);
}

const options = ["policies", "texts", "packs", "driveReports"];

/** Fetches what is to be called. Later calls fetch what is missing yet. */
export async function ready(wanted) {
  wanted ??= {};
  if (typeof wanted !== "object") refuse("api.type", "", "the options must be an object", "name what is wanted");
  for (const option of Object.keys(wanted)) {
    if (options.includes(option)) continue;
    refuse("api.option", `/${option}`, `there is no option \`${option}\``, `the options are: ${options.join(", ")}`);
  }
  const fetching = [...parts].filter(([option]) => wanted[option] !== false);
  await Promise.all(fetching.map(([, fetched]) => fetched(wanted)));
}

// A module of WebAssembly: `fetched` starts it, once; after a failure, once more when
// it is asked for again. `isThere` says whether it has started.
export class Module {
  #start;
  #address;
  #starting = null;
  isThere = false;

  constructor(start, address) {
    this.#start = start;
    this.#address = address;
  }

  fetched() {
    this.#starting ??= this.#fetch().catch((error) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }

  async #fetch() {
    await this.#start({ module_or_path: await file(this.#address) });
    this.isThere = true;
  }

  // Refuses where it has not started.
  expectThere() {
    if (!this.isThere) refuse("api.not-ready", "", "this part is not there yet", "await ready() first, without leaving it out");
  }
}

// A file beside this one: fetched, or read where the program runs from files.
export async function file(address) {
  if (address.protocol === "file:") {
    // Named where bundlers for browsers do not look for it.
    const files = "node:fs/promises";
    const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ files);
    return readFile(address);
  }
  const response = await fetch(address);
  if (response.ok) return response;
  refuse("api.fetch", "", `${address} could not be fetched: status ${response.status}`, "serve it beside the module");
}

export async function bytes(address) {
  const found = await file(address);
  return found instanceof Uint8Array ? found : new Uint8Array(await found.arrayBuffer());
}
