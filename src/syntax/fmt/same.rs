//! Two texts that were read come in; whether they say the same comes out, wherever in the text
//! they say it.

use super::super::date::parse_moment;
use super::super::file::{DetailKind, DirectiveKind, Fact, FieldKey, File, NameId};
use super::super::names::Names;
use crate::text::{Span, fold};

/// Says whether two texts hold the same touches, details, directives, fields, allows and
/// mistakes. Characters that are merely odd, a no-break space for one, may be mended in one of
/// them.
#[must_use]
pub fn says_the_same(one: &File, other: &File) -> bool {
    touches(one) == touches(other)
        && details(one) == details(other)
        && directives(one) == directives(other)
        && fields(one) == fields(other)
        && allows(one) == allows(other)
        && mistakes(one) == mistakes(other)
}

fn touches(file: &File) -> impl PartialEq {
    let touches = file.touches.iter().map(|touch| {
        let who = (
            name(&file.names, touch.prospect),
            name(&file.reps, touch.rep),
        );
        let what = (touch.channel, touch.outcome, touch.flags);
        (touch.moment(), who, what)
    });
    touches.collect::<Vec<_>>()
}

fn name(names: &Names, id: NameId) -> Option<Vec<u8>> {
    id.known().map(|id| names.folded(id).to_vec())
}

fn details(file: &File) -> impl PartialEq {
    let details = file.details.iter().map(|detail| {
        let words = match detail.kind {
            DetailKind::Subject | DetailKind::Assertion(Fact::Cadence | Fact::Status) => {
                Some(words(file, detail.span))
            }
            _ => None,
        };
        (detail.touch, detail.kind, words)
    });
    details.collect::<Vec<_>>()
}

fn directives(file: &File) -> impl PartialEq {
    let directives = file
        .directives
        .iter()
        .map(|directive| match directive.kind {
            DirectiveKind::Prospect(prospect) => (
                "prospect",
                name(&file.names, prospect.name),
                name(&file.reps, prospect.rep),
            ),
            DirectiveKind::Rep(rep) => ("rep", name(&file.reps, rep.name), None),
            DirectiveKind::Include { path, rep } => (
                "include",
                Some(file.source.slice(path).to_vec()),
                name(&file.reps, rep),
            ),
        });
    directives.collect::<Vec<_>>()
}

fn fields(file: &File) -> impl PartialEq {
    let fields = file.fields.iter().map(|field| {
        let bytes = file.source.slice(field.value);
        let moment = match field.key {
            FieldKey::Since | FieldKey::Close => parse_moment(bytes, 0).map(|(moment, _)| moment),
            _ => None,
        };
        let words = moment.is_none().then(|| bytes.to_vec());
        (field.directive, field.key, moment, words)
    });
    fields.collect::<Vec<_>>()
}

fn allows(file: &File) -> impl PartialEq {
    let allows = file.allows.iter().map(|allow| words(file, allow.rule));
    allows.collect::<Vec<_>>()
}

fn mistakes(file: &File) -> impl PartialEq {
    let faults = file.faults.iter();
    let faults = faults.filter(|fault| fault.rule != "invisible-character");
    let faults = faults.map(|fault| (fault.rule, fault.level, fault.message.clone()));
    faults.collect::<Vec<_>>()
}

fn words(file: &File, span: Span) -> String {
    fold(&file.source.text(span))
}
