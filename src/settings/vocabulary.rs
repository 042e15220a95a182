//! The words of the format: channels with their media, outcomes with their effects.

use rustc_hash::FxHashMap;

use crate::text::fold;

/// A channel's place in [`Vocabulary::channels`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChannelId(pub u16);

/// A medium's place in [`Vocabulary::media`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediumId(pub u16);

/// An outcome's place in [`Vocabulary::outcomes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutcomeId(pub u16);

impl MediumId {
    /// Calls.
    pub const PHONE: MediumId = MediumId(0);
    /// Text messages.
    pub const TEXT: MediumId = MediumId(1);
    /// Emails, articles and proposals among them.
    pub const EMAIL: MediumId = MediumId(2);
    /// Face to face.
    pub const IN_PERSON: MediumId = MediumId(3);
    /// Video calls.
    pub const VIDEO: MediumId = MediumId(4);
    /// Social networks.
    pub const SOCIAL: MediumId = MediumId(5);
    /// Paper.
    pub const POST: MediumId = MediumId(6);

    /// Says whether people talk to each other through it at one time: phone, video, in person.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(
            self,
            MediumId::PHONE | MediumId::VIDEO | MediumId::IN_PERSON
        )
    }
}

/// What an outcome does to a pursuit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Nothing came back.
    Silent,
    /// Two people spoke.
    Engaged,
    /// The prospect took a next step.
    Advanced,
    /// The prospect said yes.
    Won,
    /// The prospect said no.
    Lost,
    /// Not before a date.
    Later,
    /// Our own decision to stop.
    Dropped,
    /// Never contact again.
    Stop,
}

impl Effect {
    /// All effects, in the order of the format's table.
    pub const ALL: [Effect; 8] = [
        Effect::Silent,
        Effect::Engaged,
        Effect::Advanced,
        Effect::Won,
        Effect::Lost,
        Effect::Later,
        Effect::Dropped,
        Effect::Stop,
    ];

    /// The effect's name in settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Effect::Silent => "silent",
            Effect::Engaged => "engaged",
            Effect::Advanced => "advanced",
            Effect::Won => "won",
            Effect::Lost => "lost",
            Effect::Later => "later",
            Effect::Dropped => "dropped",
            Effect::Stop => "stop",
        }
    }

    /// Says whether it ends what was pursued: won, lost, dropped, stop.
    #[must_use]
    pub const fn closes(self) -> bool {
        matches!(
            self,
            Effect::Won | Effect::Lost | Effect::Dropped | Effect::Stop
        )
    }

    /// Says whether somebody spoke: engaged or advanced.
    #[must_use]
    pub const fn is_talk(self) -> bool {
        matches!(self, Effect::Engaged | Effect::Advanced)
    }
}

/// A channel: one word, and the medium it goes through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The word, as it is declared.
    pub word: String,
    /// The medium.
    pub medium: MediumId,
}

/// An outcome: one word, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The word, as it is declared.
    pub word: String,
    /// What it does.
    pub effect: Effect,
    /// The first of the outcomes that mean the same, which is itself where none else does:
    /// `yes` for `won`.
    pub meaning: OutcomeId,
}

/// All channels, media and outcomes: the built-in ones, then those of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The media's names.
    pub media: Vec<String>,
    /// The channels.
    pub channels: Vec<Channel>,
    /// The outcomes.
    pub outcomes: Vec<Outcome>,
    booked: OutcomeId,
    channel_by_word: FxHashMap<Vec<u8>, ChannelId>,
    outcome_by_word: FxHashMap<Vec<u8>, OutcomeId>,
}

const CHANNELS: [(&str, &[&str]); 7] = [
    ("phone", &["call", "phone"]),
    ("text", &["text", "sms", "whatsapp"]),
    ("email", &["email", "e-mail", "mail", "article", "proposal"]),
    ("in-person", &["meeting", "visit", "demo"]),
    ("video", &["video", "zoom"]),
    ("social", &["social", "linkedin"]),
    ("post", &["card", "postcard", "letter"]),
];

/// Each inner list holds words that mean the same.
const OUTCOMES: [(Effect, &[&[&str]]); 8] = [
    (
        Effect::Silent,
        &[
            &["sent"],
            &["no-answer"],
            &["voicemail"],
            &["busy"],
            &["bounced"],
            &["no-show"],
            &["auto-reply"],
        ],
    ),
    (
        Effect::Engaged,
        &[
            &["replied"],
            &["reached"],
            &["met"],
            &["interested"],
            &["objection"],
            &["cancelled", "canceled"],
        ],
    ),
    (Effect::Advanced, &[&["booked"], &["agreed"]]),
    (Effect::Won, &[&["yes", "won"]]),
    (Effect::Lost, &[&["no", "lost", "not-interested"]]),
    (Effect::Later, &[&["later", "not-now"]]),
    (Effect::Dropped, &[&["dropped", "disqualified"]]),
    (Effect::Stop, &[&["stop", "opt-out", "unsubscribe"]]),
];

