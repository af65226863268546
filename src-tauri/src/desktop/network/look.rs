//! One look at the network: what of it could matter to a connection.

use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use super::changes::{is_bridge, is_shortage};

/// Addresses that can be used, and those by which the internet is reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Look {
    usable: BTreeSet<Place>,
    /// By which address IPv4 and IPv6 leave this machine.
    ways_out: [Option<Place>; 2],
}

/// An address as far as it matters. Of IPv6 that is the network: the rest rotates, for privacy, and connections outlive
/// that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Four(Ipv4Addr),
    Six(u64),
}

/// Addresses of the documentation (RFC 5737, RFC 3849): on no network, so they are reached by the default route.
const SOMEWHERE: [SocketAddr; 2] = [
    SocketAddr::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 443),
    SocketAddr::new(IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)), 443),
];

impl Look {
    /// Looks at this machine.
    pub(super) fn now() -> io::Result<Self> {
        let interfaces = if_addrs::get_if_addrs()?;
        // One without a carrier keeps its addresses. Bridges belong to containers and virtual machines, and come and go
        // with them; one that leads out is seen as a way out.
        let usable = interfaces.iter().filter(|one| one.is_oper_up() && !is_bridge(&one.name));
        let usable = usable.filter_map(|one| place(one.ip())).collect();
        let [four, six] = SOMEWHERE;
        Ok(Self { usable, ways_out: [way_out(four)?, way_out(six)?] })
    }

    /// Whether connections of this network may be dead in that one, or the first ones possible. They outlive an address,
    /// and a way out beside theirs, that is merely new.
    pub(super) fn could_break(&self, now: &Self) -> bool {
        let was_cut_off = self.ways_out == [None, None];
        let mut ways_out = self.ways_out.iter().zip(&now.ways_out);
        ways_out.any(|(before, now)| before != now && (was_cut_off || before.is_some()))
            || !self.usable.is_subset(&now.usable)
    }
}

/// The address by which packets would leave, if they would. Nothing is sent.
fn way_out(somewhere: SocketAddr) -> io::Result<Option<Place>> {
    match local_address(somewhere) {
        Ok(address) => Ok(place(address)),
        Err(error) if is_shortage(&error) => Err(error),
        // The system has many words for *no way*.
        Err(_) => Ok(None),
    }
}

fn local_address(somewhere: SocketAddr) -> io::Result<IpAddr> {
    let any = match somewhere {
        SocketAddr::V4(_) => SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)),
        SocketAddr::V6(_) => SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0)),
    };
    let socket = UdpSocket::bind(any)?;
    socket.connect(somewhere)?;
    Ok(socket.local_addr()?.ip())
}

/// The address as far as it matters; none if it leads nowhere but to this machine or this cable.
fn place(address: IpAddr) -> Option<Place> {
    match address {
        IpAddr::V4(four) => {
            let nowhere = four.is_loopback() || four.is_link_local() || four.is_unspecified();
            (!nowhere).then_some(Place::Four(four))
        }
        IpAddr::V6(six) => {
            let nowhere = six.is_loopback() || six.is_unicast_link_local() || six.is_unspecified();
            let network = u64::try_from(six.to_bits() >> 64).unwrap_or_default();
            (!nowhere).then_some(Place::Six(network))
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A network with these addresses.
    pub(in super::super) fn network(addresses: &[&str]) -> Look {
        let usable = addresses.iter().filter_map(|text| place(text.parse().unwrap())).collect();
        Look { usable, ways_out: [None, None] }
    }

    #[test]
    fn loopback_and_link_local_addresses_do_not_matter() {
        assert_eq!(network(&["127.0.0.1", "169.254.7.8", "::1", "fe80::1"]), network(&[]));
    }

    #[test]
    fn a_privacy_address_of_the_same_network_does_not_matter_and_another_network_does() {
        let home = network(&["192.168.1.5", "2001:db8:1:2::5"]);
        assert_eq!(home, network(&["192.168.1.5", "2001:db8:1:2:aaaa:bbbb:cccc:dddd"]));
        assert!(home.could_break(&network(&["192.168.1.5", "2001:db8:1:3::5"])));
        assert!(home.could_break(&network(&["192.168.1.6", "2001:db8:1:2::5"])));
        assert!(home.could_break(&network(&["192.168.1.5"])));
    }

    #[test]
    fn one_more_address_matters_only_when_it_is_another_way_out() {
        let home = network(&["192.168.1.5"]);
        let more = network(&["192.168.1.5", "10.8.0.2"]);
        assert!(!home.could_break(&more) && more.could_break(&home));
        let ways_out = [place("10.8.0.2".parse().unwrap()), None];
        assert!(more.could_break(&Look { ways_out, ..more.clone() }));
    }
    #[test]
    fn a_way_out_of_the_other_kind_matters_when_it_is_the_only_one_or_goes_away() {
        let four = place("192.168.1.5".parse().unwrap());
        let six = place("2001:db8:1:2::5".parse().unwrap());
        let could_break = |before, now| {
            let look = |ways_out| Look { ways_out, ..Look::default() };
            look(before).could_break(&look(now))
        };
        assert!(!could_break([four, None], [four, six]) && !could_break([None, six], [four, six]));
        assert!(could_break([four, six], [four, None]) && could_break([four, None], [None, None]));
        assert!(could_break([None, None], [four, None]) && could_break([None, None], [None, six]));
    }
}
