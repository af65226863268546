//! A catalogue as its grammar has it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource};
use fluent_syntax::parser;

/// The names of the variables that a message needs.
pub(crate) type Variables = BTreeSet<String>;

/// What a file says.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    /// Each message with what it needs itself, and through those it speaks of.
    pub(crate) messages: BTreeMap<String, Variables>,
    /// The messages that others speak of.
    pub(crate) spoken_of: BTreeSet<String>,
    /// What is wrong with the file.
    pub(crate) wrong: Vec<String>,
}

/// The folder of the languages.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("languages")
}

/// All catalogues, by their tags.
pub(crate) fn all() -> BTreeMap<String, Catalogue> {
    let files = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    let tag = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    files.map(|path| (tag(&path), read(&fs::read_to_string(&path).unwrap()))).collect()
}

/// English, of which every message exists.
pub(crate) fn english() -> Catalogue {
    all().remove("en").unwrap()
}

/// Reads the text of a file.
pub(crate) fn read(text: &str) -> Catalogue {
    let (resource, errors) = match parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let line = |at: usize| text[..at].lines().count();
    let mut catalogue = Catalogue {
        wrong: errors.iter().map(|error| format!("line {}: {error}", line(error.pos.start))).collect(),
        ..Catalogue::default()
    };
    let parts = parts(&resource, &mut catalogue.wrong);
    for id in parts.keys().filter(|id| !id.contains('.') && !id.starts_with('-')) {
        let mut variables = Variables::new();
        needs(id, &parts, &mut Vec::new(), &mut variables, &mut catalogue.wrong);
        catalogue.messages.insert(id.clone(), variables);
    }
    let refers = parts.values().flat_map(|part| &part.refers);
    catalogue.spoken_of = refers.map(|id| id.split('.').next().unwrap_or_default().to_owned()).collect();
    catalogue
}

/// A message, a term or an attribute: what it needs itself, and of what it speaks.
#[derive(Debug, Default)]
struct Part {
    variables: Variables,
    refers: BTreeSet<String>,
}

fn parts(resource: &Resource<&str>, wrong: &mut Vec<String>) -> BTreeMap<String, Part> {
    let mut parts = BTreeMap::new();
    let mut put = |id: String, pattern: &Pattern<&str>| {
        let mut part = Part::default();
        part.look_at(pattern);
        if parts.insert(id.clone(), part).is_some() {
            wrong.push(format!("{id} is there twice"));
        }
    };
    let mut empty = Vec::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(Message { id, value, attributes, .. }) => {
                match value {
                    Some(value) => put(id.name.to_owned(), value),
                    None => empty.push(format!("{} says nothing", id.name)),
                }
                attributes.iter().for_each(|attribute| {
                    put(format!("{}.{}", id.name, attribute.id.name), &attribute.value);
                });
            }
            Entry::Term(term) => put(format!("-{}", term.id.name), &term.value),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
        }
    }
    wrong.append(&mut empty);
    parts
}

/// Follows what a part speaks of.
fn needs(
    id: &str,
    parts: &BTreeMap<String, Part>,
    above: &mut Vec<String>,
    variables: &mut Variables,
    wrong: &mut Vec<String>,
) {
    let Some(part) = parts.get(id) else {
        wrong.push(format!("{} speaks of {id}, which is not there", above.join(" → ")));
        return;
    };
    if above.iter().any(|one| one == id) {
        wrong.push(format!("{id} speaks of itself"));
        return;
    }
    variables.extend(part.variables.iter().cloned());
    above.push(id.to_owned());
    part.refers.iter().for_each(|refers| needs(refers, parts, above, variables, wrong));
    above.pop();
}

impl Part {
    fn look_at(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.look_into(expression);
            }
        }
    }

    fn look_into(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.look_at_inline(inline),
            Expression::Select { selector, variants } => {
                self.look_at_inline(selector);
                variants.iter().for_each(|variant| self.look_at(&variant.value));
            }
        }
    }

    fn look_at_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| format!(".{}", attribute.name));
                self.refers.insert(id.name.to_owned() + &attribute.unwrap_or_default());
            }
            InlineExpression::TermReference { id, .. } => {
                self.refers.insert(format!("-{}", id.name));
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().for_each(|argument| self.look_at_inline(argument));
            }
            InlineExpression::Placeable { expression } => self.look_into(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }
}
