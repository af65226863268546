//! Where a stranger's address may lead: out into the internet, and nowhere near this machine.
//!
//! A server that names the address of a picture must not make the bell knock at doors of its user's own network. An
//! address is looked at twice. Its host is, before anything is asked: that covers addresses written as numbers, which
//! are connected to without a look-up. And what a name was looked up to is, in the very look-up whose outcome is
//! connected to: so a name that leads elsewhere the next moment gains nothing.
//!
//! Behind a proxy it is the proxy that looks names up, and it sees a network of its own. Then only the host as it is
//! written counts; names that mean this machine or this network are refused by their form. To go past the proxy
//! instead would show who asks to servers from which somebody hides.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// Looks up a name; another one in tests.
pub(super) type LookUp = fn(String) -> Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// Endings of names that mean something of this network (RFC 6761, 6762, 8375 and ICANN's choice for private use).
const OF_THIS_NETWORK: [&str; 5] = [".localhost", ".local", ".internal", ".home.arpa", ".lan"];

/// A name leads to this machine or into a network of its own.
#[derive(Debug, thiserror::Error)]
#[error("the name leads into a private network")]
pub(super) struct Private;

/// Whether an address may be asked, as it is written.
pub(super) fn leads_out(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => is_public(address.into()),
        Some(Host::Ipv6(address)) => is_public(address.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name.contains('.') && !OF_THIS_NETWORK.iter().any(|ending| name.ends_with(ending))
        }
        None => false,
    }
}

/// Looks names up, and of those that strangers named keeps the public addresses only. All other names are proxies',
/// which the user's system named.
#[derive(Clone)]
pub(super) struct Guard {
    strangers: Arc<Mutex<Vec<String>>>,
    look_up: LookUp,
}

impl Guard {
    pub(super) fn new(look_up: LookUp) -> Self {
        Self { strangers: Arc::default(), look_up }
    }

    /// From now on this host is a stranger's, for as long as the value lives.
    pub(super) fn watch(&self, url: &Url) -> Watched {
        let name = url.host_str().unwrap_or_default().to_owned();
        self.change(|strangers| strangers.push(name.clone()));
        Watched { guard: self.clone(), name }
    }

    fn change<T>(&self, change: impl FnOnce(&mut Vec<String>) -> T) -> T {
        change(&mut self.strangers.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Guard")
    }
}

/// A stranger's host that is being asked.
pub(super) struct Watched {
    guard: Guard,
    name: String,
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.guard.change(|strangers| {
            if let Some(at) = strangers.iter().position(|stranger| *stranger == self.name) {
                strangers.swap_remove(at);
            }
        });
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_owned();
        let is_strange = self.change(|strangers| strangers.contains(&name));
        let looked_up = (self.look_up)(name);
        Box::pin(async move {
            let mut addresses = looked_up.await?;
            if is_strange {
                addresses.retain(|address| is_public(address.ip()));
                if addresses.is_empty() {
                    return Err(Private.into());
                }
            }
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// Asks the system.
pub(super) fn look_up(name: String) -> Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>> {
    // The port is filled in by who asks.
    Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.collect()) })
}

/// Whether an address is one of the internet: neither this machine's, nor of any network's own, nor reserved for
/// something else (the registries of IANA for special purposes).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = match a {
        // This network, the loopback, multicast, and all that is reserved for later; the broadcast among it.
        0 | 127 | 224.. => true,
        10 => true,
        // Shared between a carrier and its customers.
        100 => (64..128).contains(&b),
        169 => b == 254,
        172 => (16..32).contains(&b),
        // Protocol assignments, documentation, relays of 6to4, private.
        192 => matches!((b, c), (0, 0 | 2) | (88, 99) | (168, _)),
        // Benchmarks, documentation.
        198 => matches!((b, c), (18 | 19, _) | (51, 100)),
        203 => (b, c) == (0, 113),
        _ => false,
    };
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    match address.segments() {
        // NAT64: what a network without IPv4 is told in the place of an address of it.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            let [a, b] = high.to_be_bytes();
            let [c, d] = low.to_be_bytes();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Tunnels lead to addresses of IPv4 that are not looked at here; protocol assignments and documentation.
        [0x2001, ..=0x01ff | 0x0db8, ..] | [0x2002, ..] | [0x3fff, ..=0x0fff, ..] => false,
        // Only this is given to networks of the internet so far.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> bool {
        leads_out(&Url::parse(&format!("https://{address}/x.png")).unwrap())
    }

    #[test]
    fn addresses_of_this_machine_and_of_private_networks_are_not_public() {
        for address in [
            "127.0.0.1",
            "127.8.9.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[fe80::1]",
            "[fc00::1]",
            "[fd12:3456::1]",
            "[ff02::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b::a9fe:a9fe]",
            "[2002:7f00:1::]",
            "[2001:0:1::]",
            "[2001:db8::1]",
            "[64:ff9b:1::1]",
            "[100::1]",
            "[5f00::1]",
        ] {
            assert!(!of(address), "{address}");
        }
        for address in [
            "1.1.1.1",
            "172.15.0.1",
            "172.32.0.1",
            "100.63.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "192.167.1.1",
            "223.255.255.255",
            "[2606:4700::1111]",
            "[2a00:1450:4001::1]",
            "[64:ff9b::101:101]",
            "[2001:4860::8888]",
        ] {
            assert!(of(address), "{address}");
        }
    }

    #[test]
    fn numbers_in_other_forms_are_the_addresses_that_they_are() {
        for address in
            ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[0:0:0:0:0:0:0:1]", "[::FFFF:7F00:1]"]
        {
            assert!(!of(address), "{address}");
        }
    }

    #[test]
    fn names_of_this_machine_and_this_network_lead_nowhere() {
        for name in [
            "localhost",
            "localhost.",
            "a.localhost",
            "printer",
            "printer.local",
            "metadata.google.internal",
            "router.home.arpa",
            "router.lan",
            "ROUTER.LAN",
        ] {
            assert!(!of(name), "{name}");
        }
        for name in ["static-cdn.example.net", "example.com.", "local.example", "notlocal.example"] {
            assert!(of(name), "{name}");
        }
    }

    #[tokio::test]
    async fn a_name_that_a_stranger_named_is_looked_up_to_public_addresses_only() {
        let guard = Guard::new(|name| {
            Box::pin(async move {
                let private = "10.0.0.1:0".parse().unwrap();
                let public = "1.1.1.1:0".parse().unwrap();
                Ok(if name == "both.example" { vec![private, public] } else { vec![private] })
            })
        });
        let resolve = |name: &str| guard.resolve(name.parse().unwrap());
        let watched = guard.watch(&Url::parse("https://rebound.example/x.png").unwrap());
        let refused = resolve("rebound.example").await.err().unwrap();
        assert!(refused.is::<Private>(), "{refused:?}");
        let _both = guard.watch(&Url::parse("https://both.example/x.png").unwrap());
        let addresses: Vec<_> = resolve("both.example").await.unwrap().collect();
        assert_eq!(addresses, ["1.1.1.1:0".parse().unwrap()]);
        assert_eq!(resolve("proxy.example").await.unwrap().count(), 1, "the user's own proxy");
        drop(watched);
        assert_eq!(resolve("rebound.example").await.unwrap().count(), 1);
    }
}
