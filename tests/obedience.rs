//! Lives as a rep who does each day what `due` says, writes every outcome, and agrees on a day for
//! the next step; what the prospect does is drawn at random. No rule ever fires on such a rep, but
//! for what is the prospect's own doing.
//!
//! Every draw follows from the seed and the day. A case that fails is told again with one quiet day
//! after another, so that what is printed is short. `OBEDIENCE_SEEDS=5000` tries so many seeds.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "workshop/alone.rs"]
mod alone;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use touchline::cadences;
use touchline::calendar::{Day, Time};
use touchline::finding::{Finding, Level, Places};
use touchline::inspection::Scope;
use touchline::ledger::Ledger;
use touchline::query::Query;
use touchline::reports::due::{Asked, Due, Owner};
use touchline::rules;
use touchline::settings::{self, MediumId};
use touchline::text::Source;
use touchline::timeline::{Life, PromiseKind};

/// How many seeds are tried where nobody asks for more.
const SEEDS: u64 = 22;

/// What a prospect does, and no rep can help.
const THEIR_DOING: [&str; 4] = ["hopeium", "silent-treatment", "disqualify", "ask-to-stop"];

#[test]
fn no_rule_fires_on_a_rep_who_does_what_due_says() {
    let asked = std::env::var("OBEDIENCE_SEEDS").ok();
    let seeds = asked.map_or(SEEDS, |seeds| seeds.parse().unwrap());
    let mut told = BTreeSet::new();
    let mut tales = String::new();
    let mut failures = 0;
    for seed in 0..seeds {
        let Err(failure) = live(seed, &BTreeSet::new(), 0) else {
            continue;
        };
        failures += 1;
        if told.insert(failure.rule) {
            let failure = shorter(seed, failure);
            writeln!(tales, "\n{failure}").unwrap();
        }
    }
    assert!(
        failures == 0,
        "rules fire on an obedient rep, in {failures} of {seeds} lives:\n{tales}"
    );
}

/// What the test is worth: it sees the rep who leaves `due` alone on some days.
#[test]
fn rules_fire_on_a_rep_who_does_not_look_every_day() {
    let told = (0..11).filter(|seed| live(*seed, &BTreeSet::new(), 20).is_err());
    assert!(told.count() > 7);
}

/// What is due today, of everybody.
fn asked(query: &Query) -> Asked<'_> {
    Asked {
        days: 0,
        all: false,
        owner: Owner::Anybody,
        query,
    }
}

/// What `due` says of a prospect on a day: its row, and whether somebody is to be reminded.
fn due_on(day: Day, yaml: &str, touches: &str) -> serde_json::Value {
    let text = format!("prospect Acme Corp\n    since: 2026-03-02\n\n{touches}");
    let settings = settings::read(yaml, &rules::names()).unwrap();
    let ledger = alone::ledger(text, settings, day);
    let sources = ledger.sources();
    let due = Due::new(
        &ledger.timeline(),
        &Places::new(&sources),
        asked(&Query::default()),
    );
    let mut value = serde_json::to_value(&due).unwrap();
    let cells: Vec<String> = due
        .table(false)
        .rows
        .iter()
        .flatten()
        .map(|cell| cell.text.to_string())
        .collect();
    value["cells"] = cells.into();
    value
}

fn march(day: u32) -> Day {
    Day::new(2026, 3, day).unwrap()
}

#[test]
fn a_booking_on_a_day_off_is_reminded_of_on_the_last_day_at_work() {
    let touches = "2026-03-10 call Acme Corp -> booked 2026-03-14 10:00\n";
    for (day, reminds) in [(12, 0), (13, 1), (14, 0)] {
        let due = due_on(march(day), "", touches);
        assert_eq!(due["remind"].as_array().unwrap().len(), reminds, "{day}");
    }
}

