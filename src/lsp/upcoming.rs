//! A life comes in; out comes what is due next, on one line, in the words of `show` and `due`.

use crate::reasons::Reasons;
use crate::text::harmless_line;
use crate::timeline::{Life, Timeline};
use crate::wording::near_date;

/// `next: call today (3 d late): step 4 of 8; voicemail 2 Nov`; none where nothing is due, or
/// nobody knows for whom until a name is mended.
pub(super) fn upcoming(timeline: &Timeline<'_>, life: &Life<'_>) -> Option<String> {
    let due = life.outlook.due?;
    if !timeline.is_certain(life.prospect) {
        return None;
    }
    let vocabulary = &timeline.settings.vocabulary;
    let channel = timeline.next_channel(life);
    let channel = channel.map(|channel| vocabulary.channel_of(channel).word.as_str());
    let day = near_date(due.day, timeline.today.day);
    let time = due.time.map(|time| time.to_string());
    let late = life.outlook.overdue;
    let late = (late > 0).then(|| format!("({late} d late)"));
    let words = [channel, Some(&day), time.as_deref(), late.as_deref()];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    let why = Reasons { timeline }.why(life).unwrap_or_default();
    let all = format!("next: {}: {why}", words.join(" "));
    Some(harmless_line(&all).into_owned())
}
