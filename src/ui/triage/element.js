// The reader of fault descriptions as an element:
// <covercheck-triage policy lang typed>. boot.js fetches this file when a person
// first types.

import start, { forgetTriage, showTriage } from "./covercheck.js";

const look = document.createElement("link");
look.rel = "stylesheet";
look.href = new URL("look.css", import.meta.url);
document.head.append(look);

await start();

const folder = new URL(".", import.meta.url).href;

customElements.define(
  "covercheck-triage",
  class extends HTMLElement {
    static get observedAttributes() {
      return ["lang", "policy", "typed"];
    }

    connectedCallback() {
      showTriage(this, folder);
    }

    attributeChangedCallback() {
      if (this.isConnected) showTriage(this, folder);
    }

    disconnectedCallback() {
      forgetTriage(this);
    }
  },
);
