//! Prints the leaflets: several at a time, and only those whose content changed since the last site.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::printed::Paper;
use super::site::Work;
use super::{Host, LastSite};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::leaflet::LeafletForm;
use crate::model::slug::Slug;
use crate::plan::{Copy, Desk, OnPaper};
use crate::render::pdf::{Job, Press};
use crate::source::ThemeFiles;
use crate::view::{PaperNote, Printed};

/// Prints the leaflets of the establishments named.
pub(super) fn print(work: &Work<'_>, establishments: &[&Slug], host: &dyn Host) -> Paper {
    let mut paper = Paper::default();
    let press = match Press::new(work.theme, &work.pack.fleet.theme) {
        Ok(press) => press,
        Err(problems) => return Paper { problems, ..paper },
    };
    let desk = work.desk;
    let wanted = establishments.iter().filter_map(|id| work.pack.establishments.get(*id));
    let copies: Vec<Copy> = wanted.flat_map(|establishment| desk.copies(establishment)).collect();
    let shop = Shop { press: &press, desk, last: work.last, host, all: copies.len() };
    for (copy, result) in copies.iter().zip(shop.print(&copies)) {
        paper.problems.extend(result.problems);
        if let Some((key, printed)) = result.printed {
            let note = PaperNote { key, pages: printed.pages, has_sheets: printed.sheets.is_some() };
            paper.notes.entry(copy.establishment.to_string()).or_default().insert(copy.path.to_string(), note);
            let on_paper = OnPaper { copy: copy.clone(), printed, is_unchanged: result.is_unchanged };
            paper.printed.entry(copy.establishment.clone()).or_default().push(on_paper);
        }
    }
    paper.problems.extend(desk.missing());
    paper.problems.sort();
    paper
}

/// What all who print share.
struct Shop<'a> {
    press: &'a Press,
    desk: &'a Desk<'a>,
    last: &'a LastSite,
    host: &'a dyn Host,
    all: usize,
}

/// What became of one copy.
#[derive(Default)]
struct Outcome {
    printed: Option<(String, Printed)>,
    /// It stays as it was on the last site.
    is_unchanged: bool,
    problems: Diagnostics,
}

impl Shop<'_> {
    /// Prints copies, the longest first so that nobody waits for it at the end, and the same of every establishment together: the
    /// engine remembers what they share. The results are in the order of `copies`.
    ///
    /// Each worker keeps the engine to a pool of its own: were its parts spread over one pool, every worker would begin several
    /// leaflets at once, and hold twice the memory.
    fn print(&self, copies: &[Copy]) -> Vec<Outcome> {
        let mut order: Vec<usize> = (0..copies.len()).collect();
        order.sort_by_key(|at| {
            let copy = &copies[*at];
            (std::cmp::Reverse(weight(copy)), &copy.leaflet, copy.form.as_str(), copy.large, copy.discreet)
        });
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let results: Vec<Mutex<Outcome>> = copies.iter().map(|_| Mutex::default()).collect();
        let work = || {
            while let Some(at) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                let result = self.one(&copies[*at]);
                *results[*at].lock().expect("nobody panics while holding a result") = result;
                self.host.printed(done.fetch_add(1, Ordering::Relaxed) + 1, self.all);
            }
        };
        let workers = rayon::current_num_threads().min(copies.len());
        std::thread::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|| match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
                    Ok(pool) => pool.install(work),
                    Err(_) => work(),
                });
            }
        });
        results.into_iter().map(|result| result.into_inner().expect("nobody panics while holding a result")).collect()
    }

    fn one(&self, copy: &Copy) -> Outcome {
        let (leaflet, problems) = self.desk.leaflet(copy);
        let Some(leaflet) = leaflet else { return Outcome { problems, ..Outcome::default() } };
        let job = Job::new(&leaflet);
        let key = job.key(self.press);
        if let Some(printed) = self.unchanged_since_last(copy, &key) {
            return Outcome { printed: Some((key, printed)), is_unchanged: true, problems };
        }
        match job.print(self.press, copy.path.as_str()) {
            Ok(printed) => Outcome { printed: Some((key, printed)), is_unchanged: false, problems },
            Err(problem) => {
                let mut problems = problems;
                problems.push(placed(*problem, copy));
                Outcome { problems, ..Outcome::default() }
            }
        }
    }

    /// Returns the bytes of the last site, where they were made from the same and nobody changed them.
    fn unchanged_since_last(&self, copy: &Copy, key: &str) -> Option<Printed> {
        let card = self.last.cards.get(copy.establishment.as_str())?;
        let note = card.printed.get(copy.path.as_str()).filter(|note| note.key == key)?;
        let pdf = self.host.last_file(&copy.path)?;
        let sheets = if note.has_sheets { Some(self.host.last_file(&copy.sheets_path())?) } else { None };
        Some(Printed { pdf, pages: note.pages, sheets })
    }
}

/// Says of a problem in which leaflet it is, and where its words are.
fn placed(mut problem: Diagnostic, copy: &Copy) -> Diagnostic {
    if problem.labels.is_empty() {
        problem.output = Some(copy.path.to_string());
        if problem.help.is_none() {
            let words = match &copy.notice {
                Some(id) => format!("of the notice `{id}` in establishments/{}/establishment.toml", copy.establishment),
                None => format!("in content/{}/leaflets/{}.md", copy.language, copy.leaflet),
            };
            problem.help = Some(format!("make the text {words} shorter; nothing is ever cut off or made smaller"));
        }
    }
    problem
}

/// Returns roughly how long a copy takes.
fn weight(copy: &Copy) -> u32 {
    u32::from(copy.form == LeafletForm::A5Booklet) * 2 + u32::from(copy.form == LeafletForm::A4)
}

/// Prints copies that are asked for one by one.
pub(super) fn these(
    desk: &Desk<'_>,
    theme: (&ThemeFiles, &str),
    copies: &[Copy],
    host: &dyn Host,
) -> (Vec<OnPaper>, Diagnostics) {
    let press = match Press::new(theme.0, theme.1) {
        Ok(press) => press,
        Err(problems) => return (Vec::new(), problems),
    };
    host.stage("print");
    let last = LastSite::default();
    let shop = Shop { press: &press, desk, last: &last, host, all: copies.len() };
    let mut problems = Diagnostics::default();
    let mut printed = Vec::new();
    for (copy, result) in copies.iter().zip(shop.print(copies)) {
        problems.extend(result.problems);
        printed.extend(result.printed.map(|(_, printed)| OnPaper { copy: copy.clone(), printed, is_unchanged: false }));
    }
    problems.extend(desk.missing());
    (printed, problems)
}
