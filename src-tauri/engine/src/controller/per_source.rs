//! One value for each source.

use std::collections::BTreeMap;

use crate::settings::SourceId;

/// One value for each source. The first source is always there; others come and go with the user's choices.
#[derive(Debug, Clone, Default)]
pub struct PerSource<T> {
    neuro: T,
    others: BTreeMap<SourceId, T>,
}

impl<T> PerSource<T> {
    /// With this value for the first source, and no other source.
    pub fn new(neuro: T) -> Self {
        Self { neuro, others: BTreeMap::new() }
    }

    /// The first source's.
    pub fn neuro(&self) -> &T {
        &self.neuro
    }

    /// The first source's, to change it.
    pub fn neuro_mut(&mut self) -> &mut T {
        &mut self.neuro
    }

    /// A source's; `None` when there is no such source.
    pub fn get(&self, source: &SourceId) -> Option<&T> {
        if *source == SourceId::neuro() { Some(&self.neuro) } else { self.others.get(source) }
    }

    /// A source's, to change it.
    pub fn get_mut(&mut self, source: &SourceId) -> Option<&mut T> {
        if *source == SourceId::neuro() { Some(&mut self.neuro) } else { self.others.get_mut(source) }
    }

    /// A source came; what it had before is replaced.
    pub fn insert(&mut self, source: SourceId, value: T) {
        if source == SourceId::neuro() {
            self.neuro = value;
        } else {
            self.others.insert(source, value);
        }
    }

    /// A source goes. The first one stays.
    pub fn remove(&mut self, source: &SourceId) -> Option<T> {
        self.others.remove(source)
    }

    /// Those besides the first, by their names.
    pub fn others(&self) -> impl Iterator<Item = (&SourceId, &T)> {
        self.others.iter()
    }

    /// The names of the sources, the first one first.
    pub fn names(&self) -> Vec<SourceId> {
        std::iter::once(SourceId::neuro()).chain(self.others.keys().cloned()).collect()
    }

    /// All of them, the first source's first.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.neuro).chain(self.others.values())
    }
}
