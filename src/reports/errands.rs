//! Lives come in; out come the errands of the day beside the touches that are due: appointments to
//! remind of, first talks to thank for, homework of ours.

use serde::Serialize;

use crate::calendar::{Day, Time, days_between};
use crate::journal::Homework;
use crate::reasons::Reasons;
use crate::syntax::HomeworkOf;
use crate::table::{Class, Note};
use crate::timeline::{Answer, Life, Timeline};
use crate::wording::{near_date, short_date};

/// How many of a kind are shown.
const MOST: usize = 8;

/// The errands, those of one kind together.
#[derive(Debug, Default, Serialize)]
pub(super) struct Errands {
    remind: Vec<Remind>,
    thank: Vec<Thank>,
    #[serde(skip)]
    mine: Vec<Mine>,
}

#[derive(Debug, Serialize)]
struct Remind {
    name: String,
    date: Day,
    time: Time,
    #[serde(skip)]
    channel: String,
}

#[derive(Debug, Serialize)]
struct Thank {
    name: String,
    by: Day,
    #[serde(skip)]
    talk: String,
}

#[derive(Debug)]
struct Mine {
    prospect: String,
    homework: Homework,
}

impl Errands {
    /// Takes those of a life; homework that is to be done after `until` is for later.
    pub fn add(&mut self, timeline: &Timeline<'_>, life: &Life<'_>, until: Day) {
        let (journal, today) = (timeline.journal, timeline.today.day);
        let name = || journal.name(life.prospect);
        for promise in timeline.to_remind(life) {
            let Some(time) = promise.time else { continue };
            self.remind.push(Remind {
                name: name(),
                date: promise.day,
                time,
                channel: Reasons { timeline }.appointment_channel(life, promise),
            });
        }
        for thanks in timeline.thanks(life) {
            if !thanks.given && !thanks.stopped && thanks.by >= today {
                let talk = life.moves[thanks.talk as usize].touch.touch;
                let channel = &timeline.settings.vocabulary.channel_of(talk.channel).word;
                self.thank.push(Thank {
                    name: name(),
                    by: thanks.by,
                    talk: format!("{channel} of {}", short_date(talk.day, today)),
                });
            }
        }
        if matches!(
            life.state.answer,
            Some(Answer::Stop | Answer::Lost | Answer::Dropped)
        ) {
            return;
        }
        let touches = timeline.touches_with_homework(life);
        let is_ours = |homework: &Homework| {
            homework.who == HomeworkOf::Me
                && !homework.done
                && homework.day.is_none_or(|day| day <= until)
        };
        let homework = touches.flat_map(|touch| journal.homework(touch));
        let mine = homework.filter(is_ours).map(|homework| Mine {
            prospect: name(),
            homework,
        });
        self.mine.extend(mine);
    }

    /// Puts homework in the order of its days, that without one last.
    pub fn sort(&mut self) {
        self.mine
            .sort_by_key(|mine| (mine.homework.day.is_none(), mine.homework.day));
    }

    /// What there is to do, a line each, the first of each kind.
    pub fn notes(&self, today: Day) -> Vec<Note> {
        let remind = self.remind.iter().map(|remind| {
            let day = near_date(remind.date, today);
            let text = format!("{}: {} {day} {}", remind.name, remind.channel, remind.time);
            (text, Class::Plain)
        });
        let thank = self.thank.iter().map(|thank| {
            let by = near_date(thank.by, today);
            let text = format!("{}: a card by {by}, for the {}", thank.name, thank.talk);
            (text, Class::Plain)
        });
        let mine = self.mine.iter().map(|mine| mine.line(today));
        let mut notes = kind("Remind", remind);
        notes.extend(kind("Thank", thank));
        notes.extend(kind("Mine", mine));
        notes
    }
}

impl Mine {
    fn line(&self, today: Day) -> (String, Class) {
        let Mine { prospect, homework } = self;
        let text = format!("{prospect}: {}", homework.text);
        match homework.day.map(|day| (day, days_between(day, today))) {
            None => (text, Class::Plain),
            Some((_, late @ 1..)) => (format!("{text} ({late} d late)"), Class::Late),
            Some((day, _)) => (
                format!("{text} (by {})", near_date(day, today)),
                Class::Plain,
            ),
        }
    }
}

/// The lines of one kind, below its name.
fn kind(name: &'static str, lines: impl ExactSizeIterator<Item = (String, Class)>) -> Vec<Note> {
    let more = lines.len().saturating_sub(MOST);
    let labels = std::iter::once(name).chain(std::iter::repeat(""));
    let lines = lines.take(MOST).zip(labels);
    let mut notes: Vec<Note> = lines
        .map(|((line, class), label)| Note::labelled(label, line).with_class(class))
        .collect();
    if more > 0 {
        notes.push(Note::labelled("", format!("and {more} more")).with_class(Class::Dim));
    }
    notes
}
