//! The table. Where there is no room for its columns each row is a card, in which
//! every item says its name (`look.css`).

use super::panel::View;
use super::{Deed, Marks};
use crate::domain::comparison::table::Change;
use crate::journey::compare::{CaseView, CellView, ColumnView, GroupView, RowView, TableView};
use crate::ui::markup::{Element, Node, tag};
use crate::ui::part::chooser::tick;

pub(super) fn table(view: &View<'_>) -> Element {
    let shown = view.told.table();
    tag("div")
        .key("table")
        .class("cc-compare__body")
        .child(boxes(view))
        .child(drawn(view, shown, view.marks))
}

fn boxes(view: &View<'_>) -> Element {
    let (words, marks) = (view.words, view.marks);
    let tick = |name, label, ticked, mark: fn(Marks, bool) -> Marks| {
        let hand = view.hand.clone();
        tick(view.hand.id(name), label, ticked, move |ticked| {
            hand.act(Deed::Mark(mark(marks, ticked)));
        })
    };
    let boxes = vec![
        tick(
            "changes",
            words.mark_changes,
            marks.changes,
            |marks, changes| Marks { changes, ..marks },
        ),
        tick(
            "differences",
            words.only_differences,
            marks.only_differences,
            |marks, only_differences| Marks {
                only_differences,
                ..marks
            },
        ),
        tick(
            "clauses",
            words.show_clauses,
            marks.clauses,
            |marks, clauses| Marks { clauses, ..marks },
        ),
    ];
    tag("div")
        .class("cc-choices cc-choices--line cc-compare__boxes")
        .children(boxes)
}

/// As many columns as a tablet has room for.
const MOST_COLUMNS: usize = 4;

/// The table. With more columns than there is room for it scrolls in a frame of its own,
/// so that its head and its first column stay; the keyboard has to reach it for that.
pub(super) fn drawn(view: &View<'_>, shown: TableView, marks: Marks) -> Element {
    let TableView {
        title,
        columns,
        groups,
    } = shown;
    let head = columns.iter().map(|column| column_head(column).into());
    let what = tag("th")
        .class("cc-compare__corner")
        .with("scope", "col")
        .with("role", "columnheader")
        .child(view.words.what);
    let head = tag("tr")
        .with("role", "row")
        .child(what)
        .children(head.collect());
    let groups = groups.into_iter();
    let groups = groups.filter_map(|group| self::group(view, group, &columns, marks));
    let mut bodies: Vec<Node> = groups.collect();
    if marks.changes {
        bodies.push(adds(view, &columns).into());
    }
    let table = tag("table")
        .class("cc-compare__table")
        .with("role", "table")
        .with("aria-label", title.clone())
        .child(tag("thead").with("role", "rowgroup").child(head))
        .children(bodies);
    if columns.len() <= MOST_COLUMNS {
        return tag("div").class("cc-compare__frame").child(table);
    }
    tag("div")
        .class("cc-compare__frame cc-compare__frame--wide")
        .with("role", "region")
        .with("aria-label", title)
        .with("tabindex", "0")
        .child(table)
}

fn column_head(column: &ColumnView) -> Element {
    let mark = column
        .tag
        .clone()
        .map(|mark| tag("span").class("cc-tag").child(mark));
    tag("th")
        .class("cc-compare__head")
        .with("scope", "col")
        .with("role", "columnheader")
        .with("data-item", column.id.clone())
        .child(column.name.clone())
        .child(" ")
        .child(mark)
}

/// What each item has more of than the one before it.
fn adds(view: &View<'_>, columns: &[ColumnView]) -> Element {
    let cells = columns.iter().map(|column| -> Node {
        let summary = column.summary.clone();
        let summary = summary.map(|summary| tag("p").child(summary));
        let added = column.adds.clone().map(|(heading, adds)| {
            let adds = adds.into_iter();
            let adds = adds.map(|one| tag("li").child(one).into());
            tag("div")
                .class("cc-compare__adds")
                .child(tag("p").class("cc-compare__beyond").child(heading))
                .child(tag("ul").children(adds.collect()))
        });
        tag("td")
            .class("cc-compare__cell")
            .with("role", "cell")
            .with("data-row", "adds")
            .with("data-item", column.id.clone())
            .child(name(&column.name))
            .child(summary)
            .child(added)
            .into()
    });
    let row = tag("tr")
        .class("cc-compare__row cc-compare__row--adds")
        .with("role", "row")
        .child(row_head(view.words.adds.to_owned()))
        .children(cells.collect());
    tag("tbody").key("adds").with("role", "rowgroup").child(row)
}

fn row_head(title: String) -> Element {
    tag("th")
        .class("cc-compare__what")
        .with("scope", "row")
        .with("role", "rowheader")
        .child(title)
}

