// Asks DAISY Ace about several books with one browser: node ace.js NODE_MODULES CHROMIUM BOOK...
//
// Each BOOK's findings go to BOOK.ace.json beside it, as {outcome, assertions}: the outcome that Ace gives and its
// violations of every impact, in words. Whoever calls it reads those files: one that is missing was not judged.
"use strict";

const { createRequire } = require("node:module");
const fs = require("node:fs");

const [, , modules, chromium, ...books] = process.argv;
// How long a busy machine may take to start the browser, in milliseconds; Ace itself waits for five seconds.
process.env.ACE_TIMEOUT_INITIAL = "180000";
process.env.PUPPETEER_EXECUTABLE_PATH = chromium;

const need = createRequire(`${modules}/`);
const ace = need("@daisy/ace-core");
const runner = need("@daisy/ace-axe-runner-puppeteer");
const winston = need("winston");
winston.configure({ transports: [new winston.transports.Console({ silent: true })] });

/** Ace starts and stops a browser for every book; this one stays. */
const lasting = { ...runner, launch: async () => {}, close: async () => {} };

function words(report) {
  const all = [];
  for (const file of report.assertions) {
    for (const one of file.assertions ?? []) {
      const test = one["earl:test"];
      all.push(
        `${file["earl:testSubject"].url}: ${test["earl:impact"]} ${test["dct:title"]}: ${one["earl:result"]["dct:description"]}`,
      );
    }
  }
  return all;
}

async function main() {
  await runner.launch();
  for (const book of books) {
    const outdir = fs.mkdtempSync(`${book}.ace-`);
    const options = { cwd: process.cwd(), outdir, silent: true, jobId: "", doNotReportMedia: true };
    const [, report] = await ace(book, options, lasting);
    const found = { outcome: report["earl:result"]["earl:outcome"], assertions: words(report) };
    fs.writeFileSync(`${book}.ace.json`, JSON.stringify(found));
    fs.rmSync(outdir, { recursive: true });
  }
  await runner.close();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
