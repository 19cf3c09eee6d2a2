// Opens pages of a book in a browser as readers do: node reading.js NODE_MODULES CHROMIUM SHOTS DIRECTORY FILE...
//
// DIRECTORY is the unpacked book; every FILE in it is opened in each situation, and what was measured is printed as a
// JSON array of {file, situation, ...}; of the first, the lines at twenty widths and pictures of some marks too. With
// SHOTS other than "-", a picture of each goes to that directory. Nothing is loaded from anywhere else.
"use strict";

const { createRequire } = require("node:module");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [, , modules, chromium, shots, directory, ...files] = process.argv;
const puppeteer = createRequire(`${modules}/`)("puppeteer");

/** A reading system in the dark: its own colours on the root, below what the book says. */
const DARK = "html { background: #121212; color: #e6e6e6; }";
/** A reader's choices as reading systems enforce them: family, spacing and the size of the root. */
const OWN =
  'html { font-size: 24px !important; } body, body *:not(code):not(pre) { font-family: "Reader Song" !important; line-height: 2 !important; }';

/** How books are read: the width of the screen in CSS pixels, the size of the text, a style sheet of the reader's. */
const SITUATIONS = [
  { name: "plain", width: 800, scheme: "light" },
  { name: "narrow", width: 320, scheme: "light" },
  { name: "large", width: 640, scheme: "light", below: "html { font-size: 200%; }" },
  { name: "narrow and large", width: 320, scheme: "light", below: "html { font-size: 200%; }" },
  { name: "dark", width: 480, scheme: "dark", below: DARK },
  { name: "own", width: 480, scheme: "light", above: OWN },
];

/** Runs in the page: everything that is measured. */
function measure() {
  const root = document.documentElement;
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };
  const name = (element) => `${element.localName}${element.className ? "." + element.className : ""}`;
  /** Whether some ancestor scrolls sideways by itself: what is wider than that stays within reach. */
  const scrolls = (element) => {
    for (let one = element; one; one = one.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one !== root && one !== document.body) {
        return one.getBoundingClientRect().right <= root.clientWidth + 1;
      }
    }
    return false;
  };

  const rgba = (text) => {
    const numbers = text.match(/[\d.]+/g).map(Number);
    return { r: numbers[0], g: numbers[1], b: numbers[2], a: numbers[3] ?? 1 };
  };
  const over = (top, below) => {
    const mix = (channel) => top[channel] * top.a + below[channel] * (1 - top.a);
    return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
  };
  const luminance = (color) => {
    const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
  };
  /** What an element stands on, down to the screen, which is white where nobody says otherwise. */
  const ground = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(rgba(getComputedStyle(one).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  const contrast = (element) => {
    const below = ground(element);
    const [dark, light] = [luminance(over(rgba(getComputedStyle(element).color), below)), luminance(below)].sort();
    return (Math.max(dark, light) + 0.05) / (Math.min(dark, light) + 0.05);
  };

  const beyond = new Set();
  const faint = new Set();
  let least = 21;
  let texts = 0;
  const families = new Set();
  const pitches = new Set();
  const sizes = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !visible(element)) continue;
    texts += 1;
    // Word by word: a blank that hangs at the end of a line is not seen.
    for (const word of node.data.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const out = [...range.getClientRects()].some((box) => box.right > root.clientWidth + 1 || box.left < -1);
      if (out && !scrolls(element)) beyond.add(name(element));
    }
    const seen = contrast(element);
    least = Math.min(least, seen);
    if (seen < 4.5) faint.add(name(element));
    const style = getComputedStyle(element);
    if (!element.closest("pre, code")) {
      families.add(style.fontFamily);
      pitches.add(Math.round((parseFloat(style.lineHeight) / parseFloat(style.fontSize)) * 100) / 100);
    }
    sizes[name(element)] ??= parseFloat(style.fontSize) / parseFloat(getComputedStyle(root).fontSize);
  }
  for (const image of document.images) {
    const box = image.getBoundingClientRect();
    if (box.right > root.clientWidth + 1 || box.left < -1) beyond.add(name(image));
  }
  const notes = [...document.querySelectorAll("[role=doc-footnote]")];
  return {
    texts,
    overflow: root.scrollWidth - root.clientWidth,
    beyond: [...beyond],
    least: Math.round(least * 100) / 100,
    faint: [...faint],
    families: [...families],
    pitches: [...pitches],
    sizes,
    hiddenNotes: notes.filter((note) => getComputedStyle(note).display === "none").length,
    fonts: [...document.fonts].filter((face) => face.status === "error").map((face) => face.family),
    dots: [...document.querySelectorAll("em.dots")].map((one) => {
      const style = getComputedStyle(one);
      return `${style.textEmphasisStyle} ${style.textEmphasisPosition}`;
    }),
    // Where paragraphs begin that stand beside each other in vertical lines, and what lies below the screen.
    columns: [...document.querySelectorAll("section > p, section > h2, section > figure")].map(
      (one) => one.getBoundingClientRect().right,
    ),
    height: root.scrollHeight - root.clientHeight,
    // Short numbers that stand upright: their box in em, along and across the line.
    upright: [...document.querySelectorAll(".upright")].map((one) => {
      const [box, em] = [one.getBoundingClientRect(), parseFloat(getComputedStyle(one).fontSize)];
      return { text: one.textContent, along: box.height / em, across: box.width / em };
    }),
    background: getComputedStyle(document.body).backgroundColor,
  };
}

