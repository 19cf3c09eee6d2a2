//! Where things stand in the column: the space between them, the grid, and the blank that is left.

use super::galley::Row;
use super::pages::{Breaker, Draft, Placed, What};
use crate::base::Len;

impl<'a> Breaker<'a> {
    /// Rows off the grid between rows on it share the blank that is left in proportion to the space asked for.
    pub(super) fn even_out(&self, draft: &mut Draft, ends: bool) {
        let placed = &mut draft.placed;
        let mut start = 0;
        while start < placed.len() {
            if self.snaps(&placed[start]) {
                start += 1;
                continue;
            }
            let end = (start..placed.len()).find(|index| self.snaps(&placed[*index])).unwrap_or(placed.len());
            let shift = self.shift(placed, start, end, ends && draft.parts.is_empty());
            placed[start..end].iter_mut().for_each(|one| one.top += shift);
            start = end;
        }
    }

    /// How far the rows `start..end`, off the grid, move down.
    fn shift(&self, placed: &[Placed], start: usize, end: usize, ends: bool) -> Len {
        let first = self.row(&placed[start]);
        // Nothing parts a display from the top of the page or from its heading.
        if start == 0 || self.row(&placed[start - 1]).is_some_and(|row| row.over_grid.is_some()) {
            return Len::ZERO;
        }
        let Some(next) = placed.get(end) else {
            // At the foot of a full page a display stands on the last line.
            let last = &placed[end - 1];
            let left = self.theme.area.size.height - last.top - self.height(last) - self.under(last);
            let figure = self.row(last).is_some_and(|row| row.float);
            return if figure && !ends && left < self.theme.pitch { left.max(Len::ZERO) } else { Len::ZERO };
        };
        let slack = next.top - self.after(&placed[end - 1]);
        let before = first.map_or(Len::ZERO, |row| row.before);
        let after = self.row(&placed[end - 1]).map_or(Len::ZERO, |row| row.after);
        let after = after.max(self.row(next).map_or(Len::ZERO, |row| row.before));
        let slack = slack - after;
        if before + after <= Len::ZERO {
            slack / 2
        } else {
            slack.scale(i64::from(before.0), i64::from((before + after).0))
        }
    }

    pub(super) fn row(&self, placed: &Placed) -> Option<&'a Row> {
        match placed.what {
            What::Row(row) => Some(&self.galley.rows[row as usize]),
            What::Head(_) => None,
        }
    }

    fn snaps(&self, placed: &Placed) -> bool {
        self.row(placed).is_some_and(|row| row.snap || row.over_grid.is_some())
    }

    pub(super) fn height(&self, placed: &Placed) -> Len {
        match placed.what {
            What::Row(row) => self.galley.rows[row as usize].height,
            What::Head(table) => self.galley.tables[table as usize].head_advance(),
        }
    }

    /// How far ink reaches below a thing that closes a page.
    pub(super) fn under(&self, placed: &Placed) -> Len {
        self.row(placed).map_or(Len::ZERO, |row| row.under)
    }

    /// Where the next row begins if it asks for no space.
    pub(super) fn after(&self, placed: &Placed) -> Len {
        match placed.what {
            What::Row(row) => placed.top + self.galley.rows[row as usize].advance,
            What::Head(_) => placed.top + self.height(placed),
        }
    }

    pub(super) fn top_of(&self, row: &Row, draft: &Draft) -> Len {
        let on_grid = |place: Len| self.theme.pitch * place.div_ceil(self.theme.pitch);
        let top = match draft.placed.last() {
            None if row.sink => row.before.max(row.over),
            None => row.over,
            Some(last) => self.after(last) + self.space(last, row),
        };
        match row.over_grid {
            // On a page too shallow for the space above a heading its line comes first.
            Some(below) if draft.placed.is_empty() => {
                let deepest = self.theme.area.size.height - row.height;
                (on_grid(top + below) - below).min(deepest.max(row.over))
            }
            Some(below) => on_grid(top + below) - below,
            None if row.snap => on_grid(top),
            None => top,
        }
    }

    /// The space between a thing and the row after it. Below a heading it is that of the heading, whatever follows.
    fn space(&self, last: &Placed, row: &Row) -> Len {
        match last.what {
            What::Row(above) => {
                let above = &self.galley.rows[above as usize];
                let headed = above.over_grid.is_some() && row.over_grid.is_none();
                if headed { above.after + row.over } else { above.after.max(row.before) }
            }
            // The repeated head brings its own space.
            What::Head(_) => Len::ZERO,
        }
    }
}
