//! The map: the modules in the order in which data flows. Each uses only those above it.

/// Text with positions: sources, spans, edits, lines and columns, and what makes two names one.
pub mod text;

/// What is said of a place: rule, level, words.
pub mod finding;

/// Days, moments, durations and business days.
pub mod calendar;

/// The built-in cadences, one YAML file each.
pub mod cadences;

/// What the field likes to say of following up, and what is known of it.
pub mod claims;

/// touchline.yaml: vocabulary, cadences, and every value that can be tuned.
pub mod settings;

/// Files: reads them, expands globs, knows when two paths are one file.
pub mod disk;

/// Commits: what a file held in one, and which lines are new since, by the `git` command.
pub mod git;

/// One text to a [`syntax::File`]: its touches, directives and faults.
pub mod syntax;

/// The files of an include tree, joined: prospects, their touches in order, reps, owners.
pub mod journal;

/// How rules and reports say dates, money and numbers of things.
pub mod wording;

/// One prospect's touches, cadence and today to a life: the replay.
pub mod timeline;

/// Everything that was read, as one value.
pub mod ledger;

/// A prospect as reports and other programs see it.
pub mod portrait;

/// Which prospects and touches are asked about.
pub mod query;

/// What rules report to: levels, allows, how far back to look.
pub mod inspection;

/// What the top of a rule's file says: its page, as text and in its parts.
pub mod page;

/// The shelf of rules: a life or a ledger to findings.
pub mod rules;

/// What makes a finding the same one from run to run, whatever lines come above it.
pub mod fingerprint;

/// Pursuits to rates, each with its counts.
pub mod figures;

/// What a command has to show, before anybody knows where: columns, rows, notes.
pub mod table;

/// Why something is due, in the words of a salesperson.
pub mod reasons;

/// The shelf of scripts: a life to what to say at the touch that is due, a template each.
pub mod scripts;

/// What a command has to show line by line: leads that line up, texts that wrap.
pub mod sheet;

/// The shelf of reports: lives to tables and data.
pub mod reports;

/// The shelf of forms that findings and tables are shown in.
pub mod formats;

/// The findings that are known, and are not to be reported again.
pub mod baseline;

/// The shelf of exchanges: a ledger to other programs' files, and those to entries.
pub mod exchanges;

/// The language server: an editor's texts and questions to findings, words, places and edits.
pub mod lsp;

/// The shelf of commands: arguments to answers.
pub mod commands;
