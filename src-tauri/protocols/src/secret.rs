//! Secrets, named and held so that they cannot be printed.

use std::fmt;

use swarmbell_words::say;
use zeroize::Zeroizing;

/// Which secret of a source a request needs. Only the engine's `link` and `http` put the value in, and
/// only towards the origin the secret was stored for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecretRef {
    /// The API token, sent as `Authorization: Bearer`.
    Token,
}

/// How the secret of a system is spoken of: the name under which the catalogues have their words for it, in
/// `secret-title`, `secret-name` and `secret-from`. Each language needs it in cases of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecretWords(pub &'static str);

impl SecretWords {
    /// Above a field: `API token`.
    pub fn title(self) -> String {
        say!("secret-title", secret = self.0)
    }
}

/// The value of a secret. It has no `Display`, no serialisation, and is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

/// Why a text cannot be a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// Nothing but white space was given.
    #[error("it is empty")]
    Empty,
    /// A header value cannot carry it.
    #[error("it has a character that no header can carry")]
    NotHeaderSafe,
    /// Far longer than any token (4,096 bytes).
    #[error("it is too long")]
    TooLong,
}

impl SecretError {
    /// What is wrong and what to do. `secret` is how it is spoken of.
    pub fn sentence(self, SecretWords(secret): SecretWords) -> String {
        match self {
            Self::Empty => say!("secret-empty", secret = secret),
            Self::NotHeaderSafe => say!("secret-not-header-safe", secret = secret),
            Self::TooLong => say!("secret-too-long", secret = secret),
        }
    }
}

impl Secret {
    /// Longest accepted token in bytes; common servers refuse longer headers.
    pub const MAX_BYTES: usize = 4_096;

    /// Takes a token as the user pasted it: surrounding white space and a leading `Bearer ` are dropped.
    pub fn parse(text: &str) -> Result<Self, SecretError> {
        let text = text.trim();
        let text = text.strip_prefix("Bearer ").unwrap_or(text).trim();
        if text.is_empty() {
            return Err(SecretError::Empty);
        }
        if text.len() > Self::MAX_BYTES {
            return Err(SecretError::TooLong);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(SecretError::NotHeaderSafe);
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// The value itself. Named so that each use is easy to find.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_prints_as_redacted() {
        let secret = Secret::parse("tok-very-secret").unwrap();
        assert_eq!(format!("{secret:?}"), "Secret(redacted)");
    }

    #[test]
    fn a_pasted_token_loses_white_space_and_the_word_bearer() {
        assert_eq!(Secret::parse(" Bearer abc \n").unwrap().expose(), "abc");
    }

    #[test]
    fn a_token_with_a_line_break_inside_is_refused_with_a_sentence() {
        assert_eq!(Secret::parse("abc\r\nX-Evil: 1"), Err(SecretError::NotHeaderSafe));
        assert_eq!(Secret::parse("  "), Err(SecretError::Empty));
        assert_eq!(Secret::parse(&"a".repeat(5_000)), Err(SecretError::TooLong));
    }
}
