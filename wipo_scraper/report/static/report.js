"use strict";
// What all pages share: data from part files, elements, addresses. Classic scripts, so that pages open from disk.

const report = (() => {
  const values = new Map();
  const files = new Map();

  // The part files call this.
  function put(kind, key, value) {
    values.set(`${kind}/${key}`, value);
  }

  function get(kind, key) {
    return values.get(`${kind}/${key}`);
  }

  // Loads a part file once. A file that is not there rejects.
  function load(file) {
    if (!files.has(file)) {
      files.set(file, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `data/${file}.js`;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${file} is missing`));
        document.head.append(script);
      }));
    }
    return files.get(file);
  }

  // CRC-32 of the key, as scripts.py counts it.
  function partOf(key, parts) {
    let crc = ~0;
    for (const byte of new TextEncoder().encode(key)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return (~crc >>> 0) % parts;
  }

  // The value of a key from its part file; undefined where the report has none.
  async function fetchValue(kind, folder, parts, key) {
    if (get(kind, key) === undefined) await load(`${folder}/${partOf(key, parts)}`).catch(() => {});
    return get(kind, key);
  }

  // An element; strings become text, never markup. Attributes that are null are left out.
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  // A link to the web, or only its words where the address is of another kind.
  function outward(address, ...children) {
    const isWeb = typeof address === "string" && /^https?:\/\//.test(address);
    return isWeb ? make("a", { href: address, rel: "noopener noreferrer", class: "outward" }, ...children) : make("span", {}, ...children);
  }

  // The part of the address after #, as names and values.
  function state() {
    return new URLSearchParams(location.hash.slice(1));
  }

  function address(page, values) {
    const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
    return `${page}#${new URLSearchParams(given)}`;
  }

  const languages = new Intl.DisplayNames(["en"], { type: "language" });

  function languageName(tag) {
    try {
      return tag ? languages.of(tag) : "unknown language";
    } catch {
      return tag;
    }
  }

  const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

  function spoken(tag) {
    return { lang: tag || null, dir: RIGHT_TO_LEFT.has(tag) ? "rtl" : "ltr" };
  }

  const formats = [1, 2, 3].map((parts) => new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC", year: "numeric", month: parts > 1 ? "long" : undefined, day: parts > 2 ? "numeric" : undefined,
  }));

  // 2024-03-15 as 15 March 2024, cut to what is known.
  function dateInWords(date) {
    if (!date) return "without a date";
    const parts = date.split("-").map(Number);
    return formats[parts.length - 1].format(new Date(Date.UTC(parts[0], (parts[1] || 1) - 1, parts[2] || 1)));
  }

  // Numbers from their steps in base 36 (search.py).
  function fromSteps(steps) {
    let number = 0;
    return steps ? steps.split(" ").map((step) => (number += parseInt(step, 36))) : [];
  }

  const plural = (count, one, many) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

  const article = (id) => fetchValue("article", "articles", 1024, id);
  const source = (key) => fetchValue("source", "sources", 256, key);

  return { put, get, load, partOf, make, outward, state, address, languageName, spoken, dateInWords, fromSteps, plural, article, source };
})();
