//! Touches and wins come in, each with its number; out come, for each number, how many pursuits
//! had that touch, how many were won at it, and how many of the touches were answered.

use super::rate::Rate;

/// What happened at touches, by their number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversion(Vec<ConversionAt>);

/// What happened at the touches of one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConversionAt {
    /// Pursuits that had so many touches.
    pub reached: u64,
    /// Those that were won at it.
    pub won: u64,
    /// Outbound touches of that number.
    pub outbound: u64,
    /// Those that were answered.
    pub replied: u64,
}

impl ConversionAt {
    /// The share of those that came so far that were won there.
    #[must_use]
    pub fn win_rate(&self) -> Rate {
        Rate::new(self.won, self.reached)
    }

    /// The share of the touches that were answered.
    #[must_use]
    pub fn reply_rate(&self) -> Rate {
        Rate::new(self.replied, self.outbound)
    }
}

impl Conversion {
    fn at(&mut self, touch: u32) -> &mut ConversionAt {
        let touch = touch as usize;
        if self.0.len() <= touch {
            self.0.resize(touch + 1, ConversionAt::default());
        }
        &mut self.0[touch]
    }

    /// A pursuit reached this touch.
    pub fn reach(&mut self, touch: u32) {
        self.at(touch).reached += 1;
    }

    /// A pursuit was won at this touch.
    pub fn win(&mut self, touch: u32) {
        self.at(touch).won += 1;
    }

    /// This touch was made, and answered or not.
    pub fn send(&mut self, touch: u32, replied: bool) {
        let at = self.at(touch);
        at.outbound += 1;
        at.replied += u64::from(replied);
    }

    /// The figures, from touch 1 on; of touch 0 only where somebody bought untouched.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &ConversionAt)> {
        let rows = self.0.iter().enumerate();
        rows.filter(|(touch, at)| at.won > 0 || (*touch > 0 && at.reached > 0))
            .map(|(touch, at)| (touch as u32, at))
    }
}
