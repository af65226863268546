//! Who is in a presence channel.

use serde_json::{Map, Value, json};

use super::{Hash, Manner};
use crate::shared::Inner;
use crate::socket::Order;

/// One socket's place in a presence channel.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    /// The app in whose channel it is; none where apps share their channels.
    pub(crate) app: Option<String>,
    pub(crate) channel: String,
    pub(crate) connection: u64,
    pub(crate) socket_id: String,
    pub(crate) id: Value,
    pub(crate) info: Option<Value>,
}

impl Member {
    /// As it is told to others.
    pub(crate) fn told(&self, id_told: &str) -> Value {
        let mut members = Map::from_iter([(id_told.to_owned(), self.id.clone())]);
        if let Some(info) = &self.info {
            members.insert("user_info".to_owned(), info.clone());
        }
        Value::Object(members)
    }

    /// What the id is as the name of a member of an object.
    fn name(&self) -> String {
        self.id.as_str().map_or_else(|| self.id.to_string(), str::to_owned)
    }
}

/// The members of a channel, oldest first.
pub(crate) fn members(inner: &Inner, app: Option<&str>, channel: &str) -> Vec<Member> {
    let of = |member: &&Member| member.app.as_deref() == app && member.channel == channel;
    inner.pusher.members.iter().filter(of).cloned().collect()
}

/// What who comes in is told of those who are there.
pub(super) fn summary(manner: &Manner, mut members: Vec<Member>) -> Value {
    if !manner.counts_sockets {
        members = once_each(members);
    }
    let ids: Vec<Value> = members.iter().map(|member| member.id.clone()).collect();
    let ids = if ids.is_empty() && manner.hash == Hash::Sockets { Value::Null } else { json!(ids) };
    let hash: Map<String, Value> = members
        .iter()
        .map(|member| match manner.hash {
            Hash::Members => (member.name(), member.told(manner.id_told)),
            Hash::Infos => (member.name(), json!(member.info)),
            Hash::Sockets => (member.socket_id.clone(), member.told(manner.id_told)),
        })
        .collect();
    json!({ "presence": { "count": members.len(), "ids": ids, "hash": hash } })
}

/// Each user once, by their oldest socket.
fn once_each(members: Vec<Member>) -> Vec<Member> {
    let mut kept: Vec<Member> = Vec::new();
    for member in members {
        if kept.iter().all(|other| other.id != member.id) {
            kept.push(member);
        }
    }
    kept
}

/// Lets somebody in, and tells the others, who are there before.
pub(super) fn come(inner: &mut Inner, manner: &Manner, member: Member) {
    let news = manner.counts_sockets || !is_there(inner, &member);
    if news {
        tell(inner, manner, &member, ("member_added", &member.told(manner.id_told)));
    }
    inner.pusher.members.push(member);
}

/// Lets a socket's member out of one channel, or of all of them, and tells those who stay.
pub(super) fn leave(inner: &mut Inner, manner: &Manner, connection: u64, channel: Option<&str>) {
    let leaves = |member: &Member| {
        member.connection == connection && channel.is_none_or(|channel| member.channel == channel)
    };
    let (gone, staying): (Vec<_>, Vec<_>) = inner.pusher.members.drain(..).partition(leaves);
    inner.pusher.members = staying;
    for member in gone {
        if manner.counts_sockets || !is_there(inner, &member) {
            let mut told = member.clone();
            told.info = told.info.filter(|_| manner.leaves_with_info);
            tell(inner, manner, &member, ("member_removed", &told.told(manner.id_told)));
        }
    }
}

/// Whether the same user is in the channel by another socket.
fn is_there(inner: &Inner, member: &Member) -> bool {
    members(inner, member.app.as_deref(), &member.channel).iter().any(|other| other.id == member.id)
}

fn tell(inner: &mut Inner, manner: &Manner, member: &Member, (name, data): (&str, &Value)) {
    let order = Order::text(manner.about(name, &member.channel, data));
    let path = member.app.as_ref().map(|key| super::socket::path(key));
    inner.order(&order, |connection| {
        connection.id != member.connection
            && path.as_ref().is_none_or(|path| *path == connection.path)
            && connection.subscriptions.contains(&member.channel)
    });
}
