// What is taken away of an answer, as an element:
// <covercheck-takeaway policy lang typed as-of link erased>. boot.js fetches this file when
// a person wants to print, save or send the answer, opens a link to one, or a record.

import start, { forgetTakeaway, showTakeaway } from "./covercheck.js";

const look = document.createElement("link");
look.rel = "stylesheet";
look.href = new URL("look.css", import.meta.url);
document.head.append(look);

await start();

customElements.define(
  "covercheck-takeaway",
  class extends HTMLElement {
    static get observedAttributes() {
      return ["lang", "policy", "typed", "as-of", "link", "erased"];
    }

    connectedCallback() {
      showTakeaway(this);
    }

    attributeChangedCallback() {
      if (this.isConnected) showTakeaway(this);
    }

    disconnectedCallback() {
      forgetTakeaway(this);
    }
  },
);
