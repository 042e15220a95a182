//! Pursuits come in, rates come out, each with the counts behind it and, from enough cases on,
//! its interval.

mod claims;
mod conversion;
mod give_up;
mod money;
mod rate;
mod spread;

pub use claims::{Measured, measure};
pub use conversion::{Conversion, ConversionAt};
pub use give_up::{GivenUp, GivenUpBy, given_up_between, given_up_by, given_up_by_touch};
pub use money::Sums;
pub use rate::{ENOUGH, Interval, Rate, wilson};
pub use spread::{median, nearest_rank};
