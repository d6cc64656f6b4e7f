// Has the checker kept on the device, and offers a newer one when it has come. Nothing
// is changed while somebody uses it: they say when.

const words = {
  en: ["A newer version is ready.", "Load it now", "Later"],
  "zh-Hans": ["新版本已就绪。", "立即加载", "稍后"],
  vi: ["Đã có phiên bản mới.", "Tải ngay", "Để sau"],
};

const look = new CSSStyleSheet();
look.replaceSync(`
.cc-update { position: fixed; inset-inline: 0; inset-block-end: 0; display: flex; flex-wrap: wrap; align-items: center; gap: var(--cc-space-2) var(--cc-space-4);
  padding: var(--cc-space-3) var(--cc-space-gutter); border-block-start: var(--cc-line-edge) solid var(--cc-color-action);
  background: var(--cc-color-surface); color: var(--cc-color-text); font-family: var(--cc-font); font-size: var(--cc-text-m); line-height: var(--cc-leading); }
@media print { .cc-update { display: none; } }
`);

let offered;

function offer(registration) {
  offered?.remove();
  const language = document.documentElement.lang;
  const [told, now, later] = words[language] ?? words.en;
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "cc-button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };
  const text = document.createElement("p");
  text.textContent = told;
  offered = document.createElement("div");
  offered.className = "cc-update";
  offered.setAttribute("role", "status");
  if (!document.adoptedStyleSheets.includes(look)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, look];
  document.body.append(offered);
  offered.append(
    text,
    button(now, () => {
      asked = true;
      if (registration.waiting) registration.waiting.postMessage("covercheck-take-over");
      else location.reload();
    }),
    button(later, () => offered.remove()),
  );
}

// The first worker takes over a page that is as new as itself. A later one may have
// been asked for in another window: there it is loaded, here it is offered.
const controlled = navigator.serviceWorker.controller;
let asked = false;

async function start() {
  const worker = new URL("{worker}", import.meta.url);
  const registration = await navigator.serviceWorker.register(worker, { updateViaCache: "none" });
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (asked) location.reload();
    else if (controlled) offer(registration);
  });
  const watch = () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => {
      if (coming.state === "installed" && navigator.serviceWorker.controller) offer(registration);
    });
  };
  if (registration.waiting && controlled) offer(registration);
  watch();
  registration.addEventListener("updatefound", watch);
}

// Where nothing may be kept, the checker works as long as there is a network.
start().catch(console.warn);
