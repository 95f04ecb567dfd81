//! The different values of a column, as far as they fit.

use louce_wire::ValueFacet;
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// Values that are listed.
const LISTED: usize = 300;
/// Values that are counted one by one, and of the doubtful ones so many more.
const COUNTED: usize = 2_000;
/// Different values that are told apart.
const TOLD_APART: usize = 50_000;
/// Characters of a value that can be listed; what is longer is no value of a list.
const LONGEST: usize = 200;

#[derive(Default)]
struct Value {
    count: u32,
    problem: Option<String>,
    read_as: Option<String>,
}

/// The different values of a column.
pub(super) struct Values {
    /// Whether sound values are listed.
    are_listed: bool,
    /// Cells with a value.
    pub(super) filled: u32,
    /// Cells that were not understood or are doubtful.
    pub(super) problems: u32,
    told_apart: HashSet<u64>,
    counted: HashMap<String, Value>,
    is_cut: bool,
}

impl Values {
    pub(super) fn new(are_listed: bool) -> Self {
        let (told_apart, counted) = (HashSet::new(), HashMap::new());
        Self { are_listed, filled: 0, problems: 0, told_apart, counted, is_cut: false }
    }

    pub(super) fn note(&mut self, text: &str, problem: Option<&str>, read_as: Option<&str>) {
        self.problems += u32::from(problem.is_some());
        if text.is_empty() && problem.is_none() {
            return;
        }
        if !text.is_empty() {
            self.filled += 1;
            self.tell_apart(text);
        }
        if let Some(value) = self.counted.get_mut(text) {
            value.count += 1;
            if value.problem.is_none() {
                value.problem = problem.map(str::to_owned);
            }
        } else if self.are_listed || problem.is_some() {
            self.begin(text, problem, read_as);
        }
    }

    fn begin(&mut self, text: &str, problem: Option<&str>, read_as: Option<&str>) {
        let room = if problem.is_some() { 2 * COUNTED } else { COUNTED };
        if self.counted.len() >= room || text.chars().count() > LONGEST {
            self.is_cut = true;
            return;
        }
        let (problem, read_as) = (problem.map(str::to_owned), read_as.map(str::to_owned));
        self.counted.insert(text.to_owned(), Value { count: 1, problem, read_as });
    }

    fn tell_apart(&mut self, text: &str) {
        if self.told_apart.len() < TOLD_APART {
            let mut hasher = DefaultHasher::new();
            text.hash(&mut hasher);
            self.told_apart.insert(hasher.finish());
        }
    }

    pub(super) fn distinct(&self) -> u32 {
        u32::try_from(self.told_apart.len()).unwrap_or(u32::MAX)
    }

    /// The values, those with problems first, then the most frequent; and whether there are more.
    pub(super) fn facets(&self) -> (Vec<ValueFacet>, bool) {
        let mut values: Vec<_> = self.counted.iter().collect();
        values.sort_by(|(text, a), (other, b)| {
            (a.problem.is_none(), b.count, *text).cmp(&(b.problem.is_none(), a.count, *other))
        });
        let is_cut = self.is_cut || values.len() > LISTED;
        let facets = values.into_iter().take(LISTED).map(|(text, value)| ValueFacet {
            value: text.clone(),
            count: value.count,
            problem: value.problem.clone(),
            read_as: value.read_as.clone(),
        });
        (facets.collect(), is_cut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubtful_values_come_first_then_the_most_frequent() {
        let mut values = Values::new(true);
        for text in ["男", "男", "女", "难"] {
            values.note(text, (text == "难").then_some("不是性别"), None);
        }
        let (facets, is_cut) = values.facets();
        let order: Vec<_> = facets.iter().map(|facet| (facet.value.as_str(), facet.count)).collect();
        assert_eq!(order, [("难", 1), ("男", 2), ("女", 1)], "what needs a look stands first");
        assert!(!is_cut, "all of them are listed");
    }

    #[test]
    fn sound_values_that_name_persons_are_not_listed() {
        let mut values = Values::new(false);
        values.note("张三", None, None);
        values.note("李?", Some("姓名有缺字"), None);
        let (facets, _) = values.facets();
        assert_eq!(
            facets.iter().map(|facet| facet.value.as_str()).collect::<Vec<_>>(),
            ["李?"],
            "only the doubtful one"
        );
        assert_eq!(values.distinct(), 2, "how many there are is told all the same");
    }

    #[test]
    fn memory_does_not_grow_with_the_values() {
        let mut values = Values::new(true);
        for no in 0..200_000 {
            values.note(&no.to_string(), None, None);
        }
        let (facets, is_cut) = values.facets();
        assert!(is_cut && facets.len() == LISTED, "more values than are listed");
        assert!(values.counted.len() <= COUNTED && values.told_apart.len() <= TOLD_APART, "what is kept is capped");
    }
}
