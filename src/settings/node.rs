//! A YAML text comes in, and out comes a tree in which every key and value has a number, by
//! which [`super::locate`] finds its line and column again; or the one complaint of a text that
//! is no YAML. Unlike `serde_yaml::Value` it keeps doubled keys, so that all can be complained of.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    DeserializeSeed, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_yaml::Deserializer;

/// A key or a value.
#[derive(Debug)]
pub struct Node<'a> {
    /// Its number in the order of the text, a mapping before its keys, a key before its value.
    pub id: u32,
    /// What it is.
    pub kind: Kind<'a>,
}

/// What a key or a value is.
#[derive(Debug)]
pub enum Kind<'a> {
    /// Nothing, or `~`.
    Empty,
    /// `true` or `false`.
    Flag,
    /// A whole number that is not negative.
    Whole(u64),
    /// Any other number.
    Number,
    /// Anything else that is one value.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// Keys with their values.
    Mapping(Vec<(Node<'a>, Node<'a>)>),
    /// Something with a YAML tag such as `!this`, which settings have no use for.
    Tagged,
}

impl Kind<'_> {
    /// What it is, for people.
    pub fn describe(&self) -> &'static str {
        match self {
            Kind::Empty => "nothing",
            Kind::Flag => "true or false",
            Kind::Whole(_) | Kind::Number => "a number",
            Kind::Text(_) => "a word or text",
            Kind::List(_) => "a list",
            Kind::Mapping(_) => "keys with values",
            Kind::Tagged => "something with a YAML tag (`!…`)",
        }
    }
}

/// Reads a text as a tree. One that holds nothing, or only comments, is [`Kind::Empty`].
pub fn parse(text: &str) -> Result<Node<'_>, serde_yaml::Error> {
    let mut budget = Budget {
        next: 0,
        // What is written costs at most two for a byte; what is over comes of aliases, of which
        // a few that repeat a little are fine, and those that repeat each other are not.
        left: text.len() * 8 + 10_000,
    };
    Seed(&mut budget).deserialize(Deserializer::from_str(text))
}

struct Budget {
    next: u32,
    left: usize,
}

impl Budget {
    fn spend<E: Error>(&mut self, cost: usize) -> Result<(), E> {
        match self.left.checked_sub(cost) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(E::custom(
                "aliases (`*…`) repeat too much: write it out, or take them out",
            )),
        }
    }
}

struct Seed<'b>(&'b mut Budget);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Node<'de>, D::Error> {
        self.0.spend(1)?;
        let id = self.0.next;
        self.0.next += 1;
        let kind = from.deserialize_any(KindVisitor(self.0))?;
        Ok(Node { id, kind })
    }
}

struct KindVisitor<'b>(&'b mut Budget);

impl<'de> Visitor<'de> for KindVisitor<'_> {
    type Value = Kind<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_none<E>(self) -> Result<Kind<'de>, E> {
        Ok(Kind::Empty)
    }

    fn visit_unit<E>(self) -> Result<Kind<'de>, E> {
        Ok(Kind::Empty)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Kind<'de>, E> {
        Ok(Kind::Flag)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Kind<'de>, E> {
        Ok(Kind::Whole(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Kind<'de>, E> {
        Ok(u64::try_from(number).map_or(Kind::Number, Kind::Whole))
    }

    fn visit_u128<E>(self, _: u128) -> Result<Kind<'de>, E> {
        Ok(Kind::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Kind<'de>, E> {
        Ok(Kind::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Kind<'de>, E> {
        Ok(Kind::Number)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Kind<'de>, E> {
        Ok(Kind::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Kind<'de>, E> {
        self.0.spend(text.len())?;
        Ok(Kind::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Kind<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Seed(self.0))? {
            items.push(item);
        }
        Ok(Kind::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Kind<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = access.next_key_seed(Seed(self.0))? {
            entries.push((key, access.next_value_seed(Seed(self.0))?));
        }
        Ok(Kind::Mapping(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Kind<'de>, A::Error> {
        let (IgnoredAny, content) = access.variant()?;
        let IgnoredAny = content.newtype_variant()?;
        Ok(Kind::Tagged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, String)> {
        let Kind::Mapping(entries) = parse(text).unwrap().kind else {
            panic!("no mapping");
        };
        let show = |node: Node| match node.kind {
            Kind::Text(text) => text.into_owned(),
            other => format!("{other:?}"),
        };
        entries
            .into_iter()
            .map(|(key, value)| (show(key), show(value)))
            .collect()
    }

    #[test]
    fn on_off_no_and_dates_are_text() {
        let pairs = "on: off\nno: yes\n'no': 2026-12-25\nhours: 08:00..24:00\n008: 1d\n";
        let expected = [
            ("on", "off"),
            ("no", "yes"),
            ("no", "2026-12-25"),
            ("hours", "08:00..24:00"),
            ("008", "1d"),
        ];
        assert_eq!(
            texts(pairs),
            expected.map(|(key, value)| (key.into(), value.into()))
        );
    }

    #[test]
    fn an_empty_text_is_nothing() {
        for text in ["", "\n", "# only this\n", "---\n", "~"] {
            assert!(matches!(parse(text).unwrap().kind, Kind::Empty), "{text:?}");
        }
    }

    #[test]
    fn what_is_tagged_is_passed_over_as_a_whole() {
        assert_eq!(texts("a: !x {b: [1, 2]}\nc: d")[1].0, "c");
    }

    #[test]
    fn aliases_that_repeat_each_other_are_refused() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            let alias = format!("*a{}, ", level - 1).repeat(10);
            text = format!("{text}a{level}: &a{level} [{alias}]\n");
        }
        assert!(parse(&text).is_err());
        let long = format!(
            "a: &a \"{}\\n\"\nb: [{}]",
            "x".repeat(1000),
            "*a, ".repeat(1000)
        );
        assert!(parse(&long).is_err());
    }
}
