// Starts the program, and shows the plain page where it cannot run.
//
// The plain page is what index.html shows when nothing else happens: without
// JavaScript, or in a browser too old to read this file, it simply stays. So
// this file hides it first and brings it back on failure, whatever the cause:
// no WebAssembly, a content security policy that stops it, a lost connection,
// a panic. Browsers below the minimum read it, too: no syntax newer than
// `import()`.
(function () {
  "use strict";

  var root = document.documentElement;

  // `starting`, `running` or `stopped`. It is set before the first paint, so
  // that a style sheet can hide the plain page without a flash.
  root.dataset.program = "starting";

  function start() {
    document.getElementById("plain-page").hidden = true;
    document.getElementById("starting").hidden = false;
    import(document.getElementById("program-loader").href)
      .then(function (program) {
        return program.default({ module_or_path: document.getElementById("program").href });
      })
      .catch(stop);
    fetchWords();
    // What the page would ask for as soon as it runs may be on its way by then.
    if (/^#\/compare/.test(location.hash)) {
      import(document.getElementById("policy-index").getAttribute("data-compare")).catch(console.warn);
    }
  }

  // The words of the page come with the list of the policies, a file for each
  // language. Which it is, the program decides; a good guess has it on its way
  // meanwhile.
  function fetchWords() {
    var index = document.getElementById("policy-index");
    var tags = [/[?&]lang=([\w-]+)/.exec(location.hash), ["", kept()]].map(function (found) {
      return found && found[1];
    });
    var known = tags.concat(navigator.languages || []).map(function (tag) {
      return /^zh/i.test(tag) ? "zh-Hans" : /^(en|vi)/i.test(tag) ? tag.slice(0, 2).toLowerCase() : "";
    });
    var words = document.createElement("link");
    words.rel = "preload";
    words.as = "fetch";
    words.crossOrigin = "anonymous";
    words.href = index.getAttribute("data-" + (known.filter(Boolean)[0] || "en"));
    document.head.appendChild(words);
  }

  function kept() {
    try {
      return localStorage.getItem("covercheck.language");
    } catch (refused) {
      return null;
    }
  }

  function run() {
    // A panic while starting may have been reported already.
    if (root.dataset.program === "starting") {
      root.dataset.program = "running";
      document.getElementById("starting").hidden = true;
      // For whoever measures the start: tests/e2e/bench.mjs.
      performance.mark("covercheck-running");
      var offline = document.getElementById("policy-index").getAttribute("data-offline");
      if (offline && navigator.serviceWorker) import(offline).catch(console.warn);
    }
  }

  function stop(error) {
    var plainPage = document.getElementById("plain-page");
    if (root.dataset.program === "running") {
      plainPage.querySelectorAll("[data-when]").forEach(function (text) {
        text.hidden = text.dataset.when !== "stopped";
      });
    }
    root.dataset.program = "stopped";
    document.getElementById("starting").hidden = true;
    plainPage.hidden = false;
    plainPage.focus();
    console.error(error);
  }

  // The program says so: when it shows the page, and when it cannot go on.
  window.addEventListener("covercheck-running", run);
  window.addEventListener("covercheck-stopped", function (event) {
    stop(event.detail);
  });
  window.addEventListener("covercheck-wanted", function (event) {
    import(document.getElementById("policy-index").getAttribute("data-" + event.detail)).catch(function () {
      document.querySelector("covercheck-" + event.detail).dispatchEvent(new Event("error"));
    });
  });
  document.addEventListener("DOMContentLoaded", start);
})();