#[test]
fn an_answer_due_by_noon_comes_before_the_appointment_of_the_afternoon() {
    let touches = "2026-03-02 call Acme Corp -> booked 2026-03-10 16:30\n\
                   2026-03-10 08:00 < email Acme Corp\n";
    let due = due_on(march(10), "reply_within: 4h", touches);
    let row = &due["prospects"][0];
    assert_eq!(
        (&row["why"], &row["next_channel"]),
        (&"reply".into(), &"email".into())
    );
    assert_eq!(row["due"], "2026-03-10T12:00");
    assert!(
        due["cells"].to_string().contains("by 12:00: they wrote"),
        "{due}"
    );
    let early = touches.replace("16:30", "11:30");
    let due = due_on(march(10), "reply_within: 4h", &early);
    assert_eq!(due["prospects"][0]["why"], "appointment");
}

#[test]
fn a_call_after_a_no_show_is_due_from_a_time_to_a_time() {
    let touches = "2026-03-09 call Acme Corp -> booked 2026-03-10 13:00\n\
                   2026-03-10 13:00 call Acme Corp -> no-show\n";
    let due = due_on(march(10), "", touches);
    let cells = due["cells"].to_string();
    assert!(
        cells.contains("13:10 to 13:30: after the no-show, 1 of 8"),
        "{cells}"
    );
}

#[test]
fn a_card_that_is_planned_is_no_channel_for_the_appointment() {
    let touches = "2026-03-09 call Acme Corp -> booked 2026-03-10 13:00\n\
                   2026-03-10 ! card Acme Corp #thanks\n";
    let due = due_on(march(10), "", touches);
    assert_eq!(due["prospects"][0]["next_channel"], "call");
}

/// A life in which a rule fired.
struct Failure {
    seed: u64,
    rule: &'static str,
    days: i64,
    text: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "--- seed {}, {}:\n{}",
            self.seed, self.rule, self.text
        )
    }
}

/// The same failure with as many days as possible on which nothing is drawn.
fn shorter(seed: u64, failure: Failure) -> Failure {
    let (mut quiet, mut best) = (BTreeSet::new(), failure);
    let mut chunk = 64;
    while chunk > 0 {
        let mut from = -1;
        while from <= best.days {
            let mut more = quiet.clone();
            more.extend(from..from + chunk);
            if more.len() > quiet.len()
                && let Err(found) = live(seed, &more, 0)
                && found.rule == best.rule
            {
                (quiet, best) = (more, found);
            }
            from += chunk;
        }
        chunk /= 2;
    }
    best
}

/// Draws that follow from a seed and a day. Nothing happens where a draw is 0.
struct Draws<'q> {
    seed: u64,
    day: i64,
    count: u64,
    quiet: &'q BTreeSet<i64>,
}

impl Draws<'_> {
    /// A number below `below`.
    fn below(&mut self, below: u32) -> u32 {
        self.count += 1;
        if self.quiet.contains(&self.day) {
            return 0;
        }
        // SplitMix64.
        let mut word = self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ (self.day as u64).wrapping_mul(0xD1B5_4A32_D192_ED03)
            ^ self.count.wrapping_mul(0x8CB9_2BA7_2F3D_8DD7);
        for factor in [0xBF58_476D_1CE4_E5B9, 0x94D0_49BB_1331_11EB] {
            word = (word ^ (word >> 29)).wrapping_mul(factor);
        }
        word ^= word >> 32;
        (word % u64::from(below)) as u32
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.below(100) >= 100 - percent.min(100)
    }

    fn from<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len() as u32) as usize]
    }
}

/// An entry of the journal.
struct Entry {
    header: String,
    body: Vec<String>,
    /// The day of a planned touch.
    planned: Option<Day>,
    /// Homework of ours, and its day.
    homework: Option<Day>,
}

