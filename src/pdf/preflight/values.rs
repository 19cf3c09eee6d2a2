//! Values that pages inherit, and lists of numbers.

use crate::pdf::object::{Dict, File, Object};

/// A value that pages inherit from their parents (ISO 32000-1, 7.7.3.4).
pub(super) fn inherited<'f>(file: &'f File, page: &'f Dict, key: &str) -> Option<&'f Object> {
    let mut dict = page;
    for _ in 0..32 {
        if let Some(value) = file.value(dict, key) {
            return Some(value);
        }
        dict = file.dict(dict, "Parent")?;
    }
    None
}

/// The numbers of an array.
pub(super) fn numbers<const N: usize>(file: &File, object: Option<&Object>) -> Option<[f64; N]> {
    let items = object?.as_array()?;
    let all: Vec<f64> = items.iter().map_while(|item| file.resolve(item).as_number()).collect();
    all.try_into().ok()
}
