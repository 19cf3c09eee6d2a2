use super::argument::Argument;
use super::fix::Fix;
use super::lang::{Bilingual, Lang};
use super::place::Place;
use super::rule::{Level, Rule};
use super::template;

/// One finding.
#[derive(Clone, PartialEq, Debug)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// How grave it is: as the rule says, unless the book asks for more.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// Other places that it is about, each once; what they are is said by the rule.
    pub also: Vec<Place>,
    /// Values for the `{name}` holes of the rule's message and help.
    pub arguments: Vec<(&'static str, Argument)>,
    /// What would mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding about the whole manuscript.
    pub fn new(rule: &'static Rule) -> Diagnostic {
        Diagnostic {
            rule,
            level: rule.gravity.level(),
            place: Place::Book,
            also: Vec::new(),
            arguments: Vec::new(),
            fix: None,
        }
    }

    /// Says where.
    pub fn at(mut self, place: impl Into<Place>) -> Diagnostic {
        self.place = place.into();
        self
    }

    /// Names other places that it is about. A handful is enough to see what is meant.
    pub fn also(mut self, places: impl IntoIterator<Item = impl Into<Place>>) -> Diagnostic {
        const MOST: usize = 8;
        for place in places {
            let place = place.into();
            if self.also.len() < MOST && place != self.place && !self.also.contains(&place) {
                self.also.push(place);
            }
        }
        self
    }

    /// Says what would mend it.
    pub fn mended_by(mut self, fix: impl Into<Option<Fix>>) -> Diagnostic {
        self.fix = fix.into();
        self
    }

    /// Fills the hole `{name}`. A value that is too long for a message is cut: a picture may stand in its address.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Diagnostic {
        const LONGEST: usize = 300;
        let mut value = value.to_string();
        if let Some((end, _)) = value.char_indices().nth(LONGEST) {
            value.truncate(end);
            value.push('…');
        }
        self.arguments.push((name, Argument::Text(value)));
        self
    }

    /// Fills the hole `{name}` with words of the tool.
    pub fn with_term(mut self, name: &'static str, term: Bilingual) -> Diagnostic {
        self.arguments.push((name, Argument::Term(term)));
        self
    }

    /// What fills the hole `{name}`, where it is the same in every language.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(key, _)| *key == name).and_then(|(_, value)| match value {
            Argument::Text(text) => Some(text.as_str()),
            Argument::Term(_) => None,
        })
    }

    /// What is wrong, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        template::fill(self.rule.message.get(lang), &self.arguments, lang)
    }

    /// What to do next; empty when there is nothing to say.
    pub fn help(&self, lang: Lang) -> String {
        template::fill(self.rule.help.get(lang), &self.arguments, lang)
    }

    /// What is said at its other places; empty when it has none.
    pub fn label(&self, lang: Lang) -> String {
        template::fill(self.rule.also.get(lang), &self.arguments, lang)
    }

    /// What its fix does; empty when it has none.
    pub fn remedy(&self, lang: Lang) -> String {
        template::fill(self.rule.fix.get(lang), &self.arguments, lang)
    }

    /// What it is a case of: its rule, and the lint where many have one rule.
    pub fn kind(&self) -> (&'static str, Option<&str>) {
        let lint = self.arguments.iter().find_map(|(name, value)| match value {
            Argument::Text(text) if *name == "lint" => Some(text.as_str()),
            _ => None,
        });
        (self.rule.code, lint)
    }

    /// Whether this forbids an output.
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }
}
