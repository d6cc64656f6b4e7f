//! Small lists in rising order, each value once.
//!
//! Where a tree of the standard library would serve as well, a list of a few
//! dozen values weighs less in the page.

/// Adds a value in its place, unless it is there.
pub fn insert<T: Ord>(list: &mut Vec<T>, value: T) {
    if let Err(place) = list.binary_search(&value) {
        list.insert(place, value);
    }
}

/// The values in rising order, each once.
pub fn ascending<T: Ord>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for value in values {
        insert(&mut list, value);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::ascending;

    #[test]
    fn each_value_once_and_in_order() {
        assert_eq!(ascending([3, 1, 2, 3, 1]), [1, 2, 3]);
        assert_eq!(ascending::<u8>([]), []);
    }
}
