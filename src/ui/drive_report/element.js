// The reader of health reports as an element: <covercheck-drive policy lang>.
// boot.js fetches this file when a person first wants it.

import start, { forgetDriveReader, showDriveReader } from "./covercheck.js";

const look = document.createElement("link");
look.rel = "stylesheet";
look.href = new URL("look.css", import.meta.url);
document.head.append(look);

await start();

customElements.define(
  "covercheck-drive",
  class extends HTMLElement {
    static get observedAttributes() {
      return ["lang", "policy"];
    }

    connectedCallback() {
      showDriveReader(this);
    }

    attributeChangedCallback() {
      if (this.isConnected) showDriveReader(this);
    }

    disconnectedCallback() {
      forgetDriveReader(this);
    }
  },
);
