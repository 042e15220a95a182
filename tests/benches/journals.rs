//! Made-up touches: a shape, a number and nothing else come in, out comes a journal, or the same
//! touches as ledger and hledger write them. The same on every machine, on every day.

use std::fmt::{self, Write};

/// How the touches of a prospect lie in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As in life: a prospect's touches lie within some weeks.
    Live,
    /// Each touch is with a prospect drawn at random, whoever came before.
    Uniform,
}

impl Shape {
    /// The shape of this name.
    pub fn named(name: &str) -> Option<Shape> {
        match name {
            "live" => Some(Shape::Live),
            "uniform" => Some(Shape::Uniform),
            _ => None,
        }
    }
}

/// How many touches a prospect has, on average.
const TOUCHES_A_PROSPECT: u32 = 6;

/// Of a hundred prospects, so many are given up after two touches.
const GIVEN_UP: u32 = 35;

/// From 2024-01-01 to 2026-10-31.
const DAYS: u32 = 1035;

const CHANNELS: [&str; 8] = [
    "call", "email", "call", "email", "social", "meeting", "text", "visit",
];

const OUTCOMES: [&str; 12] = [
    "voicemail",
    "no-answer",
    "sent",
    "replied",
    "interested",
    "not-now",
    "booked",
    "busy",
    "reached",
    "bounced",
    "objection",
    "agreed",
];

const NOTES: [&str; 8] = [
    "left a message with reception, try again in",
    "asked for the price list and two references",
    "no budget before the new quarter, ask again",
    "wants a demo for the whole team, invite all",
    "the buyer is away, the assistant takes notes",
    "sent the case study and the short deck, wait",
    "content with the vendor, the contract ends in",
    "finance has to sign before there is any trial",
];

const WHEN: [&str; 8] = ["March", "May", "June", "spring", "autumn", "Q2", "Q3", "Q4"];

const FIRST: [&str; 32] = [
    "Acme", "Alder", "Amber", "Anchor", "Aspen", "Atlas", "Aurora", "Beacon", "Birch", "Boreal",
    "Canyon", "Cedar", "Cobalt", "Copper", "Delta", "Ember", "Falcon", "Flint", "Garnet",
    "Glacier", "Granite", "Harbor", "Heron", "Indigo", "Juniper", "Laurel", "Maple", "Nimbus",
    "Onyx", "Prairie", "Raven", "Summit",
];

const SECOND: [&str; 32] = [
    "Analytics",
    "Apparel",
    "Audio",
    "Bakery",
    "Biotech",
    "Brewing",
    "Builders",
    "Catering",
    "Chemical",
    "Clinic",
    "Coffee",
    "Controls",
    "Dairy",
    "Dental",
    "Design",
    "Engines",
    "Fabrics",
    "Farms",
    "Finance",
    "Foods",
    "Freight",
    "Games",
    "Glass",
    "Hotels",
    "Imaging",
    "Legal",
    "Lighting",
    "Marine",
    "Optics",
    "Packaging",
    "Robotics",
    "Textiles",
];

const THIRD: [&str; 8] = ["", " Corp", " Inc", " Ltd", " Group", " Co", " GmbH", " SA"];

/// A touch: its day, its prospect, and the words by their number.
#[derive(Clone, Copy, Debug)]
struct Touch {
    prospect: u32,
    day: u16,
    channel: u8,
    outcome: u8,
    /// Every second one has a note.
    note: Option<(u8, u8)>,
}

/// Touches, sorted by date.
#[derive(Debug)]
pub struct Touches {
    all: Vec<Touch>,
    prospects: u32,
}

impl Touches {
    /// Makes this many.
    pub fn new(shape: Shape, count: u32) -> Touches {
        let mut chance = Chance(20_260_302);
        let mut all = Vec::with_capacity(count as usize);
        let prospects = match shape {
            Shape::Live => live(count, &mut chance, &mut all),
            Shape::Uniform => {
                let prospects = (count / TOUCHES_A_PROSPECT).max(1);
                for at in 0..count {
                    let day = u64::from(at) * u64::from(DAYS) / u64::from(count);
                    let prospect = chance.below(prospects);
                    all.push(chance.touch(prospect, day as u32));
                }
                prospects
            }
        };
        // The touches of one day stay as they were drawn.
        all.sort_by_key(|touch| touch.day);
        Touches { all, prospects }
    }

