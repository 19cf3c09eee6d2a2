use super::report::Parity;
use super::{Artifact, Report, places};
use crate::config::Output;
use crate::parity;
use rayon::prelude::*;

impl Report {
    /// Reads every artifact back and compares it with the book. One that does not say what the book says withholds all,
    /// and a diagnostic tells what is wrong with it.
    pub fn verify(&mut self) {
        let check = |one: &Artifact| (one.output, parity::check(&self.book, one.output, &one.file_name, &one.bytes));
        // The cover of a printed book is no edition: it holds none of the blocks.
        let editions = self.artifacts.par_iter().filter(|one| one.output != Output::Cover);
        let checked: Vec<_> = editions.map(check).collect();
        let all = checked.len();
        for (output, result) in checked {
            match result {
                Ok(blocks) => self.parity.push(Parity { output, blocks }),
                Err(finding) => self.diagnostics.push(*finding),
            }
        }
        if self.parity.len() < all {
            self.withheld.extend(self.artifacts.drain(..).map(|one| one.output));
            places::settle(&mut self.diagnostics, &self.book, &self.sources);
        }
    }
}