/** Runs in the page: the first and the last character of every line of every paragraph. */
function edges() {
  const found = [];
  for (const paragraph of document.querySelectorAll("p, li, dd, figcaption, h1, h2, h3")) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("rt") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    let line = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < node.length; at += 1) {
        const character = node.data[at];
        if (/\s/.test(character)) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (!box.height) continue;
        const middle = (box.top + box.bottom) / 2;
        if (!line || middle > line.bottom) {
          if (line) found.push(line.text);
          line = { bottom: box.bottom, text: "" };
        }
        line.text += character;
      }
    }
    if (line) found.push(line.text);
  }
  return found;
}

/** The marks whose place in their em tells whether they took the form for the direction of the line. */
const MARKS = "，。（）《》";

/**
 * Runs in the page: the square of one em about the first of a mark that has a whole em, which is scrolled into sight, in
 * parts of the window.
 */
function square(wanted) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const style = getComputedStyle(node.parentElement);
    const em = parseFloat(style.fontSize);
    for (let at = 0; at < node.length; at += 1) {
      // Tables and code keep their horizontal lines.
      if (node.data[at] !== wanted || style.writingMode !== getComputedStyle(document.body).writingMode) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      let box = range.getBoundingClientRect();
      const along = style.writingMode === "horizontal-tb" ? box.width : box.height;
      if (Math.abs(along - em) > 0.02 * em) continue;
      scrollBy(box.left - innerWidth / 2, box.top - innerHeight / 2);
      box = range.getBoundingClientRect();
      const [x, y] = [(box.left + box.right - em) / 2, (box.top + box.bottom - em) / 2];
      return { x: x / innerWidth, y: y / innerHeight, width: em / innerWidth, height: em / innerHeight };
    }
  }
  return null;
}

/** Runs in the page: the box of what is dark in a part of a picture, in parts of its sides. */
async function ink(picture, part) {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const [wide, high] = [image.naturalWidth, image.naturalHeight];
  const [width, height] = [Math.round(part.width * wide), Math.round(part.height * high)];
  const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  context.drawImage(image, -Math.round(part.x * wide), -Math.round(part.y * high));
  const { data } = context.getImageData(0, 0, width, height);
  const box = { left: 1, top: 1, right: 0, bottom: 0 };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (data[4 * (y * width + x)] > 127) continue;
      box.left = Math.min(box.left, x / width);
      box.top = Math.min(box.top, y / height);
      box.right = Math.max(box.right, (x + 1) / width);
      box.bottom = Math.max(box.bottom, (y + 1) / height);
    }
  }
  return box;
}

async function open(browser, file, situation) {
  const page = await browser.newPage();
  await page.setViewport({ width: situation.width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: situation.scheme }]);
  await page.goto(pathToFileURL(path.join(directory, file)).href, { waitUntil: "load" });
  await page.evaluate(
    (below, above) => {
      const sheet = (text) => {
        const style = document.createElementNS("http://www.w3.org/1999/xhtml", "style");
        style.textContent = text;
        return style;
      };
      if (below) document.head.prepend(sheet(below));
      if (above) document.head.append(sheet(above));
      return document.fonts.ready.then(() => {});
    },
    situation.below ?? "",
    situation.above ?? "",
  );
  return page;
}

async function main() {
  const browser = await puppeteer.launch({
    executablePath: chromium,
    args: ["--no-sandbox", "--disable-setuid-sandbox", "--font-render-hinting=none"],
    timeout: 180000,
    protocolTimeout: 300000,
  });
  const results = [];
  for (const file of files) {
    for (const situation of SITUATIONS) {
      const page = await open(browser, file, situation);
      results.push({ file, situation: situation.name, ...(await page.evaluate(measure)) });
      if (shots !== "-") {
        const name = `${file}-${situation.name}.png`.replace(/[ /]/g, "-");
        await page.screenshot({ path: path.join(shots, name), fullPage: true });
      }
      await page.close();
    }
    if (file !== files[0]) continue;
    const page = await open(browser, file, SITUATIONS[0]);
    for (let width = 160; width < 560; width += 20) {
      await page.setViewport({ width, height: 900 });
      results.push({ file, situation: `lines at ${width}`, lines: await page.evaluate(edges) });
    }
    await page.setViewport({ width: 800, height: 900, deviceScaleFactor: 4 });
    const marks = {};
    for (const mark of MARKS) {
      const part = await page.evaluate(square, mark);
      if (!part) continue;
      // The whole window: browsers count a clip's sides from one edge in vertical lines and from the other in horizontal ones.
      const picture = await page.screenshot({ encoding: "base64" });
      marks[mark] = await page.evaluate(ink, picture, part);
    }
    results.push({ file, situation: "marks", lines: [], marks });
    await page.close();
  }
  await browser.close();
  process.stdout.write(JSON.stringify(results));
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
