//! The value of a deal: a decimal number, and perhaps a currency.

use rust_decimal::Decimal;

use super::word::trim;

/// An amount, exact, with the currency as a code in capitals or a symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// How much.
    pub amount: Decimal,
    /// Of what, where that is said.
    pub currency: Option<String>,
}

/// Why a text is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// `12.000`: twelve, or twelve thousand?
    Ambiguous,
    /// It is no number with a currency.
    Form,
}

/// Reads `12,000 EUR`, `$1_500.50`, `4800`.
///
/// # Errors
///
/// Where the text is something else, or its point may as well be meant as a thousands separator.
pub fn money(value: &[u8]) -> Result<Money, MoneyError> {
    let value = std::str::from_utf8(trim(value)).map_err(|_| MoneyError::Form)?;
    let first = value
        .find(|character: char| character.is_ascii_digit())
        .ok_or(MoneyError::Form)?;
    let last = value
        .rfind(|character: char| character.is_ascii_digit())
        .ok_or(MoneyError::Form)?;
    let before = value[..first].trim();
    let after = value[last + 1..].trim();
    let currency = match (before, after) {
        ("", "") => None,
        (word, "") | ("", word) => Some(currency(word).ok_or(MoneyError::Form)?),
        _ => return Err(MoneyError::Form),
    };
    Ok(Money {
        amount: amount(&value[first..=last])?,
        currency,
    })
}

/// A code of three letters, in capitals, or one symbol.
fn currency(word: &str) -> Option<String> {
    let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut characters = word.chars();
    let is_symbol =
        characters.next().is_some_and(is_currency_symbol) && characters.next().is_none();
    (is_code || is_symbol).then(|| word.to_ascii_uppercase())
}

/// Unicode's currency symbols.
fn is_currency_symbol(character: char) -> bool {
    matches!(character, '$' | '\u{a2}'..='\u{a5}' | '\u{58f}' | '\u{60b}' | '\u{9f2}' | '\u{9f3}'
        | '\u{af1}' | '\u{bf9}' | '\u{e3f}' | '\u{17db}' | '\u{20a0}'..='\u{20c0}' | '\u{fdfc}'
        | '\u{fe69}' | '\u{ff04}' | '\u{ffe0}' | '\u{ffe1}' | '\u{ffe5}' | '\u{ffe6}')
}

fn amount(number: &str) -> Result<Decimal, MoneyError> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let groups: Vec<&str> = whole.split([',', '_']).collect();
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = groups.len() == 1
        || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    if !grouped
        || groups
            .iter()
            .any(|group| group.is_empty() || !all_digits(group))
    {
        return Err(MoneyError::Form);
    }
    if !all_digits(fraction) || (fraction.is_empty() && number.contains('.')) {
        return Err(MoneyError::Form);
    }
    let as_thousands = groups.len() == 1 && groups[0].len() <= 3 && !groups[0].starts_with('0');
    if as_thousands && fraction.len() == 3 {
        return Err(MoneyError::Ambiguous);
    }
    let plain = format!(
        "{}{}{fraction}",
        groups.concat(),
        if fraction.is_empty() { "" } else { "." }
    );
    Decimal::from_str_exact(&plain).map_err(|_| MoneyError::Form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_a_number_with_an_optional_currency() {
        let read = |text: &str| {
            money(text.as_bytes())
                .map(|money| format!("{} {}", money.amount, money.currency.unwrap_or_default()))
        };
        assert_eq!(read("12,000 EUR"), Ok("12000 EUR".into()));
        assert_eq!(read("$1_500.50"), Ok("1500.50 $".into()));
        assert_eq!(read("usd 4800"), Ok("4800 USD".into()));
        assert_eq!(read("4800€"), Ok("4800 €".into()));
        assert_eq!(read("1,234,567.125"), Ok("1234567.125 ".into()));
        assert_eq!(read("12.000 EUR"), Err(MoneyError::Ambiguous));
        for wrong in [
            "",
            "8k",
            "4500,00 EUR",
            "1,00",
            "EUR",
            "-5",
            "1.2.3",
            "1.",
            "12 000",
            "1,000 E U",
        ] {
            assert_eq!(read(wrong), Err(MoneyError::Form), "{wrong}");
        }
        assert_eq!(read(&"9".repeat(60)), Err(MoneyError::Form));
    }
}
