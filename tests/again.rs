//! What is remembered of a check changes nothing of the next: after any edit of any file, what is
//! found with a memory of the text before is what is found without one.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use touchline::calendar::Day;
use touchline::disk::{Bytes, Files, Unread};
use touchline::inspection::{Memory, Scope};
use touchline::ledger::{Known, Ledger, Root};
use touchline::rules;
use touchline::settings::{self, Settings};
use touchline::timeline::Today;

/// Three files, each a list of entries.
type Texts = [Vec<String>; 3];

struct InMemory<'a>(&'a Texts);

impl Files for InMemory<'_> {
    fn read(&self, path: &Path, _: Option<&Path>) -> Result<Bytes, Unread> {
        let names = ["main.touch", "a.touch", "b.touch"];
        let at = names.iter().position(|name| Path::new(name) == path);
        let mut text = self.0[at.ok_or(Unread::Missing)?].join("");
        if at == Some(0) {
            text = format!("rep dana\ninclude a.touch\nrep ruth\ninclude b.touch\n{text}");
        }
        Ok(Bytes {
            identity: path.to_owned(),
            bytes: text.into_bytes(),
        })
    }

    fn matches(&self, _: &Path, _: &str) -> Vec<PathBuf> {
        Vec::new()
    }
}

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "Acme Corp",
        "acme corp",
        "ACME",
        "Acmé",
        "Zeta",
        "Zetta",
        "Bolt & Co",
        "Nadir",
        "Nadri",
    ])
    .prop_map(str::to_owned)
}

fn rep() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["dana", "Dana", "ruth", "mo"])
}

fn entry() -> impl Strategy<Value = String> {
    let day = (1..=3_u32, 1..=28_u32).prop_map(|(month, day)| format!("2026-{month:02}-{day:02}"));
    let channel =
        prop::sample::select(vec!["call", "email", "< email", "! call", "meeting", "cal"]);
    let outcome = prop::sample::select(vec![
        "",
        " -> sent",
        " -> voicemail",
        " -> reached",
        " -> later 2026-03",
        " -> no: price",
        " -> yes",
        " -> stop",
        " -> booked 2026-03-09 10:00",
        " -> voicmail",
    ]);
    let allow = prop::sample::select(vec![
        "",
        "",
        "",
        " ; touchline: allow overdue",
        " ; touchline: allow late-touch, pestering",
    ]);
    let body = prop_oneof![
        Just(String::new()),
        Just("    n: 2026-03-12 call\n".to_owned()),
        Just("    [ ] me 2026-03-05 send it\n".to_owned()),
        rep().prop_map(|rep| format!("    rep: {rep}\n")),
    ];
    let touch = (day, channel, name(), outcome, allow.clone(), body).prop_map(
        |(day, channel, name, outcome, allow, body)| {
            format!("{day} {channel} {name}{outcome}{allow}\n{body}")
        },
    );
    let field = prop_oneof![
        Just(String::new()),
        rep().prop_map(|rep| format!("    owner: {rep}\n")),
        name().prop_map(|name| format!("    aka: {name}\n")),
        Just("    cadence: quarterly\n".to_owned()),
        Just("    source: web form\n".to_owned()),
        Just("    source: Web Form\n".to_owned()),
        Just("    since: 2026-01-05\n".to_owned()),
    ];
    let prospect = (name(), allow, field)
        .prop_map(|(name, allow, field)| format!("prospect {name}{allow}\n{field}"));
    let directive = rep().prop_map(|rep| format!("rep {rep}\n"));
    prop_oneof![8 => touch, 3 => prospect, 1 => directive]
}

fn texts() -> impl Strategy<Value = Texts> {
    let file = || prop::collection::vec(entry(), 0..12);
    [file(), file(), file()]
}

/// An edit: which file, where, and what is put there in place of what stands there, if anything.
fn edit() -> impl Strategy<Value = (usize, prop::sample::Index, Option<String>, bool)> {
    (
        0..3_usize,
        any::<prop::sample::Index>(),
        prop::option::of(entry()),
        any::<bool>(),
    )
}

fn read(texts: &Texts, settings: &Settings, day: u32, known: &mut Known) -> Ledger {
    let root = Root::Path {
        path: "main.touch".into(),
        within: None,
        is_named: true,
    };
    let today = Today {
        day: Day::new(2026, 3, day).unwrap(),
        asked: false,
    };
    let files = InMemory(texts);
    Ledger::read_again(vec![root], &files, settings.clone(), today, known).unwrap()
}

proptest! {
    #[test]
    fn a_check_with_a_memory_finds_what_one_without_finds(
        mut texts in texts(),
        edits in prop::collection::vec(edit(), 1..8),
    ) {
        let settings = settings::read("look_back: 20d\n", &rules::names()).unwrap();
        let mut known = Known::default();
        let mut memory = Memory::default();
        let ledger = read(&texts, &settings, 20, &mut known);
        let _ = rules::check_again(&ledger, Scope::default(), &mut memory);
        for (turn, (file, at, new, inserts)) in edits.into_iter().enumerate() {
            let entries = &mut texts[file];
            let at = at.index(entries.len() + 1);
            let end = if inserts || at == entries.len() { at } else { at + 1 };
            entries.splice(at..end, new);
            let day = if turn == 5 { 21 } else { 20 };
            let ledger = read(&texts, &settings, day, &mut known);
            let all = turn == 6;
            let some: Vec<bool> = (0..ledger.journal.prospects.len()).map(|at| at % 2 == 0).collect();
            let only = (turn % 2 == 1).then_some(some.as_slice());
            let scope = Scope { all, only };
            let again = rules::check_again(&ledger, scope, &mut memory);
            let afresh = rules::check(&ledger, scope);
            prop_assert_eq!(again.hidden, afresh.hidden);
            prop_assert_eq!(again.findings, afresh.findings);
        }
    }
}