/// What a world is like, in percent.
struct Traits {
    /// That a touch of ours finds somebody.
    reached: u32,
    /// That something comes in on a day.
    inbound: u32,
    /// That nobody is there for an appointment.
    no_show: u32,
    /// That an email bounces.
    bounces: u32,
    /// That the time of a touch is written down.
    timed: u32,
    /// That a prospect settles the matter when they speak.
    settles: u32,
}

struct World<'q> {
    draws: Draws<'q>,
    traits: Traits,
    yaml: String,
    head: String,
    entries: Vec<Entry>,
    ledger: Ledger,
    start: Day,
    /// Minutes since midnight.
    now: u16,
    covered: bool,
}

/// What `due` says of the prospect.
struct Row {
    channel: String,
    /// From when and until when, on the day that is today, and when the appointment is.
    from: u16,
    at: Option<u16>,
    appointment: Option<u16>,
    later_until: Option<Day>,
    /// Whether it is nothing but a day that they asked us to come back on.
    is_deferral: bool,
}

/// What the rep has to do next.
enum Task {
    Touch(Row),
    Remind,
    Thank,
    /// A card that was planned for today.
    Courtesy,
    Inbound,
}

/// Lives one life by its seed; fails where a rule fires on the rep, who does not look at `due` on
/// so many days in a hundred.
fn live(seed: u64, quiet: &BTreeSet<i64>, idle: u32) -> Result<(), Failure> {
    let mut world = World::begin(seed, quiet);
    let days = 150 + i64::from(world.draws.below(200));
    for number in 0..days {
        world.draws.day = number;
        world.draws.count = 0;
        world.ledger.today.day = world.start.plus_days(number);
        if number > 0 {
            world.now = 5 * 60;
            // What was not done yesterday shows in the morning.
            if world.draws.chance(25) || number == days - 1 {
                world.check(seed, number)?;
            }
        }
        if idle == 0 || !world.draws.chance(idle) {
            world.day();
        }
    }
    world.check(seed, days)
}

