//! `delivery print`: what the customer signs: the confirmation of a stage (F22) and the
//! acceptance form (F23), filled in as far as it is known, with room for the rest.

use clap::Arg;

use super::Both;
use crate::app::App;
use crate::document::paper::{APART, Speech, answer, signatures};
use crate::field::Field;
use crate::flags::Takes;
use crate::form::Form as _;
use crate::nouns::report::files::{self, Files};
use crate::nouns::{Call, deal, one, word};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::{
    self, Acceptance, Accepted, Contract, Delivery, Milestone, MilestoneDone, Record,
};
use crate::render::Format;
use crate::store::{List, of_delivery};
use crate::value::{Cell, ChoiceSet as _, Noun, Tongue};
use crate::verbs;
use crate::view::{Column, Rows, Shape, View};
use crate::words::{Lang, Text, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let which = word(
        "which",
        t("DELIVERY|MILESTONE", "交付或节点"),
        t(
            "A milestone for its stage confirmation (F22); a delivery, or its customer, for the acceptance form (F23)",
            "填节点打印阶段交付确认单（F22）；填交付或客户打印验收确认单（F23）",
        ),
        lang,
    );
    let mut args = vec![
        which
            .add(Takes::AnyOf(&[Noun::Delivery, Noun::Milestone]))
            .index(1),
    ];
    args.extend(files::args(lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let files = Files::asked(call)?;
    out.style.paper = true;
    let (tongue, own) = (out.style.tongue, out.style.format);
    let mut paper = Paper { app, tongue };
    let mut all = Vec::new();
    let milestone = paper.milestone(call.text("which"))?;
    let delivery = match milestone {
        Some(_) => None,
        None => Some(one::newest(paper.app, Noun::Delivery, call.text("which"))?),
    };
    for room in [true, false] {
        all.push(match (milestone, delivery) {
            (Some(id), _) => paper.stage(id, room)?,
            (None, Some(id)) => paper.acceptance(id, room)?,
            (None, None) => Vec::new(),
        });
    }
    let take = |format: Format| {
        let views = all.get(usize::from(!is_paper(format)));
        let views = views.into_iter().flatten().map(copied);
        let title = match milestone {
            Some(_) => STAGE,
            None => ACCEPTANCE,
        };
        views.map(move |view| match format {
            // One sheet, that can be printed as one.
            Format::Xlsx => narrow(view).within(title),
            _ => view,
        })
    };
    if files.is_empty() {
        out.views(take(own).collect(), None)?;
        return Ok(Exit::Done);
    }
    let written = files.render(&out.style, |format| (take(format).collect(), None))?;
    written.store(call.dry_run, out)?;
    Ok(Exit::Done)
}

const STAGE: Text = t("Stage confirmation (F22)", "阶段交付确认单（F22）");
const ACCEPTANCE: Text = t("Acceptance (F23)", "服务验收确认单（F23）");

/// Whether somebody may sign on it; programs get what is known, and no room to write.
pub(in crate::nouns) const fn is_paper(format: Format) -> bool {
    matches!(
        format,
        Format::Table | Format::Plain | Format::Md | Format::Html | Format::Xlsx | Format::Docx
    )
}

/// Columns of a sheet stand under those of the tables before: boxes stand below one
/// another in a list, and lines to write on are shorter.
fn narrow(mut view: View<'static>) -> View<'static> {
    let boxes = view.shape == Shape::List;
    if let Rows::Held(rows) = &mut view.rows {
        for cell in rows.iter_mut().flatten() {
            if let Cell::Line(text) | Cell::Long(text) = cell {
                *text = text.replace(&"_".repeat(32), &"_".repeat(20));
                if boxes {
                    *text = text.replace(APART, "\n");
                }
            }
        }
    }
    view
}

/// The same view once more: each file has its own.
pub(in crate::nouns) fn copied(view: &View<'static>) -> View<'static> {
    let rows = match &view.rows {
        Rows::Held(rows) => rows.clone(),
        Rows::Streamed(_) => Vec::new(),
    };
    let mut copy = View::list(view.title.clone(), view.columns.clone(), rows).key(view.key);
    copy.shape = view.shape;
    copy
}

/// A column and what stands in it.
type Line = (Column, Cell);

/// What makes the papers.
struct Paper<'a, 'p> {
    app: &'p mut App<'a>,
    tongue: Tongue,
}

impl Paper<'_, '_> {
    const fn speech(&self) -> Speech {
        Speech {
            tongue: self.tongue,
            both: false,
        }
    }

    /// The milestone that was named, if it was one.
    fn milestone(&mut self, given: Option<&str>) -> Result<Option<i64>, Failure> {
        match given {
            Some(text) if deal::is_number_of(Noun::Milestone, text) => {
                self.app.resolve(Noun::Milestone, text).map(Some)
            }
            // The last list may have been one of milestones.
            Some(text) if text.starts_with('@') => Ok(self.app.resolve(Noun::Milestone, text).ok()),
            _ => Ok(None),
        }
    }

    /// 阶段交付确认单 (F22).
    fn stage(&mut self, id: i64, room: bool) -> Result<Vec<View<'static>>, Failure> {
        let milestone: crate::store::Kept<Milestone> = self.app.store.read()?.get(id)?;
        let delivery = milestone.record.delivery.id();
        let mut head = self.form::<Milestone>(id, &["number", "customer"])?;
        head.extend(self.contract(delivery)?);
        head.extend(self.form::<Delivery>(delivery, &["what"])?);
        head.extend(self.form::<Milestone>(id, &["name", "planned", "contact", "owner"])?);
        let asked = ["deliverables", "standard"];
        let mut lines = self.asked::<Milestone>(id, &asked, room)?;
        lines.extend(self.states(
            Noun::Milestone,
            id,
            (MilestoneDone::FIELDS, &["met", "issues", "done_at"]),
            room,
        )?);
        let mut views = vec![
            sheet(STAGE, "stage", head),
            sheet(t("Stage", "阶段交付"), "confirmation", lines),
        ];
        if room {
            let customer = t("Customer", "客户");
            views.push(signatures(&[customer, LEADER, REP], self.tongue.lang));
        }
        Ok(views)
    }

    /// 服务验收确认单 (F23).
    fn acceptance(&mut self, id: i64, room: bool) -> Result<Vec<View<'static>>, Failure> {
        let mut head = self.form::<Delivery>(id, &["number", "customer"])?;
        head.extend(self.contract(id)?);
        head.extend(self.form::<Delivery>(id, &["what", "planned", "contact", "owner"])?);
        head.extend(self.states(Noun::Delivery, id, (&[], &["delivered_at"]), room)?);
        let end = [
            "accepted_at",
            "participants",
            "result",
            "leftover",
            "sealed",
        ];
        let end = (Accepted::FIELDS, &end[..]);
        let end = self.states(Noun::Delivery, id, end, room)?;
        let mut views = vec![sheet(ACCEPTANCE, "delivery", head)];
        views.push(self.items(id, room)?.key("items"));
        let goods = ["product_name", "quantity", "batch", "serial", "day"];
        let title = t("Delivered goods", "交付物清单");
        let filter = of_delivery(id);
        let goods = verbs::held(self.app, title, &List::delivered(), &goods, &filter, None)?;
        views.push(goods.key("goods"));
        views.push(sheet(t("Conclusion", "验收结论"), "conclusion", end));
        if room {
            views.retain(|view| !matches!(&view.rows, Rows::Held(rows) if rows.is_empty()));
            let customer = t("Customer (signature and seal)", "客户（签字并盖章）");
            views.push(signatures(&[customer, LEADER, REP], self.tongue.lang));
        }
        Ok(views)
    }

    /// What was agreed, item by item, those that nobody has taken over yet at the end.
    fn items(&mut self, id: i64, room: bool) -> Result<View<'static>, Failure> {
        const KEYS: [&str; 7] = [
            "n",
            "what",
            "standard",
            "source",
            "actual",
            "result",
            "remedy_by",
        ];
        let (title, filter) = (t("Items", "验收项目"), of_delivery(id));
        let mut view = verbs::held(self.app, title, &List::acceptance(), &KEYS, &filter, None)?;
        let Rows::Held(rows) = &mut view.rows else {
            return Ok(view);
        };
        let store = self.app.store.read()?;
        let fresh = store.agreed_for(id, self.tongue.lang)?;
        for (item, n) in fresh
            .into_iter()
            .zip(store.items_of(id)?.saturating_add(1)..)
        {
            rows.push(vec![
                Cell::Whole(n),
                Cell::Long(item.what),
                item.standard.map_or(Cell::Empty, Cell::Long),
                Cell::Choice(item.source.choice()),
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
            ]);
        }
        let result = Acceptance::FIELDS
            .iter()
            .find(|field| field.key == "result");
        let at = KEYS.iter().position(|key| *key == "result");
        if let (true, Some(field), Some(at)) = (room, result, at) {
            for cell in rows.iter_mut().filter_map(|row| row.get_mut(at)) {
                *cell = Cell::Line(answer(field, cell, &self.speech()));
            }
        }
        Ok(view)
    }

    /// The number on the contract's paper.
    fn contract(&mut self, delivery: i64) -> Result<Vec<Line>, Failure> {
        let both = Both::of(self.app, delivery)?;
        let Some(contract) = both.delivery.record.contract else {
            return Ok(Vec::new());
        };
        let all = self.form::<Contract>(contract.id(), &["contract_no", "number"])?;
        Ok(all
            .into_iter()
            .filter(|(_, cell)| *cell != Cell::Empty)
            .take(1)
            .map(|(_, cell)| (Column::new("contract", t("Contract", "合同编号")), cell))
            .collect())
    }

    /// Fields of a record as they stand.
    fn form<F: Record>(&mut self, id: i64, keys: &[&str]) -> Result<Vec<Line>, Failure> {
        let view = verbs::sheet_of::<F>(self.app, id, t("", ""), Vec::new())?;
        let Rows::Held(rows) = view.rows else {
            return Ok(Vec::new());
        };
        let row = rows.into_iter().next().unwrap_or_default();
        let mut all: Vec<Line> = view.columns.into_iter().zip(row).collect();
        let mut lines = Vec::new();
        for key in keys {
            if let Some(at) = all.iter().position(|(column, _)| column.key == *key) {
                let (column, cell) = all.swap_remove(at);
                lines.push((
                    Column {
                        group: None,
                        ..column
                    },
                    cell,
                ));
            }
        }
        Ok(lines)
    }

    /// The same with room where nothing is known.
    fn asked<F: Record>(
        &mut self,
        id: i64,
        keys: &[&str],
        room: bool,
    ) -> Result<Vec<Line>, Failure> {
        let lines = self.form::<F>(id, keys)?;
        Ok(lines
            .into_iter()
            .map(|(column, cell)| {
                let field = F::FIELDS.iter().find(|field| field.key == column.key);
                let cell = self.with_room(field, cell, room);
                (column, cell)
            })
            .collect())
    }

    /// How a record stands, under the labels of the form that is filled in for it.
    fn states(
        &mut self,
        noun: Noun,
        id: i64,
        (form, keys): (&'static [Field], &[&str]),
        room: bool,
    ) -> Result<Vec<Line>, Failure> {
        let cells = self.app.store.read()?.states_of(noun, id)?;
        let states: Vec<_> = records::states(noun).iter().zip(cells).collect();
        let mut lines = Vec::new();
        for key in keys {
            let Some((state, cell)) = states.iter().find(|(field, _)| field.key == *key) else {
                continue;
            };
            let own = form.iter().find(|field| field.key == *key);
            let column = Column {
                group: None,
                ..Column::from(own.unwrap_or(state))
            };
            lines.push((column, self.with_room(own, cell.clone(), room)));
        }
        Ok(lines)
    }

    /// What stands beside a label on paper.
    fn with_room(&self, field: Option<&Field>, cell: Cell, room: bool) -> Cell {
        match field {
            Some(field) if room => Cell::Long(answer(field, &cell, &self.speech())),
            _ => cell,
        }
    }
}

const LEADER: Text = t("Project lead", "项目组长");
const REP: Text = t("Sales representative", "销售代表");

fn sheet(title: Text, key: &'static str, lines: Vec<Line>) -> View<'static> {
    let (columns, row) = lines.into_iter().unzip();
    View::sheet(title, columns, row).key(key)
}
