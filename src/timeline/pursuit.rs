//! A pursuit, as the figures count it.

/// How a prospect answered, or that we stopped by ourselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They said no.
    Lost,
    /// We stopped.
    Dropped,
    /// They asked never to be contacted again.
    Stop,
}

impl Answer {
    /// The answer's name in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Answer::Lost => "lost",
            Answer::Dropped => "dropped",
            Answer::Stop => "stop",
        }
    }
}

/// One pursuit of one prospect, in numbers of outbound touches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pursuit {
    /// The outbound touches it had, those after it last entered a nurture phase that it is
    /// still in aside (won and stopped ones in full).
    pub touches: u32,
    /// The count when the first answer came: won, lost or stop.
    pub answered_at: Option<u32>,
    /// The count when we first dropped it.
    pub dropped_at: Option<u32>,
    /// The count when it was won.
    pub won_at: Option<u32>,
    /// The count at the first advance.
    pub advanced_at: Option<u32>,
    /// The count when it died.
    pub died_at: Option<u32>,
}