impl<'q> World<'q> {
    fn begin(seed: u64, quiet: &'q BTreeSet<i64>) -> World<'q> {
        let mut draws = Draws {
            seed,
            day: -1,
            count: 0,
            quiet,
        };
        let cadence = cadences::ALL[(seed % cadences::ALL.len() as u64) as usize].0;
        let start = Day::new(2026, 1, 5)
            .unwrap()
            .plus_days(i64::from(draws.below(365)));
        let yaml = settings_text(&mut draws, start);
        let mut head = format!("rep dana\n\nprospect Acme Corp\n    cadence: {cadence}\n");
        let mut now = 9 * 60;
        if draws.chance(90) {
            write!(head, "    since: {start}").unwrap();
            if draws.chance(50) {
                now = 7 * 60 + draws.below(13 * 60) as u16;
                write!(head, " {}", clock(now)).unwrap();
            }
            head.push('\n');
        }
        if draws.chance(50) {
            head.push_str("    source: website\n");
        }
        if draws.chance(20) {
            writeln!(head, "    close: {}", start.plus_days(90)).unwrap();
        }
        let some = |draws: &mut Draws<'_>, all: &[u32]| all[draws.below(all.len() as u32) as usize];
        let traits = Traits {
            reached: some(&mut draws, &[0, 5, 20, 40, 70]),
            inbound: some(&mut draws, &[0, 1, 3, 8, 25, 60]),
            no_show: some(&mut draws, &[20, 0, 50, 90]),
            bounces: some(&mut draws, &[0, 3, 15]),
            timed: some(&mut draws, &[100, 50, 0]),
            settles: some(&mut draws, &[0, 5, 15]),
        };
        let covered = draws.chance(30);
        let settings = settings::read(&yaml, &rules::names()).unwrap();
        let ledger = alone::ledger(head.as_str(), settings, start);
        World {
            draws,
            traits,
            yaml,
            head,
            entries: Vec::new(),
            ledger,
            start,
            now,
            covered,
        }
    }

    fn today(&self) -> Day {
        self.ledger.today.day
    }

    fn journal(&self) -> String {
        let mut text = self.head.clone() + "\n";
        for entry in &self.entries {
            writeln!(text, "{}", entry.header).unwrap();
            for line in &entry.body {
                writeln!(text, "    {line}").unwrap();
            }
        }
        text
    }

    fn read_again(&mut self) {
        let settings = self.ledger.settings.clone();
        self.ledger = alone::ledger(self.journal(), settings, self.today());
    }

    fn check(&self, seed: u64, days: i64) -> Result<(), Failure> {
        let checked = rules::check(
            &self.ledger,
            Scope {
                all: true,
                only: None,
            },
        );
        let ours = |finding: &&Finding| {
            let theirs = THEIR_DOING.contains(&finding.rule)
                || (finding.rule == "late-homework" && finding.level == Level::Notice);
            !theirs
        };
        let Some(first) = checked.findings.iter().find(ours) else {
            return Ok(());
        };
        let rule = first.rule;
        let sources = self.sources();
        let places = Places::new(&sources);
        let mut text = format!(
            "on {} {}\n\n{}\n{}\n",
            self.today().weekday_name(),
            self.today(),
            self.yaml,
            self.journal()
        );
        for finding in checked.findings.iter().filter(ours) {
            let line = places.locate(finding.place).start.line;
            writeln!(text, "{line}: {}: {}", finding.rule, finding.message).unwrap();
        }
        Err(Failure {
            seed,
            rule,
            days,
            text,
        })
    }

    fn sources(&self) -> Vec<Arc<Source>> {
        self.ledger.sources()
    }

    fn with_life<T>(&self, see: impl FnOnce(&Life<'_>) -> T) -> T {
        let timeline = self.ledger.timeline();
        let prospect = self.ledger.journal.find_prospect("acme corp").unwrap();
        see(&timeline.life(prospect))
    }

    /// One day, from what comes in to what `due` says, until nothing is left.
    fn day(&mut self) {
        self.do_homework();
        let mut inbound: Vec<u16> = Vec::new();
        for _ in 0..2 {
            if self.draws.chance(self.traits.inbound) {
                inbound.push(self.now.max(6 * 60) + self.draws.below(14 * 60) as u16);
            }
        }
        inbound.sort_unstable();
        let thanks_today = self.draws.chance(50);
        for _ in 0..40 {
            let next = inbound.first().map(|at| (*at, Task::Inbound));
            let mut tasks: Vec<(u16, Task)> = self.tasks(thanks_today);
            tasks.extend(next);
            let Some((at, task)) = tasks.into_iter().min_by_key(|(at, _)| *at) else {
                return;
            };
            self.now = self.now.max(at).min(24 * 60 - 2);
            match task {
                Task::Inbound => {
                    inbound.remove(0);
                    self.comes_in();
                }
                Task::Remind => self.remind(),
                Task::Thank => {
                    let channel = self.draws.from(&["card", "card", "sms"]);
                    self.write(&format!("{channel} Acme Corp #thanks"), vec![]);
                }
                Task::Courtesy => self.write("card Acme Corp #thanks", vec![]),
                Task::Touch(row) => self.touch(&row),
            }
            self.now += 1;
        }
        panic!("a day without end:\n{}", self.journal());
    }

    /// What `due` says is to be done today, and when the rep does it.
    fn tasks(&mut self, thanks_today: bool) -> Vec<(u16, Task)> {
        let today = self.today();
        if self.nothing_is_due() {
            return Vec::new();
        }
        let sources = self.sources();
        let places = Places::new(&sources);
        let due = Due::new(&self.ledger.timeline(), &places, asked(&Query::default()));
        let due = serde_json::to_value(&due).unwrap();
        let mut tasks = Vec::new();
        if !due["remind"].as_array().unwrap().is_empty() {
            tasks.push((self.soon(), Task::Remind));
        }
        for thank in due["thank"].as_array().unwrap() {
            if thanks_today || thank["by"] == today.to_string() {
                tasks.push((self.soon(), Task::Thank));
            }
        }
        let courtesy = self.with_life(|life| {
            let mut open = life.open_promises();
            open.any(|promise| promise.courtesy && promise.day == today)
        });
        if courtesy {
            tasks.push((self.soon(), Task::Courtesy));
        }
        if let Some(row) = due["prospects"].get(0)
            && (!courtesy || row["why"] != "promise")
        {
            let row = self.row(row);
            let at = match (row.appointment, row.at) {
                (Some(at), _) => at,
                (None, until) => {
                    let earliest = self.now.max(8 * 60).max(row.from);
                    let until = until.unwrap_or(18 * 60).max(earliest);
                    earliest + self.draws.below(u32::from(until - earliest) + 1) as u16
                }
            };
            // Of a month or a quarter any day will do; and to come back as asked has a few days.
            let waits = row.later_until.is_some_and(|until| until > today) && self.draws.chance(80)
                || row.is_deferral
                    && !self.ledger.settings.calendar.for_all().contains(today)
                    && self.draws.chance(50);
            if !waits {
                // Whoever has an appointment does not begin anything else on the minute.
                tasks.insert(0, (at, Task::Touch(row)));
            }
        }
        tasks
    }

    /// Says whether `due` need not be asked, which takes its time.
    fn nothing_is_due(&self) -> bool {
        let today = self.today();
        let timeline = self.ledger.timeline();
        self.with_life(|life| {
            let due = life.outlook.due.is_some_and(|due| due.day <= today);
            let appointment = life.open_promises().any(|promise| promise.time.is_some());
            let thanks = timeline.thanks(life);
            let thank = thanks.iter().any(|thanks| thanks.by >= today);
            !due && !appointment && !thank
        })
    }

    fn row(&self, row: &serde_json::Value) -> Row {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let today = self.today().to_string();
        let due = text(&row["due"]);
        assert!(row["overdue"] == 0 || due[..10] < *today, "overdue: {row}");
        let promise = &row["promise"];
        let (why, at) = (text(&row["why"]), due.get(11..).map(minutes));
        let appointment = (why == "appointment" && promise["date"] == *today)
            .then(|| minutes(promise["time"].as_str().unwrap()));
        // Nobody waits where something else was promised within the month that they named.
        let later_until = self.with_life(|life| {
            let due = life.outlook.due.map(|due| due.day);
            let last = life.outlook.last_day;
            let between = life
                .open_promises()
                .any(|promise| Some(promise.day) > due && Some(promise.day) <= last);
            last.filter(|_| last != due && !between)
        });
        let from = self.with_life(|life| self.ledger.timeline().not_before(life));
        let from = from.filter(|from| from.day == self.today());
        let is_deferral = self.with_life(|life| {
            let mut promises = life.open_promises();
            why == "promise" && promises.all(|promise| promise.kind == PromiseKind::Later)
        });
        Row {
            is_deferral,
            from: from
                .and_then(|from| from.time)
                .map_or(0, touchline::calendar::Time::minutes),
            channel: text(&row["next_channel"]),
            at: at.filter(|_| due.starts_with(&today)),
            appointment,
            later_until,
        }
    }

    fn soon(&mut self) -> u16 {
        self.now.max(8 * 60) + self.draws.below(90) as u16
    }

    /// Ticks what is to be done by today.
    fn do_homework(&mut self) {
        let today = self.today();
        let mut done = false;
        for entry in &mut self.entries {
            if entry.homework.is_some_and(|day| day <= today) {
                entry.homework = None;
                for line in &mut entry.body {
                    *line = line.replace("[ ] me", "[x] me");
                }
                done = true;
            }
        }
        if done {
            self.read_again();
        }
    }

    /// Writes a touch of today, with its time or without.
    fn write(&mut self, rest: &str, body: Vec<String>) {
        let today = self.today();
        let on_appointment = self.traits.timed > 0
            && self.with_life(|life| {
                let mut open = life.open_promises();
                open.any(|promise| promise.day == today && promise.time.is_some())
            });
        let timed = self.draws.below(100) < self.traits.timed;
        let time = if timed || on_appointment {
            format!("{} ", clock(self.now))
        } else {
            String::new()
        };
        let mut body = body;
        // Nobody writes the same twice.
        if rest.starts_with('<') && !body.is_empty() {
            body.push(format!("their words of {}", clock(self.now)));
        }
        if self.covered && !rest.starts_with('<') && self.is_away() {
            body.push("rep: lee".into());
        }
        self.entries.push(Entry {
            header: format!("{today} {time}{rest}"),
            body,
            planned: None,
            homework: None,
        });
        self.read_again();
    }

    fn is_away(&self) -> bool {
        let Some((_, days)) = self.ledger.settings.absences.first() else {
            return false;
        };
        days.iter().any(|range| range.contains(&self.today()))
    }

    fn remind(&mut self) {
        let bounced = self.with_life(|life| self.ledger.timeline().email_bounced(life));
        let channel = if bounced {
            self.draws.from(&["sms", "whatsapp", "call"])
        } else {
            self.draws.from(&["email", "sms", "email", "call"])
        };
        let outcome = match channel {
            "email" if self.draws.chance(self.traits.bounces) => " -> bounced",
            "call" => " -> voicemail",
            _ => "",
        };
        self.write(&format!("{channel} Acme Corp #reminder{outcome}"), vec![]);
    }

    /// Makes the touch that is due, and writes what came of it.
    fn touch(&mut self, row: &Row) {
        let vocabulary = &self.ledger.settings.vocabulary;
        let channel = vocabulary.channel(row.channel.as_bytes()).unwrap();
        let medium = vocabulary.channel_of(channel).medium;
        let word = &row.channel;
        let live = [MediumId::PHONE, MediumId::IN_PERSON, MediumId::VIDEO].contains(&medium);
        let reached = if row.appointment.is_some() {
            !self.draws.chance(self.traits.no_show)
        } else if live {
            self.draws.chance(self.traits.reached)
        } else {
            medium == MediumId::EMAIL && self.draws.chance(2)
        };
        if reached {
            self.talk(&format!("{word} Acme Corp"), medium);
            return;
        }
        if self.draws.chance(self.traits.settles) && self.may_drop(medium) {
            let rest = format!("{word} Acme Corp -> dropped: no budget for years");
            self.write(&rest, vec![]);
            return;
        }
        let outcome = match medium {
            MediumId::PHONE if row.appointment.is_some() => {
                self.draws.from(&["no-show", "voicemail", "no-answer"])
            }
            MediumId::PHONE => self.draws.from(&["no-answer", "voicemail", "busy"]),
            MediumId::IN_PERSON | MediumId::VIDEO => "no-show",
            MediumId::EMAIL if self.draws.chance(self.traits.bounces) => "bounced",
            _ => self.draws.from(&["", "sent"]),
        };
        let outcome = match outcome {
            "" => String::new(),
            outcome => format!(" -> {outcome}"),
        };
        self.write(&format!("{word} Acme Corp{outcome}"), vec![]);
    }

    /// Says whether a good rep may let go: not early, and not before the truth is known.
    fn may_drop(&self, medium: MediumId) -> bool {
        let timeline = self.ledger.timeline();
        self.with_life(|life| {
            let begins = life.state.phase.is_none() || life.state.answer.is_some();
            let early = begins || life.state.touches < self.ledger.settings.give_up_touch;
            let silent = timeline.is_in(life, "silent-treatment") && medium != MediumId::PHONE;
            !early && !silent
        })
    }

    /// Somebody spoke, on our touch or theirs: what came of it, and the day for the next step.
    fn talk(&mut self, start: &str, medium: MediumId) {
        let inbound = start.starts_with('<');
        if self.draws.chance(self.traits.settles) {
            let later = self.later();
            let outcome = match self.draws.below(5) {
                0 => later.clone(),
                1 => "no: not for us".into(),
                2 => "yes".into(),
                3 => later,
                _ => "stop".into(),
            };
            self.withdraw_plans();
            self.write(&format!("{start} -> {outcome}"), vec![]);
            return;
        }
        let word = match medium {
            MediumId::PHONE => self
                .draws
                .from(&["reached", "interested", "objection", "agreed"]),
            MediumId::EMAIL => self.draws.from(&["replied", "interested"]),
            _ => self.draws.from(&["met", "interested", "agreed"]),
        };
        let today = self.today();
        let mut body = Vec::new();
        let (mut plans, mut homework) = (Vec::new(), None);
        let ahead = [7, 1, 2, 3, 5, 10, 14, 30][self.draws.below(8) as usize];
        let mut day = today.plus_days(ahead);
        let header = match self.draws.below(6) {
            0 | 1 => {
                let what = self.draws.from(&[
                    "",
                    "call them",
                    "email the outline",
                    "send it",
                    "proposal as discussed",
                ]);
                body.push(format!("n: {day} {what}").trim_end().to_owned());
                format!("{start} -> {word}")
            }
            2 | 3 => {
                let mut at = 7 * 60 + 30 * self.draws.below(23) as u16;
                if self.draws.chance(10) && self.now < 20 * 60 {
                    (day, at) = (today, self.now + 30);
                }
                self.withdraw_plans();
                if self.draws.chance(40) {
                    let channel = self.draws.from(&["video", "meeting", "call"]);
                    plans.push((day, format!("{day} {} ! {channel} Acme Corp", clock(at))));
                }
                if self.draws.chance(10) {
                    body.push(format!("n: {} send the agenda", today.plus_days(1)));
                }
                format!("{start} -> booked {day} {}: the next talk", clock(at))
            }
            4 => {
                self.withdraw_plans();
                format!("{start} -> booked {day}")
            }
            _ => {
                self.withdraw_plans();
                let channel = self.draws.from(&["call", "email", "video"]);
                plans.push((day, format!("{day} ! {channel} Acme Corp")));
                if inbound {
                    body.push(format!("n: {day}"));
                }
                format!("{start} -> {word}")
            }
        };
        if self.draws.chance(15) {
            let (mine, theirs) = (today.plus_days(3), today.plus_days(6));
            body.push(format!("[ ] me {mine} send the case study"));
            body.push(format!("[ ] them {theirs} count the leads"));
            homework = Some(mine);
        }
        if self.draws.chance(10) {
            let tomorrow = today.plus_days(1);
            plans.push((tomorrow, format!("{tomorrow} ! card Acme Corp #thanks")));
        }
        self.write(&header, body);
        self.entries.last_mut().unwrap().homework = homework;
        for (day, header) in plans {
            self.entries.push(Entry {
                header,
                body: vec![],
                planned: Some(day),
                homework: None,
            });
        }
        self.read_again();
    }

    /// Takes out the lines of what was planned and is open: something else was agreed.
    fn withdraw_plans(&mut self) {
        let (today, now) = (self.today(), self.now);
        let open: BTreeSet<Day> = self.with_life(|life| {
            let open = life.open_promises();
            let ahead = open.filter(|promise| {
                let later_today = promise.time.is_some_and(|time| time.minutes() > now + 60);
                promise.kind == PromiseKind::Planned
                    && !promise.courtesy
                    && (promise.day > today || (promise.day == today && later_today))
            });
            ahead.map(|promise| promise.day).collect()
        });
        let before = self.entries.len();
        self.entries.retain(|entry| {
            let courtesy = entry.header.contains('#');
            courtesy || entry.planned.is_none_or(|day| !open.contains(&day))
        });
        if self.entries.len() < before {
            self.read_again();
        }
    }

    /// A `later` with its date, month or quarter.
    fn later(&mut self) -> String {
        let day = self
            .today()
            .plus_days(14 + i64::from(self.draws.below(100)));
        match self.draws.below(5) {
            4 => format!("later {}", &self.today().to_string()[..7]),
            0 | 1 => format!("later {day}: the budget is frozen"),
            2 => {
                let month = day.plus_months(1).to_string();
                format!("later {}", &month[..7])
            }
            _ => {
                let quarter = day.plus_months(3).quarter();
                format!("later {}-Q{}", quarter.year, quarter.number)
            }
        }
    }

    /// Something comes in.
    fn comes_in(&mut self) {
        let stopped = self.with_life(|life| life.state.answer.is_some());
        let rest = match self.draws.below(14) {
            0 | 1 => "email Acme Corp -> replied",
            2 => "email Acme Corp",
            3 => "linkedin Acme Corp -> replied",
            4 => "whatsapp Acme Corp -> interested",
            5 => "email Acme Corp -> auto-reply",
            6 => {
                let day = self.today().plus_days(8);
                let body = vec![format!("n: {day} back in the office")];
                self.write("< email Acme Corp -> auto-reply", body);
                return;
            }
            7 => "email Acme Corp -> bounced",
            8 => "email Acme Corp -> replied #thanks",
            9 => "call Acme Corp -> voicemail",
            10 => {
                let booked = self.with_life(|life| {
                    let mut open = life.open_promises();
                    open.any(|promise| promise.kind == PromiseKind::Booked)
                });
                if booked {
                    self.withdraw_plans();
                    "email Acme Corp -> cancelled"
                } else {
                    "email Acme Corp -> objection"
                }
            }
            11 if stopped => "email Acme Corp -> interested",
            11 | 12 => return self.talk("< call Acme Corp", MediumId::PHONE),
            _ => return self.talk("< email Acme Corp", MediumId::EMAIL),
        };
        self.write(&format!("< {rest}"), vec![]);
    }
}

/// The text of a touchline.yaml with days off and ways to answer.
fn settings_text(draws: &mut Draws<'_>, start: Day) -> String {
    let mut holidays: Vec<String> = Vec::new();
    if draws.chance(60) {
        for _ in 0..draws.below(20) {
            let day = start.plus_days(i64::from(draws.below(420)));
            let length = i64::from(draws.below(3));
            holidays.extend((0..=length).map(|days| day.plus_days(days).to_string()));
        }
    }
    let mut absences: Vec<String> = Vec::new();
    if draws.chance(60) {
        for _ in 0..draws.below(6) {
            let from = start.plus_days(i64::from(draws.below(420)));
            let until = from.plus_days(i64::from(draws.below(15)));
            absences.push(format!("{from}..{until}"));
        }
    }
    let weekend = draws.from(&["[sat, sun]", "[sat, sun]", "[fri, sat]", "[]"]);
    let first = draws.from(&[
        "{}",
        "{any: 1d}",
        "{website: 1h, any: 4h}",
        "{website: 30min}",
    ]);
    let reply = draws.from(&["1bd", "1bd", "2bd", "4h"]);
    let silent = draws.from(&["3", "3", "2", "4"]);
    format!(
        "weekend: {weekend}\nholidays: [{}]\nabsences: {{dana: [{}]}}\nfirst_response: {first}\n\
         reply_within: {reply}\nsilent_after: {silent}\n",
        holidays.join(", "),
        absences.join(", ")
    )
}

fn clock(minutes: u16) -> Time {
    Time::from_minutes(minutes).unwrap()
}

/// The minutes since midnight of `09:30`.
fn minutes(clock: &str) -> u16 {
    let (hours, minutes) = clock.split_once(':').unwrap();
    hours.parse::<u16>().unwrap() * 60 + minutes.parse::<u16>().unwrap()
}
