//! Precision and recall of the duplicate engine on an invented town whose truth is known, and the laws it keeps.

#[cfg(test)]
mod laws;
#[cfg(test)]
mod measured;
#[cfg(test)]
mod town;
