//! What the service is at the moment: which versions, which tokens, how much of it.

use anyhow::{Context, ensure};
use serde_json::Value;

use super::{Control, wire};
use crate::neuro::{Code, TokenState, Versions};

impl Control {
    /// Changes which versions are served. Sockets of one that is not any more are closed as by a shutdown.
    pub fn versions(&self, versions: Versions) -> usize {
        self.shared.update(|inner| {
            inner.world.versions = versions;
            inner.order(&wire::close(1001, "Server shutdown"), |connection| {
                !versions.serves(connection.version)
            })
        })
    }

    /// Changes what `/api/info` says; none is the truth.
    pub fn info(&self, content: Option<Value>) {
        self.shared.update(|inner| inner.world.info = content);
    }

    /// Whether sockets of v1 answer an application ping. The documented v1 has none.
    pub fn v1_answers_ping(&self, answers: bool) {
        self.shared.update(|inner| inner.world.v1_answers_ping = answers);
    }

    /// Switches all rate limits on or off and forgets what was counted.
    pub fn rate_limits(&self, on: bool) {
        self.shared.update(|inner| inner.world.limits.switch(on));
    }

    /// Changes how many requests a limit lets pass in its window, and forgets what was counted. The limit is named
    /// by its code, such as `RL3`.
    ///
    /// # Errors
    /// When the code is not that of a limit.
    pub fn limit(&self, code: &str, requests: u32, window_ms: Option<u64>) -> anyhow::Result<()> {
        let limit = Code::named(code);
        let set = |limit| self.shared.update(|inner| inner.world.limits.set(limit, requests, window_ms));
        ensure!(limit.is_some_and(set), "{code} is no limit");
        Ok(())
    }

    /// Answers plain requests whose path begins with `prefix` with a documented code, in the form of their version.
    ///
    /// # Errors
    /// When the code is not documented.
    pub fn refuse_code(&self, prefix: &str, code: &str, times: Option<u32>) -> anyhow::Result<()> {
        let code = Code::named(code).with_context(|| format!("{code} is no documented code"))?;
        self.shared.update(|inner| inner.world.plan_refusal(prefix, code, times));
        Ok(())
    }

    /// Changes what a token is good for. Its open sockets stay.
    pub fn token_state(&self, token: &str, state: TokenState) {
        self.shared.update(|inner| inner.world.tokens.set(token, state));
    }

    /// Makes a token valid.
    pub fn accept_token(&self, token: &str) {
        self.shared.update(|inner| inner.world.tokens.set(token, TokenState::Valid));
    }

    /// Makes a token invalid and closes its sockets. How the real server closes them is not known; this one sends
    /// 1008, and the next handshake tells the reason.
    pub fn revoke_token(&self, token: &str) -> usize {
        self.shared.update(|inner| {
            inner.world.tokens.forget(token);
            inner.order(&wire::close(1008, "Token revoked"), |connection| connection.token == token)
        })
    }
}
