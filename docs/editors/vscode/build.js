"use strict";

// Makes one file of the client and the packages that it stands on, and another of their licences,
// which have to come along.

const fs = require("node:fs");
const path = require("node:path");
const { buildSync } = require("esbuild");

const { metafile } = buildSync({
    entryPoints: ["extension.js"],
    bundle: true,
    minify: true,
    platform: "node",
    target: "node18",
    external: ["vscode"],
    metafile: true,
    outfile: "dist/extension.js",
});

const inputs = Object.keys(metafile.inputs);
const folders = inputs.flatMap((input) => input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []);
const licences = [...new Set(folders)].sort().map((folder) => {
    const name = folder.replace(/^.*node_modules\//, "");
    const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name}\n\n${fs.readFileSync(path.join(folder, file), "utf8")}`;
});
fs.writeFileSync("dist/licences.txt", licences.join("\n----\n\n"));