impl Default for Vocabulary {
    fn default() -> Vocabulary {
        let mut vocabulary = Vocabulary {
            media: Vec::new(),
            channels: Vec::new(),
            outcomes: Vec::new(),
            booked: OutcomeId(0),
            channel_by_word: FxHashMap::default(),
            outcome_by_word: FxHashMap::default(),
        };
        for (medium, words) in CHANNELS {
            for word in words {
                vocabulary.add_channel(word, medium);
            }
        }
        for (effect, groups) in OUTCOMES {
            for words in groups {
                let meaning = OutcomeId(vocabulary.outcomes.len() as u16);
                for word in *words {
                    vocabulary.add_meaning(word, effect, meaning);
                }
            }
        }
        vocabulary.booked = vocabulary.built_in("booked");
        vocabulary
    }
}

impl Vocabulary {
    /// Adds a channel, and its medium where that is new. The word is not there yet.
    pub fn add_channel(&mut self, word: &str, medium: &str) {
        let folded = fold(medium);
        let known = self.media.iter().position(|name| fold(name) == folded);
        let medium = known.unwrap_or_else(|| {
            self.media.push(medium.to_owned());
            self.media.len() - 1
        });
        let id = ChannelId(self.channels.len() as u16);
        self.channels.push(Channel {
            word: word.to_owned(),
            medium: MediumId(medium as u16),
        });
        self.channel_by_word.insert(fold(word).into_bytes(), id);
    }

    /// Adds an outcome that means what no other does. The word is not there yet.
    pub fn add_outcome(&mut self, word: &str, effect: Effect) {
        let meaning = OutcomeId(self.outcomes.len() as u16);
        self.add_meaning(word, effect, meaning);
    }

    fn add_meaning(&mut self, word: &str, effect: Effect, meaning: OutcomeId) {
        let id = OutcomeId(self.outcomes.len() as u16);
        self.outcomes.push(Outcome {
            word: word.to_owned(),
            effect,
            meaning,
        });
        self.outcome_by_word.insert(fold(word).into_bytes(), id);
    }

    /// The channel that a word names, its case aside.
    #[must_use]
    pub fn channel(&self, word: &[u8]) -> Option<ChannelId> {
        look_up(&self.channel_by_word, word)
    }

    /// The outcome that a word names, its case aside.
    #[must_use]
    pub fn outcome(&self, word: &[u8]) -> Option<OutcomeId> {
        look_up(&self.outcome_by_word, word)
    }

    /// The outcome that these words name, a space for its hyphen allowed.
    #[must_use]
    pub fn outcome_in_words(&self, words: &str) -> Option<OutcomeId> {
        let word = words.split_whitespace().collect::<Vec<_>>().join("-");
        self.outcome(word.as_bytes())
    }

    /// The medium that a word names, its case aside.
    #[must_use]
    pub fn medium(&self, word: &str) -> Option<MediumId> {
        let folded = fold(word);
        let index = self.media.iter().position(|name| fold(name) == folded)?;
        Some(MediumId(index as u16))
    }

    /// What is known of a channel.
    #[must_use]
    pub fn channel_of(&self, id: ChannelId) -> &Channel {
        &self.channels[id.0 as usize]
    }

    /// What is known of an outcome.
    #[must_use]
    pub fn outcome_of(&self, id: OutcomeId) -> &Outcome {
        &self.outcomes[id.0 as usize]
    }

    /// The outcome `booked`.
    #[must_use]
    pub fn booked(&self) -> OutcomeId {
        self.booked
    }

    /// The outcome of this built-in word.
    ///
    /// # Panics
    ///
    /// Where the word is not built in, which a test of the callers shows.
    #[must_use]
    pub fn built_in(&self, word: &str) -> OutcomeId {
        self.outcome_by_word[word.as_bytes()]
    }

    /// The first channel of a medium, which stands for the medium where a channel is wanted.
    #[must_use]
    pub fn first_channel(&self, medium: MediumId) -> Option<ChannelId> {
        let index = self
            .channels
            .iter()
            .position(|channel| channel.medium == medium)?;
        Some(ChannelId(index as u16))
    }
}

/// Words are nearly always written as they are declared, so the bytes are tried before their folded form.
fn look_up<Id: Copy>(by_word: &FxHashMap<Vec<u8>, Id>, word: &[u8]) -> Option<Id> {
    if let Some(&id) = by_word.get(word) {
        return Some(id);
    }
    let word = std::str::from_utf8(word).ok()?;
    by_word.get(fold(word).as_bytes()).copied()
}
