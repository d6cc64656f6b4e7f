// The JavaScript API, `dist/npm`: in Node, as an installed package, through a bundler,
// to the compiler of TypeScript, and on a page of another origin. cases.test.mjs judges
// every golden claim by it in the browser.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { buildCommandLine, run } from "./command-line.mjs";
import { assessNatively, each, golden, withoutIdleSpace } from "./golden.mjs";
import { launch } from "./launch.mjs";
import { expectNoComplaints, openPage } from "./page.mjs";
import { dist, serve } from "./server.mjs";
import { policies, root } from "./words.mjs";

const reports = `${root}tests/drive-reports/`;
const npm = `${dist}npm/`;
const index = pathToFileURL(`${npm}index.js`).href;

const claim = {
  policy: "storage-warranty",
  item: "sample-ssd-480",
  as_of: "2026-11-22T10:00:00+08:00",
  facts: { purchase_date: "2024-02-29", proof_of_purchase: true },
};
const described = withFacts({ fault: "I dropped it, and then it went dark." });

// The claim with other facts.
function withFacts(facts) {
  return { ...claim, facts: { ...claim.facts, ...facts } };
}

describe("the JavaScript API", () => {
  let program, api, aside;
  before(async () => {
    program = buildCommandLine();
    // Addresses have characters that paths have not, so a folder needs some of them.
    aside = mkdtempSync(join(tmpdir(), "covercheck 100% #"));
    api = await import(index);
    await api.ready();
  });
  after(() => rmSync(aside, { recursive: true }));

  // A folder of a test's own.
  function folder(name) {
    const path = join(aside, name);
    mkdirSync(path);
    return path;
  }

  // The problems of what must be refused.
  function refused(call) {
    try {
      call();
    } catch (error) {
      assert.ok(error instanceof api.CovercheckError, `${error?.stack ?? error}`);
      assert.ok(error.problems.length > 0);
      return error.problems;
    }
    return assert.fail("it was not refused");
  }

  describe("judging", () => {
    // The browser has judged them all. Here some will do, and all of those that are more
    // than JSON as Node reads it, or that need a second module.
    test("a fifth of the golden claims, as natively to the byte", async () => {
      const all = policies.flatMap((policy) => golden(policy).flatMap(({ text }) => readExactly(text)));
      const special = ({ claim: { facts } }) =>
        facts.fault !== undefined || Object.values(facts).some((fact) => typeof fact === "bigint");
      const some = all.filter((one, place) => place % 5 === 0 || special(one));
      assert.ok(some.length > 150 && some.filter(special).length >= 10, `${some.length} of ${all.length}`);

      const different = [];
      await each(some, async ({ name, claim }) => {
        const natively = await assessNatively(program, undefined, writeExactly(claim));
        if (writeExactly(api.assess(claim)) !== natively) different.push(`${claim.policy}: ${name}`);
      });
      assert.deepEqual(different, []);
    });

    test("what is refused, as natively", async () => {
      const claims = [
        { ...claim, policy: 3 },
        { policy: claim.policy },
        { ...claim, facts: null },
        { ...claim, facts: [] },
        { ...claim, facts: { purchase_date: null, liquid: "yes", accident: 1 } },
        { ...claim, facts: { bytes_written: "41 TB", pe_cycles: true, replacements: "2025-01-31" } },
        { ...claim, facts: { bytes_written: 1.5, pe_cycles: -1 } },
        { ...claim, facts: { purchase_date: "2023-02-29", proof_of_purchas: true } },
        { ...claim, facts: { fault: "x".repeat(10_001) } },
        { ...claim, as_of: "2026-11-22T10:00:00" },
        { ...claim, as_of: 1_795_312_800 },
        { ...claim, item: "sample-ssd", verdict: "covered" },
        [claim],
        null,
      ];
      await each(claims, async (wrong) => {
        const { code, errors } = await finished(program, ["assess", "-", "--json"], JSON.stringify(wrong));
        assert.equal(code, 2);
        assert.deepEqual(refused(() => api.assess(wrong)), JSON.parse(errors), JSON.stringify(wrong).slice(0, 200));
      });
    });

    test("a policy that is not there is refused with those that are", () => {
      const [problem, ...more] = refused(() => api.assess({ ...claim, policy: "storage-waranty" }));
      assert.deepEqual(more, []);
      assert.equal(problem.code, "claim.unknown-policy");
      assert.equal(problem.pointer, "/policy");
      for (const policy of policies) assert.ok(problem.help.includes(policy), problem.help);
      // What every object has is no policy.
      assert.equal(refused(() => api.assess({ ...claim, policy: "toString" }))[0].code, "claim.unknown-policy");
    });

    test("what JSON has not", () => {
      const answer = api.assess(claim);
      assert.deepEqual(api.assess(withFacts({ liquid: undefined, nonsense: undefined })), answer);
      assert.deepEqual(api.assess(Object.freeze({ ...claim, item: claim.item, more: undefined })), answer);
      assert.deepEqual(refused(() => api.assess()), refused(() => api.assess({})));

      const itself = withFacts({});
      itself.facts.replacements = [itself];
      const loop = [];
      loop.push(loop);
      const values = [itself.facts.replacements, loop, new Date(), 2 ** 60, 2n ** 63n, Number.NaN, () => 1, Symbol("a")];
      for (const value of values) {
        const fact = Array.isArray(value) ? "replacements" : "bytes_written";
        const problems = refused(() => api.assess(withFacts({ [fact]: value })));
        assert.ok(problems.every(({ pointer }) => pointer.startsWith(`/facts/${fact}`)), JSON.stringify(problems));
      }
      itself.facts = itself;
      refused(() => api.assess(itself));

      // An error of the program's own stays what it is.
      const mine = new Error("mine");
      const throwing = Object.defineProperty(withFacts({}), "facts", { enumerable: true, get: () => assert.fail(mine) });
      assert.throws(() => api.assess(throwing), mine);
    });

    test("what is huge is refused, and nothing is the worse for it", () => {
      const answer = api.assess(claim);
      assert.equal(refused(() => api.assess(withFacts({ fault: "word ".repeat(2_000_000) })))[0].pointer, "/facts/fault");
      let deep = [];
      for (let level = 0; level < 100_000; level += 1) deep = [deep];
      refused(() => api.assess(withFacts({ replacements: deep })));
      refused(() => api.assess(withFacts({ replacements: new Array(1_000_000_000) })));
      assert.deepEqual(api.assess(claim), answer);
    });
  });

  describe("packs of one's own", () => {
    test("are read, and judge as natively to the byte", async () => {
      // One with editions, and one that reads descriptions.
      const own = [
        [`${root}tests/packs/bicycle-frame.json`, golden("packs").find(({ file }) => file === "bicycle-frame.json").text],
        [`${root}policies/storage-warranty.json`, JSON.stringify([{ claim }, { claim: described }])],
      ];
      for (const [path, cases] of own) {
        const text = readFileSync(path, "utf8");
        const pack = api.readPack(text);
        const digest = createHash("sha256").update(text).digest("hex");
        assert.deepEqual({ ...pack }, { id: basename(path, ".json"), digest: `sha256:${digest}` });
        assert.ok(Object.isFrozen(pack));
        assert.equal(api.readPack(text), pack);
        assert.notEqual(api.readPack(`${text}\n`), pack);
        for (const { claim } of JSON.parse(cases)) {
          const natively = await assessNatively(program, path, JSON.stringify(claim));
          assert.equal(JSON.stringify(api.assess(claim, { pack })), natively);
        }
      }
      const pack = api.readPack(readFileSync(own[1][0], "utf8"));
      assert.ok(suspected(api.assess(described, { pack })));
    });

    test("judge no other policy, and are nothing but what readPack gave", () => {
      const pack = api.readPack(readFileSync(`${root}tests/packs/headphones.json`, "utf8"));
      assert.equal(refused(() => api.assess({ ...claim, facts: {} }, { pack }))[0].pointer, "/policy");
      for (const other of [{}, { ...pack }, "headphones", null]) {
        assert.equal(refused(() => api.assess(claim, { pack: other }))[0].code, "api.pack");
      }
    });

    test("that are broken: the findings of every case of the linter, as natively", async () => {
      const broken = folder("broken");
      const cases = readdirSync(`${root}tests/lint`).flatMap((file) => json(`${root}tests/lint/${file}`));
      assert.ok(cases.length > 100, `${cases.length}`);
      const texts = new Map();
      cases.forEach(({ base, patch }, place) => {
        const path = join(broken, `${String(place).padStart(3, "0")}.json`);
        const pack = packOf(base);
        // Nearly all of a policy, and of the time, is how it reads descriptions.
        if (!patch.some(({ at }) => at.startsWith("/triage"))) delete pack.triage;
        // On lines, places are more than columns.
        texts.set(path, JSON.stringify(patched(pack, patch), null, place % 2 ? 2 : 0));
        writeFileSync(path, texts.get(path));
      });
      const { code, output } = await finished(program, ["lint", ...texts.keys(), "--json"]);
      assert.equal(code, 1);

      const natively = new Map([...texts.keys()].map((path) => [path, []]));
      for (const { file, ...finding } of JSON.parse(output)) natively.get(file).push(finding);
      const different = [...texts].filter(
        ([path, text]) => JSON.stringify(api.lint(text)) !== JSON.stringify(natively.get(path)),
      );
      assert.deepEqual(different.map(([path]) => cases[Number(basename(path, ".json"))].description), []);
    });

    test("that are none are refused", async () => {
      for (const text of ["", "{", "\ufeff{}", "{} {}", '{"id": "a", "id": "b"}', "no JSON"]) {
        const { code, errors } = await finished(program, ["lint", "-", "--json"], text);
        assert.equal(code, 2, text);
        const natively = JSON.parse(errors);
        assert.deepEqual(refused(() => api.lint(text)), natively);
        assert.deepEqual(refused(() => api.readPack(text)), natively);
      }
      // What is JSON and no pack: findings to the linter.
      const found = api.lint("{}").map(({ code, pointer, message, help }) => ({ code, pointer, message, help }));
      assert.deepEqual(refused(() => api.readPack("{}")), found);
      for (const text of [undefined, null, {}, new Uint8Array(2)]) {
        assert.equal(refused(() => api.lint(text))[0].code, "api.type");
        assert.equal(refused(() => api.readPack(text))[0].code, "api.type");
      }
    });
  });

  describe("drive reports", () => {
    test("as texts and as bytes, as natively to the byte", async () => {
      const files = [
        "smartctl-json/nvme-above-2-to-the-53.json",
        "smartctl-json/unit-unknown.json",
        "smartctl-text/two-drives.txt",
        "smartctl-text/nvme-utf-16-big-endian.txt",
        "nvme-text/plain.txt",
        "nvme-json/numbers.json",
        "crystaldiskinfo/japanese-shift-jis.txt",
      ];
      let figures = 0;
      await each(files, async (file) => {
        const bytes = readFileSync(reports + file);
        const report = writeExactly(api.readDriveReport(bytes));
        assert.equal(report, withoutIdleSpace(await run(program, ["drive-report", reports + file])), file);
        // A text is UTF-8 to those who have one.
        const text = bytes.toString();
        if (bytes.equals(Buffer.from(text))) assert.equal(writeExactly(api.readDriveReport(text)), report, file);
        figures += /\d{16,}/.test(report);
      });
      // Some of them as a BigInt.
      assert.ok(figures > 0);
    });

    test("that are none are refused with what helps, as natively", async () => {
      for (const file of ["prose.txt", "usb-bridge.json", "permission-text.txt", "cut-off.json", "blank.txt"]) {
        const { code, errors } = await finished(program, ["drive-report", `${reports}refused/${file}`, "--json"]);
        assert.equal(code, 2, file);
        const problems = refused(() => api.readDriveReport(readFileSync(`${reports}refused/${file}`, "utf8")));
        assert.deepEqual(problems, JSON.parse(errors));
        assert.ok(problems.every(({ help }) => help));
      }
      for (const other of [undefined, 3, {}, new ArrayBuffer(8), new Uint16Array(8)]) {
        assert.equal(refused(() => api.readDriveReport(other))[0].code, "api.type");
      }
    });
  });

  // What is ready is of a whole process, so each has one of its own.
  describe("being ready", () => {
    test("is needed before anything is called", async () => {
      const told = await inNode(`
        told.calls = [() => assess(claim), () => lint("{}"), () => readPack("{}"), () => readDriveReport("text")].map(refused);
        await ready();
        told.verdict = assess(claim).verdict;
      `);
      assert.equal(told.verdict, api.assess(claim).verdict);
      for (const [problem] of told.calls) {
        assert.equal(problem.code, "api.not-ready");
        assert.match(problem.help, /await ready\(\)/);
      }
    });

    test("is no more than was asked for, and more when asked again", async () => {
      const told = await inNode(`
        const policies = ["storage-warranty"];
        const other = { policy: "website-care", as_of: claim.as_of, facts: {} };
        await ready({ policies, texts: false, packs: false, driveReports: false });
        told.parts = [() => assess(other), () => lint("{}"), () => readPack("{}"), () => readDriveReport("text")].map(refused);
        told.unread = assess(described);
        await ready({ policies, packs: false });
        told.read = assess(described);
        told.others = [() => assess(other), () => lint("{}")].map(refused);
        await ready({ texts: false });
        told.verdict = assess(other).verdict;
        told.findings = lint("{}").length;
        told.still = assess(described);
      `);
      assert.deepEqual(told.parts.map(([{ code }]) => code), Array(4).fill("api.not-ready"));
      assert.deepEqual([told.parts[0][0].pointer, told.others[0][0].pointer], ["/policy", "/policy"]);
      assert.deepEqual(told.others.map(([{ code }]) => code), Array(2).fill("api.not-ready"));
      assert.ok(!suspected(told.unread));
      assert.ok(suspected(told.read));
      assert.deepEqual(told.read, api.assess(described));
      assert.deepEqual(told.still, told.read);
      assert.equal(told.verdict, "undetermined");
      assert.ok(told.findings > 0);
    });

    test("for packs of one's own alone", async () => {
      const told = await inNode(`
        await ready({ policies: [], driveReports: false });
        const pack = readPack(readFileSync(${JSON.stringify(`${root}policies/storage-warranty.json`)}, "utf8"));
        told.own = assess(described, { pack });
        told.others = refused(() => assess(described));
      `);
      assert.ok(suspected(told.own));
      assert.equal(told.others[0].code, "api.not-ready");
    });

    // One part of a program asks for less while another waits for more, and what it asks
    // for comes last.
    test("takes nothing back from who asked for more meanwhile", async () => {
      const told = await inNode(`
        const policies = ["storage-warranty"];
        await ready({ policies: [] });
        const { readFile } = fs;
        let more, reads = 0;
        fs.readFile = async (address) => {
          if (address.pathname.endsWith(".policy") && ++reads > 1) await more;
          return readFile(address);
        };
        syncBuiltinESMExports();
        more = ready({ policies });
        await Promise.all([more, ready({ policies, texts: false })]);
        told.reads = reads;
        told.read = assess(described);
      `);
      assert.ok(told.reads > 0);
      assert.ok(suspected(told.read));
    });

    test("with what there is not is refused", async () => {
      const problemOf = async (options) => {
        const error = await api.ready(options).then(() => null, (error) => error);
        assert.ok(error instanceof api.CovercheckError, `${error}`);
        return error.problems[0];
      };
      const option = await problemOf({ text: false });
      assert.equal(option.pointer, "/text");
      assert.ok(["policies", "texts", "packs", "driveReports"].every((name) => option.help.includes(name)));
      const policy = await problemOf({ policies: ["storage-warranty", "nope"] });
      assert.deepEqual([policy.code, policy.pointer], ["claim.unknown-policy", "/policies/1"]);
      for (const id of policies) assert.ok(policy.help.includes(id), policy.help);
    });

    test("the policies that come along are those of the repository, and stay so", () => {
      assert.deepEqual([...api.policies].sort(), [...policies].sort());
      assert.ok(Object.isFrozen(api.policies));
    });
  });

  describe("the package", () => {
    let installed, packed;
    before(() => {
      const project = folder("project");
      const options = ["pack", "--json", "--pack-destination", project];
      [packed] = JSON.parse(execFileSync("npm", options, { cwd: npm, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
      installed = join(project, "node_modules/covercheck");
      mkdirSync(installed, { recursive: true });
      execFileSync("tar", ["-xzf", join(project, packed.filename), "-C", installed, "--strip-components=1"]);
    });

    // Neither the compressed copies of the site nor what nobody imports.
    test("holds what is needed, and nothing else", () => {
      const modules = ["engine", "texts", "packs", "drives"];
      const needed = [
        ...["LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json", "index.d.ts"],
        ...["index.js", "core.js", "assess.js", "packs.js", "drives.js", "policies.js"],
        ...modules.flatMap((name) => [`${name}/covercheck.js`, `${name}/covercheck_bg.wasm`]),
        ...policies.flatMap((id) => [`policies/${id}.policy`, `written/${id}.json`]),
      ];
      assert.deepEqual(packed.files.map(({ path }) => path).sort(), needed.sort());
      const version = readFileSync(`${root}Cargo.toml`, "utf8").match(/^version = "(.*)"$/m)[1];
      assert.equal(json(join(installed, "package.json")).version, version);
    });

    test("works where it is installed, in Node and for the compiler", async () => {
      const project = join(aside, "project");
      const source = `
        import { assess, ready, type Verdict } from "covercheck";
        await ready();
        const verdict: Verdict = assess(${JSON.stringify(claim)}).verdict;
        console.log(verdict);
      `;
      writeFileSync(join(project, "package.json"), '{ "type": "module" }');
      writeFileSync(join(project, "program.ts"), source);
      compile(["--outDir", project, join(project, "program.ts")]);
      const told = await finished(process.execPath, [join(project, "program.js")]);
      assert.deepEqual(told, { code: 0, output: `${api.assess(claim).verdict}\n`, errors: "" });
    });

    // Without a word to the bundler: a program may be for Node, for browsers or both.
    test("a bundler leaves out what is not called, and the rest works", async () => {
      const shaken = join(aside, "shaken");
      cpSync(installed, shaken, { recursive: true });
      const programs = [
        {
          source: `
            import { assess, ready } from "covercheck";
            await ready({ texts: false });
            console.log(assess(${JSON.stringify(claim)}).verdict);
          `,
          used: ["assess.js", "core.js", "engine", "policies.js", "texts"],
          prints: api.assess(claim).verdict,
        },
        {
          source: `
            import { readDriveReport, ready } from "covercheck";
            await ready();
            console.log(readDriveReport(${JSON.stringify(readFileSync(`${reports}nvme-text/plain.txt`, "utf8"))}).format);
          `,
          used: ["core.js", "drives", "drives.js"],
          prints: "nvme-text",
        },
      ];
      for (const [place, { source, used, prints }] of programs.entries()) {
        const outfile = join(shaken, `program-${place}.mjs`);
        const { metafile } = await build({
          stdin: { contents: source, resolveDir: join(aside, "project") },
          absWorkingDir: installed,
          bundle: true,
          format: "esm",
          minify: true,
          metafile: true,
          outfile,
          logLevel: "silent",
        });
        const [{ inputs }] = Object.values(metafile.outputs);
        const kept = Object.keys(inputs).filter((path) => path !== "<stdin>" && inputs[path].bytesInOutput > 0);
        assert.deepEqual([...new Set(kept.map((path) => path.split("/")[0]))].sort(), used);
        const told = await finished(process.execPath, [outfile]);
        assert.deepEqual(told, { code: 0, output: `${prints}\n`, errors: "" });
      }
    });
  });

  // A remark that expects an error where there is none is an error itself.
  test("its types accept what programs may write, and nothing that they may not", () => {
    const types = fileURLToPath(new URL("types/", import.meta.url));
    compile(["--noEmit", `${types}use.ts`, `${types}misuse.ts`]);
  });

  describe("on a page of another origin", () => {
    let browser, host;
    before(async () => {
      browser = await launch();
      host = await serve({ folder: npm, headers: { "access-control-allow-origin": "*", "content-security-policy": null } });
    });
    after(async () => {
      await host.close();
      await browser.close();
    });

    // Opens a page that judges, and looks at what it says.
    async function judging(name, allowed, look) {
      const { origin } = new URL(host.address);
      const site = folder(name);
      writeFileSync(join(site, "index.html"), '<!doctype html><html lang="en"><title>Page</title><script type="module" src="page.js"></script>');
      writeFileSync(
        join(site, "page.js"),
        `import { assess, ready } from "${host.address}index.js";
        const late = new Promise((_, reject) => setTimeout(reject, 20_000, new Error("it hangs")));
        const said = Promise.race([ready(), late]).then(() => assess(${JSON.stringify(described)}));
        said.then(JSON.stringify, (error) => \`\${error instanceof Error}: \${error.message}\`).then((text) => {
          document.body.textContent = text;
          document.documentElement.dataset.program = "running";
        });`,
      );
      const policy = [
        "default-src 'none'",
        `script-src 'self' ${origin} ${allowed}`,
        `connect-src ${origin}`,
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join("; ");
      const own = await serve({ folder: site, headers: { "content-security-policy": policy } });
      try {
        const visit = await openPage(browser, own.address);
        await look(visit, await visit.page.locator("body").textContent());
        await visit.close();
      } finally {
        await own.close();
      }
    }

    test("it judges, under a policy that allows it and trusts no markup", () =>
      judging("allowed", "'wasm-unsafe-eval'", (visit, said) => {
        assert.equal(said, JSON.stringify(api.assess(described)));
        expectNoComplaints(visit);
      }));

    test("it says so where WebAssembly is not allowed", () =>
      judging("forbidden", "", (_, said) => {
        assert.match(said, /^true: .*(WebAssembly|Content Security Policy)/);
      }));
  });
});

// Whether an assessment asks about something that the description gave away.
function suspected({ questions }) {
  return questions.some((question) => question.suspected);
}

// Runs a program in a Node of its own; gives what it has `told`.
async function inNode(program) {
  const source = `
    import { readFileSync } from "node:fs";
    import fs from "node:fs/promises";
    import { syncBuiltinESMExports } from "node:module";
    import { CovercheckError, assess, lint, readDriveReport, readPack, ready } from ${JSON.stringify(index)};
    const claim = ${JSON.stringify(claim)};
    const described = ${JSON.stringify(described)};
    const refused = (call) => {
      try {
        call();
      } catch (error) {
        if (error instanceof CovercheckError) return error.problems;
        throw error;
      }
    };
    const told = {};
    ${program}
    console.log(JSON.stringify(told));
  `;
  const { code, output, errors } = await finished(process.execPath, ["--input-type=module", "--eval", source]);
  assert.equal(code, 0, errors);
  return JSON.parse(output);
}

// What a program says, and how it ends.
function finished(program, words, input) {
  return new Promise((resolve) => {
    const options = { maxBuffer: 64 * 1024 * 1024 };
    const running = execFile(program, words, options, (error, output, errors) =>
      resolve({ code: error ? error.code : 0, output, errors }),
    );
    // A program may end without having read it.
    running.stdin.on("error", () => {}).end(input);
  });
}

// Compiles TypeScript; what the compiler has to say is the failure.
function compile(words) {
  const compiler = fileURLToPath(new URL("node_modules/.bin/tsc", import.meta.url));
  const how = ["--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom", "--types", ""];
  try {
    execFileSync(compiler, [...how, ...words], { encoding: "utf8" });
  } catch (error) {
    assert.fail(error.stdout || error.message);
  }
}

function json(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function packOf(id) {
  return json(`${root}${policies.includes(id) ? "policies" : "tests/packs"}/${id}.json`);
}

// A pack with the changes of a case of the linter.
function patched(pack, patch) {
  for (const { at, set } of patch) {
    const steps = at.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = steps.pop();
    const place = steps.reduce((value, step) => value[step], pack);
    if (!Array.isArray(place)) {
      if (set === undefined) delete place[last];
      else place[last] = set;
    } else if (last === "-") place.push(set);
    else place.splice(Number(last), 1, ...(set === undefined ? [] : [set]));
  }
  return pack;
}

// JSON with whole numbers of any size: `BigInt`s above 2^53-1. Node 20 does not show
// the source of a number, nor write one as it is, so they pass as marked texts.
const mark = "\ue000";

function readExactly(text) {
  const marked = text.replace(/("(?:[^"\\]|\\.)*")|-?\d{16,}/g, (token, string) => string ?? `"${mark}${token}"`);
  return JSON.parse(marked, (_, value) => {
    if (typeof value !== "string" || !value.startsWith(mark)) return value;
    const whole = BigInt(value.slice(mark.length));
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  });
}

function writeExactly(value) {
  const marked = JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${mark}${part}` : part));
  return marked.replace(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
}
