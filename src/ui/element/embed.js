// Covercheck in any page: this script, and <warranty-checker> where it is to stand.
//
// What it takes comes when an element is near the part of the page that is seen. What
// stands inside the element is seen until then, and if it cannot come.

const name = "warranty-checker";
let loading;

// One module for all; after a failure, once more when the next element is near.
function load() {
  loading ??= import(new URL("{element}", import.meta.url)).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

const near = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) {
      if (isIntersecting) {
        near.unobserve(target);
        target.show();
      }
    }
  },
  { rootMargin: "50% 0%" },
);

class WarrantyChecker extends HTMLElement {
  #checker;
  #typed = "";

  connectedCallback() {
    if (!this.#checker) near.observe(this);
  }

  // An element that is moved leaves the page and comes back at once.
  disconnectedCallback() {
    near.unobserve(this);
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#typed = this.#checker?.leave() ?? this.#typed;
      this.#checker = undefined;
    });
  }

  async show() {
    try {
      const { Checker } = await load();
      if (this.isConnected && !this.#checker) this.#checker = new Checker(this, this.#typed);
    } catch (error) {
      console.error(error);
      const problem = { code: "element.unreachable", pointer: "", message: String(error), help: "allow this script's origin" };
      this.dispatchEvent(new CustomEvent("covercheck-error", { bubbles: true, detail: { problems: [problem] } }));
    }
  }
}

// Whichever script is first serves all elements of the page.
if (!customElements.get(name)) customElements.define(name, WarrantyChecker);
