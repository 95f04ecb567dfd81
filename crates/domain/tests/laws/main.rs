//! Laws that hold for every input: parse∘format = identity, and no text whatever makes a reader panic.

#[cfg(test)]
mod addresses;
#[cfg(test)]
mod blocks;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod readers;
