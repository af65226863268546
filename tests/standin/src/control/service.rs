//! What the service is at the moment: which versions, which tokens, how much of it.

use anyhow::{Context, ensure};
use serde_json::Value;

use super::Control;
use crate::gate::Answer;
use crate::neuro::{Code, Version, Versions};
use crate::socket::Order;
use crate::system::System;
use crate::tokens::TokenState;

impl Control {
    /// Changes which versions are served. Sockets of one that is not any more are closed as by a shutdown.
    pub fn versions(&self, versions: Versions) -> usize {
        self.shared.update(|inner| {
            inner.neuro.versions = versions;
            inner.order(&Order::close(1001, "Server shutdown"), |connection| {
                Version::of(&connection.path).is_some_and(|version| !versions.serves(version))
            })
        })
    }

    /// Changes what `/api/info` says; none is the truth.
    pub fn info(&self, content: Option<Value>) {
        self.shared.update(|inner| inner.neuro.info = content);
    }

    /// Whether sockets of v1 answer an application ping. The documented v1 has none.
    pub fn v1_answers_ping(&self, answers: bool) {
        self.shared.update(|inner| inner.neuro.v1_answers_ping = answers);
    }

    /// Switches all rate limits on or off and forgets what was counted.
    pub fn rate_limits(&self, on: bool) {
        self.shared.update(|inner| inner.limits.switch(on));
    }

    /// Changes how many requests a limit lets pass in its window, and forgets what was counted. `NeuroInfoAPI` names
    /// its limits by their codes, such as `RL3`; the README lists the others.
    ///
    /// # Errors
    /// When the server has no limit of this name.
    pub fn limit(&self, name: &str, requests: u32, window_ms: Option<u64>) -> anyhow::Result<()> {
        let set = self.shared.update(|inner| inner.limits.set(name, requests, window_ms));
        ensure!(set, "{name} is no limit");
        Ok(())
    }

    /// Answers plain requests whose path begins with `prefix` with a documented code, in the form of their system and
    /// version.
    ///
    /// # Errors
    /// When the code is not documented.
    pub fn refuse_code(&self, prefix: &str, code: &str, times: Option<u32>) -> anyhow::Result<()> {
        if !matches!(self.shared.config.system, System::Neuro) {
            let answer = self.shared.config.system.coded(code);
            let answer = answer.with_context(|| format!("{code} is no documented code"))?;
            self.refuse_http(prefix, Answer { times, ..answer });
            return Ok(());
        }
        let code = Code::named(code).with_context(|| format!("{code} is no documented code"))?;
        self.shared.update(|inner| inner.neuro.plan_refusal(prefix, code, times));
        Ok(())
    }

    /// Changes what a token is good for. Its open sockets stay.
    pub fn token_state(&self, token: &str, state: TokenState) {
        self.shared.update(|inner| inner.tokens.set(token, state));
    }

    /// Makes a token valid.
    pub fn accept_token(&self, token: &str) {
        self.shared.update(|inner| inner.tokens.set(token, TokenState::Valid));
    }

    /// Makes a token invalid and closes its sockets. How the real `NeuroInfoAPI` closes them is not known; this one
    /// sends 1008, and the next handshake tells the reason. Relay takes its app key for the token.
    pub fn revoke_token(&self, token: &str) -> usize {
        let (code, reason) = self.shared.config.system.revoked();
        self.shared.update(|inner| {
            inner.tokens.forget(token);
            inner.order(&Order::close(code, reason), |connection| connection.token == token)
        })
    }
}
