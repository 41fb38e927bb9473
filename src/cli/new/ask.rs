//! Asks for what was not given: on a terminal only.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use super::Refused;

/// Whoever can be asked.
pub(super) struct Asker {
    is_there: bool,
}

impl Asker {
    /// Looks whether somebody sits at a terminal.
    pub(super) fn new() -> Self {
        Self { is_there: std::io::stdin().is_terminal() }
    }

    /// Returns what was given with a flag; else what is answered; else, where nobody can be asked, the usual.
    ///
    /// # Errors
    /// What was given cannot be; or nothing was given, there is no usual, and nobody can be asked.
    pub(super) fn ask(
        &self,
        flag: &str,
        given: Option<&str>,
        question: &str,
        usual: Option<&str>,
        check: impl Fn(&str) -> Result<String, String>,
    ) -> Result<String, Refused> {
        if let Some(given) = given {
            return check(given.trim()).map_err(|why| Refused::Use(format!("{flag}: {why}")));
        }
        if !self.is_there {
            let missing = || Refused::Use(format!("{flag} is missing, and nobody can be asked ({question})"));
            return usual.map(str::to_owned).ok_or_else(missing);
        }
        let hint = usual.map(|usual| format!(" [{usual}]")).unwrap_or_default();
        say(&format!("{question}{hint}\n> "));
        let answer = answer()?;
        let answer = if answer.is_empty() { usual.unwrap_or_default().to_owned() } else { answer };
        check(&answer).or_else(|why| again(&why, check))
    }

    /// Returns an answer to a question that need not be answered.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(super) fn maybe(&self, question: &str) -> Result<Option<String>, Refused> {
        if !self.is_there {
            return Ok(None);
        }
        say(&format!("{question}\n> "));
        Ok(Some(answer()?).filter(|answer| !answer.is_empty()))
    }
}

/// Says why an answer will not do, and returns the next one that does.
///
/// # Errors
/// The terminal is gone.
pub(super) fn again(why: &str, check: impl Fn(&str) -> Result<String, String>) -> Result<String, Refused> {
    let mut why = why.to_owned();
    loop {
        say(&format!("That will not do: {why}.\n> "));
        match check(&answer()?) {
            Ok(answer) => return Ok(answer),
            Err(other) => why = other,
        }
    }
}

/// Says something.
pub(super) fn say(text: &str) {
    let mut out = anstream::stdout().lock();
    // A pipe that was closed early leaves nobody to tell.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn answer() -> Result<String, Refused> {
    let mut line = String::new();
    let ended = || Refused::Use("the answer is missing".to_owned());
    match std::io::stdin().lock().read_line(&mut line) {
        Ok(0) | Err(_) => Err(ended()),
        Ok(_) => Ok(line.trim().to_owned()),
    }
}
