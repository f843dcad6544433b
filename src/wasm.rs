//! Bindings for JavaScript over [`crate::api`], nothing else. Text in, text out: every request and every answer is JSON.

use crate::api::answer::{ErrorAnswer, to_json};
use crate::api::{self, Request, Talk};
use serde::Serialize;
use std::collections::BTreeSet;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// Rules, ready to be asked.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(api::Engine);

/// A conversation.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session(Talk);

#[wasm_bindgen]
impl Engine {
    /// Reads a pack.
    #[wasm_bindgen(js_name = fromPack)]
    pub fn from_pack(bytes: &[u8]) -> Result<Engine, JsError> {
        api::Engine::from_pack(bytes).map(Engine).map_err(|error| thrown(&error))
    }

    /// What may be asked, and which policies there are.
    pub fn catalogue(&self) -> String {
        to_json(&self.0.catalogue())
    }

    /// One policy for one profile.
    pub fn evaluate(&self, request: &str) -> Result<String, JsError> {
        let request = read(request)?;
        answered(self.0.evaluate(request.policy.as_deref().unwrap_or(""), &request.asking))
    }

    /// One standard for one profile.
    pub fn standard(&self, request: &str) -> Result<String, JsError> {
        let request = read(request)?;
        answered(self.0.standard(request.standard.as_deref().unwrap_or(""), &request.asking))
    }

    /// One chain for one profile.
    pub fn chain(&self, request: &str) -> Result<String, JsError> {
        let request = read(request)?;
        answered(self.0.chain(request.chain.as_deref().unwrap_or(""), &request.asking))
    }

    /// What the benefits of one 叠加 come to for one profile.
    pub fn stack(&self, request: &str) -> Result<String, JsError> {
        let request = read(request)?;
        answered(self.0.stack(request.stack.as_deref().unwrap_or(""), &request.asking))
    }

    /// One item over places.
    pub fn compare(&self, request: &str) -> Result<String, JsError> {
        let request = read(request)?;
        answered(self.0.compare(request.item.as_deref().unwrap_or(""), &request.regions, &request.asking))
    }

    /// What changed from earlier rules, or an earlier day, to these.
    pub fn diff(&self, older: &Engine, request: &str) -> Result<String, JsError> {
        let request = read(request)?;
        answered(self.0.diff(&older.0, request.old_as_of.as_deref(), &request.asking, request.policy.as_deref()))
    }

    /// All policies for one profile.
    #[wasm_bindgen(js_name = match)]
    pub fn match_all(&self, request: &str) -> Result<String, JsError> {
        let request = read(request)?;
        answered(self.0.match_all(&request.asking, request.not_applicable))
    }

    /// A conversation that begins with some facts.
    pub fn session(&self, request: &str) -> Result<Session, JsError> {
        let request = read(request)?;
        let talk = self.0.talk(&request.asking, request.policies.as_deref());
        talk.map(Session).map_err(|error| thrown(&error))
    }
}

#[wasm_bindgen]
impl Session {
    /// Says what a fact is.
    pub fn set(&mut self, name: &str, value: &str) -> Result<String, JsError> {
        answered(self.0.set(name, value))
    }

    /// Takes back what was said of a fact.
    pub fn unset(&mut self, name: &str) -> Result<String, JsError> {
        answered(self.0.unset(name))
    }

    /// Takes the last change back; false if there is none.
    pub fn undo(&mut self) -> bool {
        self.0.undo()
    }

    /// Makes the last change that was taken back again; false if there is none.
    pub fn redo(&mut self) -> bool {
        self.0.redo()
    }

    /// What to ask next, or null.
    #[wasm_bindgen(js_name = nextQuestion)]
    pub fn next_question(&self, request: &str) -> Result<String, JsError> {
        Ok(to_json(&self.0.next_question(&skipped(request)?)))
    }

    /// Where each policy stands.
    pub fn results(&self) -> String {
        to_json(&self.0.results())
    }

    /// Results and next question together.
    pub fn answer(&self, request: &str) -> Result<String, JsError> {
        Ok(to_json(&self.0.answer(&skipped(request)?)))
    }

    /// One policy in full.
    pub fn evaluate(&self, policy: &str) -> Result<String, JsError> {
        answered(self.0.evaluate(policy))
    }
}

#[cfg(feature = "authoring")]
pub mod authoring {
    //! What an author's page calls besides.

    use super::{Engine, thrown};
    use crate::api::Engine as Rules;
    use crate::api::answer::to_json;
    use crate::api::authoring::{Files, Language, format, problems};
    use wasm_bindgen::prelude::{JsError, wasm_bindgen};

    #[wasm_bindgen]
    impl Engine {
        /// Compiles rule files, a JSON object of texts by path.
        #[wasm_bindgen(js_name = fromSource)]
        pub fn from_source(files: &str) -> Result<Engine, JsError> {
            Rules::from_source(&texts(files)?).map(Engine).map_err(|error| thrown(&error))
        }
    }

    /// All problems of rule files, as JSON; `language` is `zh` or `en`.
    #[wasm_bindgen]
    pub fn check(files: &str, language: &str) -> Result<String, JsError> {
        Ok(to_json(&problems(&texts(files)?, language_of(language).unwrap_or(Language::Zh))))
    }

    /// A rule file in its canonical layout, its keywords in `zh` or `en` or as they are; null if it cannot be read.
    #[wasm_bindgen(js_name = format)]
    pub fn format_text(path: &str, text: &str, keywords: Option<String>) -> Option<String> {
        format(path, text, keywords.as_deref().and_then(language_of))
    }

    fn texts(files: &str) -> Result<Files, JsError> {
        serde_json::from_str(files).map_err(|error| JsError::new(&error.to_string()))
    }

    fn language_of(name: &str) -> Option<Language> {
        match name {
            "zh" => Some(Language::Zh),
            "en" => Some(Language::En),
            _ => None,
        }
    }
}

fn read(request: &str) -> Result<Request, JsError> {
    Request::read(request).map_err(|error| thrown(&error))
}

fn skipped(request: &str) -> Result<BTreeSet<String>, JsError> {
    Ok(read(request)?.skip.into_iter().collect())
}

fn answered<T: Serialize>(answer: Result<T, ErrorAnswer>) -> Result<String, JsError> {
    answer.map(|answer| to_json(&answer)).map_err(|error| thrown(&error))
}

/// An error carries the whole answer as JSON in its message.
fn thrown(error: &ErrorAnswer) -> JsError {
    JsError::new(&to_json(error))
}
