// An element that a module of its own shows: it is shown when it comes into the
// document, or when one of its attributes changes, and forgotten when it leaves.
// `base` is where the module stands, with its looks: in a document of ours they
// stand among its style sheets, in a shadow tree they are adopted by it.

let inside;

function look(element, base) {
  const root = element.getRootNode();
  if (root === document) {
    const href = new URL("look.css", base).href;
    if (document.querySelector(`link[href="${href}"]`)) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    document.head.append(link);
    return;
  }
  inside ??= fetch(new URL("inside.css", base))
    .then((answer) => answer.text())
    .then((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
  inside.then((sheet) => {
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  });
}

export function define(name, attributes, base, show, forget) {
  // Another copy of this module may have been first.
  if (customElements.get(name)) return;
  customElements.define(
    name,
    class extends HTMLElement {
      static get observedAttributes() {
        return attributes;
      }

      connectedCallback() {
        look(this, base);
        show(this);
      }

      attributeChangedCallback() {
        if (this.isConnected) show(this);
      }

      disconnectedCallback() {
        forget(this);
      }
    },
  );
}
