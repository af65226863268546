//! Who is in a presence channel (contract relay §3.4).
//!
//! Servers tell it in different shapes: the list is keyed by socket or by user, a member names itself by `id` or
//! by `user_id`. Ids may be numbers.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::ask::channels;
use crate::member::{self as json, NAME_CHARS};

/// More members of one channel are not kept.
const MEMBERS: usize = 200;

pub(crate) use channels::Member;

/// A member as an object tells it. What has no id cannot be told from others.
pub(crate) fn read(data: &Value) -> Option<Member> {
    let id = json::id(data, "id").or_else(|| json::id(data, "user_id"))?;
    let name = data.get("user_info").and_then(|info| json::text(info, "name", NAME_CHARS));
    Some(Member { id, name })
}

/// All members, as a good subscription of a presence channel tells them; `None` where nothing is told.
pub(super) fn list(data: &Value) -> Option<Vec<Member>> {
    let hash = data.get("presence")?.get("hash")?.as_object()?;
    let one = |(key, value): (&String, &Value)| {
        // The classic shape: keyed by user, its information as the value.
        read(value).or_else(|| {
            let id = json::identifier(key)?.to_owned();
            Some(Member { id, name: json::text(value, "name", NAME_CHARS) })
        })
    };
    Some(hash.iter().take(MEMBERS).filter_map(one).collect())
}

/// Who is there. The same user on two sockets counts twice.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Members(BTreeMap<String, (usize, Member)>);

impl Members {
    /// Those of a list, and those who came before it was told: they may be in it or not.
    pub(super) fn of(listed: Vec<Member>, early: &Self) -> Self {
        let mut members = Self::default();
        listed.into_iter().for_each(|member| members.add(member));
        for member in early.all() {
            if !members.0.contains_key(&member.id) {
                members.add(member);
            }
        }
        members
    }

    pub(super) fn add(&mut self, member: Member) {
        if self.0.len() < MEMBERS || self.0.contains_key(&member.id) {
            let (sockets, known) = self.0.entry(member.id.clone()).or_insert_with(|| (0, member.clone()));
            *sockets = sockets.saturating_add(1);
            *known = member;
        }
    }

    pub(super) fn remove(&mut self, id: &str) {
        if let Some((sockets, _)) = self.0.get_mut(id) {
            *sockets -= 1;
            if *sockets == 0 {
                self.0.remove(id);
            }
        }
    }

    /// Them, by id.
    pub(super) fn all(&self) -> Vec<Member> {
        self.0.values().map(|(_, member)| member.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn named(id: &str, name: Option<&str>) -> Member {
        Member { id: id.to_owned(), name: name.map(str::to_owned) }
    }

    #[test]
    fn both_shapes_of_a_member_list_tell_the_same() {
        let mira = json!({"name": "Mira"});
        let by_socket = json!({"presence": {"hash": {"482913.776201": {"id": "u-17", "user_info": mira}}}});
        let by_user = json!({"presence": {"hash": {"u-17": mira}}});
        let expected = Some(vec![named("u-17", Some("Mira"))]);
        assert_eq!((list(&by_socket), list(&by_user)), (expected.clone(), expected));
        let bare = json!({"presence": {"count": 1, "ids": ["u-17"], "hash": {"u-17": null}}});
        assert_eq!(list(&bare), Some(vec![named("u-17", None)]));
        assert_eq!(list(&json!({})), None);
    }

    #[test]
    fn a_member_is_known_by_either_name_of_its_id() {
        assert_eq!(read(&json!({"id": 17})), Some(named("17", None)));
        assert_eq!(read(&json!({"id": null, "user_id": "u-17"})), Some(named("u-17", None)));
        assert_eq!(read(&json!({"id": null})), None);
    }

    #[test]
    fn a_user_on_two_sockets_is_there_until_both_are_gone() {
        let mut members = Members::default();
        members.add(named("u-17", None));
        members.add(named("u-17", Some("Mira")));
        members.remove("u-17");
        assert_eq!(members.all(), [named("u-17", Some("Mira"))]);
        members.remove("u-17");
        members.remove("u-17");
        assert_eq!(members.all(), []);
    }

    #[test]
    fn more_members_than_anybody_reads_are_not_kept() {
        let all = (0..1_000).map(|n| named(&n.to_string(), None)).collect();
        let members = Members::of(all, &Members::default());
        assert_eq!(members.all().len(), MEMBERS);
    }
}
