//! Two or three short columns.

use crate::ui::markup::{Element, Node, tag};

/// A table whose first column names the rows.
pub(in crate::ui) struct Table {
    /// What it is, for those who cannot see its heading.
    pub caption: &'static str,
    /// The names of the columns.
    pub head: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// Whether it is set in small type.
    pub small: bool,
}

/// A table.
pub(in crate::ui) fn table(table: Table) -> Node {
    let name = |name: &'static str| {
        let cell = tag("th").class("cc-table__head").with("scope", "col");
        cell.child(name).into()
    };
    let head = tag("tr").children(table.head.into_iter().map(name).collect());
    let rows = table.rows.into_iter().map(row).collect();
    tag("table")
        .class(if table.small {
            "cc-table cc-table--small"
        } else {
            "cc-table"
        })
        .child(
            tag("caption")
                .class("cc-visually-hidden")
                .child(table.caption),
        )
        .child(tag("thead").child(head))
        .child(tag("tbody").children(rows))
        .into()
}

fn row(row: Vec<String>) -> Node {
    let cells = row.into_iter().enumerate().map(|(column, text)| {
        let cell: Element = if column == 0 {
            tag("th").with("scope", "row")
        } else {
            tag("td")
        };
        cell.class("cc-table__cell").child(text).into()
    });
    tag("tr").children(cells.collect()).into()
}