/// The name of an item in its cell, for where the head of the column does not stand
/// over it. Readers know the head.
fn name(name: &str) -> Element {
    tag("span")
        .class("cc-compare__item")
        .with("aria-hidden", "true")
        .child(name.to_owned())
}

fn group(view: &View<'_>, group: GroupView, columns: &[ColumnView], marks: Marks) -> Option<Node> {
    let GroupView { title, rows } = group;
    let rows = rows.into_iter();
    let rows = rows.filter(|row| !(marks.only_differences && row.is_same));
    let rows: Vec<Node> = rows.map(|one| row(view, one, columns, marks)).collect();
    if rows.is_empty() {
        return None;
    }
    let width = columns.len().saturating_add(1);
    let heading = tag("th")
        .class("cc-compare__group")
        .with("scope", "rowgroup")
        .with("role", "rowheader")
        .with("colspan", width.to_string())
        .with("aria-colspan", width.to_string())
        .child(tag("span").child(title));
    let heading = tag("tr").key("group").with("role", "row").child(heading);
    let body = tag("tbody")
        .key(title)
        .with("role", "rowgroup")
        .child(heading)
        .children(rows);
    Some(body.into())
}

fn row(view: &View<'_>, row: RowView, columns: &[ColumnView], marks: Marks) -> Node {
    let RowView {
        id,
        title,
        cells,
        is_same,
        is_one_section,
    } = row;
    // One cell for all, unless each has a section of its own to show.
    let is_one = is_same && (is_one_section || !marks.clauses);
    let shown = if is_one { 1 } else { columns.len() };
    let cells = cells.into_iter().zip(columns).take(shown);
    let cells = cells.map(|(one, column)| -> Node {
        if is_one {
            let width = columns.len().to_string();
            return cell(one, view.words.for_all, marks)
                .with("data-row", id.clone())
                .with("data-item", "*")
                .with("colspan", width.clone())
                .with("aria-colspan", width)
                .into();
        }
        cell(one, &column.name, marks)
            .with("data-row", id.clone())
            .with("data-item", column.id.clone())
            .into()
    });
    tag("tr")
        .key(id.clone())
        .class("cc-compare__row")
        .with("role", "row")
        .child(row_head(title))
        .children(cells.collect())
        .into()
}

fn cell(cell: CellView, item: &str, marks: Marks) -> Element {
    let change = cell.change.filter(|_| marks.changes);
    let class = match &change {
        Some((Change::More, _)) => "cc-compare__cell cc-compare__cell--more",
        _ => "cc-compare__cell",
    };
    let change = change.map(|(change, told)| {
        let sign = match change {
            Change::More => "▲",
            Change::Less => "▼",
        };
        tag("span")
            .class("cc-compare__change")
            .child(tag("span").with("aria-hidden", "true").child(sign))
            .child(tag("span").class("cc-visually-hidden").child(told))
    });
    let mut asked = None;
    let cases = cell.cases.into_iter();
    let cases = cases.map(|one| {
        // A question that several cases answer stands over the first of them.
        let question = one.when.as_ref().map(|(question, _)| question.clone());
        let is_asked = question.is_some() && question == asked;
        asked = question;
        case(one, is_asked, marks)
    });
    tag("td")
        .class(class)
        .with("role", "cell")
        .child(name(item))
        .child(
            tag("div")
                .class("cc-compare__cases")
                .children(cases.collect()),
        )
        .child(change)
}

fn case(case: CaseView, is_asked: bool, marks: Marks) -> Node {
    let CaseView {
        when,
        sign,
        told,
        note,
        clause,
    } = case;
    let (question, answer) = when.unzip();
    let question = question.filter(|_| !is_asked);
    let question = question.map(|asked| tag("span").class("cc-compare__when").child(asked));
    let answer = answer.flatten();
    let answer = answer.map(|answer| {
        tag("span")
            .class("cc-compare__answer")
            .child([answer.as_str(), ":"].concat())
    });
    let note = note.map(|note| tag("span").class("cc-compare__note").child(note));
    let clause = clause.filter(|_| marks.clauses);
    let clause = clause.map(|clause| tag("span").class("cc-compare__clause").child(clause));
    let shown = (!sign.text().is_empty()).then(|| {
        tag("span")
            .class("cc-compare__sign")
            .with("aria-hidden", "true")
            .child(sign.text())
    });
    tag("div")
        .class("cc-compare__case")
        .with("data-answer", sign.word())
        .child(question)
        .child(
            tag("span")
                .class("cc-compare__told")
                .child(answer)
                .child(shown)
                .child(tag("span").child(told)),
        )
        .child(note)
        .child(clause)
        .into()
}