    /// Their text in the form of this name: a `journal`, with all prospects before all touches, or
    /// `transactions` for ledger and hledger, one each, with one account for all prospects.
    pub fn text(&self, form: &str) -> Option<String> {
        let (write, bytes): (fn(&Touches, &mut String) -> fmt::Result, usize) = match form {
            "journal" => (write_journal, 96),
            "transactions" => (write_transactions, 144),
            _ => return None,
        };
        // Growing it would need as much again.
        let mut text = String::with_capacity(self.all.len() * bytes);
        write(self, &mut text).ok()?;
        Some(text)
    }
}

/// Prospects one after another, each with touches over some weeks, until there are `count`.
fn live(count: u32, chance: &mut Chance, all: &mut Vec<Touch>) -> u32 {
    let mut prospects = 0;
    while (all.len() as u32) < count {
        let touches = if chance.below(100) < GIVEN_UP {
            2
        } else {
            3 + chance.below(23) * chance.below(1000) / 1000
        };
        let mut day = chance.below(DAYS - (touches * 8).min(DAYS - 1));
        for _ in 0..touches.min(count - all.len() as u32) {
            all.push(chance.touch(prospects, day.min(DAYS - 1)));
            // Now and then a touch comes later than any cadence has it.
            day += if chance.below(10) == 0 {
                15 + chance.below(46)
            } else {
                1 + chance.below(14)
            };
        }
        prospects += 1;
    }
    prospects
}

fn write_journal(touches: &Touches, out: &mut String) -> fmt::Result {
    let dates = dates();
    let mut declared = vec![false; touches.prospects as usize];
    for touch in &touches.all {
        if !std::mem::replace(&mut declared[touch.prospect as usize], true) {
            let since = &dates[touch.day as usize];
            out.push_str("prospect ");
            write_name(touch.prospect, out)?;
            write!(out, "\n    since: {since}\n\n")?;
        }
    }
    for touch in &touches.all {
        let channel = CHANNELS[touch.channel as usize];
        write!(out, "{} {channel} ", dates[touch.day as usize])?;
        write_name(touch.prospect, out)?;
        writeln!(out, " -> {}", OUTCOMES[touch.outcome as usize])?;
        if let Some((note, when)) = touch.note {
            writeln!(out, "    {} {}", NOTES[note as usize], WHEN[when as usize])?;
        }
    }
    Ok(())
}

fn write_transactions(touches: &Touches, out: &mut String) -> fmt::Result {
    let dates = dates();
    for touch in &touches.all {
        write!(out, "{} ", dates[touch.day as usize])?;
        write_name(touch.prospect, out)?;
        writeln!(out, "  ; {}", OUTCOMES[touch.outcome as usize])?;
        if let Some((note, when)) = touch.note {
            let (note, when) = (NOTES[note as usize], WHEN[when as usize]);
            writeln!(out, "    ; {note} {when}")?;
        }
        let channel = CHANNELS[touch.channel as usize];
        write!(out, "    touches:{channel}  1\n    prospects  -1\n\n")?;
    }
    Ok(())
}

/// A prospect's name, no two the same: once all words were used, a number is added.
fn write_name(prospect: u32, out: &mut String) -> fmt::Result {
    let all = (FIRST.len() * SECOND.len() * THIRD.len()) as u32;
    // A stride without a common divisor visits each once, and neighbours are unlike.
    let mixed = (prospect % all * 4999 % all) as usize;
    let (third, rest) = (mixed % THIRD.len(), mixed / THIRD.len());
    let (second, first) = (rest % SECOND.len(), rest / SECOND.len());
    write!(out, "{} {}{}", FIRST[first], SECOND[second], THIRD[third])?;
    match prospect / all {
        0 => Ok(()),
        lap => write!(out, " {}", lap + 1),
    }
}

/// All days, as they are written.
fn dates() -> Vec<String> {
    let mut dates = Vec::with_capacity(DAYS as usize);
    for year in 2024..=2026 {
        for month in 1..=12 {
            let days = match month {
                2 if year % 4 == 0 => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            dates.extend((1..=days).map(|day| format!("{year}-{month:02}-{day:02}")));
        }
    }
    dates.truncate(DAYS as usize);
    dates
}

/// Numbers that look drawn: `SplitMix64`, by which the same seed draws the same everywhere.
struct Chance(u64);

impl Chance {
    /// A number below `end`.
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (((mixed >> 32) * u64::from(end)) >> 32) as u32
    }

    fn one_of<T>(&mut self, words: &[T]) -> u8 {
        self.below(words.len() as u32) as u8
    }

    fn touch(&mut self, prospect: u32, day: u32) -> Touch {
        Touch {
            prospect,
            day: day as u16,
            channel: self.one_of(&CHANNELS),
            outcome: self.one_of(&OUTCOMES),
            note: (self.below(2) == 0).then(|| (self.one_of(&NOTES), self.one_of(&WHEN))),
        }
    }
}
