//! The shelf of scripts: each is a template in a file of its own, with what it fits. A life comes
//! in; out comes what to say at the touch that is due.

mod facts;
mod template;

pub use facts::{FIELDS, Facts, Speaker};
pub use template::{Filled, TemplateError};

use crate::settings::Settings;
use crate::text::fold;
use crate::timeline::{Life, PromiseKind, Timeline, reminded};

/// A script: plain data, and the function that says whether it fits.
#[derive(Clone, Copy, Debug)]
pub struct Script {
    /// Its name.
    pub name: &'static str,
    /// When it fits, in words.
    pub fits_when: &'static str,
    /// What it says.
    template: &'static str,
    /// The script that is said before it, where there is one.
    after: Option<&'static str>,
    /// Whether it fits.
    fits: fn(&Timeline<'_>, &Life<'_>) -> bool,
}

const fn script(
    name: &'static str,
    fits_when: &'static str,
    template: &'static str,
    fits: fn(&Timeline<'_>, &Life<'_>) -> bool,
) -> Script {
    Script {
        name,
        fits_when,
        template,
        after: None,
        fits,
    }
}

/// All scripts; the first that fits is taken, and the last always does.
pub const ALL: [Script; 15] = [
    script(
        "reply",
        "they wrote, and wait for an answer",
        include_str!("reply.jinja"),
        |_, life| life.state.owes_answer,
    ),
    script(
        "reminder",
        "a timed booking next business day, no reminder yet",
        include_str!("reminder.jinja"),
        wants_reminding,
    ),
    Script {
        after: Some("opening"),
        ..script(
            "on-time",
            "a booking with a time is today",
            include_str!("on-time.jinja"),
            |timeline, life| {
                let today = timeline.today.day;
                life.open_promises().any(|promise| {
                    promise.kind == PromiseKind::Booked
                        && promise.time.is_some()
                        && promise.day == today
                })
            },
        )
    },
    script(
        "second-call",
        "a missed appointment (persistent), no call since",
        include_str!("second-call.jinja"),
        |timeline, life| persistent(timeline, life, 0, 0),
    ),
    script(
        "third-call",
        "persistent, one call made",
        include_str!("third-call.jinja"),
        |timeline, life| persistent(timeline, life, 1, 1),
    ),
    script(
        "more-calls",
        "persistent, two to six calls made",
        include_str!("more-calls.jinja"),
        |timeline, life| persistent(timeline, life, 2, 6),
    ),
    script(
        "ask-to-stop",
        "persistent, only the last step is left",
        include_str!("ask-to-stop.jinja"),
        |timeline, life| persistent(timeline, life, 7, u32::MAX),
    ),
    script(
        "thank-you",
        "first talk within two business days, no thanks yet",
        include_str!("thank-you.jinja"),
        |timeline, life| facts::to_thank(timeline, life).is_some(),
    ),
    script(
        "truth-call",
        "silent-treatment: they stopped answering",
        include_str!("truth-call.jinja"),
        |timeline, life| timeline.is_in(life, "silent-treatment"),
    ),
    script(
        "disqualify",
        "disqualify is the cadence in force",
        include_str!("disqualify.jinja"),
        |timeline, life| timeline.is_in(life, "disqualify"),
    ),
    script(
        "proposal-check",
        "proposal, with one step made or none",
        include_str!("proposal-check.jinja"),
        |timeline, life| timeline.is_in(life, "proposal") && life.state.step <= 1,
    ),
    script(
        "as-agreed",
        "what is due is the day they asked for (later)",
        include_str!("as-agreed.jinja"),
        |timeline, life| facts::deferral(timeline, life).is_some(),
    ),
    script(
        "first",
        "no touch was made yet",
        include_str!("first.jinja"),
        |_, life| !life.state.touched,
    ),
    script(
        "two-line",
        "a cadence that repeats for ever is in force",
        include_str!("two-line.jinja"),
        |timeline, life| timeline.is_nurture(life.state.phase),
    ),
    script(
        "opening",
        "nothing else fits",
        include_str!("opening.jinja"),
        |_, _| true,
    ),
];

fn persistent(timeline: &Timeline<'_>, life: &Life<'_>, from: u32, to: u32) -> bool {
    timeline.is_in(life, "persistent") && (from..=to).contains(&life.state.step)
}

fn wants_reminding(timeline: &Timeline<'_>, life: &Life<'_>) -> bool {
    let next = timeline
        .settings
        .calendar
        .for_all()
        .after(timeline.today.day);
    life.open_promises().any(|promise| {
        promise.kind == PromiseKind::Booked
            && promise.time.is_some()
            && Some(promise.day) == next
            && !reminded(timeline, life, promise)
    })
}

/// A script that was looked up: a built-in one, or one of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen<'s> {
    /// Its name, as it is declared.
    pub name: &'s str,
    /// When it fits, in words; none for one that only the settings know.
    pub fits_when: Option<&'static str>,
    /// Whether its words are those of the settings.
    pub from_settings: bool,
}

/// The first script that fits.
#[must_use]
pub fn fitting(timeline: &Timeline<'_>, life: &Life<'_>) -> &'static str {
    let fitting = ALL.iter().find(|script| (script.fits)(timeline, life));
    fitting.map_or("opening", |script| script.name)
}

/// All scripts: the built-in ones in their order, then those that the settings add.
#[must_use]
pub fn all(settings: &Settings) -> Vec<Chosen<'_>> {
    let built_in = ALL.iter().map(|script| Chosen {
        name: script.name,
        fits_when: Some(script.fits_when),
        from_settings: own(settings, script.name).is_some(),
    });
    let added = settings
        .scripts
        .iter()
        .filter(|(name, _)| built_in_of(name).is_none());
    let added = added.map(|(name, _)| Chosen {
        name: name.as_str(),
        fits_when: None,
        from_settings: true,
    });
    built_in.chain(added).collect()
}

/// Fills a script, whatever its name's case, with the facts.
///
/// # Errors
///
/// Where its template, or that of the script that is said before it, cannot be filled.
pub fn fill(settings: &Settings, name: &str, facts: &Facts) -> Result<Filled, TemplateError> {
    let script = built_in_of(name);
    let mut filled = match script.and_then(|script| script.after) {
        Some(before) => fill(settings, before, facts)?,
        None => Filled::default(),
    };
    let template = own(settings, name).or(script.map(|script| script.template));
    filled.join(template::fill(name, template.unwrap_or_default(), facts)?);
    Ok(filled)
}

fn built_in_of(name: &str) -> Option<&'static Script> {
    let folded = fold(name);
    ALL.iter().find(|script| script.name == folded)
}

/// The settings' words for a script.
fn own<'s>(settings: &'s Settings, name: &str) -> Option<&'s str> {
    let folded = fold(name);
    let mut scripts = settings.scripts.iter();
    let (_, template) = scripts.find(|(name, _)| fold(name) == folded)?;
    Some(template)
}
