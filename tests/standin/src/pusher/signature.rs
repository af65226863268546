//! Who may be let into a private channel: an HMAC over the socket and the channel, made with the app's secret.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// `key:signature`, which lets this socket into this channel.
pub(crate) fn token(
    (key, secret): (&str, &str),
    socket_id: &str,
    channel: &str,
    channel_data: Option<&str>,
) -> String {
    let presence = channel_data.map_or_else(String::new, |data| format!(":{data}"));
    format!("{key}:{}", sign(secret, &format!("{socket_id}:{channel}{presence}")))
}

/// Lowercase hexadecimal HMAC-SHA256.
fn sign(secret: &str, text: &str) -> String {
    // A key of any length will do, so this is never empty.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn the_check_value_of_the_contract_is_signed_so() {
        let signed = sign("demo-relay-secret", "482913.776201:private-orders");
        assert_eq!(signed, "3f7caba1f06892d11da4c26f8fac60e1181a536cb4dff370dbdab62998e29dd0");
    }
}
