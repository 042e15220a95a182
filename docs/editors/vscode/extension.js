"use strict";

const os = require("node:os");
const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function activate(context) {
    const log = window.createOutputChannel("touchline");
    const files = ["**/*.touch", "**/touchline.yaml"];
    const watchers = files.map((glob) => workspace.createFileSystemWatcher(glob));
    const restart = async () => {
        await deactivate();
        await start(log, watchers);
    };
    const command = commands.registerCommand("touchline.restart", restart);
    context.subscriptions.push(log, ...watchers, command);
    await start(log, watchers);
}

function start(log, watchers) {
    const program = workspace.getConfiguration("touchline").get("path");
    const server = {
        command: program,
        args: ["lsp", "--stdio"],
        // Windows looks for a program in the present folder first, and a journal's folder may come
        // from anybody.
        options: { cwd: os.homedir() },
    };
    // A client that could not start cannot be started again: each start is a new one.
    client = new LanguageClient("touchline", server, {
        documentSelector: ["file", "untitled"].map((scheme) => ({ language: "touchline", scheme })),
        initializationOptions() {
            const { inlayHints, codeLens } = workspace.getConfiguration("touchline");
            return { inlayHints, codeLens };
        },
        outputChannel: log,
        synchronize: { configurationSection: "touchline", fileEvents: watchers },
    });
    // Nothing waits for the answer: a command that does would seem to hang.
    return client.start().catch(() => void offerSetting(program));
}

async function offerSetting(program) {
    const message = `"${program}" does not start: install touchline, or say where it is.`;
    if (await window.showErrorMessage(message, "Open the setting")) {
        await commands.executeCommand("workbench.action.openSettings", "touchline.path");
    }
}

function deactivate() {
    return client?.needsStop() ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
